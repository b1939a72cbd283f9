#include "check/builtin/fit/fit.h"

#include <algorithm>
#include <array>

#include "check/builtin/fit/fit_checks.h"

namespace paritylint::check::builtin {
namespace {

constexpr std::array<std::string_view, 11> kChecks = {
    "appspec-container",  "appspec-port",      "pinned-task-definition", "image-file",   "image-container", "artifact",
    "rendered-container", "exported-variable", "batch-buildspec",        "architecture", "undeployed"};

}  // namespace

bool is_fit_check(std::string_view name) { return std::ranges::find(kChecks, name) != kChecks.end(); }

void report_fit(RootReporter& reporter) {
  const DeployedFiles files(reporter.view());
  report_traffic_targets(reporter, files);
  report_pinned_task_definitions(reporter, files);
  report_image_files(reporter, files);
  report_missing_artifacts(reporter);
  report_rendered_containers(reporter);
  report_exported_variables(reporter);
  report_batch_buildspecs(reporter);
  report_architectures(reporter);
  report_undeployed(reporter);
}

}  // namespace paritylint::check::builtin
