#include "config/load_config.h"

#include <gtest/gtest.h>

#include "config/loaded.h"

namespace paritylint::config {
namespace {

using test::loaded;
using test::mistakes_of;
using Texts = std::vector<std::string>;

TEST(LoadConfig, NothingThereIsNoConfiguration) {
  const auto config = load_config(test::memory_of({{"taskdef.json", "{}"}, {"deploy/paritylint.yaml", "x: ["}}));
  ASSERT_TRUE(config);
  EXPECT_FALSE(config->has_value());
}

TEST(LoadConfig, AFileThatSaysNothingIsAnEmptyConfiguration) {
  for (const std::string_view text : {"", "\n", "# environments:\n", "---\n", "null", "~", "{}"}) {
    const Config config = loaded({{"paritylint.yaml", text}});
    EXPECT_TRUE(config.environments.empty() && config.deployments.empty() && config.portability.empty()) << text;
    EXPECT_EQ(config.files, Texts{"paritylint.yaml"}) << text;
  }
}

TEST(LoadConfig, ReadsEveryPart) {
  const Config config = loaded({{"paritylint.yaml", R"(environments:
  - name: stg
    synonyms: [STAGE, plx-dev]
    accounts: ["012345678901", 234567890123]
    regions: [eu-west-1]
    branches: [release/*]
    files: [stg/**]
  - name: Prod
deployments:
  - files: [a.json, b.json]
    environments: [stg, Prod]
    consumer: codepipeline-blue-green
    placeholders: [AWS_ACCOUNT_ID]
portability:
  - files: ["**"]
    mode: strict
)"}});
  ASSERT_EQ(config.environments.size(), 2u);
  const Environment& stg = config.environments[0];
  EXPECT_EQ(stg.name, "stg");
  EXPECT_EQ(stg.synonyms, (Texts{"stage", "plx-dev"}));
  EXPECT_EQ(stg.accounts, (Texts{"012345678901", "234567890123"}));
  EXPECT_EQ(stg.regions, Texts{"eu-west-1"});
  EXPECT_EQ(stg.branches, Texts{"release/*"});
  EXPECT_EQ(stg.files, Texts{"stg/**"});
  EXPECT_EQ(config.environments[1].name, "Prod");
  ASSERT_EQ(config.deployments.size(), 1u);
  const Deployment& deployment = config.deployments[0];
  EXPECT_EQ(deployment.files, (Texts{"a.json", "b.json"}));
  EXPECT_EQ(deployment.environments, (Texts{"stg", "Prod"}));
  EXPECT_EQ(deployment.consumer, Consumer::codepipeline_blue_green);
  EXPECT_EQ(deployment.placeholders, Texts{"AWS_ACCOUNT_ID"});
  ASSERT_EQ(config.portability.size(), 1u);
  EXPECT_EQ(config.portability[0].files, Texts{"**"});
  EXPECT_EQ(config.portability[0].mode, Portability::strict);
}

TEST(LoadConfig, ReadsWhatIsIgnoredAndHowGraveRulesAre) {
  const Config config = loaded({{"paritylint.yaml", R"(severity: {hardcoded-log-group: off, validity: error}
ignore:
  - {rule: [a, b], files: x, path: $.y, reason: why, expires: 2027-03-31}
  - {reason: "ä", rule: 'c', files: [y, z]}
)"}});
  ASSERT_EQ(config.severity.size(), 2u);
  EXPECT_EQ(config.severity[0].rule.text, "hardcoded-log-group");
  EXPECT_EQ(config.severity[0].severity, Severity::off);
  EXPECT_EQ(config.severity[1].severity, Severity::error);
  ASSERT_EQ(config.ignore.size(), 2u);
  const Ignore& first = config.ignore[0];
  ASSERT_EQ(first.rules.size(), 2u);
  EXPECT_EQ(first.rules[1].text, "b");
  EXPECT_EQ(first.files, Texts{"x"});
  EXPECT_EQ(first.paths, Texts{"$.y"});
  EXPECT_EQ(first.reason, "why");
  EXPECT_EQ(first.expires, "2027-03-31");
  EXPECT_EQ(first.expires_quote.bytes.size(), 10u);
  EXPECT_EQ(first.place.line, 3u);
  const RuleName& rule = config.ignore[1].rules.at(0);
  EXPECT_EQ(rule.quote.bytes.size(), 3u);
  EXPECT_EQ(rule.place.column, 26u);
  EXPECT_EQ(rule.column_code_points, 25u);
  EXPECT_TRUE(config.ignore[1].paths.empty());
  EXPECT_TRUE(config.ignore[1].expires.empty());
}

TEST(LoadConfig, ATextStandsForAListOfOne) {
  const Config config = loaded({{"paritylint.yaml", R"(environments:
  - {name: a, synonyms: b, accounts: 012345678901, regions: eu-west-1, branches: main, files: x}
deployments: [{files: x, environments: a, placeholders: P}]
)"}});
  const Environment& a = config.environments.at(0);
  EXPECT_EQ(a.synonyms, Texts{"b"});
  EXPECT_EQ(a.accounts, Texts{"012345678901"});  // as written: YAML 1.1 would read a number in octal
  EXPECT_EQ(a.regions, Texts{"eu-west-1"});
  EXPECT_EQ(a.branches, Texts{"main"});
  EXPECT_EQ(a.files, Texts{"x"});
  EXPECT_EQ(config.deployments.at(0).placeholders, Texts{"P"});
}

TEST(LoadConfig, PlacesCountBytesFromOne) {
  const Config config = loaded({{"paritylint.yaml", R"(# é
environments: [{name: a}, {"name": "b"}]
deployments:
  - files: é
    consumer: terraform
portability: [{files: "é", mode: auto}, {files: b, mode: auto}]
)"}});
  const auto expect = [](const Place& place, std::uint32_t line, std::uint32_t column) {
    EXPECT_EQ(place.path, "paritylint.yaml");
    EXPECT_EQ(place.line, line);
    EXPECT_EQ(place.column, column);
  };
  expect(config.environments.at(0).place, 2, 16);
  expect(config.environments.at(1).place, 2, 27);
  expect(config.deployments.at(0).place, 4, 5);
  expect(config.portability.at(0).place, 6, 15);
  expect(config.portability.at(1).place, 6, 42);
}

TEST(LoadConfig, AByteOrderMarkIsNotCounted) {
  const Config config = loaded({{"paritylint.yaml", "\xef\xbb\xbf{environments: [{name: a}]}\r\n"}});
  EXPECT_EQ(config.environments.at(0).place.column, 17u);
  EXPECT_TRUE(mistakes_of({{"paritylint.yaml", "\xef\xbb\xbfx: y"}}).starts_with("paritylint.yaml:1:1: unknown key"));
}

TEST(LoadConfig, JsonAndYamlSayTheSame) {
  const Config yaml = loaded({{"paritylint.yaml", "environments:\n- name: prod\n  accounts: 234567890123\n"}});
  const Config json =
      loaded({{"paritylint.yaml", "{\"environments\": [{\"name\": \"prod\", \"accounts\": [\"234567890123\"]}]}"}});
  EXPECT_EQ(yaml.environments.at(0).name, json.environments.at(0).name);
  EXPECT_EQ(yaml.environments.at(0).accounts, json.environments.at(0).accounts);
}

TEST(LoadConfig, EveryMistakeIsToldInTheOrderOfTheText) {
  EXPECT_EQ(mistakes_of({{"paritylint.yaml", R"(portability:
  - files: /a
    mode: on
enviroments: []
environments:
  - name: prod
    acounts: "1"
)"}}),
            "paritylint.yaml:2:12: expected a glob relative to the root, \"a\", not \"/a\"\n"
            "paritylint.yaml:3:11: expected auto, shared, variant or strict, not \"on\"\n"
            "paritylint.yaml:4:1: unknown key \"enviroments\", did you mean \"environments\"?\n"
            "paritylint.yaml:7:5: unknown key \"acounts\", did you mean \"accounts\"?");
}

TEST(LoadConfig, ColumnsOfMistakesCountCodePoints) {
  EXPECT_EQ(mistakes_of({{"paritylint.yaml", "portability: [{files: éé, mode: x}]\n"}}),
            "paritylint.yaml:1:33: expected auto, shared, variant or strict, not \"x\"");
}

TEST(LoadConfig, WhatAMistakeQuotesCannotWriteToTheTerminal) {
  const std::string message = mistakes_of({{"paritylint.yaml", "\"a\\e[31m\\nb\": 1\n"}});
  EXPECT_EQ(message.find('\x1b'), std::string::npos);
  EXPECT_EQ(message.find('\n'), std::string::npos);
}

TEST(LoadConfig, AliasesAreFollowedAndMistakesInThemToldOnce) {
  const std::string message = mistakes_of({{"paritylint.yaml", R"(environments:
  - {name: a, regions: &r [nowhere]}
  - {name: b, regions: *r}
)"}});
  EXPECT_EQ(message, "paritylint.yaml:2:28: expected a region such as \"eu-west-1\", not \"nowhere\"");
}

TEST(LoadConfig, AFileBeyondTheSizeLimitIsRefused) {
  const auto config = load_config(test::memory_of({{"paritylint.yaml", std::string((1u << 20) + 1, '\n')}}));
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, base::ErrorCode::too_large);
}

TEST(LoadConfig, AFolderOfTheNameIsAnError) {
  const auto config = load_config(test::memory_of({{"paritylint.yaml/x", ""}}));
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, base::ErrorCode::io);
}

TEST(LoadConfigFile, ReadsTheNamedFile) {
  const auto memory = test::memory_of({{"ci/lint.yaml", "extends: base.yaml"},
                                       {"ci/base.yaml", "environments: [{name: prod}]"},
                                       {"paritylint.yaml", "x: y"}});
  const auto config = load_config_file(memory, "ci/lint.yaml");
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->environments.at(0).name, "prod");
  EXPECT_EQ(config->files, (Texts{"ci/lint.yaml", "ci/base.yaml"}));
}

TEST(LoadConfigFile, AMissingFileIsNotFound) {
  const auto config = load_config_file(test::memory_of({}), "none.yaml");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, base::ErrorCode::not_found);
}

TEST(LoadConfig, BuiltInEnvironmentsNeedNoDeclaration) {
  EXPECT_EQ(mistakes_of({{"paritylint.yaml", "deployments: [{files: a, environments: [stg, prod]}]\n"}}), "");
  const auto beside = [](std::string_view declared, std::string_view named) {
    const std::string text = "environments: [" + std::string(declared) +
                             "]\ndeployments: [{files: a, environments: " + std::string(named) + "}]\n";
    return mistakes_of({{"paritylint.yaml", text}});
  };
  EXPECT_EQ(beside("{name: emea}", "[emea, qa]"), "");
  EXPECT_EQ(beside("{name: production}", "prod"),
            "paritylint.yaml:2:40: unknown environment \"prod\", expected \"production\"");
  EXPECT_EQ(beside("{name: emea, synonyms: qa}", "qa"),
            "paritylint.yaml:2:40: unknown environment \"qa\", a synonym of \"emea\": expected the name");
  EXPECT_EQ(beside("{name: emea}", "staging"),
            "paritylint.yaml:2:40: unknown environment \"staging\", expected \"stg\"");
}

TEST(LoadConfig, KeepsTheGlobsWithTheirPlaces) {
  const config::Config config = loaded({{"paritylint.yaml",
                                         "extends: more.yaml\nenvironments: [{name: a, files: [x, y/**]}]\n"
                                         "portability: [{files: z, mode: strict}]\n"},
                                        {"more.yaml", "deployments:\n  - files: w\n    environments: prod\n"}});
  std::string text;
  for (const config::PlacedGlob& one : config.globs) {
    text += one.glob + "@" + one.place.path + ":" + std::to_string(one.place.line) + ":" +
            std::to_string(one.place.column) + " ";
  }
  EXPECT_EQ(text, "w@more.yaml:2:12 x@paritylint.yaml:2:34 y/**@paritylint.yaml:2:37 z@paritylint.yaml:3:23 ");
}

}  // namespace
}  // namespace paritylint::config
