// The container that a render action puts an image into, against the task definition that it is given.
#include <algorithm>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"
#include "manifest/secret_tokens.h"

namespace paritylint::check::builtin {
namespace {

using manifest::PipelineInput;
using manifest::PipelineStep;
using manifest::SeenPipeline;

class RenderedContainers {
 public:
  explicit RenderedContainers(RootReporter& reporter) : reporter_(reporter) {}

  void report() {
    const RuleRecord* rule = reporter_.rule("fit/rendered-container");
    if (rule == nullptr) return;
    for (const auto& pipeline : reporter_.view().pipelines->pipelines()) {
      for (std::uint32_t i = 0; i < pipeline->pipeline.steps.size(); ++i) {
        const PipelineStep& step = pipeline->pipeline.steps[i];
        if (step.kind == manifest::StepKind::render_image) report(*rule, *pipeline, i, step);
      }
    }
  }

 private:
  void report(const RuleRecord& rule, const SeenPipeline& pipeline, std::uint32_t index, const PipelineStep& step) {
    const PipelineInput* name = step.input("container-name");
    const manifest::RenderedText* text = pipeline.rendering->input_of(index);
    if (name == nullptr || name->value.empty() || manifest::has_symbol(name->value) || text == nullptr) return;
    RootFile* file = text->source_path().empty() ? nullptr : reporter_.view().find(text->source_path());
    if (file == nullptr || file->view.tree == nullptr || !file->view.recognition ||
        file->view.kind != manifest::ManifestKind::taskdef)
      return;
    const TaskDefinition task(file->view);
    if (!task.shows_all_containers() || task.find_container(name->value) != nullptr) return;
    // A step before this one may have given a container the name.
    const std::string quoted_name = '"' + name->value + '"';
    if (occurrences(text->bytes(), quoted_name) > occurrences(file->view.source, quoted_name)) return;
    const std::vector<PlacedName> names = container_names(reporter_, *file, task);
    const RootPlace place = reporter_.place_of(pipeline.pipeline, name->place);
    if (place.file == nullptr) return;
    RootStatement statement;
    statement.value = shown(place, name->value);
    statement.atom = file->path;
    statement.key = did_you_mean(name->value, names);
    const bool is_doubtful = !text->doubt().empty() ||
                             manifest::RootPipelines::unread_script(pipeline, index) != nullptr ||
                             !reporter_.view().pipelines->of(file->path).opaque.empty();
    if (is_doubtful) statement.level = Level::note;
    RawMatch* match = reporter_.add(rule, place, std::move(statement));
    if (match == nullptr) return;
    for (const PlacedName& one : names) RootReporter::relate(*match, one.place, "a container that there is");
  }

  // A value that comes from elsewhere could be a secret there: then the place's own text is shown.
  std::string shown(const RootPlace& place, std::string_view value) const {
    std::vector<base::Span> tokens;
    if (base::slice(place.file->view.source, place.span) != value) manifest::append_token_spans(value, tokens);
    return tokens.empty() ? RootReporter::shown(place, value) : reporter_.shown(place);
  }

  RootReporter& reporter_;
};

}  // namespace

void report_rendered_containers(RootReporter& reporter) { RenderedContainers(reporter).report(); }

}  // namespace paritylint::check::builtin
