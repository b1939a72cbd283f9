// The pipelines of a root's buildspecs, followed over its files: for those who ask how a file is deployed.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "input/file_system.h"
#include "manifest/pipeline/pipeline_account.h"
#include "manifest/vocabulary.h"
#include "tree/read.h"

namespace paritylint::session {

using ReadBytes = std::function<base::Result<void>(const std::string& path, input::Bytes& bytes)>;

// `buildspecs` and `manifests` are root-relative paths; wildcards of commands are looked up among the manifests.
// Context: a buildspec that cannot be read is left out.
std::vector<manifest::PipelineEvent> pipeline_events(std::span<const std::string> buildspecs,
                                                     std::span<const std::string> manifests, const ReadBytes& read,
                                                     const tree::ReadOptions& options);

}  // namespace paritylint::session
