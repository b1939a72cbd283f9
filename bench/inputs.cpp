#include "inputs.h"

#include <utility>

#include "allocations.h"
#include "generate.h"
#include "tree/read.h"

namespace paritylint::bench {
namespace {

constexpr std::uint32_t kTypicalFiles = 64;

std::vector<std::string> one(std::string text) {
  std::vector<std::string> texts;
  texts.push_back(std::move(text));
  return texts;
}

}  // namespace

Inputs::Inputs(std::vector<std::string> texts) : padded_(std::move(texts)) {
  for (std::string& text : padded_) {
    const std::size_t size = text.size();
    text.append(tree::kPadding, '\0');
    views_.push_back(std::string_view(text).substr(0, size));
    total_bytes_ += size;
  }
}

const Inputs& typical_task_definitions() {
  static const Inputs kInputs(many(task_definition, kTypicalFiles));
  return kInputs;
}

const Inputs& large_task_definition_input() {
  static const Inputs kInputs(one(large_task_definition(1'000'000)));
  return kInputs;
}

const Inputs& typical_buildspecs() {
  static const Inputs kInputs(many(buildspec, kTypicalFiles));
  return kInputs;
}

const Inputs& large_buildspec_input() {
  static const Inputs kInputs(one(large_buildspec(100'000)));
  return kInputs;
}

Counting::Counting(benchmark::State& state) : state_(state), allocations_before_(allocations_on_this_thread()) {}

void Counting::finish(const Inputs& inputs) {
  const auto allocations = static_cast<double>(allocations_on_this_thread() - allocations_before_);
  const auto files = static_cast<double>(state_.iterations()) * static_cast<double>(inputs.count());
  state_.SetBytesProcessed(static_cast<std::int64_t>(state_.iterations() * inputs.total_bytes()));
  state_.SetItemsProcessed(static_cast<std::int64_t>(state_.iterations() * inputs.count()));
  state_.counters["allocs_per_file"] = files > 0 ? allocations / files : 0;
  state_.counters["bytes_per_file"] = static_cast<double>(inputs.total_bytes()) / static_cast<double>(inputs.count());
}

}  // namespace paritylint::bench
