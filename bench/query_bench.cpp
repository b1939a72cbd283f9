// Selecting the places that rules look at: all queries in one walk against one walk per query.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "inputs.h"
#include "tree/query_evaluator.h"
#include "tree/read.h"

namespace paritylint::bench {
namespace {

constexpr std::size_t kManyVisits = 1u << 20;

// What rules about task definitions ask for: nearly all of it behind the same few prefixes.
constexpr std::array<std::string_view, 24> kQueries = {
    "$.family",
    "$.taskRoleArn",
    "$.executionRoleArn",
    "$['taskRoleArn','executionRoleArn']",
    "$.networkMode",
    "$.cpu",
    "$.memory",
    "$['taskDefinitionArn','revision','status','requiresAttributes','compatibilities','registeredAt','registeredBy']",
    "$.containerDefinitions[*].name",
    "$.containerDefinitions[*].image",
    "$.containerDefinitions[*].environment[*].value",
    "$.containerDefinitions[*].environment[*].name",
    "$.containerDefinitions[*].secrets[*].valueFrom",
    "$.containerDefinitions[*].secrets[*].name",
    "$.containerDefinitions[*].environmentFiles[*].value",
    "$.containerDefinitions[*].logConfiguration.options['awslogs-group']",
    "$.containerDefinitions[*].logConfiguration.options['awslogs-region']",
    "$.containerDefinitions[*].logConfiguration.options['awslogs-stream-prefix']",
    "$.containerDefinitions[*].portMappings[*].hostPort",
    "$.containerDefinitions[*]['privileged','user','readonlyRootFilesystem']",
    "$.containerDefinitions[*].healthCheck",
    "$.volumes[*].efsVolumeConfiguration.fileSystemId",
    "$.tags[*].value",
    "$.placementConstraints[*].expression",
};

// The same, and one rule that looks at every value.
constexpr std::string_view kEverything = "$..*";

// Trees of all typical task definitions, read with the keys of `trie`.
class ReadTrees {
 public:
  explicit ReadTrees(const tree::QueryTrie& trie) : keys_(trie.keys) {
    tree::Reader reader(keys_);
    const Inputs& inputs = typical_task_definitions();
    for (std::size_t i = 0; i < inputs.count(); ++i) {
      results_.push_back(std::make_unique<tree::ReadResult>());
      reader.read(tree::Format::json, inputs[i], {}, *results_.back());
    }
  }

  template <class Visit>
  void for_each_root(Visit&& visit) const {
    for (const auto& result : results_) visit(tree::Cursor(result->tree, result->tree.documents().front()));
  }

 private:
  tree::KeyTable keys_;
  std::vector<std::unique_ptr<tree::ReadResult>> results_;
};

std::vector<tree::JsonPath> parsed_queries() {
  std::vector<tree::JsonPath> paths;
  for (const std::string_view query : kQueries) paths.push_back(*tree::JsonPath::parse(query));
  return paths;
}

void evaluate_trie(benchmark::State& state, bool with_everything) {
  tree::QueryTrieBuilder builder;
  std::uint32_t number = 0;
  for (const tree::JsonPath& path : parsed_queries()) builder.add(path, number++);
  if (with_everything) builder.add(*tree::JsonPath::parse(kEverything), number);
  const tree::QueryTrie trie = builder.finish();
  const ReadTrees trees(trie);
  tree::QueryEvaluator evaluator(trie);
  std::size_t matches = 0;
  const auto pass = [&] {
    trees.for_each_root([&](const tree::Cursor& root) {
      evaluator.evaluate(root, kManyVisits, [&](std::uint32_t, const tree::Cursor&) { ++matches; });
    });
  };
  pass();
  Counting counting(state);
  for (auto _ : state) pass();
  counting.finish(typical_task_definitions());
  benchmark::DoNotOptimize(matches);
}

void query_trie(benchmark::State& state) { evaluate_trie(state, false); }
void query_trie_with_everything(benchmark::State& state) { evaluate_trie(state, true); }

void query_one_by_one(benchmark::State& state) {
  const std::vector<tree::JsonPath> paths = parsed_queries();
  const ReadTrees trees({});
  std::size_t matches = 0;
  Counting counting(state);
  for (auto _ : state) {
    trees.for_each_root([&](const tree::Cursor& root) {
      for (const tree::JsonPath& path : paths) matches += path.evaluate(root).size();
    });
  }
  counting.finish(typical_task_definitions());
  benchmark::DoNotOptimize(matches);
}

void query_compile(benchmark::State& state) {
  for (auto _ : state) {
    tree::QueryTrieBuilder builder;
    std::uint32_t number = 0;
    for (const tree::JsonPath& path : parsed_queries()) builder.add(path, number++);
    benchmark::DoNotOptimize(builder.finish());
  }
}

BENCHMARK(query_trie);
BENCHMARK(query_trie_with_everything);
BENCHMARK(query_one_by_one);
BENCHMARK(query_compile);

}  // namespace
}  // namespace paritylint::bench
