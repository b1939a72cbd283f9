// What the pipelines of a root do to its files, in sentences: for those who ask how a file is deployed.
#pragma once

#include <vector>

#include "manifest/pipeline/pipeline_account.h"
#include "session/root_pipelines.h"

namespace paritylint::session {

// By pipeline and in its order. What several jobs do in the same way, a matrix above all, is told once.
std::vector<manifest::PipelineEvent> pipeline_events(const RootInputs& inputs);

}  // namespace paritylint::session
