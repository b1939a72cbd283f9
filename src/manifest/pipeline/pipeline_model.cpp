#include "manifest/pipeline/pipeline_model.h"

#include <algorithm>

namespace paritylint::manifest {

const VariableValue* Pipeline::variable_at(std::string_view name, std::uint32_t time) const {
  const auto found = variables.find(name);
  if (found == variables.end()) return nullptr;
  const std::vector<VariableValue>& values = found->second;
  const auto after = std::ranges::upper_bound(values, time, {}, &VariableValue::time);
  return after == values.begin() ? nullptr : &*std::prev(after);
}

const PipelineInput* PipelineStep::input(std::string_view name) const {
  const auto found = std::ranges::find(inputs, name, &PipelineInput::name);
  return found == inputs.end() ? nullptr : &*found;
}

}  // namespace paritylint::manifest
