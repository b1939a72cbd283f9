#include "check/settle.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "base/text.h"

namespace paritylint::check {
namespace {

// A match with the level that its place gives it.
struct Levelled {
  RawMatch match;
  Level level = Level::off;
  std::vector<std::string> also_matches;
  const Suppression* suppression = nullptr;
};

bool is_under(std::string_view path, std::string_view folders) {
  bool found = false;
  const std::vector<std::string_view> parts = base::split(path, '/');
  for_each_line(folders, [&](std::string_view folder) {
    found = found || (!parts.empty() && std::find(parts.begin(), parts.end() - 1, folder) != parts.end() - 1);
  });
  return found;
}

Level level_by_binding(const BindingLevels& levels, const manifest::BoundManifest& bound) {
  if (bound.strict) return std::max({levels.shared, levels.single, levels.single_deployed, levels.variant});
  switch (bound.binding) {
    case manifest::Binding::shared:
      return levels.shared;
    case manifest::Binding::single:
      return bound.set_has_pipeline ? levels.single_deployed : levels.single;
    case manifest::Binding::variant:
      return levels.variant;
  }
  return Level::off;
}

// Where the organisation wants portability judged strictly, nothing needs to be known first. A rule without a
// circumstance needs no binding either: a configuration file has none.
bool is_in_place(const RuleRecord& rule, const FileContext& file) {
  switch (rule.only_if) {
    case Circumstance::any:
      return true;
    case Circumstance::several_regions:
      return file.bound->several_regions || file.bound->strict;
    case Circumstance::several_partitions:
      return file.bound->several_partitions || file.bound->strict;
  }
  return true;
}

// What the rule itself says, by the binding of the file.
Level own_level(const RawMatch& match, const FileContext& file) {
  const RuleRecord& rule = *match.rule;
  if (is_under(file.path, rule.not_under) || !is_in_place(rule, file)) return Level::off;
  if (!rule.by_binding || file.bound == nullptr) return match.level.value_or(rule.severity);
  const Level level = level_by_binding(rule.levels, *file.bound);
  if (!match.in_comment) return level;
  // A comment deploys nothing; it only says where the file came from.
  return file.bound->binding == manifest::Binding::variant ? Level::off : std::min(level, Level::note);
}

// The configuration changes how grave a finding is; where a rule is silent by itself, it stays so. What stands in a
// comment never becomes graver.
Level level_of(const RawMatch& match, const FileContext& file) {
  const Level level = own_level(match, file);
  if (level == Level::off || file.policy == nullptr) return level;
  const auto configured = file.policy->level_of(*match.rule);
  if (!configured) return level;
  if (*configured == Level::off) {
    return file.is_readable || file.policy->is_off(*match.rule, true) ? Level::off : level;
  }
  return match.in_comment ? std::min(level, *configured) : *configured;
}

bool is_superseded_by(const RawMatch& match, const RawMatch& other) {
  if (&match == &other || !other.location.bytes.contains(match.location.bytes)) return false;
  if (match.in_comment != other.in_comment) return false;
  bool named = false;
  for_each_line(other.rule->supersedes, [&](std::string_view id) { named = named || id == match.rule->id; });
  return named;
}

void add_id(std::vector<std::string>& ids, std::string_view id) {
  if (std::ranges::find(ids, id) == ids.end()) ids.emplace_back(id);
}

// One rule's matches with the same bytes are one. Requires: sorted.
void merge_equal(std::vector<Levelled>& matches) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    RawMatch& match = matches[i].match;
    if (kept > 0) {
      RawMatch& last = matches[kept - 1].match;
      if (last.rule == match.rule && last.location.bytes == match.location.bytes && last.identity == match.identity) {
        last.more_places += match.more_places;
        std::ranges::move(match.related, std::back_inserter(last.related));
        continue;
      }
    }
    if (kept != i) matches[kept] = std::move(matches[i]);
    ++kept;
  }
  matches.resize(kept);
}

// Drop what a better rule says about the same bytes, and note the dropped rule there. A suppression of the dropped rule
// is not idle: it would be needed again if the better rule were off. Requires: sorted by begin.
void supersede(std::vector<Levelled>& matches, FileSuppressions* suppressions) {
  std::vector<bool> dropped(matches.size());
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (matches[i].match.rule->supersedes.empty()) continue;
    const base::Span outer = matches[i].match.location.bytes;
    const auto first = std::ranges::lower_bound(matches, outer.begin, {},
                                                [](const Levelled& one) { return one.match.location.bytes.begin; });
    for (auto j = static_cast<std::size_t>(first - matches.begin());
         j < matches.size() && matches[j].match.location.bytes.begin <= outer.end; ++j) {
      if (dropped[j] || !is_superseded_by(matches[j].match, matches[i].match)) continue;
      dropped[j] = true;
      add_id(matches[i].also_matches, matches[j].match.rule->id);
      if (suppressions != nullptr) suppressions->find(*matches[j].match.rule, matches[j].match.location.bytes);
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (dropped[i]) continue;
    if (kept != i) matches[kept] = std::move(matches[i]);
    ++kept;
  }
  matches.resize(kept);
}

bool earlier(const Levelled& a, const Levelled& b) {
  const base::Span x = a.match.location.bytes;
  const base::Span y = b.match.location.bytes;
  if (x.begin != y.begin) return x.begin < y.begin;
  if (x.end != y.end) return x.end < y.end;
  return std::tie(a.match.rule->id, a.match.identity) < std::tie(b.match.rule->id, b.match.identity);
}

// A finding while its places are gathered.
class OpenFinding {
 public:
  OpenFinding(Levelled&& one, const FileContext& file)
      : group_(std::move(one.match.group)), identity_(std::move(one.match.identity)) {
    finding_.rule = one.match.rule;
    finding_.level = one.level;
    finding_.root = file.root;
    finding_.message = std::move(one.match.message);
    finding_.value = std::move(one.match.value);
    finding_.line_hash = std::move(one.match.line_hash);
    finding_.difference = std::move(one.match.difference);
    finding_.help = one.match.help.empty() ? one.match.rule->help_line : one.match.help;
    finding_.also_matches = std::move(one.also_matches);
    finding_.more_places = one.match.more_places;
    if (one.suppression != nullptr) finding_.suppression = *one.suppression;
    is_known(one.match.location.bytes);
    pointers_.insert(one.match.location.pointer);
    finding_.primary = std::move(one.match.location);
    for (Location& related : one.match.related) relate(std::move(related));
  }

  void join(Levelled&& one) {
    finding_.level = std::max(finding_.level, one.level);
    for (const std::string& id : one.also_matches) add_id(finding_.also_matches, id);
    finding_.more_places += one.match.more_places;
    pointers_.insert(one.match.location.pointer);
    one.match.location.message = "also here";
    relate(std::move(one.match.location));
    for (Location& related : one.match.related) relate(std::move(related));
  }

  // `pointer` is the smallest of all places of the group, suppressed or not.
  Finding close(const FileContext& file, std::string_view pointer) {
    finding_.primary.path = file.path;
    for (Location& related : finding_.related) {
      if (related.path.empty()) related.path = file.path;
    }
    finding_.fingerprint = fingerprint(pointer);
    for (const std::string& other : pointers_) {
      if (other != pointer) finding_.other_places.push_back(fingerprint(other));
    }
    if (finding_.more_places > 0) {
      finding_.message += " (and ";
      base::append_number(finding_.message, finding_.more_places);
      finding_.message += " more places)";
    }
    return std::move(finding_);
  }

 private:
  void relate(Location&& location) {
    if (!location.path.empty() || !is_known(location.bytes)) finding_.related.push_back(std::move(location));
  }
  // True when a location of these bytes was there before.
  bool is_known(base::Span bytes) { return !places_.emplace(bytes.begin, bytes.end).second; }

  // A finding keeps its identity when lines move, the file is re-indented or members and lists are reordered, and also
  // when a still wrong value changes: only rule, file and place are hashed (INTEGRATION.md 3). Of several places it is
  // the one with the smallest pointer, wherever it stands and though it is suppressed. Comments and files without a
  // tree have no pointers: there what joined the places stands in, or the line's own text.
  std::string fingerprint(std::string_view pointer) const {
    std::string identity(finding_.rule->id);
    identity += '\0';
    if (!identity_.empty()) return base::to_hex(base::hash128(identity + identity_));
    identity += finding_.primary.path;
    identity += '\0';
    if (!pointer.empty()) {
      identity += pointer;
    } else {
      identity += group_.empty() ? base::trim(finding_.primary.excerpt.text) : std::string_view(group_);
    }
    return base::to_hex(base::hash128(identity));
  }

  Finding finding_;
  std::string group_;
  std::string identity_;                                      // RawMatch's
  std::set<std::string> pointers_;                            // of its places
  std::set<std::pair<std::uint32_t, std::uint32_t>> places_;  // the bytes of all locations
};

// What makes places one finding, whether they are suppressed or not.
using GroupKey = std::tuple<const RuleRecord*, std::string, bool>;

GroupKey key_of(const Levelled& one) { return {one.match.rule, one.match.group, one.match.in_comment}; }

// Matches in their order become findings; those of one group join the first of it that is suppressed by the same, or
// like it by nothing. Comments never join values, so that what is deployed is told from what is not.
std::vector<Finding> group(std::vector<Levelled>&& matches, const FileContext& file) {
  std::map<GroupKey, std::string> smallest;  // pointers
  for (const Levelled& one : matches) {
    if (one.match.group.empty()) continue;
    const auto [at, is_new] = smallest.try_emplace(key_of(one), one.match.location.pointer);
    if (!is_new) at->second = std::min(at->second, one.match.location.pointer);
  }
  std::vector<OpenFinding> open;
  std::vector<std::string> pointers;  // of `open`, one each
  std::map<std::pair<GroupKey, const Suppression*>, std::size_t> first_of;
  for (Levelled& one : matches) {
    if (one.match.group.empty()) {
      pointers.push_back(one.match.location.pointer);
    } else {
      const GroupKey key = key_of(one);
      const auto [at, is_new] = first_of.try_emplace({key, one.suppression}, open.size());
      if (!is_new) {
        open[at->second].join(std::move(one));
        continue;
      }
      pointers.push_back(smallest[key]);
    }
    open.emplace_back(std::move(one), file);
  }
  std::vector<Finding> findings;
  findings.reserve(open.size());
  for (std::size_t i = 0; i < open.size(); ++i) findings.push_back(open[i].close(file, pointers[i]));
  return findings;
}

}  // namespace

std::vector<Finding> settle(const FileContext& file, std::vector<RawMatch> matches) {
  std::vector<Levelled> levelled;
  for (RawMatch& match : matches) {
    const Level level = level_of(match, file);
    if (level != Level::off) levelled.push_back({std::move(match), level, {}});
  }
  std::ranges::sort(levelled, earlier);
  merge_equal(levelled);
  supersede(levelled, file.suppressions);
  if (file.suppressions != nullptr) {
    for (Levelled& one : levelled) {
      one.suppression = file.suppressions->find(*one.match.rule, one.match.location.bytes);
    }
  }
  std::vector<Finding> findings = group(std::move(levelled), file);
  std::ranges::sort(findings, precedes);
  return findings;
}

void make_fingerprints_unique(std::vector<Finding>& findings, std::vector<Finding>& suppressed) {
  std::map<std::string, unsigned> seen;
  for (std::vector<Finding>* part : {&findings, &suppressed}) {
    for (Finding& finding : *part) {
      const unsigned count = ++seen[finding.fingerprint];
      if (count == 1) continue;
      finding.fingerprint += ':';
      base::append_number(finding.fingerprint, count);
    }
  }
}

}  // namespace paritylint::check
