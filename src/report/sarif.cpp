// SARIF 2.1.0: one run, deterministic (no times, no ids made up, no absolute paths), within GitHub's limits.
//
// Columns are UTF-16 code units. Every location has a region; its text and its context are left out where a secret was
// masked, because a snippet must be what the file holds. Suppressed results are never written: GitHub would open
// alerts for them. URIs: sarif_uri.h. Message text: sarif_message.h.
#include <algorithm>
#include <array>
#include <vector>

#include "base/json_writer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/sarif_message.h"
#include "report/sarif_uri.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

using check::Level;
using check::RuleRecord;

// GitHub refuses a run with more results.
constexpr std::size_t kMaxResults = 25'000;
// Longer snippets (a whole file as a region) are left out; the region says where to look.
constexpr std::size_t kMaxSnippetBytes = 4096;

// The rules that ran, and those of findings in case one is missing there, sorted by id.
std::vector<const RuleRecord*> rules_of(const Report& report) {
  std::vector<const RuleRecord*> rules(report.rules.begin(), report.rules.end());
  for (const check::Finding& finding : report.findings) {
    if (rules.empty() || rules.back() != finding.rule) rules.push_back(finding.rule);
  }
  std::ranges::stable_sort(rules, {}, &RuleRecord::id);
  const auto same_id = [](const RuleRecord* a, const RuleRecord* b) { return a->id == b->id; };
  rules.erase(std::unique(rules.begin(), rules.end(), same_id), rules.end());
  return rules;
}

// How many findings of each level fit: errors first, then warnings, then notes.
class Quota {
 public:
  explicit Quota(const Counts& counts) {
    std::size_t room = kMaxResults;
    for (const auto& [level, number] :
         {std::pair{Level::error, counts.errors}, {Level::warning, counts.warnings}, {Level::note, counts.notes}}) {
      left_[static_cast<std::size_t>(level)] = std::min(number, room);
      room -= std::min(number, room);
    }
    left_out_ = counts.errors + counts.warnings + counts.notes - (kMaxResults - room);
  }

  bool take(Level level) {
    std::size_t& left = left_[static_cast<std::size_t>(level)];
    if (left == 0) return false;
    --left;
    return true;
  }

  std::size_t left_out() const { return left_out_; }

 private:
  std::array<std::size_t, 4> left_{};
  std::size_t left_out_ = 0;
};

class SarifReport {
 public:
  SarifReport(const Report& report, const WriteOptions& options, std::string& out)
      : report_(report),
        options_(options),
        uris_(report),
        rules_(rules_of(report)),
        quota_(count(report)),
        json_(out) {}

  void write() {
    json_.begin_object();
    json_.member("$schema",
                 "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    json_.member("version", "2.1.0");
    json_.key("runs");
    json_.begin_array();
    json_.begin_object();
    write_tool();
    write_invocation();
    write_bases();
    json_.member("columnKind", "utf16CodeUnits");
    json_.key("results");
    json_.begin_array();
    for (const check::Finding& finding : report_.findings) {
      if (quota_.take(finding.level)) write_result(finding);
    }
    json_.end_array();
    json_.end_object();
    json_.end_array();
    json_.end_object();
  }

 private:
  // {"text": ...} under `key`; `text` is message text already.
  void write_text_object(std::string_view key, std::string_view text) {
    json_.key(key);
    json_.begin_object();
    json_.member("text", text);
    json_.end_object();
  }

  void write_tool() {
    json_.key("tool");
    json_.begin_object();
    json_.key("driver");
    json_.begin_object();
    json_.member("name", "paritylint");
    if (!options_.version.empty()) json_.member("semanticVersion", options_.version);
    json_.member("informationUri", "https://github.com/paritylint/paritylint");
    json_.key("rules");
    json_.begin_array();
    for (const RuleRecord* rule : rules_) json_.raw(rule->sarif);
    json_.end_array();
    json_.end_object();
    json_.end_object();
  }

  void write_invocation() {
    json_.key("invocations");
    json_.begin_array();
    json_.begin_object();
    json_.member("executionSuccessful", report_.failures.empty());
    if (!report_.failures.empty() || quota_.left_out() > 0) {
      json_.key("toolExecutionNotifications");
      json_.begin_array();
      for (const Failure& failure : report_.failures) write_failure(failure);
      if (quota_.left_out() > 0) write_left_out();
      json_.end_array();
    }
    json_.end_object();
    json_.end_array();
  }

  void write_failure(const Failure& failure) {
    json_.begin_object();
    json_.member("level", "error");
    write_text_object("message", sarif_sentence(failure.message));
    if (const SarifUri uri = uris_.named(failure.root, failure.path); !uri.base.empty()) {
      json_.key("locations");
      json_.begin_array();
      json_.begin_object();
      json_.key("physicalLocation");
      json_.begin_object();
      write_artifact(uri);
      json_.end_object();
      json_.end_object();
      json_.end_array();
    }
    json_.end_object();
  }

  void write_left_out() {
    std::string text;
    base::append_number(text, quota_.left_out());
    text += " results are left out: a SARIF run on GitHub holds ";
    base::append_number(text, kMaxResults);
    json_.begin_object();
    json_.member("level", "warning");
    write_text_object("message", sarif_sentence(text));
    json_.end_object();
  }

  void write_bases() {
    json_.key("originalUriBaseIds");
    json_.begin_object();
    for (const SarifUris::Base& base : uris_.bases()) {
      json_.key(base.id);
      json_.begin_object();
      write_text_object("description", base.description);
      json_.end_object();
    }
    json_.end_object();
  }

  void write_result(const check::Finding& finding) {
    const auto rule = std::ranges::lower_bound(rules_, finding.rule->id, {}, &RuleRecord::id);
    json_.begin_object();
    json_.member("ruleId", finding.rule->id);
    json_.member("ruleIndex", static_cast<std::uint64_t>(rule - rules_.begin()));
    json_.member("level", check::name(finding.level));
    write_text_object("message", sarif_message(report_, finding));
    json_.key("locations");
    json_.begin_array();
    write_location(finding, finding.primary, 0);
    json_.end_array();
    write_related(finding);
    write_fingerprints(finding);
    if (!finding.also_matches.empty()) {
      json_.key("properties");
      json_.begin_object();
      json_.key("alsoMatches");
      json_.begin_array();
      for (const std::string& id : finding.also_matches) json_.string(id);
      json_.end_array();
      json_.end_object();
    }
    json_.end_object();
  }

  void write_related(const check::Finding& finding) {
    if (finding.related.empty()) return;
    json_.key("relatedLocations");
    json_.begin_array();
    const std::size_t shown = std::min(finding.related.size(), kMaxSarifRelated);
    for (std::size_t i = 0; i < shown; ++i) write_location(finding, finding.related[i], i + 1);
    json_.end_array();
  }

  void write_fingerprints(const check::Finding& finding) {
    if (finding.line_hash.empty() && finding.fingerprint.empty()) return;
    json_.key("partialFingerprints");
    json_.begin_object();
    if (!finding.line_hash.empty()) json_.member("primaryLocationLineHash", finding.line_hash);
    if (!finding.fingerprint.empty()) json_.member("paritylint/v1", finding.fingerprint);
    json_.end_object();
  }

  // `id` is what the message's link says; 0 for the primary location, to which nothing links.
  void write_location(const check::Finding& finding, const check::Location& location, std::size_t id) {
    json_.begin_object();
    if (id > 0) json_.member("id", std::uint64_t{id});
    json_.key("physicalLocation");
    json_.begin_object();
    write_artifact(uris_.file(finding.root, location.path));
    write_regions(location);
    json_.end_object();
    if (!location.pointer.empty()) {
      json_.key("logicalLocations");
      json_.begin_array();
      json_.begin_object();
      json_.member("fullyQualifiedName", location.pointer);
      json_.end_object();
      json_.end_array();
    }
    if (!location.message.empty()) write_text_object("message", sarif_sentence(location.message));
    json_.end_object();
  }

  void write_artifact(const SarifUri& uri) {
    json_.key("artifactLocation");
    json_.begin_object();
    json_.member("uri", uri.uri);
    json_.member("uriBaseId", uri.base);
    json_.end_object();
  }

  void write_regions(const check::Location& location) {
    const check::Excerpt& excerpt = location.excerpt;
    const std::string_view snippet = without_mark(location.snippet, location.bytes);
    const std::string_view context = without_mark(excerpt.text, excerpt.bytes);
    const bool has_snippet = !location.snippet_masked && is_snippet(snippet);
    write_region("region", location.begin, location.end, has_snippet ? snippet : std::string_view());
    // Without its text, a context says nothing that the region does not.
    const bool is_wider = excerpt.bytes.contains(location.bytes) && context.size() > snippet.size();
    if (is_wider && !excerpt.masked && is_snippet(context))
      write_region("contextRegion", excerpt.begin, excerpt.end, context);
  }

  // A byte-order mark has no column, so no region's text begins with it.
  static std::string_view without_mark(std::string_view text, base::Span bytes) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    return text.substr(bytes.begin == 0 && text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  }

  static bool is_snippet(std::string_view text) {
    return !text.empty() && text.size() <= kMaxSnippetBytes && !base::find_invalid_utf8(text);
  }

  void write_region(std::string_view key, const base::Position& begin, const base::Position& end,
                    std::string_view snippet) {
    json_.key(key);
    json_.begin_object();
    json_.member("startLine", std::uint64_t{begin.line});
    json_.member("startColumn", std::uint64_t{begin.column_utf16});
    json_.member("endLine", std::uint64_t{end.line});
    json_.member("endColumn", std::uint64_t{end.column_utf16});
    if (!snippet.empty()) write_text_object("snippet", snippet);
    json_.end_object();
  }

  const Report& report_;
  const WriteOptions& options_;
  SarifUris uris_;
  std::vector<const RuleRecord*> rules_;
  Quota quota_;
  base::JsonWriter json_;
};

}  // namespace

std::string write_sarif(const Report& report, const WriteOptions& options) {
  std::string out;
  SarifReport(report, options, out).write();
  out += '\n';
  return out;
}

}  // namespace paritylint::report
