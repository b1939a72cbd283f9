// Writing: every output format over the findings of one organisation, notes included.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "checked.h"
#include "report/format.h"

namespace paritylint::bench {
namespace {

constexpr std::uint32_t kRepositories = 10;

const std::vector<check::Finding>& findings() {
  static const std::vector<check::Finding> kFindings = [] {
    std::vector<check::Finding> all;
    for (session::CheckResult& result : check_repositories(organisation(kRepositories), 1)) {
      std::move(result.findings.begin(), result.findings.end(), std::back_inserter(all));
    }
    return all;
  }();
  return kFindings;
}

void write_report(benchmark::State& state, const report::FormatInfo& format) {
  report::Report report;
  report.findings = findings();
  report.rules = all_rules().enabled();
  report.manifests = organisation(kRepositories).manifest_count();
  report.single_root = false;
  report::WriteOptions options;
  options.version = "0.0.0";
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = format.write(report, options).size();
    benchmark::DoNotOptimize(bytes);
  }
  if (report.findings.empty()) state.SkipWithError("the organisation has no findings to write");
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * report.findings.size()));
}

// A benchmark for each row of the table, so that a new format is measured without a line here.
[[maybe_unused]] const bool registered = [] {
  for (const report::FormatInfo& format : report::formats()) {
    const std::string name = "report_" + std::string(format.name);
    benchmark::RegisterBenchmark(name.c_str(), [&format](benchmark::State& state) { write_report(state, format); });
  }
  return true;
}();

}  // namespace
}  // namespace paritylint::bench
