// Tokens of which a replacement that was meant for another one has taken a piece: ROLE_ARN inside EXECUTION_ROLE_ARN,
// IMAGE1_NAME inside <IMAGE1_NAME>, which leaves the marks.
#pragma once

#include <string>
#include <vector>

#include "check/root_view.h"

namespace paritylint::check::builtin {

struct SpoiledToken {
  const manifest::SeenPipeline* pipeline = nullptr;
  const manifest::PipelineReplacement* culprit = nullptr;
  const manifest::PipelineReplacement* victim = nullptr;  // that looks for the whole token in vain; nullptr: none does
  RootFile* file = nullptr;
  std::string token;  // that is spoiled
  base::Span source;  // where it stands in the file
};

// One for each token and culprit, in the order of pipelines and files.
std::vector<SpoiledToken> find_spoiled_tokens(const RootView& view);

}  // namespace paritylint::check::builtin
