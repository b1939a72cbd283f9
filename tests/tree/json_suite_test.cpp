// JSON files that others wrote: the parsing test suite, the corpus, and random damage to both.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "support/shared.h"
#include "tree/encoding.h"
#include "tree/gap_invariant.h"
#include "tree/json_scan.h"
#include "tree/read.h"
#include "tree/reading.h"
#include "tree/source_span.h"

namespace paritylint::tree {
namespace {

namespace fs = std::filesystem;
using test::Reading;
using test::strict;
using test::tolerant;

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// What must hold whatever the text is.
void expect_sound(const Reading& reading, const std::string& what) {
  const ReadResult& result = reading.result();
  std::uint32_t last = 0;
  std::size_t unrepaired = 0;
  for (const Problem& problem : result.problems) {
    EXPECT_LE(problem.span.begin, problem.span.end) << what;
    EXPECT_LE(problem.span.end, reading.source().size()) << what;
    EXPECT_LE(problem.related.end, reading.source().size()) << what;
    EXPECT_GE(problem.span.begin, last) << what;
    EXPECT_NE(problem.code, ProblemCode::unfinished) << what << ": scanner and simdjson disagree";
    last = problem.span.begin;
    unrepaired += problem.repaired ? 0 : 1;
  }
  EXPECT_EQ(unrepaired, result.complete ? 0u : 1u) << what;
  if (!result.complete) {
    EXPECT_TRUE(result.tree.nodes().empty()) << what;
    return;
  }
  EXPECT_EQ(test::find_broken_gap(result.tree), std::nullopt) << what;
  for (NodeId id = 0; id < result.tree.nodes().size(); ++id) {
    if (!result.tree.node(id).is_scalar()) continue;
    EXPECT_EQ(decode_scalar(result.tree, id), result.tree.text(id)) << what;
  }
}

bool scanner_accepts(std::string_view source) {
  JsonScan scan;
  std::vector<Problem> problems;
  const std::uint32_t begin = utf8_bom_size(source);
  return !find_wrong_encoding(source).has_value() && !find_unreadable_byte(source, begin).has_value() &&
         scan.run(source, begin, strict(), problems);
}

void expect_readers_agree(std::string_view text, const std::string& what) {
  const Reading exact(Format::json, text, strict());
  expect_sound(exact, what);
  EXPECT_EQ(exact.is_complete(), scanner_accepts(text)) << what << ":\n" << text;
  expect_sound(Reading(Format::json, text, tolerant(), '\0'), what);
}

TEST(JsonSuite, AcceptsAndRefusesAsTheSuiteSays) {
  SHARED_OR_SKIP(shared);
  const std::vector<fs::path> files = json_files(shared / "suites/json/test_parsing");
  ASSERT_GT(files.size(), 300u);
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    const std::string text = test::read_file(file);
    const Reading reading(Format::json, text, strict());
    const bool may_go_either_way = name.starts_with("i_");
    EXPECT_TRUE(may_go_either_way || reading.is_complete() == name.starts_with("y_")) << name;
    expect_readers_agree(text, name);
  }
}

// All of the corpus outside malformed/ is what a team deployed; whatever is refused there is refused by name.
TEST(JsonCorpus, ReadsEveryFileThatTeamsDeploy) {
  SHARED_OR_SKIP(shared);
  std::vector<std::string> refused;
  for (const fs::path& file : json_files(shared / "corpus")) {
    const std::string name = fs::relative(file, shared / "corpus").string();
    const std::string text = test::read_file(file);
    expect_readers_agree(text, name);
    if (!name.starts_with("malformed/") && !Reading(Format::json, text).is_complete()) refused.push_back(name);
  }
  const std::vector<std::string> known = {
      "open/ohthepain__config-server/ecs-task-definition-prod.json",
      "open/stevegod01__Automated-deployment-of-a-cloud-based-application/task-definition.dev.json"};
  EXPECT_EQ(refused, known);
}

TEST(JsonCorpus, RepairsWhatCanBeRepaired) {
  SHARED_OR_SKIP(shared);
  struct Case {
    std::string file;
    ProblemCode code;
    std::string at;
  };
  const std::vector<Case> cases = {
      {"Andr1500__CICD_BlueGreen_EC2@425fdcb9/taskdef.json", ProblemCode::unquoted_value, "<MEMORY_RESV>"},
      {"eresearchqut__trrf@bffe3299/taskdef.json", ProblemCode::unquoted_value, "$CONTAINER_PORT"},
      {"Team-Mingle__mingle-server@6958e4a4/task-definition-dev.json", ProblemCode::trailing_comma, ","},
      {"suciloknam__crossbridge@432f56ac/ecs/uat/task-definition.json", ProblemCode::json_comment,
       "// ecs/uat/task-definition.json"}};
  for (const Case& one : cases) {
    const Reading reading(Format::json, test::read_file(shared / "corpus/malformed" / one.file));
    EXPECT_TRUE(reading.is_complete()) << one.file;
    ASSERT_FALSE(reading.result().problems.empty()) << one.file;
    EXPECT_EQ(reading.result().problems[0].code, one.code) << one.file;
    EXPECT_EQ(base::slice(reading.source(), reading.result().problems[0].span), one.at) << one.file;
  }
}

TEST(JsonDamage, SurvivesTruncationAtEveryByte) {
  SHARED_OR_SKIP(shared);
  const std::vector<std::string> files = {"open/Andr1500__CICD_BlueGreen_EC2/taskdef.json",
                                          "malformed/courtcanva__cc-server@9deaec20/taskdef-uat.json",
                                          "malformed/DevopsArtFactory__springboot-sample@9a267cf1/appspec.json"};
  for (const std::string& file : files) {
    const std::string text = test::read_file(shared / "corpus" / file);
    for (std::size_t size = 0; size < text.size(); ++size) {
      expect_readers_agree(std::string_view(text).substr(0, size), file + " cut at " + std::to_string(size));
    }
  }
}

// One to four bytes become others, mostly ones that mean something, or go, or come twice.
std::string damage(std::string text, std::mt19937& random) {
  constexpr std::string_view kBytes = "{}[]:,\"\\/*#<>$%@ \n\t01-+.eEtfnua_\x01\x7f\xc3\xff";
  const auto count = 1 + random() % 4;
  for (auto change = count; change > 0 && !text.empty(); --change) {
    const std::size_t at = random() % text.size();
    switch (random() % 4) {
      case 0:
        text.erase(at, 1 + random() % 3);
        break;
      case 1:
        text.insert(at, 1, kBytes[random() % kBytes.size()]);
        break;
      case 2:
        text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1u << random() % 8));
        break;
      default:
        text[at] = kBytes[random() % kBytes.size()];
        break;
    }
  }
  return text;
}

TEST(JsonDamage, ReadersAgreeOnRandomDamage) {
  SHARED_OR_SKIP(shared);
  std::mt19937 random(20240601);
  std::vector<fs::path> files = json_files(shared / "corpus");
  for (const fs::path& file : files) {
    const std::string text = test::read_file(file);
    for (int round = 0; round < 12; ++round) {
      expect_readers_agree(damage(text, random), file.filename().string() + " round " + std::to_string(round));
      if (testing::Test::HasFailure()) return;
    }
  }
}

// Short texts of meaningful pieces reach more states than damage to real files does.
TEST(JsonDamage, ReadersAgreeOnRandomTokens) {
  const std::vector<std::string> pieces = {
      "{",   "}",     "[",    "]",    ":",   ",",    "\"a\"", "\"b\"", "\"\\n\"", "\"\\ud800\"", "1",
      "-0",  "1.5e3", "01",   "true", "nul", "null", " ",     "\n",    "// x\n",  "/* x */",     "# x\n",
      "<X>", "{{x}}", "${X}", "WORD", "\"",  "\\",   "'",     "\t",    "\x1a",    "\x0c",        "\xc3"};
  std::mt19937 random(7);
  for (int round = 0; round < 60000; ++round) {
    std::string text;
    for (auto piece = 1 + random() % 9; piece > 0; --piece) text += pieces[random() % pieces.size()];
    expect_readers_agree(text, "round " + std::to_string(round));
    if (testing::Test::HasFailure()) return;
  }
}

// Valid texts with deep and odd shapes, spaces in all places.
TEST(JsonDamage, ReadsRandomValidTexts) {
  std::mt19937 random(11);
  const std::vector<std::string> scalars = {"0",       "-12.5E-3",        "true", "false", "null", "\"\"",
                                            "\"a b\"", R"("\"\\\u00e9")", "\"é\""};
  const auto space = [&] { return std::string(random() % 3, " \n\t\r"[random() % 4]); };
  const auto value = [&](const auto& self, unsigned depth) -> std::string {
    const auto kind = depth > 6 ? 0 : random() % 3;
    if (kind == 0) return space() + scalars[random() % scalars.size()] + space();
    std::string text = space() + (kind == 1 ? "[" : "{") + space();
    const auto count = random() % 4;
    for (std::size_t index = 0; index < count; ++index) {
      if (index > 0) text += ",";
      if (kind == 2) text += space() + "\"" + std::to_string(index) + "\"" + space() + ":";
      text += self(self, depth + 1);
    }
    return text + (kind == 1 ? "]" : "}") + space();
  };
  for (int round = 0; round < 20000; ++round) {
    const std::string text = value(value, 0);
    const Reading reading(Format::json, text, strict());
    EXPECT_TRUE(reading.is_complete()) << text;
    EXPECT_TRUE(reading.result().problems.empty()) << text;
    expect_readers_agree(text, "round " + std::to_string(round));
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace paritylint::tree
