// What the rules about templates say over the judged cases and fixes of the corpus, and over templates with the
// mistakes that real ones have.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "input/file_system.h"
#include "session/session.h"
#include "support/shared.h"

namespace paritylint::session {
namespace {

using Lines = std::vector<std::string>;
using Files = std::vector<std::pair<std::string, std::string>>;

CheckResult checked(const input::Root& root) {
  const std::vector<std::string> select{"templating"};
  const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, select, {});
  ContentMemo memo;
  SessionOptions options;
  options.jobs = 1;
  return Session(root, *rules, memo, options).check();
}

// "error unreplaced-placeholder taskdef.json:3 <DB>", in order.
Lines said(const input::Root& root) {
  Lines lines;
  for (const check::Finding& finding : checked(root).findings) {
    if (finding.rule->theme != "templating") continue;
    lines.push_back(std::string(check::name(finding.level)) + " " + std::string(finding.rule->id) + " " +
                    finding.primary.path + ":" + std::to_string(finding.primary.begin.line) + " " +
                    finding.primary.snippet);
  }
  return lines;
}

Lines said_of_folder(const std::filesystem::path& folder) {
  const std::vector<std::string> paths{folder.string()};
  auto roots = input::open_roots(paths);
  EXPECT_TRUE(roots && roots->size() == 1) << folder;
  return said(roots->front());
}

void put_folder(input::MemoryFileSystem& memory, const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    memory.put(std::filesystem::relative(entry.path(), folder).generic_string(), test::read_file(entry.path()));
  }
}

Lines said_of(const Files& files) {
  auto memory = std::make_unique<input::MemoryFileSystem>();
  for (const auto& [path, text] : files) memory->put(path, text);
  input::Root root;
  root.file_system = std::move(memory);
  root.reported_folders = {""};
  return said(root);
}

std::string buildspec(const Lines& commands, const std::string& artifacts = {}) {
  std::string text = "version: 0.2\nphases:\n  build:\n    commands:\n";
  for (const std::string& command : commands) text += "      - " + command + "\n";
  if (!artifacts.empty()) text += "artifacts: {files: [" + artifacts + "]}\n";
  return text;
}

constexpr const char* kRegister = "aws ecs register-task-definition --cli-input-json file://taskdef.json";

TEST(TemplatingCorpus, SaysWhatWasJudgedAndNothingElse) {
  SHARED_OR_SKIP(shared);
  const std::set<std::pair<std::string, std::string>> judged = {
      {"Andrew-Chen-Wang__cookiecutter-django-ecs-github",
       "error unreplaced-placeholder aws-task-definition.json:25 <aws account id>"},
      {"Andrew-Chen-Wang__cookiecutter-django-ecs-github",
       "error unreplaced-placeholder aws-task-definition.json:25 <aws region name>"},
      // C22
      {"Kisanlink__farmers-module", "warning unreplaced-placeholder infra/taskdef.json:36 <RDS_ENDPOINT>"},
      {"Kisanlink__farmers-module", "warning unreplaced-placeholder infra/taskdef.json:60 <AAA_SERVICE_ENDPOINT>"},
      {"Kisanlink__farmers-module", "warning unreplaced-placeholder infra/taskdef.json:92 <CORS_ALLOWED_ORIGINS>"},
      {"huntersinclair__collegeadmitted",
       "error unreplaced-placeholder .aws/task-definition-dev.json:27 ${AWS_ACCOUNT_ID}"},
      {"huntersinclair__collegeadmitted",
       "error unreplaced-placeholder .aws/task-definition-dev.json:57 <ECR_REGISTRY>"},
      {"huntersinclair__collegeadmitted",
       "error unreplaced-placeholder .aws/task-definition-prod.json:27 ${AWS_ACCOUNT_ID}"},
      {"huntersinclair__collegeadmitted",
       "error unreplaced-placeholder .aws/task-definition-prod.json:57 <ECR_REGISTRY>"},
      {"huntersinclair__collegeadmitted",
       "error unreplaced-placeholder .aws/task-definition-uat.json:27 ${AWS_ACCOUNT_ID}"},
      {"huntersinclair__collegeadmitted",
       "error unreplaced-placeholder .aws/task-definition-uat.json:57 <ECR_REGISTRY>"},
      // DOMAIN.md 4.3, line 12
      {"saitofjp__ecs-blue-green", "warning unexported-variable buildspec.yml:22 VERSION=$IMAGE_TAG"},
      // C13
      {"suciloknam__crossbridge", "error unreplaced-placeholder ecs/prod/task-definition.json:7 <account-id>"},
      {"suciloknam__crossbridge", "error unreplaced-placeholder ecs/uat/task-definition.json:8 <account>"},
  };
  std::set<std::pair<std::string, std::string>> found;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "corpus/open")) {
    if (!entry.is_directory()) continue;
    for (const std::string& line : said_of_folder(entry.path())) {
      found.emplace(entry.path().filename().string(), line);
    }
  }
  EXPECT_EQ(found, judged);
}

// The commits changed manifests only; the workflow beside them is that of the open half.
TEST(TemplatingCorpus, FixedPlaceholdersAreFoundBeforeAndGoneAfter) {
  SHARED_OR_SKIP(shared);
  const std::vector<std::pair<std::string, std::string>> fixes = {
      {"hoyla__fuel-finder@3cb130ae", "error unreplaced-placeholder .aws/task-definition-prod.json:7 ACCOUNT_ID"},
      {"AAkevin24__desafio-lacrei-devops@48cd20ac",
       "error unreplaced-placeholder task-definition-production.json:45 [SEU_ID_DA_CONTA]"}};
  for (const auto& [fix, expected] : fixes) {
    for (const char* side : {"before", "after"}) {
      auto memory = std::make_unique<input::MemoryFileSystem>();
      put_folder(*memory, shared / "corpus/open" / fix.substr(0, fix.find('@')));
      put_folder(*memory, shared / "corpus/fixes" / fix / side);
      input::Root root;
      root.file_system = std::move(memory);
      root.reported_folders = {""};
      EXPECT_EQ(said(root), std::string(side) == "before" ? Lines{expected} : Lines{}) << fix << " " << side;
    }
  }
}

TEST(Templating, ATokenInsideAnotherIsSpoiled) {
  const std::string task = R"({"family": "a", "taskRoleArn": "ROLE_ARN",
 "executionRoleArn": "EXECUTION_ROLE_ARN", "containerDefinitions": [{"name": "a", "image": "<IMAGE1_NAME>"}]})";
  EXPECT_EQ(said_of({{"taskdef.json", task},
                     {"buildspec.yml", buildspec({"sed -i \"s#ROLE_ARN#$ROLE_ARN#g\" taskdef.json",
                                                  "sed -i \"s#EXECUTION_ROLE_ARN#$EXECUTION#g\" taskdef.json",
                                                  "sed -i 's|IMAGE1_NAME|uri|g' taskdef.json"})}}),
            (Lines{"warning ambiguous-token buildspec.yml:5 ROLE_ARN",
                   "warning ambiguous-token buildspec.yml:7 IMAGE1_NAME"}));
}

TEST(Templating, OrderSavesATokenInsideAnother) {
  const std::string task = R"({"family": "a", "taskRoleArn": "ROLE_ARN", "executionRoleArn": "EXECUTION_ROLE_ARN"})";
  EXPECT_EQ(said_of({{"taskdef.json", task},
                     {"buildspec.yml", buildspec({"sed -i \"s#EXECUTION_ROLE_ARN#$EXECUTION#g\" taskdef.json",
                                                  "sed -i \"s#ROLE_ARN#$ROLE_ARN#g\" taskdef.json"})}}),
            Lines{});
}

TEST(Templating, ATokenThatIsNoJsonStays) {
  const std::string task = R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "<IMAGE>",
 "portMappings": [{"containerPort": <PORT>}]}]})";
  const Files files = {{"taskdef.json", task},
                       {"buildspec.yml", buildspec({"sed -i \"s!<IMAGE>!$IMAGE!g\" taskdef.json", kRegister})}};
  EXPECT_EQ(said_of(files), (Lines{"error unparsable-template taskdef.json:2 <PORT>"}));
}

TEST(Templating, SedForATokenThatIsNotThere) {
  const std::string task = R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "<IMAGE>"}]})";
  EXPECT_EQ(said_of({{"taskdef.json", task},
                     {"buildspec.yml", buildspec({"sed -i 's!<AWS_REGION>!'$AWS_REGION'!g' taskdef.json"})}}),
            (Lines{"warning useless-replacement buildspec.yml:5 <AWS_REGION>"}));
}

TEST(Templating, SedWithoutGIsOneFindingForTheCommandThatLacksIt) {
  const std::string task = R"({"family": "a-<ENV>-<ENV>", "containerDefinitions": [{"name": "a", "image": "a"}]})";
  EXPECT_EQ(said_of({{"taskdef.json", task},
                     {"buildspec.yml", buildspec({"'sed -i -e \"s#<ENV>#$ENV#\" taskdef.json'", kRegister})}}),
            (Lines{"warning replaced-once-a-line buildspec.yml:5 <ENV>"}));
}

TEST(Templating, WhatTheProgramExpandsIsNoPlaceholder) {
  const std::string task = R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "a",
 "entryPoint": ["sh", "-c"], "command": ["exec serve --port ${PORT} --at $(date +%Y-%m-%d) {{name}}"],
 "healthCheck": {"command": ["CMD-SHELL", "curl localhost:$PORT"]},
 "environment": [{"name": "URL", "value": "jdbc://${DB_HOST}/$DB"}, {"name": "GREETING", "value": "{{user.name}}"},
   {"name": "FORMAT", "value": "%LEVEL% <b>text</b>"}, {"name": "MY_TABLE", "value": "MY_TABLE"}],
 "secrets": [{"name": "YOUR_KEY", "valueFrom": "MY_SECRET"}],
 "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "a", "awslogs-datetime-format": "%Y",
   "tag": "{{.ID}}"}}}]})";
  EXPECT_EQ(said_of({{"taskdef.json", task}, {"buildspec.yml", buildspec({kRegister})}}), Lines{});
}

TEST(Templating, ValuesThatTheProgramReadsCountWhereThePipelineReplacesSuchTokens) {
  const std::string task = R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "a",
 "environment": [{"name": "A", "value": "{{A}}"}, {"name": "B", "value": "{{B}}"}]}]})";
  EXPECT_EQ(said_of({{"taskdef.json", task},
                     {"buildspec.yml", buildspec({"'sed -i \"s/{{A}}/$A/\" taskdef.json'", kRegister})}}),
            (Lines{"error unreplaced-placeholder taskdef.json:2 {{B}}"}));
}

TEST(Templating, CodePipelineReplacesImagesAndTheTaskDefinition) {
  const std::string task = R"({"family": "a", "executionRoleArn": "<ROLE>",
 "containerDefinitions": [{"name": "a", "image": "<IMAGE1_NAME>"}]})";
  const std::string appspec = R"(version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: <TASK_DEFINITION>
        LoadBalancerInfo: {ContainerName: <CONTAINER>, ContainerPort: 80}
)";
  EXPECT_EQ(said_of({{"taskdef.json", task},
                     {"appspec.yaml", appspec},
                     {"buildspec.yml", buildspec({"make"}, "taskdef.json, appspec.yaml, imageDetail.json")}}),
            (Lines{"warning unreplaced-placeholder appspec.yaml:7 <CONTAINER>",
                   "warning unreplaced-placeholder taskdef.json:1 <ROLE>"}));
}

TEST(Templating, NothingIsSaidOfATemplateThatAWildcardTakesAlong) {
  const std::string task = R"({"family": "a", "executionRoleArn": "<ROLE>", "containerDefinitions": []})";
  EXPECT_EQ(said_of({{"taskdef-template.json", task},
                     {"buildspec.yml",
                      buildspec({"sed \"s|<ROLE>|$ROLE|\" taskdef-template.json > taskdef.json"}, "'**/*'")}}),
            Lines{});
}

// A wildcard of one service's buildspec takes the whole repository along.
TEST(Templating, NothingIsSaidOfAnotherServicesManifests) {
  const std::string task = R"({"family": "a", "executionRoleArn": "<ROLE>", "containerDefinitions": []})";
  const std::string appspec =
      "version: 0.0\nResources:\n  - TargetService: {Type: AWS::ECS::Service, Properties: {TaskDefinition: "
      "<TASK_DEFINITION>}}\n";
  const Files files = {{"web/buildspec.yml", buildspec({"make"}, "'**/*'")},
                       {"web/taskdef.json", task},
                       {"web/appspec.yaml", appspec},
                       {"mail/buildspec.yml", buildspec({"sed -i \"s|<ROLE>|$ROLE|\" mail/taskdef.json"},
                                                        "mail/taskdef.json, mail/appspec.yaml")},
                       {"mail/taskdef.json", task},
                       {"mail/appspec.yaml", appspec}};
  EXPECT_EQ(said_of(files), (Lines{"warning unreplaced-placeholder web/taskdef.json:1 <ROLE>"}));
}

TEST(Templating, WithoutAPipelineNothingIsSaid) {
  EXPECT_EQ(said_of({{"taskdef.json", R"({"family": "<F>", "containerDefinitions": [{"name": "a", "image": "a"}]})"}}),
            Lines{});
}

TEST(Templating, AScriptThatIsNotThereMakesItANote) {
  EXPECT_EQ(said_of({{"taskdef.json", R"({"family": "<F>", "containerDefinitions": [{"name": "a", "image": "a"}]})"},
                     {"buildspec.yml", buildspec({"./fill.sh", kRegister})}}),
            (Lines{"note unreplaced-placeholder taskdef.json:1 <F>"}));
}

// In a buildspec, then in a workflow before the deploy action.
TEST(Templating, WhatNobodyFollowsMakesItANoteToo) {
  const std::string task = R"({"family": "<F>", "containerDefinitions": [{"name": "a", "image": "a"}]})";
  for (const char* command : {"python3 render.py", "node tools/render.js", "npm run render", "make taskdef",
                              "docker run -v $PWD:/w image render", "poetry run python fill.py"}) {
    EXPECT_EQ(said_of({{"taskdef.json", task}, {"buildspec.yml", buildspec({command, kRegister})}}),
              (Lines{"note unreplaced-placeholder taskdef.json:1 <F>"}))
        << command;
  }
  for (const char* command : {"python3 -m pytest", "npm ci", "make build", "node --version", "docker run image test"}) {
    EXPECT_EQ(said_of({{"taskdef.json", task}, {"buildspec.yml", buildspec({command, kRegister})}}),
              (Lines{"error unreplaced-placeholder taskdef.json:1 <F>"}))
        << command;
  }
  const auto workflow = [](const std::string& step) {
    return "on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - " + step +
           "\n      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2\n"
           "        with: {task-definition: taskdef.json, service: a, cluster: a}\n";
  };
  for (const char* step :
       {"uses: cschleiden/replace-tokens@v1", "uses: ./.github/actions/fill", "run: python3 -c 'print(1)'"}) {
    EXPECT_EQ(said_of({{"taskdef.json", task}, {".github/workflows/deploy.yml", workflow(step)}}),
              (Lines{"note unreplaced-placeholder taskdef.json:1 <F>"}))
        << step;
  }
  EXPECT_EQ(said_of({{"taskdef.json", task}, {".github/workflows/deploy.yml", workflow("uses: actions/checkout@v4")}}),
            (Lines{"error unreplaced-placeholder taskdef.json:1 <F>"}));
}

// The step is followed, but for when it runs: what it leaves, it leaves in any case.
TEST(Templating, AStepThatRunsInSomeCasesOnlyIsNoExcuse) {
  const std::string task = R"({"family": "<F>-<G>", "containerDefinitions": [{"name": "a", "image": "a"}]})";
  const std::string command = "'if [ -f taskdef.json ]; then sed -i \"s/<F>/f/\" taskdef.json; fi'";
  EXPECT_EQ(said_of({{"taskdef.json", task}, {"buildspec.yml", buildspec({command, kRegister})}}),
            (Lines{"warning unreplaced-placeholder taskdef.json:1 <G>"}));
}

// The first buildspec hands the template on to the second, as far as anybody can tell.
TEST(Templating, WhatAnotherBuildspecReplacesIsANote) {
  const std::string task = R"({"family": "<F>", "containerDefinitions": [{"name": "a", "image": "a"}]})";
  EXPECT_EQ(said_of({{"taskdef.json", task},
                     {"buildspec.yml", buildspec({"docker build -t a ."}, "taskdef.json")},
                     {"buildspec-deploy.yml", buildspec({"sed -i \"s/<F>/f/\" taskdef.json", kRegister})}}),
            (Lines{"note unreplaced-placeholder taskdef.json:1 <F>"}));
}

}  // namespace
}  // namespace paritylint::session
