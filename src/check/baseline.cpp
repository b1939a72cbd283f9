#include "check/baseline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "base/json_writer.h"
#include "base/lines.h"
#include "base/text.h"
#include "check/rule.h"
#include "tree/read.h"

namespace paritylint::check {
namespace {

using tree::Cursor;

constexpr std::uint32_t kMaxBytes = 64u << 20;
constexpr std::array<Level, 3> kLevels = {Level::note, Level::warning, Level::error};

// Reads one baseline; the first mistake ends it.
class BaselineReader {
 public:
  BaselineReader(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  base::Result<std::vector<BaselineEntry>> read();

 private:
  base::Error error(std::uint32_t offset, std::string_view what) const;
  base::Error error(const Cursor& at, std::string_view what) const { return error(at->token.begin, what); }
  base::Result<BaselineEntry> entry(const Cursor& at) const;
  base::Result<std::string> member(const Cursor& at, std::string_view name) const;

  std::string_view text_;
  std::string_view name_;
};

base::Error BaselineReader::error(std::uint32_t offset, std::string_view what) const {
  const base::Position position = base::position_of(base::LineTable(text_), text_, offset);
  std::string message = base::printable(name_) + ":";
  base::append_number(message, position.line);
  message += ':';
  base::append_number(message, position.column_code_points);
  return {base::ErrorCode::invalid_config, message.append(": ").append(what)};
}

base::Result<std::string> BaselineReader::member(const Cursor& at, std::string_view name) const {
  const auto value = at.find(name);
  if (!value) return error(at, "missing key " + base::quoted(name));
  if (value->kind() != tree::NodeKind::string || value->text().empty()) {
    return error(*value, "expected a text for " + base::quoted(name));
  }
  return std::string(value->text());
}

base::Result<BaselineEntry> BaselineReader::entry(const Cursor& at) const {
  if (!at.is_mapping()) return error(at, "expected an object with path, rule, level and fingerprint");
  BaselineEntry entry;
  TRY_ASSIGN(entry.path, member(at, "path"));
  TRY_ASSIGN(entry.rule, member(at, "rule"));
  TRY_ASSIGN(entry.fingerprint, member(at, "fingerprint"));
  TRY_ASSIGN(const std::string level, member(at, "level"));
  const auto known = std::ranges::find(kLevels, level, [](Level one) { return name(one); });
  if (known == kLevels.end()) return error(*at.find("level"), "expected note, warning or error");
  entry.level = *known;
  if (at.find("root")) {
    TRY_ASSIGN(entry.root, member(at, "root"));
  }
  return entry;
}

base::Result<std::vector<BaselineEntry>> BaselineReader::read() {
  const tree::KeyTable keys;
  tree::Reader reader(keys);
  tree::ReadOptions options;
  options.mode = tree::Mode::strict;
  options.max_bytes = kMaxBytes;
  tree::ReadResult result;
  reader.read(tree::Format::json, text_, options, result);
  if (!result.complete || !result.problems.empty()) {
    std::string what = "expected a baseline in JSON";
    if (result.problems.empty()) return error(0, what);
    const tree::Problem& problem = result.problems.front();
    if (!problem.expected.empty()) what += ": expected " + problem.expected;
    if (!problem.found.empty()) what += ", found " + problem.found;
    return error(problem.span.begin, what);
  }
  const Cursor root(result.tree, result.tree.documents().front());
  const auto version = root.find("version");
  const auto findings = root.find("findings");
  if (!version || !findings || !findings->is_sequence())
    return error(root, "expected a baseline: an object with version and findings");
  if (version->text() != "1") return error(*version, "expected version 1, which is all that this program reads");
  std::vector<BaselineEntry> entries;
  std::optional<base::Error> mistake;
  findings->for_each_element([&](std::size_t, const Cursor& at) {
    if (mistake) return;
    auto one = entry(at);
    if (one) {
      entries.push_back(*std::move(one));
    } else {
      mistake = std::move(one).error();
    }
  });
  if (mistake) return *std::move(mistake);
  return entries;
}

}  // namespace

base::Result<Baseline> Baseline::parse(std::string_view text, std::string_view name) {
  TRY_ASSIGN(std::vector<BaselineEntry> entries, BaselineReader(text, name).read());
  Baseline baseline;
  for (BaselineEntry& entry : entries) {
    std::pair key(entry.root, entry.fingerprint);
    baseline.entries_.try_emplace(std::move(key), Known{std::move(entry), false, Level::off});
  }
  return baseline;
}

void Baseline::add(std::span<const Finding> findings, std::string_view root) {
  for (const Finding& finding : findings) {
    const auto add_place = [&](const std::string& fingerprint) {
      BaselineEntry entry{std::string(root), finding.primary.path, std::string(finding.rule->id), finding.level,
                          fingerprint};
      std::pair key(entry.root, fingerprint);
      entries_.insert_or_assign(std::move(key), Known{std::move(entry), true, finding.level});
    };
    add_place(finding.fingerprint);
    for (const std::string& place : finding.other_places) add_place(place);
  }
}

Baseline::Known* Baseline::find(std::string_view root, const std::string& fingerprint, bool is_only_root) {
  auto known = entries_.find(std::pair(std::string(root), fingerprint));
  if (known == entries_.end() && is_only_root) known = entries_.find(std::pair(std::string(), fingerprint));
  return known == entries_.end() ? nullptr : &known->second;
}

void Baseline::mark(std::span<Finding> findings, std::string_view root, bool is_only_root) {
  for (Finding& finding : findings) {
    bool is_new = true;
    bool has_more = false;
    const auto meet = [&](const std::string& fingerprint) {
      Known* const known = find(root, fingerprint, is_only_root);
      is_new = is_new && known == nullptr;
      has_more = has_more || known == nullptr || finding.level > known->entry.level;
      if (known == nullptr) return;
      known->is_met = true;
      known->met = finding.level;
    };
    meet(finding.fingerprint);
    for (const std::string& place : finding.other_places) meet(place);
    finding.baseline = is_new ? BaselineState::added : has_more ? BaselineState::updated : BaselineState::unchanged;
  }
}

std::vector<BaselineEntry> Baseline::gone(const LookedAt& looked_at) const {
  std::vector<BaselineEntry> gone;
  for (const auto& [key, known] : entries_) {
    if (!known.is_met && looked_at(known.entry)) gone.push_back(known.entry);
  }
  std::ranges::sort(gone, {}, [](const BaselineEntry& entry) {
    return std::tie(entry.root, entry.path, entry.rule, entry.fingerprint);
  });
  return gone;
}

void Baseline::prune(const LookedAt& looked_at) {
  std::erase_if(entries_, [&](const auto& one) { return !one.second.is_met && looked_at(one.second.entry); });
  for (auto& [key, known] : entries_) {
    if (known.is_met) known.entry.level = std::min(known.entry.level, known.met);
  }
}

std::string Baseline::text() const {
  std::vector<const BaselineEntry*> sorted;
  for (const auto& [key, known] : entries_) sorted.push_back(&known.entry);
  std::ranges::sort(sorted, {}, [](const BaselineEntry* entry) {
    return std::tie(entry->root, entry->path, entry->rule, entry->fingerprint);
  });
  std::string text = "{\n  \"version\": 1,\n  \"findings\": [";
  for (const BaselineEntry* entry : sorted) {
    text += entry == sorted.front() ? "\n    " : ",\n    ";
    text += '{';
    const auto member = [&](std::string_view name, std::string_view value, bool is_last = false) {
      base::append_json_string(text, name);
      text += ": ";
      base::append_json_string(text, value);
      text += is_last ? "}" : ", ";
    };
    if (!entry->root.empty()) member("root", entry->root);
    member("path", entry->path);
    member("rule", entry->rule);
    member("level", name(entry->level));
    member("fingerprint", entry->fingerprint, true);
  }
  return text += sorted.empty() ? "]\n}\n" : "\n  ]\n}\n";
}

}  // namespace paritylint::check
