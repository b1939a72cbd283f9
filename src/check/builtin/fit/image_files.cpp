// imagedefinitions.json and imageDetail.json: which of them a buildspec hands on, and which containers it names.
#include <algorithm>
#include <iterator>
#include <map>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"
#include "manifest/placeholder.h"

namespace paritylint::check::builtin {
namespace {

using manifest::ArtifactFact;
using manifest::ManifestKind;
using manifest::RenderedFile;
using manifest::SeenPipeline;

// Read by CodePipeline's two ways to deploy to ECS: a rolling update, and CodeDeploy's blue/green.
constexpr std::string_view kRolling = "imagedefinitions.json";
constexpr std::string_view kBlueGreen = "imageDetail.json";

std::string_view name_in(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool is_open_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (manifest::placeholder_at(text, i)) return true;
  }
  return manifest::has_symbol(text);
}

// The strings that stand as "name" in the objects of a list. A text with anything unknown outside of its strings is
// not read.
std::vector<std::string> names_in(std::string_view json) {
  std::vector<std::string> names;
  constexpr std::string_view kKey = "\"name\"";
  for (std::size_t at = json.find(kKey); at != std::string_view::npos; at = json.find(kKey, at)) {
    at = json.find_first_not_of(" \t\r\n", at + kKey.size());
    if (at == std::string_view::npos || json[at] != ':') continue;
    const std::size_t begin = json.find_first_not_of(" \t\r\n", at + 1);
    if (begin == std::string_view::npos || json[begin] != '"') continue;
    const std::size_t end = json.find_first_of("\"\\", begin + 1);
    if (end == std::string_view::npos || json[end] == '\\') break;
    names.emplace_back(json.substr(begin + 1, end - begin - 1));
    at = end;
  }
  return names;
}

class ImageFiles {
 public:
  ImageFiles(RootReporter& reporter, const DeployedFiles& files) : reporter_(reporter), files_(files) {}

  void report() {
    const auto& all = reporter_.view().pipelines->pipelines();
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i]->is_workflow) continue;
      if (const RuleRecord* rule = reporter_.rule("fit/image-container")) report_containers(*rule, *all[i]);
    }
    if (const RuleRecord* rule = reporter_.rule("fit/image-file")) report_kinds(*rule);
  }

 private:
  // --- names of containers -----------------------------------------------------------------------------------------

  void report_containers(const RuleRecord& rule, const SeenPipeline& pipeline) {
    for (const auto& [path, file] : pipeline.rendering->files()) {
      if (name_in(path) != kRolling || file.is_removed || file.steps.empty()) continue;
      report_containers(rule, pipeline, file);
    }
  }

  void report_containers(const RuleRecord& rule, const SeenPipeline& pipeline, const RenderedFile& file) {
    RootFile* buildspec = reporter_.view().find(pipeline.path);
    if (buildspec == nullptr || buildspec->bound == nullptr || !file.text.doubt().empty()) return;
    const std::vector<RootFile*> definitions = files_.task_definitions_of(*buildspec);
    if (definitions.empty()) return;
    std::vector<PlacedName> known;
    bool is_doubtful = false;
    for (RootFile* one : definitions) {
      const TaskDefinition task(one->view);
      if (!task.shows_all_containers()) return;
      is_doubtful = is_doubtful || files_.trust_in(*one) == Trust::doubtful;
      std::ranges::move(container_names(reporter_, *one, task), std::back_inserter(known));
    }
    const manifest::PipelineStep& step = pipeline.pipeline.steps[file.steps.back()];
    const RootPlace place = reporter_.place_of(pipeline.pipeline, step.place);
    if (place.file == nullptr) return;
    for (const std::string& name : names_in(file.text.bytes())) {
      const auto gives = [&](const RootFile* one) { return files_.is_given(*one, '"' + name + '"'); };
      if (is_open_text(name) || std::ranges::find(known, name, &PlacedName::text) != known.end() ||
          std::ranges::any_of(definitions, gives))
        continue;
      RootStatement statement;
      statement.value = RootReporter::shown(place, name);
      statement.atom = definitions.size() == 1 ? definitions[0]->path
                                               : "any of the " + base::counted(definitions.size(), "task definition");
      statement.key = did_you_mean(name, known);
      if (is_doubtful) statement.level = Level::note;
      RawMatch* match = reporter_.add(rule, place, std::move(statement));
      if (match == nullptr) continue;
      for (const PlacedName& one : known) RootReporter::relate(*match, one.place, "a container that there is");
    }
  }

  // --- which of the two files --------------------------------------------------------------------------------------

  // What one buildspec hands on.
  struct Handed {
    const ArtifactFact* appspec = nullptr;
    const ArtifactFact* definition = nullptr;
    const ArtifactFact* rolling = nullptr;
    bool has_blue_green = false;
    std::string definition_path;
  };

  void report_kinds(const RuleRecord& rule) {
    find_appspecs();
    std::map<std::uint32_t, Handed> by_pipeline;
    for (const ArtifactFact& fact : reporter_.view().pipelines->artifacts()) {
      Handed& handed = by_pipeline[fact.pipeline];
      for (const std::string& path : fact.files) add(fact, path, handed);
      // An entry that nothing was seen for says what is meant all the same.
      if (fact.files.empty()) add(fact, fact.artifact->path, handed);
    }
    for (const auto& [pipeline, handed] : by_pipeline) {
      if (handed.appspec == nullptr || handed.definition == nullptr || handed.rolling == nullptr) continue;
      if (!handed.has_blue_green) report_kind(rule, *reporter_.view().pipelines->pipelines()[pipeline], handed);
    }
  }

  void add(const ArtifactFact& fact, const std::string& path, Handed& handed) const {
    const auto& written = reporter_.view().pipelines->pipelines()[fact.pipeline]->rendering->files();
    const auto kind = manifest::kind_by_name(path);
    if (name_in(path) == kRolling) handed.rolling = &fact;
    handed.has_blue_green = handed.has_blue_green || base::glob_matches(fact.artifact->path, kBlueGreen) ||
                            name_in(path) == kBlueGreen || written.contains(std::string(kBlueGreen));
    if (kind == ManifestKind::appspec) handed.appspec = &fact;
    if (kind == ManifestKind::taskdef) {
      handed.definition = &fact;
      handed.definition_path = path;
    }
  }

  // What the task definition holds as it is handed on; "" when nobody knows.
  std::string_view text_of_definition(const SeenPipeline& pipeline, const Handed& handed) const {
    const auto written = pipeline.rendering->files().find(handed.definition_path);
    if (written != pipeline.rendering->files().end()) return written->second.text.bytes();
    const RootFile* file = reporter_.view().find(handed.definition_path);
    return file != nullptr ? file->view.source : std::string_view();
  }

  // An image that CodePipeline is to put in: "image": "<NAME>".
  static bool awaits_image(std::string_view json) {
    constexpr std::string_view kKey = "\"image\"";
    for (std::size_t at = json.find(kKey); at != std::string_view::npos; at = json.find(kKey, at + 1)) {
      const std::size_t quote = json.find('"', at + kKey.size());
      if (quote == std::string_view::npos || quote + 1 >= json.size()) return false;
      if (json[quote + 1] == '<' && manifest::placeholder_at(json, quote + 1)) return true;
    }
    return false;
  }

  void report_kind(const RuleRecord& rule, const SeenPipeline& pipeline, const Handed& handed) {
    const RootFile* appspec = appspec_of(handed);
    if (appspec == nullptr || service_targets(*appspec).empty()) return;
    if (!awaits_image(text_of_definition(pipeline, handed))) return;
    RawMatch* match = reporter_.add(rule, reporter_.place_of(pipeline.path, handed.rolling->artifact->node), {});
    if (match == nullptr) return;
    RootReporter::relate(*match, reporter_.place_of(pipeline.path, handed.appspec->artifact->node),
                         "the AppSpec makes it a blue/green deployment");
  }

  // The AppSpec that is handed on; nullptr when it is made of something that is not there.
  const RootFile* appspec_of(const Handed& handed) const {
    const auto found = appspecs_.find({handed.appspec->pipeline, handed.appspec->artifact->node});
    return found != appspecs_.end() ? found->second : nullptr;
  }

  void find_appspecs() {
    for (const RootFile* file : reporter_.view().manifests) {
      if (file->view.kind != ManifestKind::appspec) continue;
      for (const auto& one : reporter_.view().pipelines->of(file->path).deployments) {
        if (one.artifact_node != tree::kNoNode) appspecs_[{one.pipeline, one.artifact_node}] = file;
      }
    }
  }

  RootReporter& reporter_;
  const DeployedFiles& files_;
  std::map<std::pair<std::uint32_t, tree::NodeId>, const RootFile*> appspecs_;  // by pipeline and artifact
};

}  // namespace

void report_image_files(RootReporter& reporter, const DeployedFiles& files) { ImageFiles(reporter, files).report(); }

}  // namespace paritylint::check::builtin
