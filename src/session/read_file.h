// One file from bytes to raw matches: read, recognise, run the file rules. One FileChecker per thread.
#pragma once

#include <optional>
#include <string_view>

#include "check/engine.h"
#include "session/memo.h"
#include "tree/read.h"

namespace paritylint::session {

class FileChecker {
 public:
  // `rules` must outlive the checker and every result, `vocabulary` the checker. `may_span_regions` as in
  // check::FileView.
  FileChecker(const check::RuleSet& rules, tree::ReadOptions options,
              const manifest::Vocabulary& vocabulary = manifest::Vocabulary::built_in(), bool may_span_regions = true);

  // Check `bytes` (with tree::kPadding readable bytes behind them) as a file called `path`. `by_name` is the kind that
  // the name suggests, if any.
  FileResult check(std::string_view path, std::string_view bytes, std::optional<manifest::ManifestKind> by_name);

 private:
  tree::ReadOptions options_;
  const manifest::Vocabulary& vocabulary_;
  bool may_span_regions_;
  tree::Reader reader_;
  tree::ReadResult read_;
  check::Engine engine_;
  manifest::IdentityReader identity_;
};

}  // namespace paritylint::session
