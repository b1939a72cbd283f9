#include "manifest/environment.h"

#include <gtest/gtest.h>

#include <string>

namespace paritylint::manifest {
namespace {

// "dev=Dev prod=prod1" for the canonical names of all words found.
std::string found_in(std::string_view text) {
  std::string out;
  for (const EnvironmentWord& word : find_environment_words(text)) {
    if (!out.empty()) out += ' ';
    out += environments()[word.environment].name;
    out += '=';
    out += slice(text, word.span);
  }
  return out;
}

struct WordCase {
  std::string_view text;
  std::string_view expected;
};

TEST(FindEnvironmentWords, FindsWholeWordsAndCamelParts) {
  const WordCase kCases[] = {
      {"dev", "dev=dev"},
      {"/app/stg/db", "stg=stg"},
      {"my-api-production", "prod=production"},
      {"PROD_DB", "prod=PROD"},
      {"DevRole", "dev=Dev"},
      {"AppProd", "prod=Prod"},
      {"ecsTaskRoleStg", "stg=Stg"},
      {"devTaskRole", "dev=dev"},
      {"QARole", "qa=QA"},
      {"DBProd", "prod=Prod"},
      {"dev2", "dev=dev2"},
      {"stg01-x", "stg=stg01"},
      {"prod1", "prod=prod1"},
      {"test2", "test=test2"},
      {"pre-prod", "preprod=pre-prod"},
      {"PreProd", "preprod=PreProd"},
      {"taskRolePreprod", "preprod=Preprod"},
      {"pre_production", "preprod=pre_production"},
      {"nonprod", "nonprod=nonprod"},
      {"non-prod", "nonprod=non-prod"},
      {"NODE_ENV=staging", "stg=staging"},
      {"[QA] mail", "qa=QA"},
      {"dev.example.com", "dev=dev"},
      {"production-ready", "prod=production"},
      {"performance", "perf=performance"},
      {"/dev/db/password", "dev=dev"},
      {"--env=prod", "prod=prod"},
      {"--stage prod", "prod=prod"},
      {"a.dev.b.prod", "dev=dev prod=prod"},
      {"live test local", "live=live test=test local=local"},
      {"-prod", "prod=prod"},
  };
  for (const WordCase& one : kCases) EXPECT_EQ(found_in(one.text), one.expected) << one.text;
}

TEST(FindEnvironmentWords, RefusesPartsOfOtherWords) {
  for (const std::string_view text :
       {"devops",  "product",   "prodigy",   "latest",    "testing",   "stagecoach", "theasiadev", "device",
        "contest", "reproduce", "developer", "sb01-team", "mainframe", "olive",      "squat",      "qatar",
        "",        "-",         "2dev",      "sub",       "prods",     "dev1234"}) {
    EXPECT_EQ(found_in(text), "") << text;
  }
}

TEST(FindEnvironmentWords, RefusesDevicesAndFlags) {
  for (const std::string_view text :
       {"x >/dev/null", "2> /dev/null", "/dev/stdout", "/dev/shm", "cat /dev/urandom", "/dev/sda1", "npm ci --no-dev",
        "ng build --prod", "yarn add x --save-dev", "cmd -dev", "--dev"}) {
    EXPECT_EQ(found_in(text), "") << text;
  }
}

struct PathCase {
  std::string_view path;
  std::string_view environment;  // "" when none
  std::string_view key;
};

TEST(EnvironmentOfPath, ReadsFileNamesAndFolders) {
  const PathCase kCases[] = {
      {"taskdef-prod.json", "prod", "taskdef.json"},
      {"taskdef.stg.json", "stg", "taskdef.json"},
      {"taskdef_dev.json", "dev", "taskdef.json"},
      {"prod-taskdef.json", "prod", "taskdef.json"},
      {"task-definition_prod_eu-west-1.json", "prod", "task-definition_eu-west-1.json"},
      {"deploy/prod/taskdef.json", "prod", "deploy/{env}/taskdef.json"},
      {"prod/appspec.yml", "prod", "{env}/appspec.yml"},
      {"deploy/dev/taskdef-dev.json", "dev", "deploy/{env}/taskdef.json"},
      {"ecs-prod/taskdef.json", "prod", "ecs-{env}/taskdef.json"},
      {"task-definitions/production.json", "prod", "task-definitions/json"},
      {"task-definition-pre-prod.json", "preprod", "task-definition.json"},
      {"backendAppProd.buildspec.yml", "prod", "backendApp.buildspec.yml"},
      {"a/prod/b/taskdef.json", "prod", "a/{env}/b/taskdef.json"},
      {"main-taskdef.json", "main", "taskdef.json"},
      {"test-taskdef-prod.json", "prod", "test-taskdef.json"},
      {"taskdef.json", "", ""},
      {"src/main/taskdef.json", "", ""},
      {"latest/taskdef.json", "", ""},
      {"test-app/taskdef.json", "", ""},
      {"", "", ""},
  };
  for (const PathCase& one : kCases) {
    const auto found = environment_of_path(one.path);
    EXPECT_EQ(found ? environments()[found->environment].name : "", one.environment) << one.path;
    if (found) {
      EXPECT_EQ(found->variant_key, one.key) << one.path;
      EXPECT_FALSE(find_environment_words(slice(one.path, found->word)).empty()) << one.path;
    }
  }
}

TEST(EnvironmentOfPath, FileNameWinsOverFolderAndNearFolderOverFar) {
  EXPECT_EQ(environments()[environment_of_path("dev/taskdef-prod.json")->environment].name, "prod");
  const auto near = environment_of_path("dev/prod/taskdef.json");
  EXPECT_EQ(environments()[near->environment].name, "prod");
  EXPECT_TRUE(near->from_folder);
  EXPECT_EQ(near->variant_key, "dev/{env}/taskdef.json");
}

}  // namespace
}  // namespace paritylint::manifest
