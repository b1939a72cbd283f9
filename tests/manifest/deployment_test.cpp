#include "manifest/pipeline/deployment.h"

#include <gtest/gtest.h>

#include <string>

#include "manifest/pipeline_root.h"
#include "manifest/vocabulary.h"

namespace paritylint::manifest {
namespace {

using test::PipelineRoot;

RootPipelines read(PipelineRoot& root, std::span<const ManifestSet> sets = {}) {
  RootPipelineSources sources;
  for (const auto& [path, text] : root.texts()) {
    const auto kind = kind_by_name(path);
    if (is_workflow_path(path)) sources.workflows.push_back(path);
    if (kind == ManifestKind::buildspec) sources.buildspecs.push_back(path);
    if (kind) sources.manifests.push_back({path, *kind});
  }
  sources.sets = sets;
  sources.trees = root.trees();
  sources.files = root.files();
  return RootPipelines(std::move(sources));
}

std::string workflow(const std::string& steps, const std::string& job = "") {
  return "on: push\njobs:\n  deploy:\n" + job + "    steps:\n" + steps;
}

constexpr const char* kRenderAndDeploy = R"(      - uses: aws-actions/amazon-ecs-render-task-definition@v1
        id: r
        with: {task-definition: taskdef.json, container-name: web, image: 'web:1'}
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v1
        with: {task-definition: '${{ steps.r.outputs.task-definition }}', service: s}
)";
constexpr const char* kTaskdef = "{\"family\": \"<ENV>\", \"containerDefinitions\": [{\"name\": \"web\"}]}";

TEST(RootPipelines, SaysHowAWorkflowDeploysATaskDefinition) {
  PipelineRoot root(
      {{".github/workflows/prod.yml",
        workflow("      - run: sed -i 's/<ENV>/web/; s/<NO>/x/' taskdef.json\n" + std::string(kRenderAndDeploy))},
       {"taskdef.json", kTaskdef},
       {"other/taskdef.json", kTaskdef}});
  const RootPipelines pipelines = read(root);
  ASSERT_EQ(pipelines.pipelines().size(), 1u);
  const ManifestDeployments& known = pipelines.of("taskdef.json");
  ASSERT_EQ(known.deployments.size(), 1u);
  const Deployment& one = known.deployments[0];
  EXPECT_EQ(one.way, DeploymentWay::action);
  EXPECT_EQ(one.certainty, Certainty::certain);
  EXPECT_EQ(one.why, "");
  EXPECT_EQ(one.step, 2u);
  EXPECT_EQ(one.text.bytes().substr(0, 20), "{\n  \"family\": \"web\",");
  ASSERT_EQ(known.replacements.size(), 3u);
  EXPECT_EQ(known.replacements[0].replacement->replaced, 1u);
  EXPECT_EQ(known.replacements[1].replacement->replaced, 0u);
  EXPECT_EQ(known.replacements[2].replacement->value, "web:1");
  EXPECT_FALSE(pipelines.of("other/taskdef.json").is_deployed());
  EXPECT_FALSE(pipelines.of("unheard-of").is_deployed());
  const auto environment = environment_of(*pipelines.pipelines()[0], Vocabulary::built_in());
  ASSERT_TRUE(environment);
  EXPECT_EQ(environment->name, "prod");
}

TEST(RootPipelines, SaysWhyADeploymentIsNotCertain) {
  const auto deployment = [](const std::string& steps, std::map<std::string, std::string> others = {}) {
    others[".github/workflows/d.yml"] = workflow(steps + kRenderAndDeploy);
    others["taskdef.json"] = kTaskdef;
    PipelineRoot root(std::move(others));
    const RootPipelines pipelines = read(root);
    const auto& found = pipelines.of("taskdef.json").deployments;
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? std::pair(Certainty::certain, std::string()) : std::pair(found[0].certainty, found[0].why);
  };
  using Answer = std::pair<Certainty, std::string>;
  EXPECT_EQ(deployment("      - run: ./gradlew build\n"), Answer(Certainty::certain, ""));
  EXPECT_EQ(deployment("      - run: ./fill.sh\n"), Answer(Certainty::script, "it may be changed by fill.sh"));
  EXPECT_EQ(deployment("      - run: ./fill.sh\n", {{"fill.sh", "echo x\n"}}), Answer(Certainty::certain, ""));
  EXPECT_EQ(deployment("      - uses: a/b@v1\n        with: {path: ./taskdef.json}\n"),
            Answer(Certainty::doubtful, "a/b may change it"));
  EXPECT_EQ(deployment("      - run: if x; then sed -i s/a/b/ taskdef.json; fi\n"),
            Answer(Certainty::doubtful, "a step runs in some cases only"));
  EXPECT_EQ(deployment("      - run: sed -i s/a/b/ taskdef.json\n        if: inputs.x\n"),
            Answer(Certainty::doubtful, "a step runs in some cases only"));
}

// The same condition on the steps that fill in a file and on the one that deploys it leaves no doubt.
TEST(RootPipelines, FollowsStepsUnderOneCondition) {
  PipelineRoot root({{".github/workflows/d.yml", workflow(R"(      - run: sed -i 's/<ENV>/dev/' taskdef.json
        if: github.ref == 'refs/heads/dev'
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v1
        if: ${{ github.ref == 'refs/heads/dev' }}
        with: {task-definition: taskdef.json}
)")},
                     {"taskdef.json", kTaskdef}});
  const RootPipelines pipelines = read(root);
  ASSERT_EQ(pipelines.of("taskdef.json").deployments.size(), 1u);
  EXPECT_EQ(pipelines.of("taskdef.json").deployments[0].certainty, Certainty::certain);
}

TEST(RootPipelines, FollowsTemplatesIntoArtifacts) {
  PipelineRoot root({{"buildspec.yml", R"(version: 0.2
phases:
  build:
    commands:
      - envsubst < taskdef.template.json > taskdef.json
      - echo '{"ImageURI":"x"}' > imageDetail.json
artifacts:
  files: [taskdef.json, appspec.yaml, imageDetail.json, gone.json]
)"},
                     {"taskdef.template.json", "{\"family\": \"$FAMILY\"}"},
                     {"taskdef.json", "{}"},
                     {"appspec.yaml", "version: 0.0\n"}});
  const RootPipelines pipelines = read(root);
  const ManifestDeployments& made = pipelines.of("taskdef.template.json");
  ASSERT_EQ(made.deployments.size(), 1u);
  EXPECT_EQ(made.deployments[0].way, DeploymentWay::artifact);
  EXPECT_EQ(made.deployments[0].file, "taskdef.json");
  EXPECT_EQ(made.deployments[0].certainty, Certainty::certain);
  EXPECT_EQ(pipelines.pipelines()[0]->rendering->symbols().spelled(made.deployments[0].text.bytes()),
            "{\"family\": \"${FAMILY}\"}");
  // What is checked in under the name of the artifact never arrives.
  EXPECT_FALSE(pipelines.of("taskdef.json").is_deployed());
  EXPECT_EQ(pipelines.of("taskdef.json").overwritten.size(), 1u);
  EXPECT_TRUE(pipelines.of("appspec.yaml").is_deployed());
  ASSERT_EQ(pipelines.artifacts().size(), 4u);
  EXPECT_TRUE(pipelines.artifacts()[0].is_generated);
  EXPECT_FALSE(pipelines.artifacts()[1].is_generated);
  EXPECT_EQ(pipelines.artifacts()[1].files, std::vector<std::string>{"appspec.yaml"});
  EXPECT_TRUE(pipelines.artifacts()[2].is_generated);
  EXPECT_TRUE(pipelines.artifacts()[3].files.empty());
  EXPECT_FALSE(pipelines.artifacts()[3].may_be_made);
}

TEST(RootPipelines, TakesTheSourceWhereAnAppSpecAwaitsATaskDefinition) {
  PipelineRoot root(
      {{"buildspec.yml",
        "version: 0.2\nphases: {build: {commands: [make]}}\n"
        "artifacts: {files: imageDetail.json}\n"},
       {"taskdef.json", kTaskdef},
       {"appspec.yaml", "Resources: [{TargetService: {Properties: {TaskDefinition: <TASK_DEFINITION>}}}]\n"}});
  ManifestSet set;
  for (const auto& [path, text] : root.texts()) set.members.push_back({0, path, *kind_by_name(path), "", "", ""});
  set.pipelines.push_back({"buildspec.yml", false, true, "", {}});
  const RootPipelines pipelines = read(root, std::span(&set, 1));
  ASSERT_EQ(pipelines.of("taskdef.json").deployments.size(), 1u);
  EXPECT_EQ(pipelines.of("taskdef.json").deployments[0].way, DeploymentWay::source);
  EXPECT_EQ(pipelines.of("taskdef.json").deployments[0].certainty, Certainty::assumed);
  EXPECT_FALSE(read(root).of("taskdef.json").is_deployed());
}

TEST(RootPipelines, KnowsFilesThatAStepMayMean) {
  PipelineRoot root({{".github/workflows/d.yml", workflow(R"(      - run: cp ecs/${{ vars.STAGE }}/taskdef.json out.json
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v1
        with: {task-definition: out.json}
)")},
                     {"ecs/dev/taskdef.json", kTaskdef},
                     {"taskdef.json", kTaskdef}});
  const RootPipelines pipelines = read(root);
  EXPECT_EQ(pipelines.of("ecs/dev/taskdef.json").possible.size(), 1u);
  EXPECT_FALSE(pipelines.of("ecs/dev/taskdef.json").is_deployed());
  EXPECT_TRUE(pipelines.of("taskdef.json").possible.empty());
}

// A workflow that only others call is read where they call it.
TEST(RootPipelines, ReadsCalledWorkflowsWithTheirCallers) {
  const std::string called =
      "on:\n  workflow_call:\n    inputs: {file: {type: string}}\njobs:\n  x:\n    steps:\n      - run: aws ecs "
      "register-task-definition --cli-input-json file://${{ inputs.file }}\n";
  PipelineRoot root({{".github/workflows/call.yml",
                      "on: push\njobs: {a: {uses: ./.github/workflows/x.yml, with: "
                      "{file: taskdef.json}}}\n"},
                     {".github/workflows/x.yml", called},
                     {"taskdef.json", kTaskdef}});
  const RootPipelines pipelines = read(root);
  ASSERT_EQ(pipelines.pipelines().size(), 1u);
  EXPECT_EQ(pipelines.pipelines()[0]->job, "a / x");
  ASSERT_EQ(pipelines.of("taskdef.json").deployments.size(), 1u);
  EXPECT_EQ(pipelines.of("taskdef.json").deployments[0].way, DeploymentWay::command);
}

}  // namespace
}  // namespace paritylint::manifest
