#include "session/idle_suppressions.h"

#include <algorithm>
#include <map>

#include "check/settle.h"

namespace paritylint::session {
namespace {

// Of one file. Who has more has one mistake to mend, not hundreds.
constexpr std::size_t kMostReported = 100;

const check::RuleRecord* rule_of(const check::RuleSet& rules, std::string_view builtin) {
  const auto found = std::ranges::find(rules.enabled(), builtin, &check::RuleRecord::builtin);
  return found == rules.enabled().end() ? nullptr : *found;
}

}  // namespace

IdleSuppressions::IdleSuppressions(const check::RuleSet& rules, const check::Policy& policy, std::string_view root,
                                   SecondLook& look)
    : rules_(rules),
      policy_(policy),
      root_(root),
      look_(look),
      unused_(rule_of(rules, "suppression/unused")),
      expired_(rule_of(rules, "suppression/expired")) {}

bool IdleSuppressions::ran(std::string_view name) const {
  return std::ranges::any_of(rules_.enabled(), [&](const check::RuleRecord* rule) {
    return check::is_ignored_by(name, *rule) && !policy_.is_off(*rule);
  });
}

void IdleSuppressions::settle(const std::string& path, std::vector<check::RawMatch> matches,
                              std::vector<check::Finding>& findings) {
  check::FileContext file;
  file.root = root_;
  file.path = path;
  file.policy = &policy_;
  std::vector<check::Finding> settled = check::settle(file, std::move(matches));
  std::ranges::move(settled, std::back_inserter(findings));
}

void IdleSuppressions::add_comments(const std::string& path, const check::FileSuppressions& suppressions,
                                    std::vector<check::Finding>& findings) {
  if (unused_ == nullptr) return;
  std::vector<check::RawMatch> matches;
  for (const auto& [comment, index] : suppressions.unused_comments()) {
    const check::CommentSuppression::Name& name = comment->names[index];
    if (!ran(name.text)) continue;
    if (matches.size() == kMostReported) break;
    if (auto match = look_.match(path, *unused_, name.bytes, name.text)) matches.push_back(*std::move(match));
  }
  settle(path, std::move(matches), findings);
}

void IdleSuppressions::add_entries(const check::EntryUse& use, std::vector<check::Finding>& findings) {
  std::map<std::string, std::vector<check::RawMatch>> matches;  // by file
  const auto add = [&](const check::RuleRecord* rule, const config::Quote& quote, std::string_view value) {
    std::vector<check::RawMatch>& of_file = matches[quote.path];
    if (rule == nullptr || of_file.size() == kMostReported) return;
    if (auto match = look_.match(quote.path, *rule, quote.bytes, value)) of_file.push_back(*std::move(match));
  };
  const auto entries = policy_.entries();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const config::Ignore& ignore = entries[i].ignore;
    if (entries[i].is_expired) {
      add(expired_, ignore.expires_quote, ignore.expires);
      continue;
    }
    for (std::size_t k = 0; k < ignore.rules.size(); ++k) {
      const config::RuleName& name = ignore.rules[k];
      if (!use.is_used(i, k) && ran(name.text)) add(unused_, name.quote, name.text);
    }
  }
  for (auto& [path, of_file] : matches) settle(path, std::move(of_file), findings);
}

}  // namespace paritylint::session
