#include "config/config_name.h"

#include <gtest/gtest.h>

#include <vector>

#include "config/loaded.h"

namespace paritylint::config {
namespace {

using Paths = std::vector<std::string>;

TEST(ConfigName, WhatSurelyWasMeantIsRecognised) {
  for (const char* const name :
       {"paritylint.yaml", "paritylint.yml", ".paritylint.yaml", ".paritylint.yml", "Paritylint.yaml", "PARITYLINT.YML",
        "parity-lint.yaml", "parity_lint.yml", "partylint.yaml", "paritylint.toml", "deploy/paritylint.yaml"}) {
    EXPECT_TRUE(is_config_name(name)) << name;
  }
}

TEST(ConfigName, OtherFilesAreLeftAlone) {
  for (const char* const name :
       {"paritylint", "paritylint.json", "paritylint.sarif", "paritylint-base.yaml", "paritylint.prod.yaml",
        "paritylint.yaml.bak", "taskdef.yaml", "lint.yaml", ".yaml", "", "paritylint.yaml/taskdef.json"}) {
    EXPECT_FALSE(is_config_name(name)) << name;
  }
}

TEST(MisplacedConfig, ANestedOneIsToldWhereItBelongs) {
  const auto error = misplaced_config_error(
      Paths{"paritylint.yaml", "a/taskdef.json", "deploy/paritylint.yaml", "x/y/.paritylint.yml"}, {});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, base::ErrorCode::invalid_config);
  EXPECT_EQ(
      error->message,
      "deploy/paritylint.yaml:1:1: expected the configuration as \"paritylint.yaml\" at the root's top, this file "
      "would be ignored; move what it says there, or name it in .paritylintignore\n"
      "x/y/.paritylint.yml:1:1: expected the configuration as \"paritylint.yaml\" at the root's top, this file "
      "would be ignored; move what it says there, or name it in .paritylintignore");
}

TEST(MisplacedConfig, WhatWasReadIsNotMisplaced) {
  EXPECT_FALSE(misplaced_config_error(Paths{"paritylint.yaml"}, {}));
  const Paths read = {"paritylint.yaml", "org/paritylint.yaml"};
  EXPECT_FALSE(misplaced_config_error(Paths{"org/paritylint.yaml"}, read));
  EXPECT_TRUE(misplaced_config_error(Paths{"other/paritylint.yaml"}, read));
}

TEST(MisplacedConfig, NamesCannotWriteToTheTerminal) {
  const auto error = misplaced_config_error(Paths{"a\x1b[31m\n/paritylint.yaml"}, {});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message.find('\x1b'), std::string::npos);
  EXPECT_EQ(error->message.find('\n'), std::string::npos);
}

TEST(LoadConfig, AMisspeltNameAtTheTopIsAnError) {
  constexpr std::string_view kMessage =
      ":1:1: expected the configuration to be named \"paritylint.yaml\", this file would be ignored";
  for (const char* const name : {"paritylint.yml", ".paritylint.yaml", "Paritylint.yaml"}) {
    EXPECT_EQ(test::mistakes_of({{name, "environments: []"}}), name + std::string(kMessage));
    EXPECT_EQ(test::mistakes_of({{name, ""}, {"paritylint.yaml", ""}}), name + std::string(kMessage));
  }
}

TEST(LoadConfig, AFolderOfThatNameIsNoMistake) {
  const auto config = load_config(test::memory_of({{".paritylint.yaml/x", ""}, {"paritylint.json", "{}"}}));
  ASSERT_TRUE(config);
  EXPECT_FALSE(config->has_value());
}

TEST(LoadConfig, AnExtendedFileMayHaveAnyName) {
  EXPECT_EQ(test::mistakes_of({{"paritylint.yaml", "extends: paritylint.yml"}, {"paritylint.yml", ""}}), "");
}

}  // namespace
}  // namespace paritylint::config
