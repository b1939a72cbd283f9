// Engine: runs every file rule over one file. One per thread; reuses its memory.
#pragma once

#include <memory>
#include <vector>

#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check {

class Engine {
 public:
  // `rules` must outlive the engine and all matches.
  explicit Engine(const RuleSet& rules);
  ~Engine();
  Engine(Engine&&) noexcept;

  // Every place where an enabled rule holds, in no particular order.
  std::vector<RawMatch> run(const FileView& view);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace paritylint::check
