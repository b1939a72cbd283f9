// Engine: runs every file rule over one file. One per thread; reuses its memory.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"
#include "check/suppression_comments.h"

namespace paritylint::check {

struct EngineResult {
  std::vector<RawMatch> matches;  // every place where an enabled rule holds, in no particular order
  std::vector<CommentSuppression> suppressions;
  std::string failure;  // not empty: a limit was reached and nothing is known about the file
};

class Engine {
 public:
  // `rules` must outlive the engine and all matches.
  explicit Engine(const RuleSet& rules);
  ~Engine();
  Engine(Engine&&) noexcept;

  EngineResult run(const FileView& view);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace paritylint::check
