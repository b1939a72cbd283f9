// Buildspecs that a batch names and that are not there.
#include <algorithm>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

// Buildspecs whose names are compared with one that is not there, and those that are not there.
constexpr std::size_t kMostNeighbours = 200;
constexpr std::size_t kMostMissing = 200;

class BatchBuildspecs {
 public:
  explicit BatchBuildspecs(RootReporter& reporter) : reporter_(reporter) {}

  void report() {
    rule_ = reporter_.rule("fit/batch-buildspec");
    if (rule_ == nullptr) return;
    std::vector<std::string_view> paths;
    for (const RootFile* file : reporter_.view().manifests) {
      if (file->view.kind == manifest::ManifestKind::buildspec && paths.size() < kMostNeighbours)
        paths.push_back(file->path);
    }
    for (RootFile* file : reporter_.view().manifests) {
      if (file->view.kind != manifest::ManifestKind::buildspec) continue;
      const Value batch = Cursor(*file->view.tree, file->view.recognition->root).find("batch");
      if (!batch) continue;
      for (const std::string_view list : {"build-list", "build-graph"}) {
        const Value builds = batch->find(list);
        if (!builds) continue;
        builds->for_each_element([&](std::size_t, const Cursor& build) {
          if (const Value named = build.find("buildspec")) report(*file, *named, paths);
        });
      }
      report_matrix(*file, *batch, paths);
    }
  }

 private:
  void report_matrix(RootFile& file, const Cursor& batch, const std::vector<std::string_view>& paths) {
    const Value matrix = batch.find("build-matrix");
    const Value dynamic = matrix ? matrix->find("dynamic") : std::nullopt;
    const Value named = dynamic ? dynamic->find("buildspec") : std::nullopt;
    if (!named) return;
    named->for_each_element([&](std::size_t, const Cursor& one) { report(file, one, paths); });
  }

  // A path in the source; what has lines is a buildspec itself, what has a scheme lies in S3.
  void report(RootFile& file, const Cursor& named, const std::vector<std::string_view>& paths) {
    if (!named.is_scalar() || is_open(named)) return;
    std::string_view path = named.text();
    if (path.starts_with("./")) path.remove_prefix(2);
    const bool is_path = !path.empty() && path.find_first_of("\n:*$") == std::string_view::npos &&
                         path.front() != '/' && !path.starts_with("../") &&
                         (path.ends_with(".yml") || path.ends_with(".yaml"));
    if (!is_path || missing_ > kMostMissing || reporter_.view().exists(path)) return;
    // Its folder may be the top of another source.
    const std::string folder = file.path.substr(0, file.path.rfind('/') + 1);
    if (reporter_.view().exists(folder + std::string(path))) return;
    ++missing_;
    RootStatement statement;
    statement.key = base::did_you_mean(path, paths);
    reporter_.add(*rule_, reporter_.place_of(file, named), std::move(statement));
  }

  RootReporter& reporter_;
  const RuleRecord* rule_ = nullptr;
  std::size_t missing_ = 0;
};

}  // namespace

void report_batch_buildspecs(RootReporter& reporter) { BatchBuildspecs(reporter).report(); }

}  // namespace paritylint::check::builtin
