// Steps that may fill in a template though nobody follows what they do: a script in another language, an action that
// renders files, a target of make. Where one of them runs first, nothing is certain of what it leaves.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "check/root_view.h"

namespace paritylint::check::builtin {

class UnseenWriters {
 public:
  // `view` must outlive it.
  explicit UnseenWriters(const RootView& view) : view_(view) {}

  // What runs before `step` (manifest::kNoStep: at all) and may write manifests unseen, as people know it: "render.py",
  // "cschleiden/replace-tokens"; "" when nothing does. Each pipeline is looked through once.
  std::string before(const manifest::SeenPipeline& pipeline, std::uint32_t step);

 private:
  struct First {
    std::uint32_t script_step = manifest::kNoStep;  // of a shell script that was not read
    std::uint32_t fragment = manifest::kNoStep;     // of anything else
    std::string script;
    std::string other;
  };
  First first_of(const manifest::SeenPipeline& pipeline) const;

  const RootView& view_;
  std::map<const manifest::SeenPipeline*, First> known_;
};

}  // namespace paritylint::check::builtin
