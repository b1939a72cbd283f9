#include "manifest/vocabulary.h"

#include <gtest/gtest.h>

#include <string>

#include "manifest/atoms.h"

namespace paritylint::manifest {
namespace {

config::Environment environment(std::string name, std::vector<std::string> synonyms = {}) {
  config::Environment result;
  result.name = std::move(name);
  result.synonyms = std::move(synonyms);
  return result;
}

config::Config with(std::vector<config::Environment> environments) {
  config::Config config;
  config.environments = std::move(environments);
  return config;
}

std::string names(const Vocabulary& vocabulary) {
  std::string out;
  for (const Environment& one : vocabulary.environments()) out += (out.empty() ? "" : " ") + std::string(one.name);
  return out;
}

std::string found_in(std::string_view text, const Vocabulary& vocabulary) {
  std::string out;
  for (const EnvironmentWord& word : find_environment_words(text, vocabulary)) {
    if (!out.empty()) out += ' ';
    out += std::string(vocabulary[word.environment].name) + "=" + std::string(slice(text, word.span));
    if (!word.strong) out += '?';
  }
  return out;
}

TEST(Vocabulary, WithoutConfigurationIsTheBuiltInTable) {
  const Vocabulary empty{config::Config()};
  EXPECT_EQ(names(empty), names(Vocabulary::built_in()));
  EXPECT_EQ(empty.identity(), 0u);
  EXPECT_EQ(Vocabulary::built_in().identity(), 0u);
  for (const std::string_view text : {"dev prod live", "PreProd", "sb01 stg01", "/dev/null", "--prod"}) {
    EXPECT_EQ(found_in(text, empty), found_in(text, Vocabulary::built_in())) << text;
  }
}

TEST(Vocabulary, AConfiguredEnvironmentTakesWordsOver) {
  const Vocabulary vocabulary(with({environment("development"), environment("production", {"live", "Shn"})}));
  EXPECT_EQ(names(vocabulary), "local sandbox development test qa perf beta nonprod uat stg preprod main production");
  EXPECT_EQ(found_in("dev develop prd live shn SHN", vocabulary),
            "development=dev development=develop production=prd production=live production=shn production=SHN");
}

TEST(Vocabulary, ASynonymMovesAloneAndTheRestStays) {
  const Vocabulary vocabulary(with({environment("preprod", {"stage"}), environment("prod")}));
  EXPECT_EQ(found_in("stage stg preprod pre-prod prod", vocabulary),
            "preprod=stage stg=stg preprod=preprod preprod=pre-prod prod=prod");
}

TEST(Vocabulary, KeepsTheConfiguredOrder) {
  EXPECT_EQ(names(Vocabulary(with({environment("plx"), environment("shn")}))),
            "plx local sandbox dev test qa perf beta nonprod uat stg preprod main live prod shn")
      << "the last one is the strictest";
  EXPECT_EQ(names(Vocabulary(with({environment("stg"), environment("qa")}))),
            "local sandbox dev test perf beta nonprod uat stg qa preprod main live prod");
}

TEST(Vocabulary, FindsWordsOfSeveralPartsAndWithDigits) {
  const Vocabulary vocabulary(with({environment("test", {"plx-dev"}), environment("onebox", {"1box", "eu1"})}));
  EXPECT_EQ(found_in("app-plx-dev-role", vocabulary), "test=plx-dev");
  EXPECT_EQ(found_in("appPlxDev plx_dev", vocabulary), "test=PlxDev test=plx_dev");
  EXPECT_EQ(found_in("aplx-dev", vocabulary), "dev=dev");
  EXPECT_EQ(found_in("task-def-1box eu1 eu12", vocabulary), "onebox=1box onebox=eu1");
  std::vector<Atom> atoms;
  scan_atoms("/ecs/plx-dev", "", vocabulary, atoms);
  ASSERT_EQ(atoms.size(), 1u);
  EXPECT_EQ(atoms[0].span, (base::Span{5, 12}));
}

TEST(Vocabulary, AWrittenWordIsStrong) {
  EXPECT_EQ(found_in("live test", Vocabulary::built_in()), "live=live? test=test?");
  EXPECT_EQ(found_in("live test", Vocabulary(with({environment("live")}))), "live=live test=test?");
}

TEST(Vocabulary, IdentityTellsVocabulariesApart) {
  const Vocabulary one(with({environment("live")}));
  const Vocabulary same(with({environment("live")}));
  const Vocabulary other(with({environment("live", {"shn"})}));
  EXPECT_NE(one.identity(), 0u);
  EXPECT_EQ(one.identity(), same.identity());
  EXPECT_NE(one.identity(), other.identity());
}

TEST(Vocabulary, SurvivesOddConfigurations) {
  const Vocabulary odd(with({environment(""), environment("-"), environment("a-"), environment("x", {"x", "x"}),
                             environment(std::string(500, 'q')), environment("ünï")}));
  EXPECT_EQ(found_in("x - a- prod " + std::string(500, 'q'), odd), "x=x prod=prod");
  std::vector<config::Environment> many;
  for (int i = 0; i < 1000; ++i) many.push_back(environment("e" + std::to_string(i) + "x"));
  EXPECT_LE(Vocabulary(with(many)).environments().size(), 255u);
}

}  // namespace
}  // namespace paritylint::manifest
