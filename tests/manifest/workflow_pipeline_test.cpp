#include "manifest/pipeline/workflow_pipeline.h"

#include <gtest/gtest.h>

#include <string>

#include "manifest/pipeline/pipeline_places.h"
#include "manifest/pipeline_root.h"

namespace paritylint::manifest {
namespace {

using test::PipelineRoot;
using test::steps_of;

constexpr const char* kPath = ".github/workflows/deploy.yml";

WorkflowPipeline read(PipelineRoot& root) { return read_workflow_pipeline(kPath, root.trees(), root.files().read); }

// The steps of a workflow with one job.
std::string steps(const std::string& job, std::map<std::string, std::string> others = {}) {
  others[kPath] = "on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n" + job;
  PipelineRoot root(std::move(others));
  const WorkflowPipeline workflow = read(root);
  EXPECT_EQ(workflow.jobs.size(), 1u);
  return workflow.jobs.empty() ? "" : steps_of(workflow.jobs[0].pipeline);
}

constexpr std::string_view kDeploy = R"(    steps:
      - uses: actions/checkout@v4
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          aws-region: eu-west-1
      - id: login
        uses: aws-actions/amazon-ecr-login@v2
      - id: build
        env:
          REGISTRY: ${{ steps.login.outputs.registry }}
        run: |
          docker build -t $REGISTRY/web:1 .
          echo "image=$REGISTRY/web:1" >> $GITHUB_OUTPUT
      - id: web
        uses: aws-actions/amazon-ecs-render-task-definition@v1
        with:
          task-definition: ./deploy/taskdef.json
          container-name: web
          image: ${{ steps.build.outputs.image }}
          environment-variables: |
            STAGE=prod
            NEW=1
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: ${{ steps.web.outputs.task-definition }}
          service: web
          codedeploy-appspec: deploy/appspec.yaml
)";

TEST(WorkflowPipeline, ReadsRenderAndDeployActions) {
  EXPECT_EQ(steps(std::string(kDeploy)),
            "sign in\n"
            "build\n"
            "write 'image=${{ steps.login.outputs.registry }}/web:1\n' >> /github/output\n"
            "render deploy/taskdef.json|jq -> ${{ steps.web.outputs.task-definition }}\n"
            "deploy taskdef ${{ steps.web.outputs.task-definition }}\n"
            "deploy deploy/appspec.yaml");
}

TEST(WorkflowPipeline, RendersWhatTheActionWrites) {
  PipelineRoot root(
      {{kPath, "jobs:\n  deploy:\n" + std::string(kDeploy)},
       {"deploy/taskdef.json",
        "{\"family\":\"web\",\"revision\":3,\"containerDefinitions\":[{\"name\":\"side\",\"image\":\"x\"},"
        "{\"name\":\"web\",\"image\":\"<IMAGE>\",\"environment\":[{\"name\":\"STAGE\",\"value\":\"dev\"}]"
        "}]}"}});
  const WorkflowPipeline workflow = read(root);
  ASSERT_EQ(workflow.jobs.size(), 1u);
  const WorkflowJob& job = workflow.jobs[0];
  const PipelineRendering rendering(job.pipeline, root.files());
  const RenderedText* text = rendering.input_of(4);
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->doubt(), "");
  EXPECT_EQ(text->source_path(), "deploy/taskdef.json");
  EXPECT_EQ(rendering.symbols().spelled(text->bytes()), R"({
  "family": "web",
  "containerDefinitions": [
    {
      "name": "side",
      "image": "x"
    },
    {
      "name": "web",
      "image": "${{ steps.login.outputs.registry }}/web:1",
      "environment": [
        {
          "name": "STAGE",
          "value": "prod"
        },
        {
          "name": "NEW",
          "value": "1"
        }
      ]
    }
  ]
})");
  ASSERT_EQ(rendering.replacements().size(), 3u);
  const PipelineReplacement& image = rendering.replacements()[0];
  EXPECT_EQ(image.replaced, 1u);
  EXPECT_EQ(image.file, "deploy/taskdef.json");
  // Its place is the input that says so.
  PipelinePlaces places(root.trees());
  const FilePlace place = places.of(job.pipeline, image.place);
  EXPECT_EQ(place.path, kPath);
  EXPECT_EQ(root.texts().at(kPath).substr(place.span.begin, place.span.size()), "${{ steps.build.outputs.image }}");
  ASSERT_EQ(job.credentials.size(), 1u);
  EXPECT_EQ(job.credentials_at(4)->account, "123456789012");
  EXPECT_EQ(job.credentials_at(4)->region, "eu-west-1");
}

TEST(WorkflowPipeline, CountsContainersThatTheRenderActionFinds) {
  const auto replaced = [](const std::string& container, const std::string& name, bool& is_certain) {
    PipelineRoot root({{kPath,
                        "jobs:\n  deploy:\n    steps:\n      - uses: "
                        "aws-actions/amazon-ecs-render-task-definition@v1\n        with: {task-definition: t.json, "
                        "image: x, container-name: '" +
                            container + "'}\n"},
                       {"t.json", "{\"containerDefinitions\": [{\"name\": \"" + name + "\", \"image\": \"\"}]}"}});
    const WorkflowPipeline workflow = read(root);
    const PipelineRendering rendering(workflow.jobs.at(0).pipeline, root.files());
    const auto& file = rendering.files().begin()->second;
    is_certain = file.text.doubt().empty();
    return rendering.replacements().empty() ? 99u : rendering.replacements()[0].replaced;
  };
  bool is_certain = false;
  EXPECT_EQ(replaced("web", "web", is_certain), 1u);
  EXPECT_TRUE(is_certain);
  EXPECT_EQ(replaced("web", "app", is_certain), 0u);
  EXPECT_TRUE(is_certain);
  // Which one is meant is not known.
  EXPECT_EQ(replaced("${{ vars.NAME }}", "app", is_certain), 99u);
  EXPECT_FALSE(is_certain);
}

TEST(WorkflowPipeline, StartsEachStepWithItsOwnVariables) {
  EXPECT_EQ(steps(R"(    env: {A: job, FILE: t.json}
    defaults: {run: {working-directory: deploy}}
    steps:
      - run: |
          B=1
          cd x
      - run: sed "s/<A>/$A$B/" $FILE > out
        env: {A: step}
      - run: echo "A=later" >> $GITHUB_ENV
      - run: echo $A > a
        working-directory: ${{ github.workspace }}
      - run: echo ${{ env.A }} '${{ env.FILE }}' ${{ secrets.X }} > b
)"),
            "write deploy/t.json|sed -> deploy/out\n"
            "write 'A=later\n' >> /github/env\n"
            "write 'later\n' -> a\n"
            "write 'later t.json ${{ secrets.X }}\n' -> deploy/b");
}

TEST(WorkflowPipeline, KeepsConditionsOfSteps) {
  EXPECT_EQ(steps(R"(    steps:
      - run: cp a b
        if: ${{ github.ref == 'refs/heads/main' }}
      - run: cp c d
        if: always()
      - run: cp e f
        if: false
)"),
            "[github.ref == 'refs/heads/main'] copy a -> b\ncopy c -> d");
}

TEST(WorkflowPipeline, LeavesOtherShellsAndActionsOpaque) {
  EXPECT_EQ(steps(R"(    steps:
      - run: (Get-Content taskdef.json) -replace 'A','B' | Set-Content "taskdef.json"
        shell: pwsh
      - uses: someone/replace@v1
        with: {files: 'a.json, b.yml', token: x}
      - uses: someone/notify@v1
        with: {text: done}
      - uses: nowactions/envsubst@v1
        with: {input: t.json, output: out.json}
      - uses: jacobtomlinson/gha-find-replace@v3
        with: {include: '*.json', find: IMAGE_TAG, replace: '1&2'}
      - uses: actions/download-artifact@v4
        with: {name: x, path: dist}
)"),
            "opaque -> taskdef.json taskdef.json\nopaque -> a.json b.yml\nwrite t.json|envsubst -> out.json\n"
            "write ~*.json|sed -> ~*.json\nopaque -> ~dist/**");
}

TEST(WorkflowPipeline, KnowsWhereCheckoutsStand) {
  EXPECT_EQ(steps(R"(    steps:
      - uses: actions/checkout@v4
        with: {path: app}
      - uses: actions/checkout@v4
        with: {repository: other/infra, path: infra}
      - run: cp ../infra/t.json taskdef.json
        working-directory: app
      - run: cp app/t.json infra/x.json
)"),
            "copy /other/infra/t.json -> taskdef.json\ncopy t.json -> /other/infra/x.json");
}

TEST(WorkflowPipeline, FollowsCompositeActions) {
  EXPECT_EQ(steps(R"(    steps:
      - id: fill
        uses: ./.github/actions/fill
        with: {file: t.json}
      - run: cp ${{ steps.fill.outputs.made }} last.json
      - uses: ./.github/actions/js
        with: {file: t.json}
)",
                  {{".github/actions/fill/action.yml", R"(inputs:
  file: {required: true}
  out: {default: filled.json}
outputs:
  made: {value: '${{ steps.x.outputs.name }}'}
runs:
  using: composite
  steps:
    - shell: bash
      id: x
      run: |
        envsubst < ${{ inputs.file }} > ${{ inputs.out }}
        echo "::set-output name=name::${{ inputs.out }}"
)"},
                   {".github/actions/js/action.yml", "runs: {using: node20, main: index.js}\n"}}),
            "write t.json|envsubst -> filled.json\ncopy filled.json -> last.json\nopaque -> t.json");
}

TEST(WorkflowPipeline, ReadsCalledWorkflowsAndMatrices) {
  PipelineRoot root({{kPath, R"(name: Release
on: {push: {branches: [main]}}
jobs:
  call:
    needs: build
    strategy: {matrix: {env: [stg, prod], include: [{env: prod, account: '123456789012'}]}}
    uses: ./.github/workflows/one.yml
    with:
      stage: ${{ matrix.env }}
      image: ${{ needs.build.outputs.image }}
  build:
    outputs: {image: '${{ steps.i.outputs.image }}'}
    steps:
      - id: i
        run: echo "image=web:1" >> "$GITHUB_OUTPUT"
)"},
                     {".github/workflows/one.yml", R"(on:
  workflow_call:
    inputs:
      stage: {type: string}
      image: {type: string}
      folder: {type: string, default: deploy}
jobs:
  roll-out:
    environment: ${{ inputs.stage }}
    steps:
      - run: sed "s/IMAGE/${{ inputs.image }}/" ${{ inputs.folder }}/taskdef-${{ inputs.stage }}.json > out
)"}});
  const WorkflowPipeline workflow = read(root);
  ASSERT_EQ(workflow.jobs.size(), 3u);
  EXPECT_EQ(workflow.calls, std::vector<std::string>{".github/workflows/one.yml"});
  EXPECT_FALSE(workflow.is_called_only);
  EXPECT_EQ(workflow.jobs[0].name, "build");
  EXPECT_EQ(workflow.jobs[1].name, "call (stg) / roll-out");
  EXPECT_EQ(workflow.jobs[2].name, "call (123456789012, prod) / roll-out");
  EXPECT_EQ(steps_of(workflow.jobs[2].pipeline), "write deploy/taskdef-prod.json|sed -> out");
  EXPECT_EQ(workflow.jobs[2].pipeline.steps[0].flow.filters[0].sed.commands.at(0).replacement.at(0).text, "web:1");
  ASSERT_FALSE(workflow.jobs[2].environments.empty());
  EXPECT_EQ(workflow.jobs[2].environments[0].kind, EnvironmentHint::Kind::environment);
  EXPECT_EQ(workflow.jobs[2].environments[0].text.text, "prod");
  EXPECT_EQ(read_workflow_pipeline(".github/workflows/one.yml", root.trees(), nullptr).is_called_only, true);
}

// What a job hands on may hold what only its shell knows.
TEST(WorkflowPipeline, HandsOutputsToOtherJobs) {
  PipelineRoot root(std::map<std::string, std::string>{{kPath, R"(jobs:
  build:
    outputs:
      a: ${{ steps.i.outputs.a }}
      b: ${{ steps.i.outputs.b }}
    steps:
      - id: i
        run: |
          echo "a=${{ vars.R }}/web:$GITHUB_SHA" >> $GITHUB_OUTPUT
          echo "b=web:${GITHUB_SHA::8}" >> $GITHUB_OUTPUT
  deploy:
    needs: [build]
    steps:
      - run: echo ${{ needs.build.outputs.a }} ${{ needs.build.outputs.b }} > out
)"}});
  const WorkflowPipeline workflow = read(root);
  ASSERT_EQ(workflow.jobs.size(), 2u);
  EXPECT_EQ(steps_of(workflow.jobs[1].pipeline),
            "write '${{ vars.R }}/web:${{ env.GITHUB_SHA }} ${{ needs.build.outputs.b }}\n' -> out");
}

// What somebody writes in order to break a reader ends in bounded time.
TEST(WorkflowPipeline, SurvivesHostileWorkflows) {
  std::string circle =
      "jobs:\n  a: {uses: ./.github/workflows/deploy.yml}\n  b: {uses: ./.github/workflows/deploy.yml}\n"
      "  c: {needs: [c, d], steps: [{uses: ./x}, {uses: ./x}, {uses: ./x}]}\n  d: {needs: c}\n";
  std::string action = "runs: {using: composite, steps: [";
  for (int i = 0; i < 20; ++i) action += "{uses: ./x}, ";
  PipelineRoot root({{kPath, circle}, {"x/action.yml", action + "]}\n"}});
  EXPECT_LE(read(root).jobs.size(), 256u);

  std::string many = "jobs:\n  a:\n    env:\n";
  for (int i = 0; i < 5000; ++i) many += "      V" + std::to_string(i) + ": x\n";
  many += "    steps:\n";
  for (int i = 0; i < 5000; ++i) many += "      - run: cp a b\n";
  PipelineRoot large(std::map<std::string, std::string>{{kPath, many}});
  EXPECT_LE(read(large).jobs.at(0).pipeline.steps.size(), 5000u);
  for (const char* text : {"", "jobs:", "jobs: [a]", "jobs: {a: b}", "jobs: {a: {steps: {run: x}}}",
                           "jobs: {a: {steps: [{run: [x]}, {uses: {a: b}}, {uses: ./}, {with: 1, uses: ../..}]}}",
                           "jobs: {a: {steps: [{run: 'echo ${{ env.'}]}}", "on: [workflow_call]\njobs: {a: {uses: ./}}",
                           "jobs: {a: {strategy: {matrix: {x: [], include: [1, {x: {y: {z: [1]}}}]}}, steps: []}}"}) {
    PipelineRoot one(std::map<std::string, std::string>{{kPath, text}});
    read(one);
  }
}

}  // namespace
}  // namespace paritylint::manifest
