// FileView: all that a rule over one file may see. No path and no neighbours, so that what such a rule says depends on
// the content only and can be kept by its hash.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "manifest/kind.h"
#include "manifest/vocabulary.h"
#include "tree/read.h"

namespace paritylint::check {

struct FileView {
  std::string_view source;
  manifest::ManifestKind kind = manifest::ManifestKind::taskdef;
  const tree::Tree* tree = nullptr;                  // nullptr when the file could not be read into one
  std::optional<manifest::Recognition> recognition;  // set when there is a tree
  std::span<const tree::Problem> problems;
  const manifest::Vocabulary* vocabulary = &manifest::Vocabulary::built_in();
  bool may_span_regions = true;  // false: no file of the root goes to several regions, so that rules with `only-if`
                                 // would be silent in the end
};

}  // namespace paritylint::check
