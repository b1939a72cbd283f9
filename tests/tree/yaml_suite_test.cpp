#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <vector>

#include "support/shared.h"
#include "tree/gap_invariant.h"
#include "tree/reading.h"
#include "tree/source_span.h"
#include "tree/yaml_event_text.h"

namespace paritylint::test {
namespace {

namespace fs = std::filesystem;

struct SuiteCase {
  std::string id;
  fs::path folder;
  bool must_be_refused = false;
};

std::vector<SuiteCase> suite_cases(const fs::path& shared) {
  std::vector<SuiteCase> cases;
  const fs::path root = shared / "suites" / "yaml";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() != "in.yaml") continue;
    const fs::path folder = entry.path().parent_path();
    cases.push_back({folder.lexically_relative(root).generic_string(), folder, fs::exists(folder / "error")});
  }
  std::sort(cases.begin(), cases.end(), [](const SuiteCase& a, const SuiteCase& b) { return a.id < b.id; });
  return cases;
}

std::map<std::string, std::string> listed_deviations() {
  std::map<std::string, std::string> listed;
  std::istringstream lines(read_file(fs::path(PARITYLINT_SOURCE_DIR) / "tests/tree/yaml_deviations.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string id, outcome;
    words >> id >> outcome;
    listed[id] = outcome;
  }
  return listed;
}

// "" when the reader does what the suite says, else the outcome's name in yaml_deviations.txt.
std::string judge(const SuiteCase& suite_case, const Reading& reading) {
  if (suite_case.must_be_refused) return reading.is_complete() ? "accepted" : "";
  if (!reading.is_complete()) return "refused";
  const std::string expected = normalised_event_text(read_file(suite_case.folder / "test.event"));
  return yaml_event_text(reading.tree()) == expected ? "" : "different";
}

TEST(YamlSuite, StrictReadingAgreesButForTheListedDeviations) {
  SHARED_OR_SKIP(shared);
  const std::map<std::string, std::string> listed = listed_deviations();
  const std::vector<SuiteCase> cases = suite_cases(shared);
  EXPECT_EQ(cases.size(), 402U);
  for (const SuiteCase& suite_case : cases) {
    const Reading reading(tree::Format::yaml, read_file(suite_case.folder / "in.yaml"), strict());
    const auto deviation = listed.find(suite_case.id);
    const std::string expected = deviation != listed.end() ? deviation->second : "";
    EXPECT_EQ(judge(suite_case, reading), expected)
        << suite_case.id << (expected.empty() ? " deviates" : " no longer deviates: remove it from the list") << "\n"
        << yaml_event_text(reading.tree());
  }
}

TEST(YamlSuite, RefusalsSayWhere) {
  SHARED_OR_SKIP(shared);
  for (const SuiteCase& suite_case : suite_cases(shared)) {
    const Reading reading(tree::Format::yaml, read_file(suite_case.folder / "in.yaml"), strict());
    if (reading.is_complete()) continue;
    EXPECT_TRUE(reading.tree().nodes().empty()) << suite_case.id;
    ASSERT_FALSE(reading.result().problems.empty()) << suite_case.id;
    for (const tree::Problem& problem : reading.result().problems) {
      EXPECT_LE(problem.span.begin, problem.span.end) << suite_case.id;
      EXPECT_LE(problem.span.end, reading.source().size()) << suite_case.id;
      EXPECT_FALSE(problem.expected.empty()) << suite_case.id;
    }
  }
}

TEST(YamlSuite, TolerantReadingRefusesNothingThatIsValid) {
  SHARED_OR_SKIP(shared);
  for (const SuiteCase& suite_case : suite_cases(shared)) {
    const Reading strictly(tree::Format::yaml, read_file(suite_case.folder / "in.yaml"), strict());
    const Reading tolerantly(tree::Format::yaml, strictly.source(), tolerant());
    const auto& problems = tolerantly.result().problems;
    const bool is_empty = !problems.empty() && problems.front().code == tree::ProblemCode::empty_file;
    EXPECT_TRUE(tolerantly.is_complete() || is_empty || !strictly.is_complete()) << suite_case.id;
    if (strictly.is_complete() && tolerantly.is_complete() && problems.empty()) {
      EXPECT_EQ(yaml_event_text(tolerantly.tree()), yaml_event_text(strictly.tree())) << suite_case.id;
    }
  }
}

TEST(YamlSuite, TreesKeepTheGapInvariantAndDecodeAnew) {
  SHARED_OR_SKIP(shared);
  for (const SuiteCase& suite_case : suite_cases(shared)) {
    const Reading reading(tree::Format::yaml, read_file(suite_case.folder / "in.yaml"), strict());
    const std::optional<std::string> broken = find_broken_gap(reading.tree());
    EXPECT_FALSE(broken.has_value() && reading.is_complete()) << suite_case.id << ": " << *broken;
    for (tree::NodeId id = 0; id < reading.tree().nodes().size(); ++id) {
      if (!reading.tree().node(id).is_scalar()) continue;
      const std::optional<std::string> decoded = tree::decode_scalar(reading.tree(), id);
      ASSERT_TRUE(decoded.has_value()) << suite_case.id;
      EXPECT_EQ(*decoded, reading.tree().text(id)) << suite_case.id;
    }
  }
}

}  // namespace
}  // namespace paritylint::test
