// Manifests of the collection whose environment or variant key we read otherwise than its index, each with the reason.
#pragma once

#include <string_view>

namespace paritylint::test {

struct IndexDisagreement {
  std::string_view corpus_path;
  std::string_view reason;
};

constexpr IndexDisagreement kIndexDisagreements[] = {
    {"open/0xPolygonID__docs/main-taskdef.json",
     "main stands where develop, staging and prod stand in the files beside it; the index knows it as no environment"},
    {"open/metaskylabs__metasky-wallet-astar/.aws/task-def-1box.json",
     "1box stands where prod and stage stand in the files beside it, and its names say 1box where theirs say stage"},
};

}  // namespace paritylint::test
