// What paritylint.yaml says of the environments of manifests.
#include <gtest/gtest.h>

#include "manifest/manifest_texts.h"

namespace paritylint::manifest {
namespace {

using test::files;
using test::kTask;
using test::Repository;

TEST(Environments, ConfigurationComesFirst) {
  config::Config config;
  config.environments = {{"emea", {"eu"}, {"222222222229"}, {}, {}, {"deploy/a/**"}, {"paritylint.yaml", 7, 5}},
                         {"apac", {}, {}, {}, {}, {"deploy/b/**", "taskdef-prod.json"}, {"paritylint.yaml", 9, 5}}};
  const Repository repository(
      files({"deploy/a/taskdef.json", "deploy/b/taskdef.json", "taskdef-prod.json", "taskdef-eu.json"}), config);
  EXPECT_EQ(repository.at("deploy/a/taskdef.json").environment, "emea");
  EXPECT_EQ(repository.at("deploy/a/taskdef.json").environment_evidence, "paritylint.yaml, line 7");
  EXPECT_EQ(repository.at("deploy/a/taskdef.json").variant_key, "deploy/{env}/taskdef.json");
  EXPECT_EQ(repository.at("deploy/b/taskdef.json").binding, Binding::variant);
  EXPECT_EQ(repository.at("taskdef-prod.json").environment, "apac");
  EXPECT_EQ(repository.at("taskdef-eu.json").environment, "emea");
  const std::string foreign = R"({"family": "a", "taskRoleArn": "arn:aws:iam::222222222229:role/x"})";
  const Repository bare({{"taskdef.json", foreign}, {"taskdef-apac.json", std::string(kTask)}}, config);
  EXPECT_EQ(bare.at("taskdef.json").environment_evidence, "its account 222222222229 belongs to emea");
}

config::Config with_accounts() {
  config::Config config;
  config.environments = {{"dev", {}, {"111111111119"}, {"eu-west-1"}, {}, {}, {"paritylint.yaml", 2, 5}},
                         {"prod", {}, {"222222222229"}, {"us-east-1"}, {}, {}, {"paritylint.yaml", 4, 5}}};
  return config;
}

std::string task_of(std::string_view account) {
  return R"({"family": "app", "taskRoleArn": "arn:aws:iam::)" + std::string(account) +
         R"(:role/x", "executionRoleArn": "arn:aws:iam::333333333339:role/y"})";
}

TEST(Environments, OfFilesWhosePathSaysNothingComeFromDeclaredAccounts) {
  const Repository beside(
      {{"one-taskdef.json", task_of("111111111119")}, {"two-taskdef.json", task_of("222222222229")}}, with_accounts());
  EXPECT_EQ(beside.at("one-taskdef.json").environment_evidence, "its account 111111111119 belongs to dev");
  EXPECT_EQ(beside.at("two-taskdef.json").environment, "prod");
  EXPECT_EQ(beside.at("two-taskdef.json").binding, Binding::variant);
  EXPECT_EQ(beside.at("two-taskdef.json").variant_key, "taskdef.json");
  const Repository alone({{"taskdef.json", task_of("111111111119")}}, with_accounts());
  EXPECT_EQ(alone.at("taskdef.json").environment, "dev");
  EXPECT_TRUE(alone.at("taskdef.json").environment_guessed);
  EXPECT_EQ(alone.at("taskdef.json").binding, Binding::single) << "written for one account, deployed to all";
  const Repository parts(
      {{"taskdef-web.json", task_of("111111111119")}, {"taskdef-cron.json", task_of("222222222229")}}, with_accounts());
  EXPECT_EQ(parts.at("taskdef-web.json").binding, Binding::single) << "parts of a system, not environments";
  const Repository both({{"taskdef.json", R"({"family": "a", "taskRoleArn": "arn:aws:iam::111111111119:role/x",
      "executionRoleArn": "arn:aws:iam::222222222229:role/y"})"}},
                        with_accounts());
  EXPECT_EQ(both.at("taskdef.json").environment, "");
  const Repository named({{"taskdef-stg.json", task_of("222222222229")}}, with_accounts());
  EXPECT_EQ(named.at("taskdef-stg.json").environment, "stg") << "the name says it";
}

TEST(Environments, OfARegionInThePathComeFromTheOneThatDeclaresIt) {
  const Repository repository(files({"taskdef-us-east-1.json", "taskdef-eu-central-1.json"}), with_accounts());
  EXPECT_EQ(repository.at("taskdef-us-east-1.json").environment_evidence, "its region us-east-1 belongs to prod");
  EXPECT_TRUE(repository.at("taskdef-us-east-1.json").environment_guessed);
  EXPECT_EQ(repository.at("taskdef-eu-central-1.json").environment, "");
}

TEST(Environments, StandForTheMarkInGlobs) {
  config::Config config;
  config.environments = {{"stg", {}, {}, {}, {}, {}, {}}, {"prod", {}, {}, {}, {}, {"live/{stage}/*.json"}, {}}};
  config.deployments = {{{"deploy/{env}/taskdef*.json"}, {"stg", "prod"}, config::Consumer::unknown, {}, {"c", 8, 1}}};
  const Repository repository(files({"deploy/stg/taskdef.json", "deploy/production/taskdef.json",
                                     "deploy/x/taskdef.json", "live/prod/taskdef.json", "live/stg/taskdef.json"}),
                              config);
  EXPECT_EQ(repository.at("deploy/stg/taskdef.json").environment_evidence, "c, line 8");
  EXPECT_EQ(repository.at("deploy/production/taskdef.json").environment, "prod");
  EXPECT_EQ(repository.at("deploy/production/taskdef.json").binding, Binding::variant);
  EXPECT_TRUE(repository.at("deploy/production/taskdef.json").set_has_pipeline);
  EXPECT_FALSE(repository.at("deploy/x/taskdef.json").set_has_pipeline);
  EXPECT_EQ(repository.at("live/prod/taskdef.json").environment_evidence, "paritylint.yaml, line 1");
  EXPECT_EQ(repository.at("live/stg/taskdef.json").environment_evidence, "the folder says stg");
}

}  // namespace
}  // namespace paritylint::manifest
