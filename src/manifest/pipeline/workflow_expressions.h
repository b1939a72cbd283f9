// `${{ ... }}` in the texts of a workflow, with what is known of the values: variables, matrix, inputs, outputs of
// steps. Everything else becomes a symbol (symbols.h).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "manifest/pipeline/symbols.h"

namespace paritylint::manifest {

using WorkflowValues = std::map<std::string, std::string, std::less<>>;

// What expressions can name at one place. Values may hold symbols of the job's pipeline.
struct WorkflowScope {
  WorkflowValues env;
  WorkflowValues inputs;  // of a composite action or a called workflow, names in lower case
  WorkflowValues matrix;  // by path: "env", "target.region"
  std::map<std::string, WorkflowValues, std::less<>> outputs;  // of steps, by id
  std::map<std::string, WorkflowValues, std::less<>> needs;    // outputs of jobs before, by job
};

// What the expression (without its braces) stands for, where it is known: a name of one of the contexts above, a
// literal, or several of these with || between them.
std::optional<std::string> value_of_expression(std::string_view expression, const WorkflowScope& scope);

// `text` with each `${{ }}` replaced by its value or by a symbol.
std::string expanded(std::string_view text, const WorkflowScope& scope, SymbolTable& symbols);

}  // namespace paritylint::manifest
