// Names and values against each other: destructive commands, exchanged values, names that differ by more than the
// environment.
#include <gtest/gtest.h>

#include "session/compared.h"

namespace paritylint::session {
namespace {

using Lines = std::vector<std::string>;

Comparisons compared_files(const Files& files) { return compared(root_of(files)); }

Lines said_of(const Files& files) { return said(compared_files(files)); }

std::string build(const std::string& command) {
  return "version: 0.2\nphases:\n  build:\n    commands:\n      - |\n        " + command + "\n";
}

// What two builds say whose command is the same, of qa.
std::string harm(const std::string& command) {
  const Comparisons comparisons =
      compared_files({{"buildspec-qa.yml", build(command)}, {"buildspec-prod.yml", build(command)}});
  for (const ComparedGroup& group : comparisons.groups) {
    for (const check::DriftStatement& statement : group.statements) {
      if (statement.drift_class == check::DriftClass::leak && statement.level == check::Level::error)
        return statement.message;
    }
  }
  return {};
}

TEST(CompareNames, WhatTakesAResourceAwayIsDestructive) {
  EXPECT_EQ(harm("aws ecs delete-service --cluster main --service shop-qa --force"), "prod deletes a service of qa");
  EXPECT_EQ(harm("aws ecs delete-service --cluster=shop-qa --service web"), "prod deletes a service of qa");
  EXPECT_EQ(harm("aws ecs update-service --service shop-qa --desired-count 0"), "prod stops a service of qa");
  EXPECT_EQ(harm("aws ecs update-service --service shop-qa --desired-count=0"), "prod stops a service of qa");
  EXPECT_EQ(harm("aws cloudformation delete-stack --stack-name shop-qa"), "prod deletes a stack of qa");
  EXPECT_EQ(harm("aws ecr batch-delete-image --repository-name shop-qa --image-ids imageTag=old"),
            "prod deletes images from a repository of qa");
  EXPECT_EQ(harm("aws rds delete-db-instance --db-instance-identifier shop-qa --skip-final-snapshot"),
            "prod deletes a database of qa");
  EXPECT_EQ(harm("aws rds delete-db-cluster --db-cluster-identifier shop-qa"), "prod deletes a database of qa");
}

TEST(CompareNames, ACallIsFoundWhereverItStandsInALine) {
  EXPECT_EQ(harm("make && aws --region us-east-1 --debug cloudformation delete-stack --stack-name shop-qa; true"),
            "prod deletes a stack of qa");
  EXPECT_EQ(harm("aws sts get-caller-identity; aws s3 rm s3://shop-qa --recursive"),
            "prod writes to or deletes from a bucket of qa");
}

TEST(CompareNames, WhatOnlyReadsOrDeploysIsNotDestructive) {
  EXPECT_EQ(harm("aws ecs update-service --service shop-qa --desired-count 2"), "");
  EXPECT_EQ(harm("aws ecs update-service --service shop-qa --force-new-deployment"), "");
  EXPECT_EQ(harm("aws cloudformation describe-stacks --stack-name shop-qa"), "");
  EXPECT_EQ(harm("aws cloudformation delete-stack --stack-name shop --region us-east-1 && echo shop-qa"), "");
  EXPECT_EQ(harm("echo aws; cloudformation delete-stack --stack-name shop-qa"), "");
  EXPECT_EQ(harm("aws cloudformation delete-stack --role-arn shop-qa --stack-name shop"), "");
}

std::string task(const std::string& word, const std::string& members, const std::string& top = "") {
  return R"({"family": "orders-)" + word + R"(", )" + top +
         R"("containerDefinitions": [{"name": "app", "image": "app", )" + members +
         R"("logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/orders-)" + word +
         R"("}}}]})";
}

std::string variables(const std::string& first, const std::string& second) {
  return R"("environment": [{"name": "QUEUE_NAME", "value": ")" + first + R"("}, {"name": "QUEUE_URL", "value": ")" +
         second + R"("}], )";
}

TEST(CompareNames, ANameThatIsAUrlBesideAUrlThatIsNone) {
  const std::string url = "https://sqs.example.com/orders.fifo", name = "orders.fifo";
  const Lines swapped{
      "swapped warning containerDefinitions[app].environment[QUEUE_NAME] "
      "containerDefinitions[app].environment[QUEUE_URL]"};
  EXPECT_EQ(said_of({{"taskdef-dev.json", task("dev", variables(name, url))},
                     {"taskdef-prod.json", task("prod", variables(url, name))}}),
            swapped);
  EXPECT_EQ(said_of({{"taskdef-prod.json", task("prod", variables(url, name))}}), swapped);
  EXPECT_EQ(said_of({{"taskdef-prod.json", task("prod", variables(name, url))}}), Lines());
  EXPECT_EQ(said_of({{"taskdef-dev.json", task("dev", variables(url, name))},
                     {"taskdef-prod.json", task("prod", variables(url, name))}}),
            Lines());
  // Both are URLs, or the URL comes later.
  EXPECT_EQ(said_of({{"taskdef-prod.json", task("prod", variables(url, url))}}), Lines());
  EXPECT_EQ(said_of({{"taskdef-prod.json", task("prod", variables(url, "${QUEUE}"))}}), Lines());
}

TEST(CompareNames, ValuesThatAreExchangedBetweenEnvironments) {
  EXPECT_EQ(said_of({{"taskdef-dev.json", task("dev", variables("first-queue", "second-queue"))},
                     {"taskdef-prod.json", task("prod", variables("second-queue", "first-queue"))}}),
            Lines{"swapped warning containerDefinitions[app].environment[QUEUE_NAME] "
                  "containerDefinitions[app].environment[QUEUE_URL]"});
  EXPECT_EQ(said_of({{"taskdef-dev.json", task("dev", variables("first-queue", "second-queue"))},
                     {"taskdef-prod.json", task("prod", variables("second-queue", "third-queue"))}}),
            Lines());
}

TEST(CompareNames, ASecretsNameThatDiffersByMoreThanTheEnvironment) {
  const auto both = [](const std::string& dev, const std::string& prod) {
    const auto secret = [](const std::string& from) {
      return R"("secrets": [{"name": "KEY", "valueFrom": ")" + from + R"("}], )";
    };
    return said_of({{"taskdef-dev.json", task("dev", secret(dev))}, {"taskdef-prod.json", task("prod", secret(prod))}});
  };
  const Lines odd{"drift note containerDefinitions[app].secrets[KEY]"};
  EXPECT_EQ(both("/dev/orders/key", "/shared/key"), odd);
  EXPECT_EQ(both("/first/key", "/second/key"), odd);
  // Each names its environment, or only the lower one has a name of its own.
  EXPECT_EQ(both("/dev/orders/key", "/prod/shop/key"), Lines());
  EXPECT_EQ(both("reval-gmc-url", "tis-revalidation-gmc-prod-url"), Lines());
  EXPECT_EQ(both("es7-4dev-url", "es7-4prod-url"), Lines());
}

TEST(CompareNames, TwoSpellingsOfOnePlaceholder) {
  const auto role = [](const std::string& account) {
    return "\"executionRoleArn\": \"arn:aws:iam::" + account + ":role/ecsTaskExecutionRole\", ";
  };
  const Comparisons comparisons = compared_files({{"taskdef-dev.json", task("dev", "", role("<account>"))},
                                                  {"taskdef-prod.json", task("prod", "", role("<account-id>"))}});
  EXPECT_EQ(said(comparisons), Lines{"drift note executionRoleArn"});
  EXPECT_EQ(comparisons.groups[0].statements[0].evidence, "one placeholder is spelt in two ways");
}

TEST(CompareNames, AVariableOfAnotherWayToBuildMayBeMissing) {
  const auto one = [](const std::string& variable, const std::string& command) {
    return "version: 0.2\nenv:\n  variables:\n    A: \"1\"\n" + variable +
           "phases:\n  build:\n    commands:\n      - make $A\n      - " + command + "\n";
  };
  const std::string has = "    ROOT_FOLDER: \"x\"\n";
  EXPECT_EQ(
      said_of({{"buildspec-stg.yml", one(has, "cd $ROOT_FOLDER")}, {"buildspec-prod.yml", one("", "cd $ROOT_FOLDER")}}),
      Lines{"missing warning env.variables[ROOT_FOLDER]"});
  EXPECT_EQ(said_of({{"buildspec-stg.yml", one(has, "cd ${ROOT_FOLDER}")}, {"buildspec-prod.yml", one("", "cd here")}}),
            Lines());
  // What no command reads is read by a program.
  EXPECT_EQ(said_of({{"buildspec-stg.yml", one(has, "make")}, {"buildspec-prod.yml", one("", "make")}}),
            Lines{"missing warning env.variables[ROOT_FOLDER]"});
}

TEST(CompareNames, ABareFileAloneLacksNothing) {
  const std::string more = R"("environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "1"}], )";
  const std::string less = R"("environment": [{"name": "A", "value": "1"}], )";
  EXPECT_EQ(said_of({{"taskdef.json", task("default", less)},
                     {"taskdef-stg.json", task("stg", more)},
                     {"taskdef-prod.json", task("prod", more)}}),
            Lines());
}

}  // namespace
}  // namespace paritylint::session
