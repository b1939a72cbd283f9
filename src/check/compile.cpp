#include "check/compile.h"

#include <algorithm>

#include "base/text.h"
#include "check/rule_help.h"

namespace paritylint::check {
namespace {

void append_line(std::string& errors, const std::string& line) {
  if (!errors.empty()) errors += '\n';
  errors += line;
}

// Ids that two rules have, and superseded rules that do not exist. `files` are sorted by id.
std::string check_ids(std::span<const RuleFile> files, const RulePack& beside) {
  std::vector<std::string_view> known;
  for (const RuleRecord& rule : beside.rules) known.push_back(rule.id);
  std::string errors;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const RuleFile& file = files[i];
    if (i > 0 && files[i - 1].id == file.id)
      append_line(errors, file.path + ":1:1: the id " + file.id + " is also that of " + files[i - 1].path);
    if (std::ranges::find(beside.rules, file.id, &RuleRecord::id) != beside.rules.end())
      append_line(errors, file.path + ":1:1: the id " + file.id + " is that of a built-in rule");
    known.push_back(file.id);
  }
  for (const RuleFile& file : files) {
    for (const RuleReference& other : file.supersedes) {
      if (std::ranges::find(known, other.id) != known.end()) continue;
      append_line(errors, other.place + ": there is no rule " + base::quoted(other.id) + " to supersede" +
                              base::did_you_mean(other.id, known));
    }
  }
  return errors;
}

}  // namespace

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
  std::vector<std::string> supersedes;
  for (const RuleReference& other : file.supersedes) supersedes.push_back(other.id);
  rule.supersedes = keep_lines(supersedes);
  rule.builtin = keep(file.builtin);
  rule.not_under = keep_lines(file.not_under);
  rule.severity = file.severity;
  rule.confidence = file.confidence;
  rule.status = file.status;
  rule.kinds = file.kinds;
  rule.by_binding = file.by_binding;
  rule.levels = file.levels;
  rule.only_if = file.only_if;
  rule.reported = file.reported;
  rule.captured = keep(file.captured);
  rule.grouping = file.grouping;
  rule.in_values = file.in_values;
  rule.in_keys = file.in_keys;
  rule.in_comments = file.in_comments;
  rule.first_condition = static_cast<std::uint32_t>(conditions_.size());
  add_conditions(file.conditions);
  rule.condition_count = static_cast<std::uint32_t>(conditions_.size()) - rule.first_condition;
  const auto number = static_cast<std::uint32_t>(rules_.size());
  for (const tree::JsonPath& select : file.selects) selects_->add(select, number);
  rules_.push_back(rule);
}

void CompiledRules::add_conditions(std::span<const RuleCondition> conditions) {
  for (const RuleCondition& condition : conditions) {
    const std::size_t at = conditions_.size();
    conditions_.push_back(condition.row);
    conditions_[at].text = keep(condition.text);
    conditions_[at].needed = keep(condition.needed);
    add_conditions(condition.parts);
    conditions_[at].size = static_cast<std::uint32_t>(conditions_.size() - at);
  }
}

base::Result<CompiledRules> compile_rule_files(std::vector<RuleFile> files, const RulePack& beside) {
  std::ranges::sort(files, {}, &RuleFile::id);
  std::string errors = check_ids(files, beside);
  if (!errors.empty()) return base::Error{base::ErrorCode::invalid_rule, std::move(errors)};
  CompiledRules compiled;
  compiled.selects_ = std::make_unique<tree::QueryTrieBuilder>(beside.selects.keys);
  for (const RuleFile& file : files) compiled.add(file);
  compiled.pack_ = {compiled.rules_, compiled.conditions_, compiled.selects_->finish()};
  return compiled;
}

base::Result<CompiledRules> compile_rules(std::span<const RuleSource> sources, const RulePack& beside) {
  std::vector<RuleFile> files;
  std::string errors;
  for (const RuleSource& source : sources) {
    auto file = read_rule_file(source);
    if (file) {
      files.push_back(*std::move(file));
    } else {
      append_line(errors, file.error().message);
    }
  }
  if (errors.empty()) return compile_rule_files(std::move(files), beside);
  // Ids of files that could not be read are not known, so only what is wrong in each file can be said.
  return base::Error{base::ErrorCode::invalid_rule, std::move(errors)};
}

}  // namespace paritylint::check
