#include "session/rule_examples.h"

#include <algorithm>

#include "base/text.h"
#include "session/session.h"

namespace paritylint::session {
namespace {

std::string describe(const check::Finding& finding) {
  std::string text = finding.primary.path + ":";
  base::append_number(text, finding.primary.begin.line);
  text.append(": ").append(check::name(finding.level)).append(": ").append(finding.message);
  text.append(" at ").append(finding.primary.display_path).append(" on ").append(base::quoted(finding.primary.snippet));
  return text;
}

// What about `finding` differs from `expected`, or nothing.
std::string difference(const check::Finding& finding, const check::ExpectedFinding& expected,
                       const std::string& first_file) {
  const std::string& file = expected.file.empty() ? first_file : expected.file;
  if (finding.primary.path != file) return "expected a finding in " + file;
  if (expected.line && finding.primary.begin.line != *expected.line) return "expected another line";
  if (!expected.at.empty() && finding.primary.display_path != expected.at) return "expected it at " + expected.at;
  if (!expected.text.empty() && finding.primary.snippet != expected.text)
    return "expected it on " + base::quoted(expected.text);
  if (expected.level && finding.level != *expected.level)
    return "expected level " + std::string(check::name(*expected.level));
  return {};
}

}  // namespace

std::vector<ExampleFailure> run_example(const check::RuleExample& example, const check::RuleSet& rules) {
  auto files = std::make_unique<input::MemoryFileSystem>();
  for (const check::RuleExample::File& file : example.files) files->put(file.name, file.text);
  input::Root root;
  root.file_system = std::move(files);
  root.reported_folders = {""};
  ContentMemo memo;
  SessionOptions options;
  options.jobs = 1;
  const CheckResult result = Session(root, rules, memo, options).check();

  std::vector<ExampleFailure> failures;
  for (const ReadFailure& failure : result.failures) failures.push_back({example.source_line, failure.message});
  const std::size_t common = std::min(result.findings.size(), example.findings.size());
  for (std::size_t i = 0; i < common; ++i) {
    const std::string wrong = difference(result.findings[i], example.findings[i], example.files.front().name);
    if (!wrong.empty()) {
      failures.push_back({example.findings[i].source_line, wrong + ", found " + describe(result.findings[i])});
    }
  }
  for (std::size_t i = common; i < result.findings.size(); ++i) {
    failures.push_back({example.source_line, "unexpected finding: " + describe(result.findings[i])});
  }
  for (std::size_t i = common; i < example.findings.size(); ++i) {
    failures.push_back({example.findings[i].source_line, "the rule says nothing here"});
  }
  return failures;
}

}  // namespace paritylint::session
