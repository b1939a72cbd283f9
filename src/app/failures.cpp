#include "app/commands.h"

namespace paritylint::app {

std::vector<report::Failure> failures_of(const CheckedPaths& checked) {
  std::vector<report::Failure> failures;
  for (const input::OpenFailure& failure : checked.failures) failures.push_back({failure.path, failure.error.message});
  for (const CheckedRoot& one : checked.roots) {
    for (const session::ReadFailure& failure : one.result.failures) {
      std::string path = failure.path.empty() ? failure.path : input::display_path(one.root, failure.path);
      failures.push_back(
          {std::move(path), failure.message, one.root.display_prefix, failure.line_1based, failure.column_1based});
    }
  }
  return failures;
}

}  // namespace paritylint::app
