// What a comparison of variants says, evidence point by evidence point.
#include <gtest/gtest.h>

#include <algorithm>

#include "session/compared.h"

namespace paritylint::session {
namespace {

using check::DriftClass;
using check::DriftStatement;
using check::Level;

std::vector<std::string> said(const Files& files) { return said(compared(root_of(files))); }

using Lines = std::vector<std::string>;

// A task definition whose family and log group carry `word`.
std::string task(const std::string& word, const std::string& container = "", const std::string& top = "") {
  return R"({"family": "orders-)" + word + R"(", )" + top +
         R"("containerDefinitions": [{"name": "app", "image": "app", )" + container +
         R"("logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/orders-)" + word +
         R"("}}}]})";
}

std::string secret(const std::string& name, const std::string& from) {
  return R"({"name": ")" + name + R"(", "valueFrom": ")" + from + R"("})";
}

std::string secrets(const std::string& list) { return "\"secrets\": [" + list + "], "; }
std::string variable(const std::string& name, const std::string& value) {
  return R"("environment": [{"name": ")" + name + R"(", "value": ")" + value + R"("}], )";
}

TEST(Compare, EqualityIsJudgedToo) {
  const std::string same = secrets(secret("DB", "/dev/orders/db"));
  const Comparisons comparisons =
      compared(root_of({{"taskdef-dev.json", task("dev", same)}, {"taskdef-prod.json", task("prod", same)}}));
  EXPECT_EQ(said(comparisons), Lines{"leak error containerDefinitions[app].secrets[DB]"});
  const DriftStatement& statement = comparisons.groups[0].statements[0];
  EXPECT_EQ(statement.message, "prod uses what is named for dev");
  EXPECT_EQ(statement.evidence, "dev has the same value here, and 2 other names say prod");
  EXPECT_EQ(statement.columns, std::vector<std::size_t>{1});
}

TEST(Compare, EqualityIsRightWhereNothingCarriesTheEnvironment) {
  const auto one = [](const std::string& cpu) {
    return task("app", secrets(secret("DB", "/db/endpoint")), "\"cpu\": \"" + cpu + "\", ");
  };
  EXPECT_EQ(said({{"taskdef-dev.json", one("256")}, {"taskdef-prod.json", one("512")}}), Lines());
}

TEST(Compare, WordsThatNameNoResourceAreNoLeaks) {
  const auto both = [](const std::string& container) {
    return said({{"taskdef-stg.json", task("stg", container)}, {"taskdef-prod.json", task("prod", container)}});
  };
  EXPECT_EQ(both(variable("NODE_ENV", "production")), Lines());
  EXPECT_EQ(both(variable("OPTS", "run --env stg --no-dev")), Lines());
  EXPECT_EQ(both(variable("CORS_ORIGIN_STG", "https://stg.orders.com")), Lines());
  EXPECT_EQ(both("\"command\": [\"serve\", \"/stg/x\"], "), Lines());
  EXPECT_EQ(both(variable("SETTINGS", "config.settings.stg")), Lines());
  EXPECT_EQ(both(variable("HOST", "https://stg.orders.com")),
            Lines{"leak error containerDefinitions[app].environment[HOST]"});
}

TEST(Compare, AnImageIsPromoted) {
  const auto one = [](const std::string& word) {
    std::string text = task(word);
    return text.replace(text.find("\"image\": \"app\""), 14,
                        "\"image\": \"210987654321.dkr.ecr.us-east-1.amazonaws.com/stg-app:stg-7\"");
  };
  EXPECT_EQ(said({{"taskdef-stg.json", one("stg")}, {"taskdef-prod.json", one("prod")}}), Lines());
}

TEST(Compare, AThirdEnvironmentShowsThatThePlaceCarriesTheWord) {
  const auto one = [](const std::string& word, const std::string& host) {
    return task(word, variable("SET", "mail-" + host));
  };
  EXPECT_EQ(said({{"taskdef-qa.json", one("qa", "qa")},
                  {"taskdef-uat.json", one("uat", "prod")},
                  {"taskdef-prod.json", one("prod", "prod")}}),
            Lines{"leak error containerDefinitions[app].environment[SET]"});
  // Without it a stricter environment's resource may be everybody's.
  EXPECT_EQ(said({{"taskdef-uat.json", one("uat", "prod")}, {"taskdef-prod.json", one("prod", "prod")}}),
            Lines{"leak note containerDefinitions[app].environment[SET]"});
}

TEST(Compare, ACopyIsOneStatement) {
  const std::string copy = task("dev", secrets(secret("A", "/dev/a") + "," + secret("B", "/dev/b")));
  const Comparisons comparisons = compared(root_of({{"taskdef-dev.json", copy}, {"taskdef-prod.json", copy}}));
  ASSERT_EQ(said(comparisons).size(), 1u);
  EXPECT_EQ(comparisons.groups[0].statements[0].message, "the file of prod is named for dev throughout");
  // Also where nothing stands beside it.
  EXPECT_EQ(said({{"task-definitions/prod.json", copy}}).size(), 1u);
}

TEST(Compare, ALongerNameWithAnotherWordIsALeak) {
  const auto one = [](const std::string& word, const std::string& family) {
    std::string text = task(word);
    return text.replace(text.find("orders-" + word), 7 + word.size(), family);
  };
  EXPECT_EQ(said({{"taskdef-stg.json", one("stg", "orders-stg")}, {"taskdef-prd.json", one("prd", "orders-prd-test")}}),
            Lines{"leak error family"});
}

TEST(Compare, ADestructiveCommandOnAnotherBucketIsALeak) {
  const auto build = [](const std::string& command) {
    return "version: 0.2\nphases:\n  build:\n    commands:\n      - " + command + "\n";
  };
  const auto both = [&](const std::string& qa, const std::string& prod) {
    return said({{"buildspec-qa.yml", build(qa)}, {"buildspec-prod.yml", build(prod)}});
  };
  EXPECT_EQ(both("aws s3 rm --recursive s3://shop-qa/x/", "aws s3 rm --recursive s3://shop-qa/x/"),
            Lines{"leak error phases.build.commands[0]"});
  EXPECT_EQ(both("aws s3 rm --recursive s3://shop-qa/x/", "aws s3 rm --recursive s3://shop-prod/x/"), Lines());
  // What is read from there may be promoted.
  EXPECT_EQ(both("aws s3 cp s3://shop-qa/x/ .", "aws s3 cp s3://shop-qa/x/ ."), Lines());
}

TEST(Compare, ASuffixCanBeAService) {
  EXPECT_EQ(
      compared(root_of({{"taskdef-customer.json", task("customer")}, {"taskdef-employee.json", task("employee")}}))
          .groups.size(),
      0u);
}

TEST(Compare, TwoGenerationsAreCalledSoAndComparedApart) {
  const auto generation = [](const std::string& word, const std::string& prefix) {
    std::string list;
    for (int i = 0; i < 20; ++i) list += (i > 0 ? "," : "") + secret(prefix + std::to_string(i), "/x");
    return task(word, secrets(list));
  };
  const Comparisons comparisons = compared(root_of({{"taskdef-dev.json", generation("dev", "A")},
                                                    {"taskdef-stg.json", generation("stg", "B")},
                                                    {"taskdef-prod.json", generation("prod", "A")}}));
  EXPECT_EQ(said(comparisons), Lines());
  EXPECT_EQ(comparisons.notes, Lines{"different designs, compared apart: dev, prod; stg"});
}

TEST(Compare, AnotherEnvironmentsAccountIsForeign) {
  const auto one = [](const std::string& word, const std::string& account, const std::string& role_account) {
    const std::string arn = "arn:aws:ssm:us-east-1:" + account + ":parameter/";
    return task(word, secrets(secret("A", arn + "a") + "," + secret("B", arn + "b")),
                "\"taskRoleArn\": \"arn:aws:iam::" + role_account + ":role/x\", ");
  };
  EXPECT_EQ(said({{"taskdef-dev.json", one("dev", "210987654321", "210987654321")},
                  {"taskdef-prod.json", one("prod", "345678901298", "210987654321")}}),
            Lines{"foreign-account warning taskRoleArn"});
}

TEST(Compare, LevelsOfWhatIsMissing) {
  const std::string with = variable("A", "1");
  const auto of = [&](std::vector<bool> has) {
    const std::array<std::string, 4> words = {"dev", "qa", "stg", "prod"};
    Files files;
    for (std::size_t i = 0; i < has.size(); ++i) {
      const std::string& word = words[words.size() - has.size() + i];
      files.emplace_back("taskdef-" + word + ".json", task(word, has[i] ? with : ""));
    }
    return said(files);
  };
  const Lines warning{"missing warning containerDefinitions[app].environment[A]"};
  const Lines note{"missing note containerDefinitions[app].environment[A]"};
  EXPECT_EQ(of({true, false}), warning);
  EXPECT_EQ(of({false, true}), note);
  EXPECT_EQ(of({true, true, true, false}), warning);
  EXPECT_EQ(of({true, false, true, true}), warning);
  EXPECT_EQ(of({false, false, false, true}), note);
  EXPECT_EQ(of({true, false, false, false}), note);
  EXPECT_EQ(of({true, true, true, true}), Lines());
}

TEST(Compare, ProductionMustNotBeWeaker) {
  const auto with = [](const std::string& setting) { return task("prod", setting); };
  const auto both = [&](const std::string& stg, const std::string& prod) {
    return said({{"taskdef-stg.json", task("stg", stg)}, {"taskdef-prod.json", with(prod)}});
  };
  EXPECT_EQ(both("", "\"privileged\": true, "), Lines{"weaker warning containerDefinitions[app].privileged"});
  EXPECT_EQ(both("\"privileged\": true, ", ""), Lines());
  EXPECT_EQ(both("\"readonlyRootFilesystem\": true, ", ""),
            Lines{"weaker warning containerDefinitions[app].readonlyRootFilesystem"});
  EXPECT_EQ(both("\"healthCheck\": {\"command\": [\"CMD\", \"x\"]}, ", ""),
            Lines{"weaker warning containerDefinitions[app].healthCheck"});
  EXPECT_EQ(both(secrets(secret("DB_PASSWORD", "/x/p")), variable("DB_PASSWORD", "Tr0ub4dor&3")),
            Lines{"weaker warning containerDefinitions[app].secrets[DB_PASSWORD]"});
}

TEST(Compare, NoFormatNeedsTheSecretItself) {
  const Comparisons comparisons =
      compared(root_of({{"taskdef-stg.json", task("stg", variable("DB_PASSWORD", "Tr0ub4dor&3"))},
                        {"taskdef-prod.json", task("prod", variable("DB_PASSWORD", "0ther&W0rd"))}}));
  ASSERT_EQ(comparisons.groups.size(), 1u);
  bool found = false;
  for (const ComparedRow& row : comparisons.groups[0].rows) {
    for (const ComparedCell& cell : row.cells) {
      found = found || cell.value == "***********";
      EXPECT_EQ(cell.value.find("Tr0ub"), std::string::npos);
      EXPECT_EQ(cell.location.excerpt.text.find("0ther&"), std::string::npos);
    }
  }
  EXPECT_TRUE(found);
}

TEST(Compare, WhatIsMissingIsPlacedAtTheBlockThatLacksIt) {
  const std::string prod = task("prod");
  const Comparisons comparisons =
      compared(root_of({{"taskdef-dev.json", task("dev", secrets(secret("A", "/x")))}, {"taskdef-prod.json", prod}}));
  const ComparedGroup& group = comparisons.groups.at(0);
  const auto missing = std::ranges::find(group.statements, DriftClass::missing, &DriftStatement::drift_class);
  ASSERT_NE(missing, group.statements.end());
  const ComparedCell& cell = group.rows[missing->rows[0]].cells[1];
  // The name of the container, which has no secrets at all.
  EXPECT_EQ(cell.location.bytes.begin, prod.find("app\""));
  EXPECT_EQ(cell.location.snippet, "app");
}

TEST(Compare, EnvironmentsCanBeChosen) {
  const input::Root root = root_of(
      {{"taskdef-dev.json", task("dev")}, {"taskdef-stg.json", task("stg")}, {"taskdef-prod.json", task("prod")}});
  const Comparisons comparisons = compared(root, {{"stg", "prod"}, {}});
  ASSERT_EQ(comparisons.groups.size(), 1u);
  EXPECT_EQ(comparisons.groups[0].columns.size(), 2u);
  EXPECT_EQ(comparisons.groups[0].columns[1].environment, "prod");
}

TEST(Compare, FilesAndFoldersCanBePutSideBySide) {
  const input::Root root =
      root_of({{"a/x/taskdef.json", task("a", variable("A", "1"))}, {"b/x/taskdef.json", task("a")}});
  for (const std::vector<std::string>& paths :
       {std::vector<std::string>{"a/x/taskdef.json", "b/x/taskdef.json"}, {"a", "b"}}) {
    const Comparisons comparisons = compared(root, {{}, paths});
    ASSERT_EQ(comparisons.groups.size(), 1u);
    EXPECT_EQ(comparisons.groups[0].columns[0].path, "a/x/taskdef.json");
    EXPECT_EQ(comparisons.groups[0].statements.size(), 1u);
  }
}

}  // namespace
}  // namespace paritylint::session
