// SARIF 2.1.0: one run, deterministic (no times, no ids made up, no absolute paths), within GitHub's limits.
// Suppressed results are written only when somebody asks for them: GitHub does not know the property and would open
// alerts. Results that a baseline knows are marked and stay, or GitHub would close their alerts. Places:
// sarif_location.h. URIs: sarif_uri.h. Message text: sarif_message.h.
#include <algorithm>
#include <array>
#include <vector>

#include "base/json_writer.h"
#include "base/text.h"
#include "report/difference.h"
#include "report/sarif_location.h"
#include "report/sarif_message.h"
#include "report/sarif_uri.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

using check::Level;
using check::RuleRecord;

// GitHub refuses a run with more results.
constexpr std::size_t kMaxResults = 25'000;

// The rules that ran, and those of findings in case one is missing there, sorted by id.
std::vector<const RuleRecord*> rules_of(const Report& report) {
  std::vector<const RuleRecord*> rules(report.rules.begin(), report.rules.end());
  for (const auto part : {report.findings, report.suppressed}) {
    for (const check::Finding& finding : part) {
      if (rules.empty() || rules.back() != finding.rule) rules.push_back(finding.rule);
    }
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
        room_(kMaxResults - std::min(kMaxResults, report.findings.size())),
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
    // They share the room of the findings, and come last.
    if (report_.include_suppressed) {
      for (const check::Finding& finding : report_.suppressed) {
        if (room_ > 0) write_result(finding);
        room_ -= room_ > 0 ? 1 : 0;
      }
    }
    json_.end_array();
    json_.end_object();
    json_.end_array();
    json_.end_object();
  }

 private:
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
    write_sarif_text(json_, "message", sarif_sentence(failure.message));
    if (const SarifUri uri = uris_.named(failure.root, failure.path); !uri.base.empty()) {
      json_.key("locations");
      json_.begin_array();
      json_.begin_object();
      json_.key("physicalLocation");
      json_.begin_object();
      write_sarif_artifact(json_, uri);
      if (failure.line_1based > 0) {
        json_.key("region");
        json_.begin_object();
        json_.member("startLine", std::uint64_t{failure.line_1based});
        json_.end_object();
      }
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
    write_sarif_text(json_, "message", sarif_sentence(text));
    json_.end_object();
  }

  void write_bases() {
    json_.key("originalUriBaseIds");
    json_.begin_object();
    for (const SarifUris::Base& base : uris_.bases()) {
      json_.key(base.id);
      json_.begin_object();
      write_sarif_text(json_, "description", base.description);
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
    write_sarif_text(json_, "message", sarif_message(report_, finding));
    json_.key("locations");
    json_.begin_array();
    write_sarif_location(json_, uris_.file(finding.root, finding.primary.path), finding.primary, 0);
    json_.end_array();
    write_related(finding);
    write_fingerprints(finding);
    if (report_.has_baseline) json_.member("baselineState", check::name(finding.baseline));
    write_suppressions(finding);
    write_properties(finding);
    json_.end_object();
  }

  void write_properties(const check::Finding& finding) {
    if (finding.also_matches.empty() && !finding.difference) return;
    json_.key("properties");
    json_.begin_object();
    if (!finding.also_matches.empty()) {
      json_.key("alsoMatches");
      json_.begin_array();
      for (const std::string& id : finding.also_matches) json_.string(id);
      json_.end_array();
    }
    if (finding.difference) write_difference(json_, *finding.difference);
    json_.end_object();
  }

  void write_related(const check::Finding& finding) {
    if (finding.related.empty()) return;
    json_.key("relatedLocations");
    json_.begin_array();
    const std::size_t shown = std::min(finding.related.size(), kMaxSarifRelated);
    for (std::size_t i = 0; i < shown; ++i) {
      const check::Location& related = finding.related[i];
      write_sarif_location(json_, uris_.file(finding.root, related.path), related, i + 1);
    }
    json_.end_array();
  }

  // All results of a run have the property, or none has.
  void write_suppressions(const check::Finding& finding) {
    if (!report_.include_suppressed) return;
    json_.key("suppressions");
    json_.begin_array();
    if (finding.suppression) {
      json_.begin_object();
      json_.member("kind", finding.suppression->in_source ? "inSource" : "external");
      if (!finding.suppression->reason.empty()) json_.member("justification", finding.suppression->reason);
      json_.end_object();
    }
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

  const Report& report_;
  const WriteOptions& options_;
  SarifUris uris_;
  std::vector<const RuleRecord*> rules_;
  Quota quota_;
  std::size_t room_;  // for suppressed results
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
