#include <gtest/gtest.h>

#include "config/loaded.h"

namespace paritylint::config {
namespace {

using test::loaded;
using test::mistakes_of;
using Texts = std::vector<std::string>;

Texts names_of(const Config& config) {
  Texts names;
  for (const Environment& environment : config.environments) names.push_back(environment.name);
  return names;
}

TEST(Extends, AnEnvironmentOfTheSameNameReplacesTheExtendedOneInItsPlace) {
  const Config config =
      loaded({{"paritylint.yaml", "extends: base.yaml\nenvironments: [{name: qa}, {name: STG, regions: eu-west-1}]\n"},
              {"base.yaml", "environments: [{name: dev}, {name: stg, synonyms: stage}, {name: prod}]\n"}});
  EXPECT_EQ(names_of(config), (Texts{"dev", "STG", "prod", "qa"}));
  EXPECT_EQ(config.environments[1].synonyms, Texts{});
  EXPECT_EQ(config.environments[1].regions, Texts{"eu-west-1"});
  EXPECT_EQ(config.environments[1].place.path, "paritylint.yaml");
  EXPECT_EQ(config.environments[2].place.path, "base.yaml");
}

TEST(Extends, TheExtendingFilesSeverityReplacesThatOfTheSameName) {
  const Config config = loaded({{"paritylint.yaml",
                                 "extends: base.yaml\nseverity: {a: error}\n"
                                 "ignore: [{rule: x, files: b, reason: r}]\n"},
                                {"base.yaml",
                                 "severity: {a: off, b: note}\n"
                                 "ignore: [{rule: x, files: a, reason: r}]\n"}});
  ASSERT_EQ(config.severity.size(), 2u);
  EXPECT_EQ(config.severity[0].rule.text, "b");
  EXPECT_EQ(config.severity[1].rule.text, "a");
  EXPECT_EQ(config.severity[1].severity, Severity::error);
  ASSERT_EQ(config.ignore.size(), 2u);
  EXPECT_EQ(config.ignore[0].files, Texts{"a"});
  EXPECT_EQ(config.ignore[0].rules.at(0).quote.path, "base.yaml");
}

TEST(Extends, ListsOfTheExtendingFileComeAfter) {
  const Config config = loaded({{"paritylint.yaml",
                                 "extends: base.yaml\n"
                                 "deployments: [{files: b, consumer: terraform}]\n"
                                 "portability: [{files: x, mode: variant}]\n"},
                                {"base.yaml",
                                 "deployments: [{files: a, consumer: ecspresso}]\n"
                                 "portability: [{files: '**', mode: strict}]\n"}});
  ASSERT_EQ(config.deployments.size(), 2u);
  EXPECT_EQ(config.deployments[0].consumer, Consumer::ecspresso);
  EXPECT_EQ(config.deployments[1].consumer, Consumer::terraform);
  ASSERT_EQ(config.portability.size(), 2u);
  EXPECT_EQ(config.portability[0].mode, Portability::strict);
  EXPECT_EQ(config.portability[1].mode, Portability::variant);
}

TEST(Extends, PathsAreRelativeToTheFileThatNamesThem) {
  const Config config = loaded({{"paritylint.yaml", "extends: org/ecs/base.yaml\n"},
                                {"org/ecs/base.yaml", "extends: ../common.yml\nenvironments: [{name: b}]\n"},
                                {"org/common.yml", "extends: ./ecs/../more.json\nenvironments: [{name: a}]\n"},
                                {"org/more.json", "{\"environments\": [{\"name\": \"first\"}]}"}});
  EXPECT_EQ(names_of(config), (Texts{"first", "a", "b"}));
  EXPECT_EQ(config.files, (Texts{"paritylint.yaml", "org/ecs/base.yaml", "org/common.yml", "org/more.json"}));
}

TEST(Extends, SeveralFilesFollowEachOtherAndCountOnce) {
  const Config config =
      loaded({{"paritylint.yaml", "extends: [a.yaml, b.yaml]\n"},
              {"a.yaml", "extends: common.yaml\nenvironments: [{name: a}]\n"},
              {"b.yaml", "extends: common.yaml\nenvironments: [{name: b}]\n"},
              {"common.yaml", "environments: [{name: c}]\nportability: [{files: x, mode: strict}]\n"}});
  EXPECT_EQ(names_of(config), (Texts{"c", "a", "b"}));
  EXPECT_EQ(config.portability.size(), 1u);
}

TEST(Extends, ACircleIsToldWithItsChain) {
  EXPECT_EQ(mistakes_of({{"paritylint.yaml", "extends: a/b.yaml\n"}, {"a/b.yaml", "\nextends: ../paritylint.yaml\n"}}),
            "a/b.yaml:2:10: extends leads in a circle: paritylint.yaml -> a/b.yaml -> paritylint.yaml");
}

TEST(Extends, NothingOutsideTheRootIsRead) {
  EXPECT_EQ(mistakes_of({{"paritylint.yaml", "extends: a/../../x.yaml\n"}}),
            "paritylint.yaml:1:10: expected a path inside the root, \"a/../../x.yaml\" leads out of it");
}

TEST(Extends, AMissingFileIsToldWhereItIsNamed) {
  EXPECT_EQ(mistakes_of({{"paritylint.yaml", "extends:\n  - none.yaml\n"}}),
            "paritylint.yaml:2:5: cannot read \"none.yaml\": no such file or directory");
}

TEST(Extends, MistakesInAllFilesAreToldTogether) {
  EXPECT_EQ(
      mistakes_of({{"paritylint.yaml", "extends: base.yaml\nenvironments: [{name: 1}]\n"},
                   {"base.yaml", "deployments:\n  - {files: a, environments: emea}\n"}}),
      "paritylint.yaml:2:23: expected a text, found a number: write it in quotes\n"
      "base.yaml:2:30: unknown environment \"emea\", expected it to be declared under environments, or one of local "
      "sandbox dev test qa perf beta nonprod uat stg preprod main live prod");
}

TEST(Extends, AnEnvironmentMayBeDeclaredInTheExtendingFile) {
  EXPECT_EQ(mistakes_of({{"paritylint.yaml", "extends: base.yaml\nenvironments: [{name: prod}]\n"},
                         {"base.yaml", "deployments: [{files: a, environments: prod}]\n"}}),
            "");
}

TEST(Extends, LongChainsAndManyFilesAreRefused) {
  input::MemoryFileSystem chain;
  input::MemoryFileSystem many;
  std::string list = "extends:\n";
  chain.put("paritylint.yaml", "extends: 0.yaml\n");
  for (int i = 0; i < 100; ++i) {
    const std::string name = std::to_string(i) + ".yaml";
    chain.put(name, "extends: " + std::to_string(i + 1) + ".yaml\n");
    many.put(name, "");
    list += "  - " + name + "\n";
  }
  many.put("paritylint.yaml", list);
  const auto too_long = load_config(chain);
  ASSERT_FALSE(too_long);
  EXPECT_NE(too_long.error().message.find("6.yaml:1:10: expected at most 8 files that extend each other"),
            std::string::npos)
      << too_long.error().message;
  const auto too_many = load_config(many);
  ASSERT_FALSE(too_many);
  EXPECT_TRUE(too_many.error().message.starts_with("paritylint.yaml:17:5: expected at most 16 files"))
      << too_many.error().message;
}

}  // namespace
}  // namespace paritylint::config
