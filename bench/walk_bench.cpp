// Discovery: finding the files of an organisation that may be manifests, by listing folders and by git's index.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "git_index_text.h"
#include "input/discover.h"
#include "input/file_system.h"
#include "input/find_files.h"
#include "input/git_directory.h"
#include "input/git_index.h"
#include "input/root.h"
#include "join.h"
#include "manifest/kind.h"
#include "organisation.h"

namespace paritylint::bench {
namespace {

bool is_wanted(std::string_view path) { return manifest::kind_by_name(path).has_value(); }

void walk_organisation(benchmark::State& state) {
  const Organisation& repositories = organisation(static_cast<std::uint32_t>(state.range(0)));
  std::size_t found = 0;
  for (auto _ : state) {
    found = 0;
    for (const std::string& top : repositories.repositories()) {
      const auto disk = input::DiskFileSystem::open(top);
      if (!disk) return state.SkipWithError("a repository could not be opened");
      found += input::walk(*disk, "", {}, is_wanted).files.size();
    }
  }
  if (found != repositories.manifest_count()) state.SkipWithError("the walk did not find the generated manifests");
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * repositories.file_count()));
}

// The wanted entries of the index of the repository at `top`, nothing else of the disk.
std::size_t read_index(const std::string& top) {
  const auto disk = input::DiskFileSystem::open(top);
  if (!disk) return 0;
  const auto git = input::GitDirectory::open(*disk, top);
  input::Bytes bytes;
  if (!git || !git->read_index(bytes)) return 0;
  const auto index = input::GitIndex::read(
      std::move(bytes), git->id_size(), is_wanted,
      [&](std::string_view id, input::Bytes& shared) { return git->read_shared_index(id, shared); });
  return index ? index->entries().size() : 0;
}

// Finding the git directories and reading their indexes. Items are entries.
void index_organisation(benchmark::State& state) {
  const Organisation& repositories = organisation(static_cast<std::uint32_t>(state.range(0)));
  std::size_t found = 0;
  for (auto _ : state) {
    found = 0;
    for (const std::string& top : repositories.repositories()) found += read_index(top);
  }
  if (found != repositories.manifest_count()) state.SkipWithError("the indexes do not hold the generated manifests");
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * repositories.tracked_count()));
}

// One index of that many entries that is in memory already: parsing alone.
void index_in_memory(benchmark::State& state) {
  std::vector<std::string> paths;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    const auto number = static_cast<std::uint64_t>(i);
    paths.push_back(joined({"services/team-", decimal(number % 97), "/src/module", decimal(number % 7), "/file",
                            decimal(number), number % 13 == 0 ? "/taskdef.json" : ".ts"}));
  }
  const std::string text = git_index_text(paths);
  const auto no_shared_part = [](std::string_view, input::Bytes&) { return base::Result<void>(); };
  input::Bytes bytes;
  for (auto _ : state) {
    bytes.assign(text);
    const auto index = input::GitIndex::read(std::exchange(bytes, {}), 20, is_wanted, no_shared_part);
    if (!index) return state.SkipWithError("the index could not be read");
    benchmark::DoNotOptimize(index->entries().data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

// What a session does to find its files: index, ignore rules, and the walk unless only tracked files are wanted.
void find_organisation(benchmark::State& state, bool tracked_only) {
  const Organisation& repositories = organisation(static_cast<std::uint32_t>(state.range(0)));
  std::size_t found = 0;
  for (auto _ : state) {
    found = 0;
    auto roots = input::open_roots(repositories.repositories());
    if (!roots) return state.SkipWithError("a repository could not be opened");
    for (const input::Root& root : *roots) {
      found += input::FileFinder(root, {1, {}, tracked_only}, is_wanted).find("").files.size();
    }
  }
  if (found != repositories.manifest_count()) state.SkipWithError("the generated manifests were not found");
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * repositories.tracked_count()));
}

void by_organisation(benchmark::internal::Benchmark* each) {
  for (const std::int64_t size : organisation_sizes()) each->Arg(size);
  each->UseRealTime()->Unit(benchmark::kMillisecond);
}

BENCHMARK(walk_organisation)->Apply(by_organisation);
BENCHMARK(index_organisation)->Apply(by_organisation);
BENCHMARK_CAPTURE(find_organisation, all, false)->Apply(by_organisation);
BENCHMARK_CAPTURE(find_organisation, tracked_only, true)->Apply(by_organisation);
BENCHMARK(index_in_memory)->Arg(78'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace paritylint::bench
