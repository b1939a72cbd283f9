// The combinations of a job's `strategy.matrix`.
#pragma once

#include <string>
#include <vector>

#include "manifest/pipeline/workflow_expressions.h"
#include "tree/cursor.h"

namespace paritylint::manifest {

constexpr std::size_t kMostCombinations = 32;

struct MatrixCombination {
  WorkflowValues values;                      // by path: "env", "target.region"
  std::map<std::string, tree::NodeId> nodes;  // where each of them stands
  std::string label;                          // "prod, eu-west-1"
};

// One without values for a job without a matrix, and for one whose combinations are not literal or too many.
std::vector<MatrixCombination> matrix_combinations(const tree::Cursor& job);

}  // namespace paritylint::manifest
