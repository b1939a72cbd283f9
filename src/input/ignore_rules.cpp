#include "input/ignore_rules.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace paritylint::input {
namespace {

constexpr std::size_t kMaxRulesBytes = std::size_t{1} << 20;

std::vector<IgnorePattern> parse_patterns(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::vector<IgnorePattern> patterns;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (std::optional<IgnorePattern> pattern = IgnorePattern::parse(line)) patterns.push_back(*std::move(pattern));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return patterns;
}

std::string join(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty()) path += '/';
  return path.append(name);
}

}  // namespace

// One file of rules.
struct IgnoreRules::Level {
  const Level* above = nullptr;
  std::size_t base_size = 0;  // bytes of the folder's path with the '/' behind it
  std::vector<IgnorePattern> patterns;
};

IgnoreRules::IgnoreRules(const FileSystem& files, std::string file_name, LetterCase letter_case)
    : files_(files), file_name_(std::move(file_name)), letter_case_(letter_case) {}

IgnoreRules::~IgnoreRules() = default;

void IgnoreRules::add_fallback(std::string_view text) {
  std::vector<IgnorePattern> patterns = parse_patterns(text);
  if (patterns.empty()) return;
  const std::lock_guard lock(mutex_);
  levels_.push_back(std::make_unique<Level>(Level{outermost_.level_, 0, std::move(patterns)}));
  outermost_.level_ = levels_.back().get();
}

// A link is not followed, as git does not.
IgnoreRules::Scope IgnoreRules::read_rules(Scope scope, std::string_view folder) {
  const std::string path = join(folder, file_name_);
  const base::Result<EntryKind> kind = files_.kind(path);
  if (!kind || *kind != EntryKind::file) return scope;
  Bytes bytes;
  base::Result<void> done = files_.read(path, kMaxRulesBytes, bytes);
  std::vector<IgnorePattern> patterns = parse_patterns(bytes.view());
  const std::lock_guard lock(mutex_);
  if (!done) errors_.push_back(std::move(done).error());
  if (patterns.empty()) return scope;
  const std::size_t base_size = folder.empty() ? 0 : folder.size() + 1;
  levels_.push_back(std::make_unique<Level>(Level{scope.level_, base_size, std::move(patterns)}));
  scope.level_ = levels_.back().get();
  return scope;
}

IgnoreRules::Scope IgnoreRules::enter(const Scope& above, std::string_view folder, RulesFile rules_file) {
  Scope scope = above;
  scope.is_ignored_ = ignores(above, folder, EntryKind::directory);
  if (scope.is_ignored_ || rules_file == RulesFile::absent) return scope;
  return read_rules(scope, folder);
}

IgnoreRules::Scope IgnoreRules::scope_of_named(std::string_view folder) {
  Scope scope = read_rules(outermost_, "");
  for (std::size_t begin = 0; begin < folder.size();) {
    const std::size_t end = std::min(folder.find('/', begin), folder.size());
    scope = read_rules(scope, folder.substr(0, end));
    begin = end + 1;
  }
  return scope;
}

bool IgnoreRules::ignores(const Scope& scope, std::string_view path, EntryKind kind) const {
  if (scope.is_ignored_) return true;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const bool is_folder = kind == EntryKind::directory;
  for (const Level* level = scope.level_; level != nullptr; level = level->above) {
    const std::string_view inside = path.substr(level->base_size);
    for (auto pattern = level->patterns.rbegin(); pattern != level->patterns.rend(); ++pattern) {
      if (pattern->matches(inside, name, is_folder, letter_case_)) return !pattern->is_negated();
    }
  }
  return false;
}

std::vector<base::Error> IgnoreRules::errors() const {
  const std::lock_guard lock(mutex_);
  std::vector<base::Error> errors = errors_;
  std::ranges::sort(errors, {}, &base::Error::message);
  const auto is_same = [](const base::Error& a, const base::Error& b) { return a.message == b.message; };
  errors.erase(std::unique(errors.begin(), errors.end(), is_same), errors.end());
  return errors;
}

IgnoreScopes::IgnoreScopes(IgnoreRules& rules, std::string_view named_folder) : rules_(rules), start_(named_folder) {
  known_.emplace(start_, rules_.scope_of_named(start_));
}

IgnoreRules::Scope IgnoreScopes::of(std::string_view folder) {
  IgnoreRules::Scope scope = known_.find(start_)->second;
  for (std::size_t begin = start_.empty() ? 0 : start_.size() + 1; begin < folder.size() && !scope.is_ignored();) {
    const std::size_t end = std::min(folder.find('/', begin), folder.size());
    const std::string_view here = folder.substr(0, end);
    auto known = known_.find(here);
    if (known == known_.end()) {
      known = known_.emplace(here, rules_.enter(scope, here, IgnoreRules::RulesFile::may_exist)).first;
    }
    scope = known->second;
    begin = end + 1;
  }
  return scope;
}

bool IgnoreScopes::ignore(std::string_view path, EntryKind kind) {
  const std::size_t slash = path.rfind('/');
  return rules_.ignores(of(slash == std::string_view::npos ? "" : path.substr(0, slash)), path, kind);
}

}  // namespace paritylint::input
