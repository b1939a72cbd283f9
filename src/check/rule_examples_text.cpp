#include <charconv>

#include "check/rule_text.h"

namespace paritylint::check {
namespace {

using tree::Cursor;

ExpectedFinding read_expected(RuleText& rule, const Cursor& finding) {
  static constexpr std::array<std::string_view, 5> kKnown = {"at", "file", "line", "level", "text"};
  ExpectedFinding expected;
  expected.source_line = rule.line_of(finding);
  if (!finding.is_mapping()) {
    rule.fail(finding, "expected a mapping with at, file, line, level or text");
    return expected;
  }
  rule.check_keys(finding, kKnown);
  expected.at = rule.member(finding, "at");
  expected.file = rule.member(finding, "file");
  if (const auto text = finding.find("text"))
    expected.text = text->is_scalar() && text->kind() != tree::NodeKind::null ? text->text() : rule.text(*text);
  if (const auto level = finding.find("level")) expected.level = rule.choice(*level, kLevels);
  if (const auto line = finding.find("line")) {
    std::uint32_t number = 0;
    const std::string_view digits = line->text();
    const char* const end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, number);
    const bool is_whole = line->kind() == tree::NodeKind::integer && parsed.ec == std::errc() && parsed.ptr == end;
    if (!is_whole || number == 0) rule.fail(*line, "expected a line number from 1");
    expected.line = number;
  }
  return expected;
}

RuleExample read_example(RuleText& rule, const Cursor& example, bool bad) {
  RuleExample result;
  result.bad = bad;
  result.source_line = rule.line_of(example);
  if (!example.is_mapping()) {
    rule.fail(example, "expected a mapping of file names to their text");
    return result;
  }
  example.for_each_member([&](const Cursor& key, const Cursor& value) {
    if (key.text() == "findings" && !bad) {
      rule.fail(key, "expected no findings in a good example");
    } else if (key.text() != "findings") {
      result.files.push_back({std::string(key.text()), rule.file_text(value)});
    } else if (!value.is_sequence()) {
      rule.fail(value, "expected a list of findings");
    } else {
      value.for_each_element(
          [&](std::size_t, const Cursor& one) { result.findings.push_back(read_expected(rule, one)); });
    }
  });
  if (result.files.empty()) rule.fail(example, "expected at least one file");
  if (bad && result.findings.empty()) rule.fail(example, "expected findings in a bad example");
  return result;
}

}  // namespace

std::vector<RuleExample> read_examples(RuleText& rule, const Cursor& root) {
  std::vector<RuleExample> result;
  const auto examples = root.find("examples");
  if (!examples) return result;
  if (!examples->is_mapping()) {
    rule.fail(*examples, "expected a mapping with bad and good");
    return result;
  }
  static constexpr std::array<std::string_view, 2> kKnown = {"bad", "good"};
  rule.check_keys(*examples, kKnown);
  for (const bool bad : {true, false}) {
    const auto list = examples->find(bad ? "bad" : "good");
    if (!list || !list->is_sequence() || list->size() == 0) {
      rule.fail(list.value_or(*examples),
                bad ? "expected at least one bad example" : "expected at least one good example");
      continue;
    }
    list->for_each_element([&](std::size_t, const Cursor& one) { result.push_back(read_example(rule, one, bad)); });
  }
  return result;
}

}  // namespace paritylint::check
