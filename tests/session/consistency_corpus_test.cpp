// The rules about files that must fit together, over the corpus and over the bugs that were seen in public samples:
// what was judged by reading the files is found, and nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/rule_set.h"
#include "input/discover.h"
#include "input/file_system.h"
#include "session/session.h"
#include "support/shared.h"

namespace paritylint::session {
namespace {

const std::vector<std::string> kRules = {
    "missing-artifact",           "pinned-task-definition",  "undeployed-manifest",
    "unknown-appspec-container",  "unknown-batch-buildspec", "unknown-image-container",
    "unknown-rendered-container", "unset-exported-variable", "wrong-appspec-port",
    "wrong-architecture",         "wrong-image-file"};

// "LEVEL RULE PATH:LINE" of each finding.
std::set<std::string> said(const input::Root& root) {
  const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, kRules, {});
  if (!rules) return {rules.error().message};
  ContentMemo memo;
  SessionOptions options;
  options.jobs = 1;
  const CheckResult result = Session(root, *rules, memo, options).check();
  std::set<std::string> lines;
  for (const check::Finding& one : result.findings) {
    // A file that cannot be read is reported whatever is selected.
    if (std::ranges::find(kRules, one.rule->id) == kRules.end()) continue;
    lines.insert(std::string(check::name(one.level)) + " " + std::string(one.rule->id) + " " + one.primary.path + ":" +
                 std::to_string(one.primary.begin.line));
  }
  return lines;
}

std::set<std::string> said_of(const std::map<std::string, std::string>& texts) {
  auto files = std::make_unique<input::MemoryFileSystem>();
  for (const auto& [path, text] : texts) files->put(path, text);
  input::Root root;
  root.file_system = std::move(files);
  root.reported_folders = {""};
  return said(root);
}

// All of them were read with their files. Judged in CASES.md: C02 (watsonsumi__docker-nodejs, of which
// watsonsumi__calculadora is a copy), C03 (mapsea-kibong) and C21 (4304).
const std::map<std::string, std::set<std::string>>& judged() {
  static const std::map<std::string, std::set<std::string>> table = {
      {"4304-2024-15-devops-barichara-team__2024-blacklist",
       {"warning missing-artifact buildspec.yml:37", "warning missing-artifact buildspec.yml:38",
        "warning missing-artifact buildspec.yml:42", "warning pinned-task-definition appspec.json:8",
        "warning unknown-image-container buildspec.yml:31"}},
      {"Arya-0011__aws-ecs-codepipeline", {"warning missing-artifact buildspec.yml:42"}},
      {"depromeet__9th_muyaho_backend_stock", {"error unknown-rendered-container .github/workflows/cd-dev.yml:49"}},
      {"mapsea-kibong__Mapsea-Notification-Consumer", {"warning undeployed-manifest taskdef-prod.json:2"}},
      {"thomasmost__darkbridge",
       {"error unknown-rendered-container .github/workflows/deploy_prod.yml:67",
        "error unknown-rendered-container .github/workflows/deploy_staging.yml:78"}},
      {"watsonsumi__calculadora",
       {"warning missing-artifact buildspec-dev.yml:41", "warning missing-artifact buildspec-prod.yml:45",
        "warning pinned-task-definition appspec-dev.yml:6", "warning pinned-task-definition appspec-prod.yml:6"}},
      {"watsonsumi__docker-nodejs",
       {"warning missing-artifact buildspec-dev.yml:41", "warning missing-artifact buildspec-prod.yml:45",
        "warning pinned-task-definition appspec-dev.yml:6", "warning pinned-task-definition appspec-prod.yml:6"}}};
  return table;
}

TEST(ConsistencyCorpus, WhatWasJudgedIsFoundAndNothingElse) {
  SHARED_OR_SKIP(shared);
  std::map<std::string, std::set<std::string>> found;
  std::size_t folders = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "corpus/open")) {
    if (!entry.is_directory()) continue;
    ++folders;
    const std::vector<std::string> paths{entry.path().string()};
    auto roots = input::open_roots(paths);
    ASSERT_TRUE(roots && roots->size() == 1) << entry.path();
    std::set<std::string> lines = said(roots->front());
    if (!lines.empty()) found.emplace(entry.path().filename().string(), std::move(lines));
  }
  EXPECT_GT(folders, 100u);
  EXPECT_EQ(found, judged());
}

constexpr const char* kAppSpec = R"(version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: <TASK_DEFINITION>
        LoadBalancerInfo:
          ContainerName: api
          ContainerPort: 9000
)";
constexpr const char* kTaskdef = R"({"family": "restapi", "containerDefinitions": [
  {"name": "api", "image": "<IMAGE1_NAME>", "portMappings": [{"containerPort": 9000}]}]})";

std::string build(const std::string& commands, const std::string& artifacts) {
  return "version: 0.2\nphases:\n  build:\n    commands:\n" + commands + "artifacts:\n  files:\n" + artifacts;
}

// The image is awaited, and the build writes the file of the other kind of deployment, for a container that is called
// as its family.
TEST(ConsistencyCorpus, ImageFileOfTheOtherDeploymentForAnUnknownContainer) {
  const std::string buildspec =
      build("      - printf '[{\"name\":\"restapi\",\"imageUri\":\"%s\"}]' $URI > imagedefinitions.json\n",
            "    - appspec.yaml\n    - taskdef.json\n    - imagedefinitions.json\n");
  EXPECT_EQ(said_of({{"appspec.yaml", kAppSpec}, {"taskdef.json", kTaskdef}, {"buildspec.yaml", buildspec}}),
            (std::set<std::string>{"warning unknown-image-container buildspec.yaml:5",
                                   "warning wrong-image-file buildspec.yaml:10"}));
}

// A template whose image a command fills in needs no image file of either kind.
TEST(ConsistencyCorpus, ImageThatTheBuildPutsInNeedsNoImageFile) {
  const std::string commands =
      "      - jq '.containerDefinitions[0].image = \"'$URI'\"' taskdef.json > t.json && mv t.json taskdef.json\n"
      "      - printf '[{\"name\":\"api\",\"imageUri\":\"%s\"}]' $URI > imagedefinitions.json\n";
  const std::string buildspec =
      build(commands, "    - appspec.yaml\n    - taskdef.json\n    - imagedefinitions.json\n");
  EXPECT_EQ(said_of({{"appspec.yaml", kAppSpec}, {"taskdef.json", kTaskdef}, {"buildspec.yaml", buildspec}}),
            std::set<std::string>{});
}

// What a build writes with other names than those of the files that it hands on.
TEST(ConsistencyCorpus, ArtifactsOfGeneratedFilesAreThere) {
  const std::string commands =
      "      - cat taskdef-template.json | sed -e s@\\<NAME\\>@$NAME@ > taskdef.json\n"
      "      - cp deploy/appspec.yaml appspec.yaml\n"
      "      - echo '{\"ImageURI\":\"'$URI'\"}' | tee imageDetail.json\n";
  const std::string artifacts = "    - appspec.yaml\n    - taskdef.json\n    - imageDetail.json\n";
  EXPECT_EQ(said_of({{"deploy/appspec.yaml", kAppSpec},
                     {"taskdef-template.json", kTaskdef},
                     {"buildspec.yml", build(commands, artifacts)}}),
            std::set<std::string>{});
  EXPECT_EQ(said_of({{"taskdef-template.json", kTaskdef},
                     {"appspec.yml", kAppSpec},
                     {"buildspec.yml", build("      - ./deploy/render.sh\n", artifacts)}}),
            (std::set<std::string>{"note missing-artifact buildspec.yml:8", "note missing-artifact buildspec.yml:9",
                                   "note missing-artifact buildspec.yml:10"}));
}

// One half of a renamed container, in a repository whose build says nothing of either file.
TEST(ConsistencyCorpus, ContainersOfAnAppSpecWithoutAPipeline) {
  std::string taskdef = kTaskdef;
  taskdef.replace(taskdef.find("\"api\""), 5, "\"ekyc\"");
  EXPECT_EQ(said_of({{"appspec.yml", kAppSpec}, {"taskdef.json", taskdef}}),
            std::set<std::string>{"warning unknown-appspec-container appspec.yml:8"});
  EXPECT_EQ(said_of({{"appspec.yml", kAppSpec}, {"taskdef.json", kTaskdef}}), std::set<std::string>{});
}

}  // namespace
}  // namespace paritylint::session
