#include "check/policy.h"

#include <algorithm>

#include "base/text.h"
#include "check/suppression_comments.h"
#include "manifest/secrets.h"

namespace paritylint::check {
namespace {

Level level_of_severity(config::Severity severity) {
  switch (severity) {
    case config::Severity::off:
      return Level::off;
    case config::Severity::note:
      return Level::note;
    case config::Severity::warning:
      return Level::warning;
    case config::Severity::error:
      return Level::error;
  }
  return Level::warning;
}

// People paste what they should not; a reason is printed.
std::string without_secrets(std::string text) {
  for (const base::Span secret : manifest::secret_spans(text)) {
    for (std::uint32_t at = secret.begin; at < secret.end; ++at) text[at] = '*';
  }
  return text;
}

void add_mistake(const config::RuleName& name, std::string_view what, std::string& message) {
  if (!message.empty()) message += '\n';
  message += base::printable(name.place.path) + ':';
  base::append_number(message, name.place.line);
  message += ':';
  base::append_number(message, name.column_code_points);
  message.append(": ").append(what);
}

}  // namespace

Policy::Policy(const config::Config& config, const RuleSet& rules, std::string_view today) {
  for (const config::SeverityOverride& one : config.severity) {
    if (rules.named(one.rule.text)) levels_[one.rule.text] = level_of_severity(one.severity);
  }
  for (const config::Ignore& ignore : config.ignore) {
    Entry& entry = entries_.emplace_back(Entry{ignore, !ignore.expires.empty() && ignore.expires < today});
    entry.ignore.reason = without_secrets(std::move(entry.ignore.reason));
  }
}

std::optional<Level> Policy::level_of(const RuleRecord& rule) const {
  for (const std::string_view name : {rule.id, rule.theme}) {
    if (const auto found = levels_.find(name); found != levels_.end()) return found->second;
  }
  return std::nullopt;
}

bool Policy::is_off(const RuleRecord& rule, bool by_own_id) const {
  if (!by_own_id) return level_of(rule) == Level::off;
  const auto found = levels_.find(rule.id);
  return found != levels_.end() && found->second == Level::off;
}

base::Result<void> check_rule_names(const config::Config& config, const RuleSet& rules) {
  std::string message;
  for (const config::SeverityOverride& one : config.severity) {
    if (const auto named = rules.named(one.rule.text); !named) add_mistake(one.rule, named.error().message, message);
  }
  for (const config::Ignore& ignore : config.ignore) {
    for (const config::RuleName& name : ignore.rules) {
      const auto named = rules.named(name.text);
      if (!named) {
        add_mistake(name, named.error().message, message);
      } else if (std::ranges::none_of(*named,
                                      [&](const RuleRecord* rule) { return is_ignored_by(name.text, *rule); })) {
        add_mistake(name, base::quoted(name.text) + " cannot be ignored: mend or delete the entry that it is about",
                    message);
      }
    }
  }
  if (message.empty()) return {};
  return base::Error{base::ErrorCode::invalid_config, std::move(message)};
}

bool is_ignored_by(std::string_view name, const RuleRecord& rule) {
  return (name == rule.id || name == rule.theme) && !is_about_suppressions(rule);
}

}  // namespace paritylint::check
