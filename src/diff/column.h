// Column: one environment's variant of a manifest, as a comparison sees it.
#pragma once

#include <string>

#include "manifest/kind.h"
#include "tree/tree.h"

namespace paritylint::diff {

struct Column {
  std::string environment;            // canonical name, an unknown word, "default" for a bare file
  std::string label;                  // what messages call it: the environment, or the path where two have one
  const tree::Tree* tree = nullptr;   // outlives the comparison
  manifest::Recognition recognition;  // all columns of a comparison have one kind
};

}  // namespace paritylint::diff
