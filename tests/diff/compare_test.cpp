#include "diff/compare.h"

#include "diff/abstraction.h"
#include "diff/variants.h"

namespace paritylint::test {
namespace {

using Lines = std::vector<std::string>;

Lines differences(std::vector<std::pair<std::string, std::string>> texts) {
  return Variants(std::move(texts)).differences();
}

TEST(Compare, AbsentNullEmptyAndDefaultAreTheSame) {
  EXPECT_EQ(
      differences({{"dev", task("")}, {"prod", task(R"("environment": [], "mountPoints": null, "dockerLabels": {})")}}),
      Lines());
  EXPECT_EQ(differences({{"dev", task("")}, {"prod", task(R"("essential": true, "privileged": false, "cpu": 0)")}}),
            Lines());
  EXPECT_EQ(
      differences({{"dev", task("")}, {"prod", task("", R"("runtimePlatform": {"cpuArchitecture": "X86_64"}, )")}}),
      Lines());
  EXPECT_EQ(differences({{"dev", task("")}, {"prod", task(R"("essential": false)")}}),
            Lines{"drift containerDefinitions[web].essential"});
}

TEST(Compare, SizesWithUnitsAreNumbers) {
  EXPECT_EQ(differences({{"dev", task("", R"("cpu": "1 vCPU", "memory": "2GB", )")},
                         {"prod", task("", R"("cpu": 1024, "memory": "2048", )")}}),
            Lines());
  EXPECT_EQ(differences({{"dev", task("", R"("cpu": "0.5 vCPU", )")}, {"prod", task("", R"("cpu": "1024", )")}}),
            Lines{"sizing cpu"});
}

TEST(Compare, DescribeOnlyFieldsNeverDiffer) {
  EXPECT_EQ(differences(
                {{"dev", task("", R"("revision": 3, "registeredBy": "x", "status": "ACTIVE", )")}, {"prod", task("")}}),
            Lines());
}

TEST(Compare, AHostPortIsTheContainersPortUnderAwsvpcOnly) {
  const std::string with = R"("portMappings": [{"containerPort": 80, "hostPort": 80, "protocol": "tcp"}])";
  const std::string without = R"("portMappings": [{"containerPort": 80}])";
  const std::string awsvpc = R"("networkMode": "awsvpc", )";
  EXPECT_EQ(differences({{"dev", task(with, awsvpc)}, {"prod", task(without, awsvpc)}}), Lines());
  EXPECT_EQ(differences({{"dev", task(with)}, {"prod", task(without)}}),
            Lines{"drift containerDefinitions[web].portMappings[80].hostPort"});
}

TEST(Compare, CloudFormationsSpellingIsTheSame) {
  const std::string pascal =
      R"({"Family": "a", "ContainerDefinitions": [{"Name": "web", "Image": "web", "Environment": [{"Name": "A", "Value": "1"}]}]})";
  EXPECT_EQ(differences({{"dev", pascal}, {"prod", task(R"("environment": [{"name": "A", "value": "1"}])")}}), Lines());
}

TEST(Compare, ListsAreAlignedByIdentity) {
  const std::string dev = R"("environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}])";
  const std::string prod = R"("environment": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}])";
  EXPECT_EQ(differences({{"dev", task(dev)}, {"prod", task(prod)}}), Lines());
}

TEST(Compare, ARenamedContainerIsOneThatDiffers) {
  const auto two = [](const std::string& name) {
    return R"({"family": "a", "containerDefinitions": [{"name": ")" + name +
           R"(", "image": "web:1", "portMappings": [{"containerPort": 80}]}, {"name": "log", "image": "router"}]})";
  };
  EXPECT_EQ(differences({{"dev", two("web")}, {"prod", two("frontend")}}),
            Lines{"drift containerDefinitions[web].name"});
}

TEST(Compare, AMissingBlockIsOneRow) {
  const std::string check = R"("healthCheck": {"command": ["CMD", "x"], "interval": 10})";
  EXPECT_EQ(differences({{"dev", task(check)}, {"prod", task("")}}),
            Lines{"missing containerDefinitions[web].healthCheck"});
}

TEST(Compare, AVariableByAnotherMechanismIsOneRow) {
  const std::string plain = R"("environment": [{"name": "DB", "value": "x"}])";
  const std::string secret = R"("secrets": [{"name": "DB", "valueFrom": "/x/db"}])";
  EXPECT_EQ(differences({{"dev", task(secret)}, {"prod", task(plain)}}),
            Lines{"drift containerDefinitions[web].secrets[DB]"});
}

TEST(Compare, NamesThatCarryTheEnvironmentArePaired) {
  const std::string dev = R"("environment": [{"name": "DEV_REDIS_HOST", "value": "r"}])";
  const std::string prod = R"("environment": [{"name": "PROD_REDIS_HOST", "value": "r"}])";
  EXPECT_EQ(differences({{"dev", task(dev)}, {"prod", task(prod)}}), Lines());
}

TEST(Compare, WordsAccountsRegionsAndIdsAreParameters) {
  const auto with = [](const std::string& role) { return task("", R"("taskRoleArn": ")" + role + R"(", )"); };
  const auto role = [&](const std::string& left, const std::string& right) {
    return differences({{"stg", with(left)}, {"prod", with(right)}});
  };
  const Lines parameter{"parameter taskRoleArn"};
  EXPECT_EQ(role("arn:aws:iam::210987654321:role/app-stg", "arn:aws:iam::345678901298:role/app-prod"), parameter);
  EXPECT_EQ(role("arn:aws:iam::210987654321:role/AppStagingRole", "arn:aws:iam::210987654321:role/AppProductionRole"),
            parameter);
  EXPECT_EQ(role("arn:aws:iam::210987654321:role/app-stg", "arn:aws:iam::210987654321:role/app"), parameter);
  EXPECT_EQ(role("arn:aws:iam::210987654321:role/app", "arn:aws-cn:iam::210987654321:role/app"), parameter);
  EXPECT_EQ(role("arn:aws:iam::210987654321:role/app", "arn:aws:iam::210987654321:role/other"),
            Lines{"drift taskRoleArn"});
}

TEST(Compare, ConstantsOfAPairAreLearnedFromTheVoteOfItsRows) {
  const auto with = [](const std::string& word, const std::string& last) {
    const auto one = [](const std::string& name, const std::string& value) {
      return R"({"name": ")" + name + R"(", "value": ")" + value + R"("})";
    };
    return task("\"environment\": [" + one("A", "x-" + word + "-a") + "," + one("B", word + "/b") + "," +
                one("C", "c." + word + ".net") + "," + one("D", last) + "]");
  };
  EXPECT_EQ(
      differences({{"stg", with("plx", "q-plx-d")}, {"prod", with("shn", "q-shn-d")}}),
      (Lines{"parameter containerDefinitions[web].environment[A]", "parameter containerDefinitions[web].environment[B]",
             "parameter containerDefinitions[web].environment[C]",
             "parameter containerDefinitions[web].environment[D]"}));
  // What breaks the vote stays.
  EXPECT_EQ(differences({{"stg", with("plx", "q-plx-d")}, {"prod", with("shn", "q-other-d")}}).back(),
            "drift containerDefinitions[web].environment[D]");
}

TEST(Compare, AnotherWordForAnEnvironmentIsLearned) {
  const auto with = [](const std::string& word) {
    return task(R"("environment": [{"name": "A", "value": "a-)" + word + R"("}, {"name": "B", "value": "b-)" + word +
                R"("}])");
  };
  const Variants variants({{"preprod", with("stage")}, {"prod", with("prod")}});
  EXPECT_TRUE(variants.compare().is_own(0, "stg"));
  EXPECT_FALSE(variants.compare().is_own(1, "stg"));
}

TEST(Compare, CommandsAreComparedAsASequence) {
  const auto build = [](const std::string& commands) {
    return "version: 0.2\nphases:\n  build:\n    commands:\n" + commands;
  };
  EXPECT_EQ(
      differences(
          {{"dev", build("      - make\n      - deploy --to app-dev\n")},
           {"prod",
            build(
                "      # only a comment\n      - make\n      - |\n        test it\n        deploy --to app-prod\n")}}),
      (Lines{"missing phases.build.commands[1]", "parameter phases.build.commands[1]"}));
}

TEST(Compare, KeysOfAnAppSpecHaveNoCase) {
  const std::string text =
      "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n"
      "        TaskDefinition: <TASK_DEFINITION>\n        LoadBalancerInfo:\n          ContainerName: a\n          "
      "ContainerPort: 80\n";
  std::string other = text;
  other.replace(other.find("Resources"), 9, "resources");
  EXPECT_EQ(differences({{"dev", text}, {"prod", text + "Hooks:\n  - AfterAllowTraffic: f\n"}}),
            Lines{"missing hooks[afterallowtraffic]"});
  EXPECT_EQ(differences({{"dev", text}, {"prod", other}}), Lines());
}

TEST(Compare, OtherDesignsAreGroupsOfTheirOwn) {
  const auto with = [](const std::string& prefix) {
    std::string variables;
    for (int i = 0; i < 20; ++i)
      variables += (i > 0 ? "," : "") + (R"({"name": ")" + prefix + std::to_string(i) + R"(", "value": "x"})");
    return task("\"environment\": [" + variables + "]");
  };
  const Variants variants({{"dev", with("A")}, {"stg", with("B")}, {"prod", with("A")}});
  EXPECT_EQ(diff::designs(variants.compare().matrix, 3), (std::vector<std::vector<std::size_t>>{{0, 2}, {1}}));
}

TEST(Abstraction, TakesTheEnvironmentOutWithOneSeparator) {
  const std::string e(1, diff::Abstraction::kEnvironment);
  EXPECT_EQ(diff::without_environment("app-" + e + "-role"), "app-role");
  EXPECT_EQ(diff::without_environment(e + "-app"), "app");
  EXPECT_EQ(diff::without_environment("parameter/" + e + "_KEY"), "parameter/KEY");
  EXPECT_EQ(diff::without_environment("App" + e), "App");
}

}  // namespace
}  // namespace paritylint::test
