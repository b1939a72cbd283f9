#include "manifest/group_label.h"

#include <algorithm>
#include <vector>

#include "manifest/characters.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostAlternatives = 6;

// The word with one separator, so that what differs is "-prod" beside nothing.
base::Span with_separator(const GroupMember& member) {
  base::Span word = member.word;
  const bool begins_name = word.begin == 0 || member.path[word.begin - 1] == '/';
  if (begins_name && !base::is_alnum(at_or_nul(member.path, word.end)) && word.end < member.path.size()) {
    ++word.end;
  } else if (!begins_name && !base::is_alnum(member.path[word.begin - 1])) {
    --word.begin;
  }
  return word;
}

bool all_named(std::span<const GroupMember> members) {
  return std::all_of(members.begin(), members.end(), [](const GroupMember& member) { return member.has_word; });
}

}  // namespace

std::string group_label(std::span<const GroupMember> members) {
  const std::string_view first = members.front().path;
  const bool named = all_named(members);
  std::size_t head = first.size();
  std::size_t tail = first.size();
  for (const GroupMember& member : members) {
    const std::string_view path = member.path;
    const base::Span word = named || !member.has_word ? member.word : with_separator(member);
    const auto same_head = std::mismatch(first.begin(), first.end(), path.begin(), path.end()).first - first.begin();
    const auto same_tail =
        std::mismatch(first.rbegin(), first.rend(), path.rbegin(), path.rend()).first - first.rbegin();
    head = std::min(head, static_cast<std::size_t>(same_head));
    tail = std::min(tail, static_cast<std::size_t>(same_tail));
    if (!member.has_word) continue;
    head = std::min<std::size_t>(head, word.begin);
    tail = std::min<std::size_t>(tail, path.size() - word.end);
  }
  for (const GroupMember& member : members) tail = std::min(tail, member.path.size() - head);
  // Part of an extension says nothing: {a.yml,b.yaml}, not {a.y,b.ya}ml.
  if (first.substr(first.size() - tail).find('.') == std::string_view::npos) tail = 0;

  std::vector<std::string_view> middles;
  for (const GroupMember& member : members)
    middles.push_back(member.path.substr(head, member.path.size() - head - tail));
  std::sort(middles.begin(), middles.end());
  middles.erase(std::unique(middles.begin(), middles.end()), middles.end());

  std::string label(first.substr(0, head));
  label += '{';
  for (std::size_t i = 0; i < middles.size(); ++i) {
    if (i > 0) label += ',';
    if (i == kMostAlternatives) {
      label += "...";
      break;
    }
    label += middles[i];
  }
  label += '}';
  label += first.substr(first.size() - tail);
  return label;
}

}  // namespace paritylint::manifest
