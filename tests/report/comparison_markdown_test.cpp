#include "report/comparison.h"

#include <gtest/gtest.h>

#include "report/markdown_escape.h"
#include "report/sample.h"

namespace paritylint::report {
namespace {

using check::DriftClass;
using check::Level;

// A group of two environments with `count` statements of a class, whose values are `value`.
session::ComparedGroup group(const std::string& set, DriftClass drift_class, Level level, std::size_t count,
                             const std::string& value) {
  session::ComparedGroup group;
  group.set = set;
  group.columns = {{"stg", "stg", set + "/taskdef-stg.json", ""}, {"prod", "prod", set + "/taskdef-prod.json", ""}};
  for (std::size_t i = 0; i < count; ++i) {
    session::ComparedRow& row = group.rows.emplace_back();
    row.place = "containerDefinitions[app].environment[" + value + std::to_string(i) + "]";
    row.cells.resize(2);
    row.cells[0].state = diff::CellState::present;
    row.cells[0].value = value;
    check::DriftStatement& statement = group.statements.emplace_back();
    statement.drift_class = drift_class;
    statement.level = level;
    statement.rows = {i};
    statement.columns = {1};
    statement.message = "missing in prod";
  }
  return group;
}

std::string markdown(std::vector<session::ComparedGroup> groups, std::size_t most_bytes = kMostMarkdownBytes) {
  input::Root root;
  session::Comparisons comparisons;
  comparisons.groups = std::move(groups);
  const ComparedRoot compared{&root, &comparisons};
  return comparison_markdown(std::span(&compared, 1), most_bytes);
}

std::size_t count(const std::string& text, std::string_view needle) {
  std::size_t found = 0;
  for (std::size_t at = text.find(needle); at != std::string::npos; at = text.find(needle, at + 1)) ++found;
  return found;
}

TEST(MarkdownEscape, LeavesNothingThatMeansSomething) {
  EXPECT_EQ(markdown_text("a|b", 9), "a&#124;b");
  EXPECT_EQ(markdown_text("`<b>&*_~[x](y)\\$", 99), "&#96;&#60;b&#62;&#38;&#42;&#95;&#126;&#91;x&#93;(y)&#92;&#36;");
  EXPECT_EQ(markdown_text("https://www.x.org", 99), "https&#58;//www&#46;x.org");
  EXPECT_EQ(markdown_text("@team", 99), "&#64;<!-- -->team");
  EXPECT_EQ(markdown_text("a\nb\x1b[0m", 99), "a&#92;nb&#92;x1b&#91;0m");
  EXPECT_EQ(markdown_text("本番環境", 2), "本番…");
  EXPECT_EQ(markdown_code("x", 1), "<code>x</code>");
}

TEST(ComparisonMarkdown, EveryLineOfATableHasItsCellsWhateverIsInThem) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const std::string text = markdown({group("a", DriftClass::missing, Level::warning, 2, test::hostile_text(seed)),
                                       group("b", DriftClass::drift, Level::off, 2, test::hostile_text(seed + 50))});
    EXPECT_TRUE(test::is_free_of_controls(text));
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (!line.starts_with('|')) continue;
      const auto bars = std::count(line.begin(), line.end(), '|');
      EXPECT_TRUE(bars == 6 || bars == 4) << line;
    }
  }
}

TEST(ComparisonMarkdown, WhatDiffersByNatureIsFolded) {
  const std::string text = markdown(
      {group("a", DriftClass::sizing, Level::off, 3, "x"), group("a", DriftClass::missing, Level::warning, 1, "x")});
  EXPECT_NE(text.find("<details><summary>sizing: 3 places</summary>\n\n|"), std::string::npos) << text;
  EXPECT_NE(text.find("1 warning in 2 comparisons."), std::string::npos) << text;
  // Two comparisons of one service are one section.
  EXPECT_EQ(count(text, "\n### "), 1u);
}

TEST(ComparisonMarkdown, IsBoundedAndSaysWhatIsLeftOut) {
  std::vector<session::ComparedGroup> groups;
  for (int i = 0; i < 50; ++i)
    groups.push_back(
        group("service-" + std::to_string(i), DriftClass::missing, Level::warning, 500, std::string(2000, '|')));
  const std::string text = markdown(groups);
  EXPECT_LE(text.size(), kMostMarkdownBytes);
  EXPECT_GT(text.size(), kMostMarkdownBytes / 2);
  EXPECT_NE(text.find("left out here for want of room."), std::string::npos);
  EXPECT_NE(text.find("25000 warnings in 50 comparisons."), std::string::npos);
}

TEST(ComparisonMarkdown, WhatIsReportedComesBeforeWhatIsFoldedWhereRoomIsShort) {
  const std::string text = markdown(
      {group("a", DriftClass::sizing, Level::off, 200, "x"), group("b", DriftClass::missing, Level::warning, 5, "y")},
      4000);
  EXPECT_LE(text.size(), 4000u);
  EXPECT_EQ(count(text, "**missing** (warning)"), 5u) << text;
  EXPECT_NE(text.find("more differences left out here for want of room."), std::string::npos) << text;
  EXPECT_EQ(count(text, "<details>"), count(text, "</details>"));
}

TEST(ComparisonMarkdown, NothingComparedIsSaid) {
  EXPECT_EQ(markdown({}),
            "## Differences between environments\n\nNo manifest has variants for several environments.\n");
}

}  // namespace
}  // namespace paritylint::report
