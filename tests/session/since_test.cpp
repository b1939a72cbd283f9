#include "session/since.h"

#include <gtest/gtest.h>

#include "check/line_hash.h"
#include "session/missing_objects.h"

namespace paritylint::session {
namespace {

using check::Finding;
using check::Location;
using input::LineRange;

// Lines `first` to `last` of a file, 1-based, ending inside the last line.
Location location(std::string path, std::uint32_t first, std::uint32_t last) {
  Location made;
  made.path = std::move(path);
  made.begin.line = first;
  made.end.line = last;
  made.end.column_bytes = 5;
  return made;
}

const check::RuleRecord& some_rule() {
  static const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, {}, {});
  return *rules->enabled().front();
}

Finding finding(std::string fingerprint, Location primary, std::vector<Location> related = {}) {
  Finding made;
  made.rule = &some_rule();
  made.fingerprint = std::move(fingerprint);
  made.primary = std::move(primary);
  made.related = std::move(related);
  return made;
}

std::vector<std::string> kept(std::vector<Finding> findings, const std::vector<Finding>& earlier,
                              const ChangedFiles& changed) {
  keep_since(findings, earlier, changed);
  std::vector<std::string> texts;
  for (const Finding& one : findings) {
    texts.push_back(one.fingerprint + " " + one.primary.path + ":" + std::to_string(one.primary.begin.line));
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(IsTouched, ByLinesThatOverlapAndByRemovalsInside) {
  struct Case {
    std::string_view name;
    std::uint32_t first, last;
    std::vector<LineRange> lines;
    bool touched;
  };
  const Case cases[] = {
      {"no change", 3, 3, {}, false},
      {"same line", 3, 3, {{3, 4}}, true},
      {"line before", 3, 3, {{2, 3}}, false},
      {"line behind", 3, 3, {{4, 5}}, false},
      {"its last line", 3, 6, {{6, 9}}, true},
      {"its first line", 3, 6, {{1, 4}}, true},
      {"around", 3, 6, {{1, 9}}, true},
      {"the second range", 3, 3, {{1, 2}, {3, 4}}, true},
      {"removed inside", 3, 6, {{4, 4}}, true},
      {"removed right before", 3, 6, {{3, 3}}, false},
      {"removed right behind", 3, 6, {{7, 7}}, false},
      {"removed beside one line", 3, 3, {{3, 3}}, false},
  };
  for (const Case& one : cases)
    EXPECT_EQ(is_touched(location("f", one.first, one.last), one.lines), one.touched) << one.name;
}

TEST(IsTouched, AnEndAtTheStartOfALineIsNotInIt) {
  Location made = location("f", 3, 4);
  made.end.column_bytes = 1;
  EXPECT_FALSE(is_touched(made, {{4, 5}}));
  EXPECT_TRUE(is_touched(made, {{3, 4}}));
}

TEST(KeepSince, DropsWhatWasThereBeforeAndIsNotTouched) {
  const std::vector<Finding> earlier = {finding("a", location("f", 1, 1))};
  // It moved down because of lines above it.
  EXPECT_EQ(kept({finding("a", location("f", 9, 9))}, earlier, {{"f", {"", {{1, 9}}}}}), Texts{});
}

TEST(KeepSince, KeepsWhatIsNewWhereverItStands) {
  const std::vector<Finding> earlier = {finding("a", location("f", 1, 1))};
  EXPECT_EQ(kept({finding("a", location("f", 1, 1)), finding("b", location("g", 2, 2))}, earlier, {}), Texts{"b g:2"});
}

TEST(KeepSince, KeepsWhatIsOldButTouched) {
  const std::vector<Finding> earlier = {finding("a", location("f", 1, 1))};
  EXPECT_EQ(kept({finding("a", location("f", 4, 4))}, earlier, {{"f", {"", {{4, 5}}}}}), Texts{"a f:4"});
}

TEST(KeepSince, TheLocationInTheDiffBecomesThePrimaryOne) {
  const ChangedFiles changed = {{"g", {"1\n2\n3\n", {{2, 3}}}}};
  const std::vector<Finding> earlier = {finding("a", location("f", 1, 1))};
  std::vector<Finding> findings = {
      finding("a", location("f", 1, 1), {location("f", 5, 5), location("g", 2, 2), location("g", 3, 3)})};
  findings[0].edits.push_back({{0, 1}, "x", true});
  findings[0].related[1].message = "the other file";
  keep_since(findings, earlier, changed);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].primary.path, "g");
  EXPECT_EQ(findings[0].primary.begin.line, 2u);
  EXPECT_EQ(findings[0].primary.message, "");
  EXPECT_EQ(findings[0].related.size(), 3u);
  EXPECT_EQ(findings[0].related[1].path, "f");
  EXPECT_EQ(findings[0].related[1].message, "the other file");
  EXPECT_EQ(findings[0].line_hash, check::line_hash("1\n2\n3\n", 2));
  EXPECT_TRUE(findings[0].edits.empty()) << "edits are of the former primary's file";
  EXPECT_EQ(findings[0].fingerprint, "a");
}

TEST(KeepSince, ThePrimaryStaysWhenItIsInTheDiffItself) {
  EXPECT_EQ(kept({finding("a", location("f", 1, 1), {location("f", 5, 5)})}, {}, {{"f", {"", {{1, 9}}}}}),
            Texts{"a f:1"});
}

TEST(KeepSince, ANewFindingOutsideTheDiffStaysWhereItIs) {
  EXPECT_EQ(kept({finding("a", location("f", 1, 1), {location("g", 5, 5)})}, {}, {{"g", {"", {{1, 2}}}}}),
            Texts{"a f:1"});
}

TEST(KeepSince, WhatMovedIsSortedAgain) {
  EXPECT_EQ(kept({finding("a", location("a", 1, 1), {location("z", 5, 5)}), finding("b", location("b", 1, 1))}, {},
                 {{"z", {"", {{5, 6}}}}}),
            (Texts{"b b:1", "a z:5"}));
}

TEST(JoinMissingObjects, MakesOneMessageOfAll) {
  input::Root root;
  root.fetch_command = "git fetch origin";
  std::vector<ReadFailure> failures = {{"a", "cannot read a", base::ErrorCode::missing_object, "22"},
                                       {"b", "cannot read b", base::ErrorCode::io, ""},
                                       {"c", "cannot read c", base::ErrorCode::missing_object, "11"},
                                       {"copy-of-c", "cannot read copy-of-c", base::ErrorCode::missing_object, "11"}};
  join_missing_objects(root, failures);
  ASSERT_EQ(failures.size(), 2u);
  EXPECT_EQ(failures[0].path, "b");
  EXPECT_EQ(failures[1].path, "");
  EXPECT_EQ(failures[1].message,
            "3 manifests of this partial clone are not here; fetch them with: git fetch origin 11 22");
}

TEST(JoinMissingObjects, LeavesOtherFailuresAlone) {
  std::vector<ReadFailure> failures = {{"b", "cannot read b", base::ErrorCode::io, ""}};
  join_missing_objects({}, failures);
  EXPECT_EQ(failures.size(), 1u);
}

}  // namespace
}  // namespace paritylint::session
