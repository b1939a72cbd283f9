// The inputs of the benchmarks, made once per run, and what all of them count.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::bench {

// Texts with the padding behind them that the readers ask for.
class Inputs {
 public:
  explicit Inputs(std::vector<std::string> texts);

  std::size_t count() const { return views_.size(); }
  std::string_view operator[](std::size_t index) const { return views_[index]; }
  std::size_t total_bytes() const { return total_bytes_; }

 private:
  std::vector<std::string> padded_;
  std::vector<std::string_view> views_;
  std::size_t total_bytes_ = 0;
};

// 64 task definitions of about 2 kB; one of 1 MB; 64 buildspecs of about 1 kB; one of 100 kB.
const Inputs& typical_task_definitions();
const Inputs& large_task_definition_input();
const Inputs& typical_buildspecs();
const Inputs& large_buildspec_input();

// Counts bytes, files and allocations of the measured loop.
class Counting {
 public:
  explicit Counting(benchmark::State& state);
  // After the loop, in which every iteration handled all of `inputs`.
  void finish(const Inputs& inputs);

 private:
  benchmark::State& state_;
  std::uint64_t allocations_before_;
};

}  // namespace paritylint::bench
