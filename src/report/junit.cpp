// JUnit's XML, as CodeBuild's report groups, Jenkins and GitLab read it: a suite per file with findings, in it a case
// per finding. Errors and warnings are failures; a note passes, with its text as output. Failures to read are errors. A
// clean run is one suite with one passed case, because some readers refuse an empty report.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/utf8.h"
#include "report/writers.h"

namespace paritylint::report {
namespace {

// XML 1.0 cannot hold control characters even when they are escaped; printable() has spelled them out before.
std::string escaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    // U+FFFE and U+FFFF are no characters of XML either.
    if (text.substr(at, 3) == "\xef\xbf\xbe" || text.substr(at, 3) == "\xef\xbf\xbf") {
      result += "\xef\xbf\xbd";
      at += 2;
      continue;
    }
    const char c = text[at];
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\n':
        result += "&#10;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

struct Case {
  std::string name;
  std::string kind;     // "failure", "error", "system-out"; "" for one that passed
  std::string type;     // of a failure
  std::string message;  // of it, one line
  std::string details;
};

struct Suite {
  std::string name;
  std::vector<Case> cases;

  std::size_t count(std::string_view kind) const {
    return static_cast<std::size_t>(std::ranges::count(cases, kind, &Case::kind));
  }
};

void write_case(std::string& out, const Suite& suite, const Case& one) {
  out += "    <testcase classname=\"" + escaped(suite.name) + "\" name=\"" + escaped(one.name) + "\" time=\"0\"";
  if (one.kind.empty()) {
    out += "/>\n";
    return;
  }
  out += ">\n      <" + one.kind;
  if (one.kind != "system-out") out += " message=\"" + escaped(one.message) + "\" type=\"" + escaped(one.type) + "\"";
  out += ">" + escaped(one.details) + "</" + one.kind + ">\n    </testcase>\n";
}

void write_counts(std::string& out, std::size_t tests, std::size_t failures, std::size_t errors) {
  out += " tests=\"";
  base::append_number(out, tests);
  out += "\" failures=\"";
  base::append_number(out, failures);
  out += "\" errors=\"";
  base::append_number(out, errors);
  out += "\" skipped=\"0\" time=\"0\"";
}

Case case_of(const Report& report, const check::Finding& finding) {
  Case one;
  one.name = std::string(finding.rule->id) + " at line ";
  base::append_number(one.name, finding.primary.begin.line);
  one.kind = finding.level == check::Level::note ? "system-out" : "failure";
  one.type = check::name(finding.level);
  one.message = base::printable(finding.message);
  one.details = base::printable(shown_path(report, finding, finding.primary));
  append_position(one.details, finding.primary.begin);
  one.details += ": " + std::string(check::name(finding.level)) + ": " + one.message;
  for (const check::Location& related : finding.related) {
    one.details += "\n" + (related.message.empty() ? "see" : base::printable(related.message)) + ": " +
                   base::printable(shown_path(report, finding, related));
    append_position(one.details, related.begin);
  }
  if (!finding.help.empty()) one.details += "\nhelp: " + base::printable(finding.help);
  return one;
}

std::vector<Suite> suites_of(const Report& report) {
  std::vector<Suite> suites;
  std::map<std::string, std::size_t> by_name;
  const auto suite = [&](const std::string& name) -> Suite& {
    const auto [found, is_new] = by_name.emplace(name, suites.size());
    if (is_new) suites.push_back({name, {}});
    return suites[found->second];
  };
  for (const check::Finding& finding : report.findings) {
    suite(base::printable(shown_path(report, finding, finding.primary))).cases.push_back(case_of(report, finding));
  }
  for (const Failure& failure : report.failures) {
    Case one{"can be read", "error", "failure", base::printable(failure.message), {}};
    one.details = place_of(failure) + one.message;
    suite(failure.path.empty() ? "paritylint" : base::printable(failure.path)).cases.push_back(std::move(one));
  }
  if (suites.empty()) {
    suites.push_back({"paritylint", {{base::counted(report.manifests, "manifest") + " checked", {}, {}, {}, {}}}});
  }
  return suites;
}

}  // namespace

std::string write_junit(const Report& report, const WriteOptions&) {
  const std::vector<Suite> suites = suites_of(report);
  std::size_t tests = 0, failures = 0, errors = 0;
  for (const Suite& suite : suites) {
    tests += suite.cases.size();
    failures += suite.count("failure");
    errors += suite.count("error");
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"paritylint\"";
  write_counts(out, tests, failures, errors);
  out += ">\n";
  for (const Suite& suite : suites) {
    out += "  <testsuite name=\"" + escaped(suite.name) + "\"";
    write_counts(out, suite.cases.size(), suite.count("failure"), suite.count("error"));
    out += ">\n";
    for (const Case& one : suite.cases) write_case(out, suite, one);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace paritylint::report
