#include "manifest/environment_globs.h"

#include <gtest/gtest.h>

#include <chrono>

#include "manifest/vocabulary.h"

namespace paritylint::manifest {
namespace {

using config::Portability;

// The word that stands for the mark, "-" for a match without one, "" for none.
std::string word_in(std::string_view glob, std::string_view path) {
  const GlobMatch match = match_glob(glob, path, Vocabulary::built_in());
  if (!match) return {};
  return match.environment ? std::string(path.substr(match.environment->word.begin, match.environment->word.size()))
                           : "-";
}

TEST(MatchGlob, AMarkStandsForAnEnvironmentsWord) {
  EXPECT_EQ(word_in("deploy/{env}/taskdef.json", "deploy/prod/taskdef.json"), "prod");
  EXPECT_EQ(word_in("deploy/{Stage}/*.json", "deploy/dev/taskdef-prod.json"), "dev");
  EXPECT_EQ(word_in("deploy/*/taskdef.json", "deploy/prod/taskdef.json"), "-");
  EXPECT_EQ(word_in("deploy/{env}/taskdef.json", "deploy/shop/taskdef.json"), "");
  EXPECT_EQ(word_in("deploy/{env}*/taskdef.json", "deploy/developer/taskdef.json"), "");
}

TEST(MatchGlob, AllMarksAreTheSameEnvironment) {
  EXPECT_EQ(word_in("{env}/taskdef-{env}.json", "dev/taskdef-dev.json"), "dev");
  EXPECT_EQ(word_in("{env}/developers/{env}.json", "dev/developers/dev.json"), "dev");
  EXPECT_EQ(word_in("{env}/taskdef-{env}.json", "dev/taskdef-prod.json"), "");
}

TEST(MatchGlob, OfAWordThatStandsManyTimesInThePathIsQuick) {
  std::string path;
  while (path.size() < 4000) path += "dev/";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(word_in("**/*x*/**/{env}/**/*x*/**/taskdef.json", path + "taskdef.json"), "");
  EXPECT_EQ(word_in("**/*x*/**/{env}/**/*x*/{env}/taskdef.json", path + "taskdef.json"), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
}

config::Config with(std::vector<config::PortabilityOverride> overrides) {
  config::Config config;
  config.portability = std::move(overrides);
  return config;
}

// Nothing when the configuration does not say.
std::optional<Portability> mode_of(const config::Config& config, std::string_view path) {
  const config::PortabilityOverride* const found = portability_of(config, path, Vocabulary::built_in());
  return found == nullptr ? std::nullopt : std::optional(found->mode);
}

TEST(PortabilityOf, IsUnsaidWhenNothingMatches) {
  EXPECT_EQ(mode_of({}, "taskdef.json"), std::nullopt);
  EXPECT_EQ(mode_of(with({{{"deploy/*"}, Portability::strict, {}}}), "deploy/prod/taskdef.json"), std::nullopt);
}

TEST(PortabilityOf, TheLastMatchCounts) {
  const config::Config config = with({{{"**"}, Portability::strict, {}},
                                      {{"docs/**", "examples/**"}, Portability::variant, {}},
                                      {{"examples/shared.json"}, Portability::shared, {}},
                                      {{"a.json"}, Portability::automatic, {}}});
  EXPECT_EQ(mode_of(config, "taskdef.json"), Portability::strict);
  EXPECT_EQ(mode_of(config, "docs/taskdef.json"), Portability::variant);
  EXPECT_EQ(mode_of(config, "examples/taskdef.json"), Portability::variant);
  EXPECT_EQ(mode_of(config, "examples/shared.json"), Portability::shared);
  EXPECT_EQ(mode_of(config, "a.json"), Portability::automatic);
}

TEST(PortabilityOf, AMarkStandsForAnyEnvironment) {
  const config::Config config = with({{{"deploy/{env}/*.json"}, Portability::strict, {}}});
  EXPECT_EQ(mode_of(config, "deploy/prod/taskdef.json"), Portability::strict);
  EXPECT_EQ(mode_of(config, "deploy/shop/taskdef.json"), std::nullopt);
}

}  // namespace
}  // namespace paritylint::manifest
