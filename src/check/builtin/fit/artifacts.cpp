// Artifacts of a buildspec that are not there when it has run.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"

namespace paritylint::check::builtin {
namespace {

using manifest::ArtifactFact;

constexpr std::string_view kImageFiles[] = {"imagedefinitions.json", "imageDetail.json"};

std::string_view name_in(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// True for a text that names one file as it stands there.
bool is_literal(std::string_view path) {
  return !path.empty() && path.front() != '/' && !path.starts_with("../") && !path.ends_with('/') &&
         path.find_first_of("*?[{$<%`") == std::string_view::npos && !manifest::has_symbol(path);
}

class MissingArtifacts {
 public:
  explicit MissingArtifacts(RootReporter& reporter) : reporter_(reporter) {}

  void report() {
    const RuleRecord* rule = reporter_.rule("fit/artifact");
    if (rule == nullptr) return;
    for (const ArtifactFact& fact : reporter_.view().pipelines->artifacts()) {
      if (!works_at_top(fact.pipeline)) continue;
      if (is_literal(fact.artifact->path) && fact.files.empty() && !reporter_.view().exists(fact.artifact->path))
        report(*rule, fact);
    }
  }

 private:
  // Does the build of a buildspec in a folder run at the top of the root, as CodeBuild does with a whole repository?
  // Seen by artifacts that are there. The folder may be the top of another source, which was copied or mirrored.
  bool works_at_top(std::uint32_t pipeline) {
    const manifest::SeenPipeline& seen = *reporter_.view().pipelines->pipelines()[pipeline];
    const std::size_t slash = seen.path.rfind('/');
    if (slash == std::string::npos) return true;
    const auto [found, is_new] = at_top_.try_emplace(pipeline, false);
    if (!is_new) return found->second;
    const std::string folder = seen.path.substr(0, slash + 1);
    for (const manifest::PipelineArtifact& one : seen.artifacts) {
      if (!is_literal(one.path)) continue;
      if (reporter_.view().exists(one.path)) {
        found->second = true;
      } else if (reporter_.view().exists(folder + one.path)) {
        return found->second = false;
      }
    }
    return found->second;
  }

  const manifest::SeenPipeline& pipeline_of(const ArtifactFact& fact) const {
    return *reporter_.view().pipelines->pipelines()[fact.pipeline];
  }

  bool is_there(const ArtifactFact& fact, const std::string& path) const {
    const auto& written = pipeline_of(fact).rendering->files();
    const auto made = written.find(path);
    return made != written.end() ? !made->second.is_removed : reporter_.view().exists(path);
  }

  // The same name with another ending.
  std::string meant_by(const ArtifactFact& fact) const {
    const std::string& path = fact.artifact->path;
    const bool may_be_json = manifest::kind_by_name(path) == manifest::ManifestKind::appspec;
    for (const std::string_view ending : {".yml", ".yaml", ".json"}) {
      if (!path.ends_with(ending) || (ending == ".json" && !may_be_json)) continue;
      const std::string stem = path.substr(0, path.size() - ending.size());
      for (const std::string_view other : {".yml", ".yaml", ".json"}) {
        if (other == ending || (other == ".json" && !may_be_json)) continue;
        std::string meant = stem + std::string(other);
        if (is_there(fact, meant)) return meant;
      }
    }
    return {};
  }

  // Files that commands of a build make are seen; what compilers and package managers make is not.
  static bool is_made_by_commands(std::string_view path) {
    if (std::ranges::find(kImageFiles, name_in(path)) != std::end(kImageFiles)) return true;
    const auto kind = manifest::kind_by_name(path);
    return kind && *kind != manifest::ManifestKind::buildspec;
  }

  // What one build makes, by the name without its folder.
  struct Made {
    std::map<std::string_view, std::string_view> paths;
    std::set<std::string_view> somewhere;  // names of files in folders that are not known
    bool has_unknown_name = false;
  };

  const Made& made_by(std::uint32_t pipeline) {
    const auto [found, is_new] = made_.try_emplace(pipeline);
    if (!is_new) return found->second;
    Made& made = found->second;
    for (const auto& [path, file] : reporter_.view().pipelines->pipelines()[pipeline]->rendering->files()) {
      if (file.is_removed || file.steps.empty()) continue;
      const std::string_view name = name_in(path);
      if (manifest::has_symbol(name)) {
        made.has_unknown_name = true;
      } else if (manifest::has_symbol(path)) {
        made.somewhere.insert(name);
      } else {
        made.paths.emplace(name, path);
      }
    }
    return made;
  }

  void report(const RuleRecord& rule, const ArtifactFact& fact) {
    const manifest::PipelineArtifact& artifact = *fact.artifact;
    const std::string meant = meant_by(fact);
    if (meant.empty() && !is_made_by_commands(artifact.path)) return;
    const Made& made = made_by(fact.pipeline);
    const std::string_view name = name_in(artifact.path);
    if (made.has_unknown_name || made.somewhere.contains(name)) return;  // it may be the file
    RootStatement statement;
    statement.group = artifact.path;  // primary and secondary artifacts name it: one cause
    const RootPlace place = reporter_.place_of(pipeline_of(fact).path, artifact.node);
    if (place.file == nullptr) return;
    const auto elsewhere = made.paths.find(name);
    if (!meant.empty()) {
      statement.atom = ", did you mean " + base::quoted(RootReporter::shown(place, name_in(meant))) + "?";
    } else if (elsewhere != made.paths.end()) {
      const auto& written = pipeline_of(fact).rendering->files().find(elsewhere->second)->second;
      const manifest::Pipeline& pipeline = pipeline_of(fact).pipeline;
      const RootPlace writer = reporter_.place_of(pipeline, pipeline.steps[written.steps.back()].place);
      if (writer.file != nullptr)
        statement.atom = "; the commands make " + base::quoted(RootReporter::shown(writer, elsewhere->second));
    }
    if (fact.may_be_made) {
      statement.level = Level::note;
      if (statement.atom.empty()) statement.atom = ", unless a script makes it";
    }
    reporter_.add(rule, place, std::move(statement));
  }

  RootReporter& reporter_;
  std::map<std::uint32_t, Made> made_;    // by pipeline
  std::map<std::uint32_t, bool> at_top_;  // by pipeline
};

}  // namespace

void report_missing_artifacts(RootReporter& reporter) { MissingArtifacts(reporter).report(); }

}  // namespace paritylint::check::builtin
