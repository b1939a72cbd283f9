#include "check/compile.h"

#include <algorithm>

#include "check/rule_help.h"

namespace paritylint::check {

std::string_view CompiledRules::keep(std::string text) { return strings_.emplace_back(std::move(text)); }

std::string_view CompiledRules::keep_lines(std::span<const std::string> lines) {
  std::string joined;
  for (const std::string& line : lines) {
    if (!joined.empty()) joined += '\n';
    joined += line;
  }
  return keep(std::move(joined));
}

void CompiledRules::add(const RuleFile& file) {
  RuleRecord rule;
  rule.id = keep(file.id);
  rule.theme = keep(file.theme);
  rule.title = keep(file.title);
  rule.message = keep(file.message);
  rule.why = keep(file.why);
  rule.instead = keep(file.instead);
  rule.help_line = keep(help_line(file));
  rule.help_by_key = keep(help_by_key(file));
  rule.help_text = keep(help_text(file));
  rule.help_markdown = keep(help_markdown(file));
  rule.sarif = keep(sarif_descriptor(file));
  rule.since = keep(file.since);
  rule.references = keep_lines(file.references);
  rule.tags = keep_lines(file.tags);
  rule.supersedes = keep_lines(file.supersedes);
  rule.builtin = keep(file.builtin);
  rule.not_under = keep_lines(file.not_under);
  rule.severity = file.severity;
  rule.confidence = file.confidence;
  rule.kinds = file.kinds;
  rule.by_binding = file.by_binding;
  rule.levels = file.levels;
  rule.reported = file.reported;
  rule.grouping = file.grouping;
  rule.in_keys = file.in_keys;
  rule.in_comments = file.in_comments;
  rule.first_condition = static_cast<std::uint32_t>(conditions_.size());
  rule.condition_count = static_cast<std::uint32_t>(file.conditions.size());
  for (const RuleCondition& condition : file.conditions) {
    conditions_.push_back(
        {condition.kind, condition.negated, condition.atom, condition.account_class, keep(condition.text)});
  }
  const auto number = static_cast<std::uint32_t>(rules_.size());
  for (const tree::JsonPath& select : file.selects) selects_->add(select, number);
  rules_.push_back(rule);
}

base::Result<CompiledRules> compile_rules(std::span<const RuleSource> sources,
                                          std::span<const std::string_view> known_keys) {
  std::vector<RuleFile> files;
  std::string errors;
  for (const RuleSource& source : sources) {
    auto file = read_rule_file(source);
    if (file) {
      files.push_back(*std::move(file));
    } else {
      if (!errors.empty()) errors += '\n';
      errors += file.error().message;
    }
  }
  std::ranges::sort(files, {}, &RuleFile::id);
  const auto twice = std::ranges::adjacent_find(files, {}, &RuleFile::id);
  if (twice != files.end())
    errors += twice->path + ":1:1: the id " + twice->id + " is also that of " + (twice + 1)->path;
  if (!errors.empty()) return base::Error{base::ErrorCode::invalid_rule, std::move(errors)};

  CompiledRules compiled;
  compiled.selects_ = std::make_unique<tree::QueryTrieBuilder>(known_keys);
  for (const RuleFile& file : files) compiled.add(file);
  compiled.pack_ = {compiled.rules_, compiled.conditions_, compiled.selects_->finish()};
  return compiled;
}

}  // namespace paritylint::check
