// What a deployment means for a finding about what it deploys: how grave it is, and how it is said.
#pragma once

#include <map>
#include <set>
#include <string>

#include "check/builtin/templating/unseen_writers.h"
#include "check/finding.h"
#include "check/root_view.h"

namespace paritylint::check::builtin {

class Ways {
 public:
  // `view` must outlive it.
  explicit Ways(const RootView& view);

  // Error where the whole path was seen and AWS gets the text as it is; warning where CodePipeline takes it, which no
  // repository shows; note where something that was not followed may do the rest.
  Level level_of(const manifest::Deployment& deployment);

  // "no step of buildspec.yml replaces it before it is handed on as an artifact".
  std::string described(const manifest::Deployment& deployment);

  // True for what a wildcard among the artifacts takes along though nothing says that it is deployed from there: it is
  // of another set, no AppSpec beside it waits for a task definition, it has no name under which CodePipeline looks for
  // it, or the pipeline makes another file of it.
  bool is_taken_along(const std::string& path, const manifest::Deployment& deployment);

 private:
  // Why the statement is weak; "" when it is not.
  std::string doubt_about(const manifest::Deployment& deployment);

  const RootView& view_;
  UnseenWriters writers_;
  std::map<std::string, const manifest::ManifestSet*, std::less<>> set_of_;  // by path
  std::set<std::string, std::less<>> waiting_folders_;  // with an AppSpec that CodePipeline fills in
};

// True when CodePipeline may read the file: it replaces <X> in `image` and <TASK_DEFINITION>.
bool is_by_codepipeline(const manifest::Deployment& deployment);

// True when more speaks against a way that is only assumed, DeploymentWay::source, than for it.
bool is_refuted(const RootView& view, const RootFile& file, const manifest::Deployment& deployment);

const manifest::SeenPipeline& pipeline_of(const RootView& view, const manifest::Deployment& deployment);

}  // namespace paritylint::check::builtin
