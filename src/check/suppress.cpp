#include "check/suppress.h"

#include <algorithm>
#include <limits>

#include "manifest/environment_globs.h"

namespace paritylint::check {
namespace {

constexpr base::Span kWholeFile{0, std::numeric_limits<std::uint32_t>::max()};

}  // namespace

EntryUse::EntryUse(const Policy& policy) {
  for (const Policy::Entry& entry : policy.entries()) used_.emplace_back(entry.ignore.rules.size());
}

void FileSuppressions::Reaches::seal() {
  std::ranges::stable_sort(reaches, {}, [](const Reach& reach) { return reach.bytes.begin; });
  for (std::size_t i = 0; i < reaches.size(); ++i) {
    const bool is_farther = i == 0 || reaches[i].bytes.end > reaches[farthest.back()].bytes.end;
    farthest.push_back(is_farther ? i : farthest.back());
  }
}

const FileSuppressions::Reach* FileSuppressions::Reaches::find(base::Span region) const {
  const auto behind =
      std::ranges::upper_bound(reaches, region.begin, {}, [](const Reach& reach) { return reach.bytes.begin; });
  if (behind == reaches.begin()) return nullptr;
  const Reach& reach = reaches[farthest[static_cast<std::size_t>(behind - reaches.begin()) - 1]];
  // A region without bytes may stand right behind the last one: where something is missing.
  const bool is_inside = region.begin < reach.bytes.end || (region.empty() && region.begin == reach.bytes.end);
  return is_inside ? &reach : nullptr;
}

FileSuppressions::FileSuppressions(std::span<const CommentSuppression> comments, std::string_view path,
                                   const Policy& policy, EntryUse& use, const manifest::Vocabulary& vocabulary,
                                   SelectedBytes selected)
    : comments_(comments), policy_(policy), use_(use), selected_(std::move(selected)) {
  for (const CommentSuppression& comment : comments) {
    used_.emplace_back(comment.names.size());
    by_comment_.push_back({true, comment.reason, std::string(path), comment.line_1based});
  }
  const auto entries = policy.entries();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].is_expired || !manifest::any_glob_matches(entries[i].ignore.files, path, vocabulary)) continue;
    entries_.push_back(i);
    const config::Place& place = entries[i].ignore.place;
    by_entry_[i] = {false, entries[i].ignore.reason, place.path, place.line};
  }
}

const FileSuppressions::OfRule& FileSuppressions::of(const RuleRecord& rule) {
  const auto [at, is_new] = rules_.try_emplace(&rule);
  OfRule& found = at->second;
  if (!is_new) return found;
  for (std::size_t i = 0; i < comments_.size(); ++i) {
    for (std::size_t k = 0; k < comments_[i].names.size(); ++k) {
      if (is_ignored_by(comments_[i].names[k].text, rule))
        found.comments.reaches.push_back({comments_[i].covers, i, k});
    }
  }
  for (const std::size_t i : entries_) {
    const config::Ignore& ignore = policy_.entries()[i].ignore;
    const auto name =
        std::ranges::find_if(ignore.rules, [&](const config::RuleName& one) { return is_ignored_by(one.text, rule); });
    if (name == ignore.rules.end()) continue;
    const auto k = static_cast<std::size_t>(name - ignore.rules.begin());
    if (ignore.paths.empty()) {
      found.entries.reaches.push_back({kWholeFile, i, k});
      continue;
    }
    const auto [bytes, is_first] = bytes_of_entry_.try_emplace(i);
    if (is_first) bytes->second = selected_(i);
    for (const base::Span span : bytes->second) found.entries.reaches.push_back({span, i, k});
  }
  found.comments.seal();
  found.entries.seal();
  return found;
}

const Suppression* FileSuppressions::find(const RuleRecord& rule, base::Span region) {
  if ((comments_.empty() && entries_.empty()) || is_about_suppressions(rule)) return nullptr;
  const OfRule& reaches = of(rule);
  if (const Reach* reach = reaches.comments.find(region)) {
    used_[reach->source][reach->name] = true;
    return &by_comment_[reach->source];
  }
  if (const Reach* reach = reaches.entries.find(region)) {
    use_.mark(reach->source, reach->name);
    return &by_entry_[reach->source];
  }
  return nullptr;
}

void FileSuppressions::assume_entries_needed() {
  for (const std::size_t i : entries_) {
    for (std::size_t k = 0; k < policy_.entries()[i].ignore.rules.size(); ++k) use_.mark(i, k);
  }
}

std::vector<FileSuppressions::Unused> FileSuppressions::unused_comments() const {
  std::vector<Unused> unused;
  for (std::size_t i = 0; i < comments_.size(); ++i) {
    for (std::size_t k = 0; k < comments_[i].names.size(); ++k) {
      if (!used_[i][k]) unused.push_back({&comments_[i], k});
    }
  }
  return unused;
}

}  // namespace paritylint::check
