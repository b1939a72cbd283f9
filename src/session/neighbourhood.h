// Which folders a few named files need as context where no index names a root's manifests, so that a run over three
// files walks nothing: the folders of the files, all folders above them up to the root, and where the other
// environments' variants may be: the folders that differ from one of these in one name only (deploy/stg/app beside
// deploy/prod/app) and those inside that are named for an environment.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/file_system.h"
#include "manifest/vocabulary.h"

namespace paritylint::session {

// Root-relative paths of the files in those folders that `wanted` accepts, sorted. Folders that cannot be listed are
// left out: they are context, and a named file that cannot be read is reported where it is read.
std::vector<std::string> neighbourhood(const input::FileSystem& file_system, std::span<const std::string> folders,
                                       const manifest::Vocabulary& vocabulary,
                                       const std::function<bool(std::string_view path)>& wanted);

}  // namespace paritylint::session
