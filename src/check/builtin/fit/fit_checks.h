// The checks of the family, one file each. Internal to fit.cpp.
#pragma once

#include "check/builtin/fit/deployed_files.h"
#include "check/builtin/fit/placed_names.h"
#include "check/builtin/root_reporter.h"

namespace paritylint::check::builtin {

void report_traffic_targets(RootReporter& reporter, const DeployedFiles& files);          // traffic_target.cpp
void report_pinned_task_definitions(RootReporter& reporter, const DeployedFiles& files);  // pinned.cpp
void report_image_files(RootReporter& reporter, const DeployedFiles& files);              // image_files.cpp
void report_missing_artifacts(RootReporter& reporter);                                    // artifacts.cpp
void report_rendered_containers(RootReporter& reporter);                                  // rendered_container.cpp
void report_exported_variables(RootReporter& reporter);                                   // exported_variables.cpp
void report_batch_buildspecs(RootReporter& reporter);                                     // batch_buildspecs.cpp
void report_architectures(RootReporter& reporter);                                        // architecture.cpp
void report_undeployed(RootReporter& reporter);                                           // undeployed.cpp

}  // namespace paritylint::check::builtin
