// Discovery: listing every repository of an organisation and picking the files that may be manifests.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "input/discover.h"
#include "input/file_system.h"
#include "manifest/kind.h"
#include "organisation.h"

namespace paritylint::bench {
namespace {

void walk_organisation(benchmark::State& state) {
  const Organisation& repositories = organisation(static_cast<std::uint32_t>(state.range(0)));
  std::size_t found = 0;
  for (auto _ : state) {
    found = 0;
    for (const std::string& top : repositories.repositories()) {
      const auto disk = input::DiskFileSystem::open(top);
      if (!disk) return state.SkipWithError("a repository could not be opened");
      const auto is_wanted = [](std::string_view path) { return manifest::kind_by_name(path).has_value(); };
      found += input::walk(*disk, "", {}, is_wanted).files.size();
    }
  }
  if (found != repositories.manifest_count()) state.SkipWithError("the walk did not find the generated manifests");
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * repositories.file_count()));
}

BENCHMARK(walk_organisation)
    ->Apply([](benchmark::internal::Benchmark* each) {
      for (const std::int64_t size : organisation_sizes()) each->Arg(size);
    })
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace paritylint::bench
