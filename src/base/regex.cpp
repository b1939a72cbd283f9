#include "base/regex.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "base/needed_texts.h"

namespace paritylint::base {
namespace {

RE2::Options quiet_options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

// The plain text behind ^ with which every match begins; empty where there is none, or where an alternative may be
// without it.
std::string_view literal_prefix(std::string_view pattern) {
  if (!pattern.starts_with('^') || pattern.find('|') != std::string_view::npos) return {};
  pattern.remove_prefix(1);
  const std::size_t end = std::min(pattern.find_first_of("\\.[](){}*+?^$"), pattern.size());
  // A repetition takes the character before it.
  const bool is_repeated = end > 0 && end < pattern.size() && std::string_view("{*+?").find(pattern[end]) < 4;
  return pattern.substr(0, is_repeated ? end - 1 : end);
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

struct Regex::Compiled {
  explicit Compiled(std::string_view pattern, const RE2::Options& options = quiet_options())
      : re(piece(pattern), options) {}
  RE2 re;
};

Regex::Regex(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(std::string_view pattern) {
  auto compiled = std::make_unique<Compiled>(pattern);
  if (!compiled->re.ok()) return Error{ErrorCode::invalid_rule, compiled->re.error()};
  return Regex(std::move(compiled));
}

Result<Regex> Regex::compile_longest(std::string_view pattern) {
  RE2::Options options = quiet_options();
  options.set_longest_match(true);
  auto compiled = std::make_unique<Compiled>(pattern, options);
  if (!compiled->re.ok()) return Error{ErrorCode::invalid_rule, compiled->re.error()};
  return Regex(std::move(compiled));
}

std::vector<std::optional<Span>> Regex::search_groups(std::string_view text, std::size_t from) const {
  std::vector<re2::StringPiece> parts(static_cast<std::size_t>(compiled_->re.NumberOfCapturingGroups()) + 1);
  const auto count = static_cast<int>(parts.size());
  if (!compiled_->re.Match(piece(text), from, text.size(), RE2::UNANCHORED, parts.data(), count)) return {};
  std::vector<std::optional<Span>> groups;
  for (const re2::StringPiece& part : parts) {
    if (part.data() == nullptr && !text.empty()) {
      groups.emplace_back();
      continue;
    }
    const std::size_t begin = text.empty() ? 0 : static_cast<std::size_t>(part.data() - text.data());
    groups.emplace_back(Span{offset32(begin), offset32(begin + part.size())});
  }
  return groups;
}

std::optional<Span> Regex::search(std::string_view text) const {
  re2::StringPiece match;
  if (!compiled_->re.Match(piece(text), 0, text.size(), RE2::UNANCHORED, &match, 1)) return std::nullopt;
  // An empty text has no bytes that the match could point at.
  const std::size_t begin = text.empty() ? 0 : static_cast<std::size_t>(match.data() - text.data());
  return Span{offset32(begin), offset32(begin + match.size())};
}

std::string Regex::needed_texts() const {
  re2::FilteredRE2 filter(1);
  int only = 0;
  if (filter.Add(compiled_->re.pattern(), quiet_options(), &only) != RE2::NoError) return {};
  std::vector<std::string> texts;
  filter.Compile(&texts);
  return needed_of(literal_prefix(compiled_->re.pattern()), texts, [&](const std::vector<int>& present) {
    std::vector<int> possible;
    filter.AllPotentials(present, &possible);
    return !possible.empty();
  });
}

std::vector<std::string> Regex::group_names() const {
  std::vector<std::string> names;
  for (const auto& group : compiled_->re.NamedCapturingGroups()) names.push_back(group.first);
  return names;
}

std::optional<Span> Regex::search_group(std::string_view text, const std::string& name) const {
  const auto& groups = compiled_->re.NamedCapturingGroups();
  const auto group = groups.find(name);
  if (group == groups.end()) return std::nullopt;
  const auto number = static_cast<std::size_t>(group->second);
  std::vector<re2::StringPiece> parts(number + 1);
  const auto count = static_cast<int>(parts.size());
  if (!compiled_->re.Match(piece(text), 0, text.size(), RE2::UNANCHORED, parts.data(), count)) return std::nullopt;
  if (parts[number].data() == nullptr) return std::nullopt;
  const std::size_t begin = text.empty() ? 0 : static_cast<std::size_t>(parts[number].data() - text.data());
  return Span{offset32(begin), offset32(begin + parts[number].size())};
}

bool Regex::matches_whole(std::string_view text) const {
  return compiled_->re.Match(piece(text), 0, text.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

}  // namespace paritylint::base
