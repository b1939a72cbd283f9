// Hand-built reports: findings closed over small sources, with everything in them that is hard to print.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "check/rule.h"
#include "report/format.h"

namespace paritylint::report::test {

// A location of the bytes `span` of `source`, with the lines around it as excerpt, cut like the real ones.
check::Location locate(std::string_view path, std::string_view source, base::Span span);

// The same for the first occurrence of `needle`; a missing one fails the test.
check::Location locate(std::string_view path, std::string_view source, std::string_view needle);

// Owns what a Report views.
class Sample {
 public:
  // A rule with a complete SARIF descriptor; one per id.
  const check::RuleRecord* rule(std::string_view id);

  // Add `source` under `path` and a finding on the first `needle` in it; the reference is good until the next call.
  check::Finding& add(std::string_view rule_id, check::Level level, std::string_view message, std::string_view path,
                      std::string_view source, std::string_view needle);
  check::Finding& add(std::string_view rule_id, check::Level level, std::string_view message, check::Location location);

  void fail(std::string path, std::string message) { failures.push_back({std::move(path), std::move(message)}); }

  // Sorts the findings. The report views this sample.
  Report report();

  std::map<std::string, std::string> files;  // path -> source
  std::vector<check::Finding> findings;
  std::vector<Failure> failures;

 private:
  struct OwnedRule {
    std::string id, sarif;
    check::RuleRecord record;
  };
  std::deque<OwnedRule> owned_;
  std::vector<const check::RuleRecord*> rules_;
};

// One finding of each sort that output is known to get wrong.
std::unique_ptr<Sample> full_sample();

// 64 of the bytes and code points that matter to a terminal or a parser, chosen by `seed`.
std::string hostile_text(unsigned seed);

// True when no control character but '\n' is left in `text`, whichever way it is encoded.
bool is_free_of_controls(std::string_view text);

}  // namespace paritylint::report::test
