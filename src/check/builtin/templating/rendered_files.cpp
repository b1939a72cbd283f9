#include "check/builtin/templating/rendered_files.h"

#include <algorithm>

#include "base/text.h"
#include "check/builtin/templating/unseen_writers.h"
#include "manifest/kind.h"

namespace paritylint::check::builtin {
namespace {

using manifest::ArtifactFact;
using manifest::ManifestKind;
using manifest::PipelineFragment;
using manifest::PipelineStep;
using manifest::RenderedFile;
using manifest::SeenPipeline;

// Written manifests of one pipeline that are judged.
constexpr std::size_t kMostFiles = 50;

std::string_view file_name_in(std::string_view path) { return path.substr(path.rfind('/') + 1); }

class RenderedFiles {
 public:
  RenderedFiles(RootReporter& reporter, const RuleRecord& rule, std::uint32_t index)
      : reporter_(reporter),
        view_(reporter.view()),
        rule_(rule),
        index_(index),
        pipeline_(*view_.pipelines->pipelines()[index]) {}

  void report() {
    if (pipeline_.is_workflow || pipeline_.artifacts.empty() || !feeds_blue_green()) return;
    if (!UnseenWriters(view_).before(pipeline_, manifest::kNoStep).empty()) return;
    std::size_t judged = 0;
    for (const auto& [path, file] : pipeline_.rendering->files()) {
      const auto kind = manifest::kind_by_name(path, *view_.vocabulary);
      if (file.is_removed || file.steps.empty() || !kind || *kind == ManifestKind::buildspec) continue;
      if (++judged > kMostFiles) return;
      if (hands_on(path, *kind) || !is_filled_in(path, file) || is_mentioned_elsewhere(path, file)) continue;
      add(path, file);
    }
  }

 private:
  bool is_mine(const ArtifactFact& fact) const { return fact.pipeline == index_; }

  // Its artifacts hold what CodePipeline's CodeDeploy action reads.
  bool feeds_blue_green() const {
    return std::ranges::any_of(pipeline_.artifacts, [&](const manifest::PipelineArtifact& artifact) {
      return file_name_in(artifact.path) == "imageDetail.json" ||
             manifest::kind_by_name(artifact.path, *view_.vocabulary) == ManifestKind::appspec;
    });
  }

  // It hands on the file, or another one of its kind: this one was on the way there.
  bool hands_on(const std::string& path, ManifestKind kind) const {
    return std::ranges::any_of(view_.pipelines->artifacts(), [&](const ArtifactFact& fact) {
      if (!is_mine(fact)) return false;
      return base::glob_matches(fact.artifact->path, path) ||
             manifest::kind_by_name(fact.artifact->path, *view_.vocabulary) == kind;
    });
  }

  // A manifest of the root, changed.
  bool is_filled_in(const std::string& path, const RenderedFile& file) const {
    const std::string& source = file.text.source_path();
    if (source.empty() || view_.pipelines->of(source).replacements.empty()) return false;
    const bool is_new = path != source && !view_.exists(path);
    return is_new || std::ranges::any_of(file.text.stretches(), [](const manifest::RenderedStretch& one) {
             return one.step != manifest::kNoStep;
           });
  }

  // Another command names the file: it may bring it to AWS in a way of its own.
  bool is_mentioned_elsewhere(const std::string& path, const RenderedFile& file) const {
    const std::vector<PipelineFragment>& fragments = pipeline_.pipeline.fragments;
    for (std::uint32_t i = 0; i < fragments.size(); ++i) {
      const std::string_view text = base::trim(fragments[i].text);
      if (text.find(file_name_in(path)) == std::string_view::npos) continue;
      if (text.starts_with("cat ") || text.starts_with("echo ")) continue;
      const bool is_own = std::ranges::any_of(
          file.steps, [&](std::uint32_t step) { return pipeline_.pipeline.steps[step].place.fragment == i; });
      if (!is_own) return true;
    }
    return false;
  }

  void add(const std::string& path, const RenderedFile& file) {
    const PipelineStep& step = pipeline_.pipeline.steps[file.steps.back()];
    RootStatement statement;
    statement.key = path;
    RawMatch* match = reporter_.add(rule_, reporter_.place_of(pipeline_.pipeline, step.place), std::move(statement));
    if (match == nullptr) return;
    RootReporter::relate(*match, reporter_.place_of(pipeline_.path, pipeline_.artifacts.front().node),
                         "the artifacts begin here");
  }

  RootReporter& reporter_;
  const RootView& view_;
  const RuleRecord& rule_;
  std::uint32_t index_;
  const SeenPipeline& pipeline_;
};

}  // namespace

void report_rendered_files(RootReporter& reporter) {
  const RuleRecord* rule = reporter.rule("templating/not-handed-on");
  if (rule == nullptr) return;
  for (std::uint32_t i = 0; i < reporter.view().pipelines->pipelines().size(); ++i) {
    RenderedFiles(reporter, *rule, i).report();
  }
}

}  // namespace paritylint::check::builtin
