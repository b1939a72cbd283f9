// Artifacts of a buildspec that are not there when it has run.
#include <algorithm>

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
      if (is_literal(fact.artifact->path) && fact.files.empty() && !reporter_.view().exists(fact.artifact->path))
        report(*rule, fact);
    }
  }

 private:
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

  // Files of this name that the build makes: one in another folder is named; in one whose name is not known it may be
  // the file itself.
  struct Namesakes {
    std::string elsewhere;
    bool may_be_it = false;
  };

  Namesakes namesakes_of(const ArtifactFact& fact) const {
    Namesakes found;
    for (const auto& [path, file] : pipeline_of(fact).rendering->files()) {
      if (file.is_removed) continue;
      const std::string_view name = name_in(path);
      if (manifest::has_symbol(name) || (name == name_in(fact.artifact->path) && manifest::has_symbol(path))) {
        found.may_be_it = true;
      } else if (name == name_in(fact.artifact->path) && found.elsewhere.empty()) {
        found.elsewhere = path;
      }
    }
    return found;
  }

  void report(const RuleRecord& rule, const ArtifactFact& fact) {
    const manifest::PipelineArtifact& artifact = *fact.artifact;
    const std::string meant = meant_by(fact);
    const Namesakes namesakes = namesakes_of(fact);
    if (namesakes.may_be_it || (meant.empty() && !is_made_by_commands(artifact.path))) return;
    RootStatement statement;
    statement.group = artifact.path;  // primary and secondary artifacts name it: one cause
    statement.key = artifact.artifact.empty() ? "the artifact" : "artifact " + base::quoted(artifact.artifact);
    if (!meant.empty()) statement.atom = ", did you mean " + base::quoted(name_in(meant)) + "?";
    if (meant.empty() && !namesakes.elsewhere.empty())
      statement.atom = "; the commands make " + base::quoted(namesakes.elsewhere);
    if (fact.may_be_made) {
      statement.level = Level::note;
      if (statement.atom.empty()) statement.atom = ", unless a script makes it";
    }
    reporter_.add(rule, reporter_.place_of(pipeline_of(fact).path, artifact.node), std::move(statement));
  }

  RootReporter& reporter_;
};

}  // namespace

void report_missing_artifacts(RootReporter& reporter) { MissingArtifacts(reporter).report(); }

}  // namespace paritylint::check::builtin
