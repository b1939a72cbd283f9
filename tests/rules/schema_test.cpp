// Rule files and their published schema: all embedded rules fit, the samples are read or refused as they say, and our
// own validator judges them as the loader does where a schema can say it (schema.py does that with another validator
// and with every small change of the good ones).
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <ostream>

#include "rules/rule_sources.h"
#include "tree/json_schema.h"
#include "tree/read.h"

namespace paritylint {
namespace {

// How many statements of the schema the text does not fulfil; nothing when it is no YAML.
std::optional<std::size_t> violations(const std::string& text) {
  static const base::Result<tree::JsonSchema> schema =
      tree::JsonSchema::compile(test::read_file(PARITYLINT_SOURCE_DIR "/rules/schemas/rule.schema.json"));
  EXPECT_TRUE(schema) << schema.error().message;
  const tree::KeyTable keys;
  tree::Reader reader(keys);
  const std::string padded = text + std::string(tree::kPadding, '\0');
  tree::ReadResult result;
  reader.read(tree::Format::yaml, std::string_view(padded).substr(0, text.size()), {}, result);
  if (!result.complete || result.tree.documents().empty()) return std::nullopt;
  const tree::Cursor root(result.tree, result.tree.documents().front());
  return schema->check(root, {.max_visits = 100000, .is_open = nullptr}).size();
}

TEST(RuleSchema, EmbeddedRulesFit) {
  for (const check::RuleSource& source : test::rule_sources()) EXPECT_EQ(violations(source.text), 0u) << source.path;
}

struct Sample {
  std::string folder, name;
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.folder << '/' << sample.name; }

std::filesystem::path path_of(const Sample& sample, const char* extension) {
  return std::filesystem::path(PARITYLINT_SOURCE_DIR "/tests/rules/samples") / sample.folder /
         (sample.name + extension);
}

std::vector<Sample> samples(const std::string& folder) {
  std::vector<Sample> found;
  for (const auto& entry : std::filesystem::directory_iterator(path_of({folder, ""}, ""))) {
    if (entry.path().extension() == ".yaml") found.push_back({folder, entry.path().stem()});
  }
  std::ranges::sort(found, {}, &Sample::name);
  return found;
}

base::Result<check::RuleFile> read(const Sample& sample) {
  return check::read_rule_file({sample.name + ".yaml", "own", test::read_file(path_of(sample, ".yaml")), false});
}

std::string name_of(const testing::TestParamInfo<Sample>& info) {
  std::string name = info.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
}

class GoodRuleSamples : public testing::TestWithParam<Sample> {};

TEST_P(GoodRuleSamples, AreRead) {
  const auto rule = read(GetParam());
  EXPECT_TRUE(rule) << rule.error().message;
  EXPECT_EQ(violations(test::read_file(path_of(GetParam(), ".yaml"))), 0u);
}

INSTANTIATE_TEST_SUITE_P(Samples, GoodRuleSamples, testing::ValuesIn(samples("good")), name_of);

// What no schema can say.
constexpr std::array<std::string_view, 7> kOnlyTheLoaderSees = {
    "atom-without-has", "capture-of-several", "capture-without-group", "duplicate-keys-only",
    "taken-capture",    "two-captures",       "unknown-capture"};

class BadRuleSamples : public testing::TestWithParam<Sample> {};

// UPDATE_GOLDEN=1 rewrites the expected mistakes; read the difference before you keep it.
TEST_P(BadRuleSamples, AreRefusedWithEveryMistake) {
  const auto rule = read(GetParam());
  ASSERT_FALSE(rule);
  const bool fits = violations(test::read_file(path_of(GetParam(), ".yaml"))) == 0u;
  EXPECT_EQ(fits, std::ranges::find(kOnlyTheLoaderSees, GetParam().name) != kOnlyTheLoaderSees.end());
  const std::string actual = rule.error().message + '\n';
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path_of(GetParam(), ".txt"), std::ios::binary) << actual;
  } else {
    EXPECT_EQ(actual, test::read_file(path_of(GetParam(), ".txt"))) << "set UPDATE_GOLDEN=1 to accept";
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, BadRuleSamples, testing::ValuesIn(samples("bad")), name_of);

}  // namespace
}  // namespace paritylint
