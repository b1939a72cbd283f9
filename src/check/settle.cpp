#include "check/settle.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/text.h"

namespace paritylint::check {
namespace {

// A match with the level that its place gives it.
struct Levelled {
  RawMatch match;
  Level level = Level::off;
  std::vector<std::string> also_matches;
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

Level level_of(const RawMatch& match, const FileContext& file) {
  const RuleRecord& rule = *match.rule;
  if (is_under(file.path, rule.not_under)) return Level::off;
  if (!rule.by_binding) return match.level.value_or(rule.severity);
  const Level level = level_by_binding(rule.levels, *file.bound);
  if (!match.in_comment) return level;
  // A comment deploys nothing; it only says where the file came from.
  return file.bound->binding == manifest::Binding::variant ? Level::off : std::min(level, Level::note);
}

bool is_superseded_by(const RawMatch& match, const RawMatch& other) {
  if (&match == &other || !other.location.bytes.contains(match.location.bytes)) return false;
  if (match.in_comment != other.in_comment) return false;
  bool named = false;
  for_each_line(other.rule->supersedes, [&](std::string_view id) { named = named || id == match.rule->id; });
  return named;
}

// Drop what a better rule says about the same bytes, and note the dropped rule there. Requires: sorted by begin.
void supersede(std::vector<Levelled>& matches) {
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
      matches[i].also_matches.emplace_back(matches[j].match.rule->id);
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
  return a.match.rule->id < b.match.rule->id;
}

Finding open_finding(Levelled&& one, const FileContext& file) {
  Finding finding;
  finding.rule = one.match.rule;
  finding.level = one.level;
  finding.root = file.root;
  finding.message = std::move(one.match.message);
  finding.value = std::move(one.match.value);
  finding.line_hash = std::move(one.match.line_hash);
  finding.help = one.match.rule->help_line;
  finding.primary = std::move(one.match.location);
  finding.related = std::move(one.match.related);
  finding.also_matches = std::move(one.also_matches);
  return finding;
}

void join(Finding& finding, Levelled&& one) {
  finding.level = std::max(finding.level, one.level);
  for (std::string& id : one.also_matches) {
    if (std::ranges::find(finding.also_matches, id) == finding.also_matches.end())
      finding.also_matches.push_back(std::move(id));
  }
  one.match.location.message = "also here";
  finding.related.push_back(std::move(one.match.location));
}

// Matches in their order become findings; those of one group join the first of it. Comments never join values, so
// that what is deployed is told from what is not.
std::vector<Finding> group(std::vector<Levelled>&& matches, const FileContext& file) {
  std::vector<Finding> findings;
  std::map<std::tuple<const RuleRecord*, std::string, bool>, std::size_t> first_of;
  for (Levelled& one : matches) {
    const std::string key = one.match.group;
    if (key.empty()) {
      findings.push_back(open_finding(std::move(one), file));
      continue;
    }
    const auto [at, is_new] = first_of.try_emplace({one.match.rule, key, one.match.in_comment}, findings.size());
    if (is_new) {
      findings.push_back(open_finding(std::move(one), file));
    } else {
      join(findings[at->second], std::move(one));
    }
  }
  return findings;
}

void set_paths(Finding& finding, std::string_view path) {
  finding.primary.path = path;
  for (Location& related : finding.related) {
    if (related.path.empty()) related.path = path;
  }
}

// A finding keeps its identity when lines move, the file is re-indented or lists are reordered, and also when a still
// wrong value changes: only rule, file and place are hashed (INTEGRATION.md 3). A file without a tree has no pointers;
// there the line's own text stands in.
std::string fingerprint(const Finding& finding) {
  std::string identity(finding.rule->id);
  identity += '\0';
  identity += finding.primary.path;
  identity += '\0';
  identity += finding.primary.pointer.empty() ? finding.primary.excerpt.text : finding.primary.pointer;
  return base::to_hex(base::hash128(identity));
}

}  // namespace

std::vector<Finding> settle(const FileContext& file, std::vector<RawMatch> matches) {
  std::vector<Levelled> levelled;
  for (RawMatch& match : matches) {
    const Level level = level_of(match, file);
    if (level != Level::off) levelled.push_back({std::move(match), level, {}});
  }
  std::ranges::sort(levelled, earlier);
  supersede(levelled);
  std::vector<Finding> findings = group(std::move(levelled), file);
  for (Finding& finding : findings) {
    set_paths(finding, file.path);
    finding.fingerprint = fingerprint(finding);
  }
  std::ranges::sort(findings, precedes);
  return findings;
}

void make_fingerprints_unique(std::vector<Finding>& findings) {
  std::map<std::string, unsigned> seen;
  for (Finding& finding : findings) {
    const unsigned count = ++seen[finding.fingerprint];
    if (count == 1) continue;
    finding.fingerprint += ':';
    base::append_number(finding.fingerprint, count);
  }
}

}  // namespace paritylint::check
