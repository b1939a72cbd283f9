// What the configuration and comments do to a comparison: levels, acceptance, and whose an account is.
#include <gtest/gtest.h>

#include <algorithm>

#include "session/compared.h"
#include "session/comparison_findings.h"

namespace paritylint::session {
namespace {

using check::DriftClass;
using check::DriftStatement;
using check::Level;
using Lines = std::vector<std::string>;

Comparisons compared_files(const Files& files) { return compared(root_of(files)); }

// What a check says in the same files.
std::vector<check::Finding> checked_files(const Files& files) {
  const input::Root root = root_of(files);
  ContentMemo memo;
  SessionOptions options;
  options.jobs = 1;
  std::vector<check::Finding> findings = Session(root, all_rules(), memo, options).check().findings;
  std::erase_if(findings, [](const check::Finding& one) { return one.rule->theme != "drift"; });
  return findings;
}

std::string task(const std::string& word, const std::string& secret) {
  return R"({"family": "orders-)" + word + R"(", "taskRoleArn": "orders-)" + word +
         R"(-task", "containerDefinitions": [{"name": "app", "image": "app",
 "secrets": [{"name": "DB", "valueFrom": ")" +
         secret + R"("}]}]})";
}

const Files kLeaking = {{"taskdef-dev.json", task("dev", "/orders/dev/db")},
                        {"taskdef-prod.json", task("prod", "/orders/dev/db")}};

Files with(Files files, const std::string& config) {
  files.emplace_back("paritylint.yaml", config);
  return files;
}

TEST(CompareSettled, AnEntryOfTheConfigurationAcceptsAStatement) {
  const Comparisons comparisons = compared_files(
      with(kLeaking, "ignore:\n  - rule: environment-leak\n    files: taskdef-prod.json\n    reason: one database\n"));
  EXPECT_EQ(said(comparisons), Lines());
  const auto& statements = comparisons.groups.at(0).statements;
  const auto accepted = std::ranges::find(statements, DriftClass::leak, &DriftStatement::drift_class);
  ASSERT_NE(accepted, statements.end());
  ASSERT_TRUE(accepted->suppression);
  EXPECT_EQ(accepted->suppression->reason, "one database");
  EXPECT_EQ(accepted->suppression->path, "paritylint.yaml");
  EXPECT_TRUE(findings_of(comparisons, all_rules(), "").empty());
}

TEST(CompareSettled, AnEntryForAnotherPlaceAcceptsNothing) {
  const Files files = with(kLeaking,
                           "ignore:\n  - rule: environment-leak\n    files: taskdef-prod.json\n"
                           "    path: $.taskRoleArn\n    reason: x\n");
  EXPECT_EQ(said(compared_files(files)), Lines{"leak error containerDefinitions[app].secrets[DB]"});
}

TEST(CompareSettled, ACommentInTheFileAtFaultAcceptsAStatement) {
  const auto build = [](const std::string& bucket, const std::string& comment) {
    return "version: 0.2\nphases:\n  build:\n    commands:\n      - make\n      - aws s3 rm s3://orders-" + bucket +
           "/app --recursive" + comment + "\n";
  };
  const auto both = [&](const std::string& comment) {
    return said(
        compared_files({{"buildspec-dev.yml", build("dev", "")}, {"buildspec-prod.yml", build("dev", comment)}}));
  };
  EXPECT_EQ(both("").size(), 1u);
  EXPECT_EQ(both("  # paritylint: ignore[environment-leak] shared on purpose"), Lines());
  EXPECT_EQ(both("  # paritylint: ignore[missing-variable] another rule").size(), 1u);
}

TEST(CompareSettled, ConfiguredSeveritiesAreTheStatements) {
  const auto with_severity = [](const std::string& level) {
    return said(compared_files(with(kLeaking, "severity:\n  environment-leak: " + level + "\n")));
  };
  EXPECT_EQ(with_severity("note"), Lines{"leak note containerDefinitions[app].secrets[DB]"});
  EXPECT_EQ(with_severity("'off'"), Lines());
}

TEST(CompareSettled, ACheckSaysTheSame) {
  for (const std::string& config : {std::string("severity:\n  drift: note\n"),
                                    std::string("ignore:\n  - rule: drift\n    files: \"*.json\"\n    reason: x\n"),
                                    std::string("severity: {}\n")}) {
    const Files files = with(kLeaking, config);
    const auto of_check = checked_files(files);
    const auto of_diff = findings_of(compared_files(files), all_rules(), "");
    ASSERT_EQ(of_check.size(), of_diff.size()) << config;
    for (std::size_t i = 0; i < of_check.size(); ++i) {
      EXPECT_EQ(of_check[i].fingerprint, of_diff[i].fingerprint);
      EXPECT_EQ(of_check[i].level, of_diff[i].level);
      EXPECT_EQ(of_check[i].message, of_diff[i].message);
    }
  }
}

TEST(CompareSettled, WithoutRulesOverSetsACheckComparesNothing) {
  auto memory = std::make_unique<input::MemoryFileSystem>();
  for (const auto& [path, text] : kLeaking) memory->put(path, text);
  input::Root root;
  root.file_system = std::move(memory);
  root.reported_folders = {""};
  ContentMemo memo;
  SessionOptions options;
  options.jobs = 1;
  options.judges_sets = false;
  Session session(root, all_rules(), memo, options);
  const CheckResult result = session.check();
  EXPECT_TRUE(
      std::ranges::none_of(result.findings, [](const check::Finding& one) { return one.rule->theme == "drift"; }));
  EXPECT_EQ(said(session.compare(result, {})).size(), 1u);
}

// A task definition whose roles, topic and image name these accounts.
std::string accounts(const std::string& roles, const std::string& topic, const std::string& registry) {
  return R"({"family": "orders", "taskRoleArn": "arn:aws:iam::)" + roles +
         R"(:role/orders", "executionRoleArn": "arn:aws:iam::)" + roles +
         R"(:role/orders-execution", "containerDefinitions": [{"name": "app", "image": ")" + registry +
         R"(.dkr.ecr.eu-west-1.amazonaws.com/app:1", "environment": [{"name": "TOPIC", "value": "arn:aws:sns:eu-west-1:)" +
         topic + R"(:orders"}]}]})";
}

constexpr const char* kDev = "210987654321";
constexpr const char* kProd = "345678901234";
constexpr const char* kThird = "456789012345";
const std::string kConfig =
    "environments:\n  - {name: dev, accounts: [\"210987654321\"]}\n  - {name: prod, accounts: [\"345678901234\"]}\n";

TEST(CompareAccounts, TheConfigurationSaysWhoseAnAccountIs) {
  // Most places of prod name dev's account, so that a majority would be wrong.
  const Comparisons comparisons = compared_files(with(
      {{"taskdef-dev.json", accounts(kDev, kDev, kDev)}, {"taskdef-prod.json", accounts(kDev, kDev, kProd)}}, kConfig));
  EXPECT_EQ(said(comparisons),
            Lines{"foreign-account warning taskRoleArn executionRoleArn containerDefinitions[app].environment[TOPIC]"});
  const DriftStatement& statement = comparisons.groups[0].statements[0];
  EXPECT_EQ(statement.message, "prod uses the account of dev, 210987654321");
  EXPECT_EQ(statement.evidence, "the configuration gives it to dev");
}

TEST(CompareAccounts, AFileAloneIsJudgedByTheConfiguration) {
  const Files alone = {{"taskdef-prod.json", accounts(kProd, kDev, kProd)}};
  EXPECT_EQ(said(compared_files(with(alone, kConfig))),
            Lines{"foreign-account warning containerDefinitions[app].environment[TOPIC]"});
  const auto findings = checked_files(with(alone, kConfig));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule->id, "foreign-account");
  EXPECT_EQ(findings[0].level, Level::warning);
  EXPECT_EQ(said(compared_files(alone)), Lines());
}

TEST(CompareAccounts, ARegistryOfAnotherAccountIsANoteAndAnUnknownAccountNothing) {
  EXPECT_EQ(said(compared_files(with({{"taskdef-prod.json", accounts(kProd, kProd, kDev)}}, kConfig))),
            Lines{"foreign-account note containerDefinitions[app].image"});
  EXPECT_EQ(said(compared_files(with({{"taskdef-prod.json", accounts(kProd, kThird, kProd)}}, kConfig))), Lines());
}

TEST(CompareAccounts, AnAccountOfSeveralEnvironmentsIsForeignToNoneOfThem) {
  const std::string config =
      "environments:\n  - {name: dev, accounts: [\"210987654321\"]}\n"
      "  - {name: stg, accounts: [\"210987654321\"]}\n  - {name: prod, accounts: [\"345678901234\"]}\n";
  EXPECT_EQ(said(compared_files(with({{"taskdef-dev.json", accounts(kDev, kDev, kDev)},
                                      {"taskdef-stg.json", accounts(kDev, kDev, kDev)},
                                      {"taskdef-prod.json", accounts(kProd, kProd, kProd)}},
                                     config))),
            Lines());
}

TEST(CompareAccounts, SeparateEnvironmentsMustNotShareAThirdAccount) {
  const Files files = {{"taskdef-dev.json", accounts(kThird, kDev, kDev)},
                       {"taskdef-prod.json", accounts(kThird, kProd, kProd)}};
  const Comparisons comparisons = compared_files(with(files, kConfig));
  EXPECT_EQ(said(comparisons), Lines{"shared-account warning taskRoleArn executionRoleArn"});
  EXPECT_EQ(comparisons.groups[0].statements[0].message, "dev and prod share the account 456789012345");
  // A registry for all is usual, and without a configuration nobody knows better.
  EXPECT_EQ(said(compared_files(with({{"taskdef-dev.json", accounts(kDev, kDev, kThird)},
                                      {"taskdef-prod.json", accounts(kProd, kProd, kThird)}},
                                     kConfig))),
            Lines());
  EXPECT_EQ(said(compared_files(files)), Lines());
}

TEST(CompareAccounts, OneAccountThroughoutAVariantWhereEachHasItsOwn) {
  const Comparisons comparisons = compared_files({{"taskdef-dev.json", accounts(kDev, kDev, kDev)},
                                                  {"taskdef-stg.json", accounts(kThird, kThird, kThird)},
                                                  {"taskdef-prod.json", accounts(kProd, kDev, kProd)}});
  EXPECT_EQ(said(comparisons), Lines{"foreign-account note containerDefinitions[app].environment[TOPIC]"});
  EXPECT_EQ(comparisons.groups[0].statements[0].columns, std::vector<std::size_t>{2});
}

}  // namespace
}  // namespace paritylint::session
