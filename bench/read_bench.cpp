// Both readers: from bytes in memory to a tree, with warm memory.
#include <benchmark/benchmark.h>

#include "inputs.h"
#include "tree/read.h"

namespace paritylint::bench {
namespace {

void read_all(benchmark::State& state, const Inputs& inputs, tree::Format format, tree::Mode mode) {
  const tree::KeyTable keys;
  tree::Reader reader(keys);
  tree::ReadResult result;
  tree::ReadOptions options;
  options.mode = mode;
  const auto pass = [&] {
    for (std::size_t i = 0; i < inputs.count(); ++i) {
      reader.read(format, inputs[i], options, result);
      if (!result.complete) state.SkipWithError("an input was not read to its end");
      benchmark::DoNotOptimize(result);
    }
  };
  pass();  // twice, until every buffer has its final size
  pass();
  Counting counting(state);
  for (auto _ : state) pass();
  counting.finish(inputs);
}

void read_json_typical(benchmark::State& state) {
  read_all(state, typical_task_definitions(), tree::Format::json, tree::Mode::tolerant);
}
void read_json_typical_strict(benchmark::State& state) {
  read_all(state, typical_task_definitions(), tree::Format::json, tree::Mode::strict);
}
void read_json_large(benchmark::State& state) {
  read_all(state, large_task_definition_input(), tree::Format::json, tree::Mode::tolerant);
}
void read_yaml_typical(benchmark::State& state) {
  read_all(state, typical_buildspecs(), tree::Format::yaml, tree::Mode::tolerant);
}
void read_yaml_typical_strict(benchmark::State& state) {
  read_all(state, typical_buildspecs(), tree::Format::yaml, tree::Mode::strict);
}
void read_yaml_large(benchmark::State& state) {
  read_all(state, large_buildspec_input(), tree::Format::yaml, tree::Mode::tolerant);
}
void read_json_as_yaml(benchmark::State& state) {
  read_all(state, typical_task_definitions(), tree::Format::yaml, tree::Mode::tolerant);
}

BENCHMARK(read_json_typical);
BENCHMARK(read_json_typical_strict);
BENCHMARK(read_json_large);
BENCHMARK(read_yaml_typical);
BENCHMARK(read_yaml_typical_strict);
BENCHMARK(read_yaml_large);
BENCHMARK(read_json_as_yaml);

}  // namespace
}  // namespace paritylint::bench
