// Judging: the file rules over single manifests, and whole repositories from disk to findings.
#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "checked.h"
#include "inputs.h"
#include "organisation.h"
#include "session/read_file.h"

namespace paritylint::bench {
namespace {

void check_files(benchmark::State& state, const Inputs& inputs, const char* path, manifest::ManifestKind kind) {
  session::FileChecker checker(all_rules(), {});
  const auto pass = [&] {
    for (std::size_t i = 0; i < inputs.count(); ++i) {
      const session::FileResult result = checker.check(path, inputs[i], kind);
      if (!result.complete) state.SkipWithError("an input was not read to its end");
      benchmark::DoNotOptimize(result.matches.size());
    }
  };
  pass();
  Counting counting(state);
  for (auto _ : state) pass();
  counting.finish(inputs);
}

void check_task_definitions(benchmark::State& state) {
  check_files(state, typical_task_definitions(), "taskdef.json", manifest::ManifestKind::taskdef);
}
void check_large_task_definition(benchmark::State& state) {
  check_files(state, large_task_definition_input(), "taskdef.json", manifest::ManifestKind::taskdef);
}
void check_buildspecs(benchmark::State& state) {
  check_files(state, typical_buildspecs(), "buildspec.yml", manifest::ManifestKind::buildspec);
}

void check_organisation(benchmark::State& state) {
  const Organisation& repositories = organisation(static_cast<std::uint32_t>(state.range(0)));
  const auto jobs = static_cast<unsigned>(state.range(1));
  std::size_t manifests = 0;
  for (auto _ : state) {
    manifests = 0;
    for (const session::CheckResult& result : check_repositories(repositories, jobs)) {
      for (const session::FileSummary& file : result.files) manifests += file.is_manifest ? 1 : 0;
    }
  }
  if (manifests != repositories.manifest_count()) state.SkipWithError("not every generated manifest was checked");
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * repositories.manifest_count()));
}

BENCHMARK(check_task_definitions);
BENCHMARK(check_large_task_definition);
BENCHMARK(check_buildspecs);
BENCHMARK(check_organisation)
    ->Apply([](benchmark::internal::Benchmark* each) {
      for (const std::int64_t size : organisation_sizes()) {
        for (const unsigned jobs : {1u, base::effective_jobs(0)}) each->Args({size, jobs});
      }
    })
    ->ArgNames({"repositories", "jobs"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace paritylint::bench
