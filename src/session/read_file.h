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
  // `rules` must outlive the checker and every result.
  FileChecker(const check::RuleSet& rules, tree::ReadOptions options);

  // Check `bytes` (with tree::kPadding readable bytes behind them) as a file called `path`. `by_name` is the kind that
  // the name suggests, if any.
  FileResult check(std::string_view path, std::string_view bytes, std::optional<manifest::ManifestKind> by_name);

 private:
  tree::ReadOptions options_;
  tree::Reader reader_;
  tree::ReadResult read_;
  check::Engine engine_;
};

// True when a placeholder stands where an account, a region, a role, a log group or a bucket belongs: then the file is
// a template that several environments share.
bool has_identity_placeholder(const tree::Tree& tree, const manifest::Recognition& recognition);

}  // namespace paritylint::session
