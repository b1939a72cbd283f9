#include "manifest/path_references.h"

#include <gtest/gtest.h>

#include <string>

namespace paritylint::manifest {
namespace {

// "2 taskdef.json, 3 dev/appspec.yml" and the folders behind a '|'.
std::string found_in(std::string_view text) {
  const PathReferences found = find_path_references(text, Vocabulary::built_in());
  std::string out;
  for (const PathReference& one : found.paths) {
    if (!out.empty()) out += ", ";
    out += std::to_string(one.line) + " " + one.path;
  }
  for (const std::string& folder : found.folders) out += " | " + folder;
  return out;
}

TEST(FindPathReferences, ReadsCommandsArtifactsAndInputs) {
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {"- cp dev/appspec.yml .", "1 dev/appspec.yml"},
      {"- sed -i \"s|<A>|$A|\" ./infra/taskdef.json", "1 infra/taskdef.json"},
      {"\n    - $CODEBUILD_SRC_DIR/codedeploy/taskdef.json", "2 codedeploy/taskdef.json"},
      {"--cli-input-json file://taskdef-uat.json", "1 taskdef-uat.json"},
      {"--cli-input-json file://$CODEBUILD_SRC_DIR/taskdef.json", "1 taskdef.json"},
      {"envsubst < taskdef_template.json > taskdef.json", "1 taskdef_template.json, 1 taskdef.json"},
      {"task-definition: .aws/task-definition-prod.json", "1 .aws/task-definition-prod.json"},
      {"task-definition: ${{ steps.render.outputs.task-definition }}", ""},
      {"task-definition: ${{ github.workspace }}/ecs/task-definition.json", "1 ecs/task-definition.json"},
      {"run: cat 'deploy/appspec.yaml'", "1 deploy/appspec.yaml"},
      {"x: ${{ a == 'm' && 'ecs/prod/task-definition.json' }}", ""},
      {"files:\r\n  - taskdef.json\r\n", "2 taskdef.json"},
      {"taskdef.json\ntaskdef.json", "1 taskdef.json"},
      {"cp task-definitions/prod.json x", "1 task-definitions/prod.json"},
      {"nothing here", ""},
      {"", ""},
  };
  for (const auto& [text, expected] : kCases) EXPECT_EQ(found_in(text), expected) << text;
}

TEST(FindPathReferences, LeavesCommentsOut) {
  EXPECT_EQ(found_in("# cp taskdef.json\nrun: x # set this to .aws/task-definition.json\na#taskdef.json"),
            "3 taskdef.json");
}

TEST(FindPathReferences, PutsLiteralVariablesIn) {
  EXPECT_EQ(found_in("variables:\n  DIR: deploy\ncommands:\n  - cp ${DIR}/taskdef.json .\n  - cat $DIR/appspec.yml"),
            "4 deploy/taskdef.json, 5 deploy/appspec.yml");
  EXPECT_EQ(found_in("env:\n  ENV: prod\nrun: cat task-definition-${{ env.ENV }}.json"), "3 task-definition-prod.json");
  EXPECT_EQ(found_in("ENV: prod\nENV: dev\nrun: cat task-definition-${{ env.ENV }}.json"), "3 task-definition-*.json")
      << "two values";
  EXPECT_EQ(found_in("cat taskdef-${STAGE}.json $(cat x)/taskdef.json"), "1 taskdef-*.json, 1 */taskdef.json");
  EXPECT_EQ(found_in("export F=deploy/taskdef.json\njq . $F"), "1 deploy/taskdef.json");
}

TEST(FindPathReferences, KnowsWorkingFolders) {
  EXPECT_EQ(found_in("base-directory: infra\nfiles: [taskdef.json]\ncd app/x && ls\nworking-directory: ./svc/"),
            "2 taskdef.json | infra | app/x | svc");
}

TEST(FindPathReferences, TellsWhatIsDeployedFromWhatIsNamed) {
  const std::pair<std::string_view, bool> kCases[] = {
      {"with:\n  task-definition: taskdef.json", true},
      {"with: {task-definition: taskdef.json, service: a}", true},
      {"  codedeploy-appspec: taskdef.json", true},
      {"env:\n  TASKDEF: deploy/taskdef.json\nwith:\n  task-definition: ${{ env.TASKDEF }}", true},
      {"env:\n  TASKDEF: deploy/taskdef.json\nrun: aws ecs x --cli-input-json file://$TASKDEF", true},
      {"env:\n  TASKDEF: deploy/taskdef.json\nrun: jq . $TASKDEF", false},
      {"artifacts:\n  files:\n    - taskdef.json", true},
      {"artifacts: {files: [taskdef.json]}", true},
      {"artifacts:\n  files: [taskdef.json]", true},
      {"cache:\n  paths:\n    - taskdef.json", false},
      {"- cp taskdef.json out/", true},
      {"- 'mv taskdef.json out/'", true},
      {"run: sudo cp taskdef.json out/", true},
      {"- sed -i \"s|<A>;|$A|\" taskdef.json", true},
      {"- sed -e 's/a/b/' taskdef.json > out.json", true},
      {"- sed -n 1p taskdef.json", false},
      {"- envsubst < taskdef.json", true},
      {"- jq . taskdef.json", false},
      {"- jq . taskdef.json > /dev/null", false},
      {"- jq . taskdef.json 2>/dev/null", false},
      {"- jq '.a = 1 | .b = 2' taskdef.json > new.json", true},
      {"- NEW=$(jq '.a = 1' taskdef.json)", true},
      {"- FAMILY=$(jq -r .family taskdef.json)", false},
      {"- cat taskdef.json", false},
      {"- cat taskdef.json | tee out.json", true},
      {"- cat taskdef.json | jq . | sponge out.json > x", true},
      {"- aws ecs register-task-definition \\\n    --cli-input-json file://taskdef.json", true},
      {"- jq '.a = 1' \\\n    taskdef.json \\\n    > new.json", true},
      {"- jq . \\\n    taskdef.json\n- cp a b", false},
      {"- cp a b && jq . taskdef.json", false},
      {"- jq . taskdef.json && cp a b", false},
      {"- test -f taskdef.json || exit 1", false},
      {"- jq . taskdef.json; cp taskdef.json out", true},
      {"- jq . taskdef.json\n- cp taskdef.json out", true},
      {"- python lint.py taskdef.json", false},
      {"- echo 'do not cp taskdef.json'", false},
  };
  for (const auto& [text, deploys] : kCases) {
    const PathReferences found = find_path_references(text, Vocabulary::built_in());
    ASSERT_GE(found.paths.size(), 1u) << text;
    EXPECT_EQ(found.paths[0].deploys, deploys) << text;
  }
}

TEST(FindPathReferences, LeavesOutWhatStartsAWorkflow) {
  for (const std::string_view on : {"on", "\"on\"", "'on'"}) {
    const std::string key(on);
    EXPECT_EQ(found_in(key + ": {push: {paths: [taskdef.json]}}\njobs: {}"), "") << on;
    EXPECT_EQ(found_in(key + ":\n  push:\n    paths:\n      - taskdef.json\n    paths-ignore: [x/taskdef.json]\n"
                             "\n# taskdef.json\njobs:\n  run: cp a/taskdef.json b\n"),
              "9 a/taskdef.json")
        << on;
  }
}

TEST(FindPathReferences, SurvivesAnything) {
  std::string quotes;
  for (int i = 0; i < 100000; ++i) quotes += "\"'$(\\\n";
  EXPECT_EQ(found_in(quotes + "cat taskdef.json"), "100001 taskdef.json");
  std::string named;
  for (int i = 0; i < 20000; ++i) named += "cat taskdef.json \\\n";
  EXPECT_EQ(found_in(named), "1 taskdef.json");

  EXPECT_EQ(found_in("${ ${{ $ $( ${{ x"), "");
  EXPECT_EQ(found_in(std::string(1 << 20, '$')), "");
  EXPECT_EQ(found_in(std::string(1 << 20, 'a') + "/taskdef.json"), "");
  std::string bomb = "A: " + std::string(1000, 'x') + "\n";
  for (int i = 0; i < 20000; ++i) bomb += "$A";
  EXPECT_EQ(found_in(bomb + "/taskdef.json"), "");
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "taskdef-" + std::to_string(i) + ".json\n";
  EXPECT_LE(find_path_references(many, Vocabulary::built_in()).paths.size(), 1000u);
}

}  // namespace
}  // namespace paritylint::manifest
