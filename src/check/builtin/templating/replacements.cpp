#include "check/builtin/templating/replacements.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "check/builtin/templating/spoiled.h"
#include "check/builtin/templating/template_tokens.h"
#include "check/builtin/templating/unseen_writers.h"
#include "manifest/placeholder.h"

namespace paritylint::check::builtin {
namespace {

using manifest::CommandPlace;
using manifest::Pipeline;
using manifest::PipelineReplacement;
using manifest::SeenPipeline;

// One pattern of one command, wherever it runs: by several jobs, over several files.
using Pattern = std::tuple<std::string, tree::NodeId, std::uint32_t, std::string>;

struct Use {
  const SeenPipeline* pipeline = nullptr;
  const PipelineReplacement* replacement = nullptr;  // the first one in a manifest
  std::set<std::string> manifests;
  std::size_t replaced = 0;
  bool is_certain = true;
  bool passes_over = false;
  bool is_scripted = false;  // a script that was not read runs before it and may have written the text
};

// <ENV>, MY_X, and bare words that nobody writes for another reason: EXECUTION_ROLE_ARN.
bool is_token(std::string_view text) {
  if (manifest::is_placeholder(text)) return true;
  const bool is_upper =
      std::ranges::all_of(text, [](char c) { return base::is_upper(c) || base::is_digit(c) || c == '_'; });
  return is_upper && text.find('_') != std::string_view::npos;
}

class Replacements {
 public:
  explicit Replacements(RootReporter& reporter)
      : reporter_(reporter),
        view_(reporter.view()),
        writers_(view_),
        useless_(reporter.rule("templating/useless")),
        ambiguous_(reporter.rule("templating/ambiguous")),
        once_(reporter.rule("templating/once-a-line")) {}

  void report() {
    for (const SpoiledToken& one : find_spoiled_tokens(view_)) add_spoiled(one);
    for (const auto& pipeline : view_.pipelines->pipelines()) collect(*pipeline);
    for (const auto& [pattern, use] : uses_) {
      if (use.replacement == nullptr || !use.is_certain) continue;
      if (use.replaced == 0 && !spoiled_.contains({use.pipeline, std::get<3>(pattern)})) add_useless(use);
      if (use.passes_over) add_once(use);
    }
  }

 private:
  bool is_manifest(const std::string& path) const {
    const auto found =
        std::ranges::lower_bound(view_.manifests, path, {}, [](const RootFile* file) { return file->path; });
    return found != view_.manifests.end() && (*found)->path == path;
  }

  void collect(const SeenPipeline& pipeline) {
    for (const PipelineReplacement& one : pipeline.rendering->replacements()) {
      // A container that an action does not find is no template's fault.
      if (pipeline.pipeline.steps[one.step].kind == manifest::StepKind::render_image) continue;
      const manifest::PipelineFragment& fragment = pipeline.pipeline.fragments[one.place.fragment];
      Use& use = uses_[{fragment.path, fragment.node, one.place.span.begin, one.token.value_or(one.pattern)}];
      use.replaced += one.replaced;
      use.is_certain = use.is_certain && one.is_certain && !manifest::has_symbol(one.pattern);
      use.is_scripted = use.is_scripted || !writers_.before(pipeline, one.step).empty();
      use.passes_over = use.passes_over || (one.passed_over > 0 && one.token && is_token(*one.token));
      if (!is_manifest(one.file)) continue;
      use.manifests.insert(one.file);
      if (use.replacement != nullptr) continue;
      use.pipeline = &pipeline;
      use.replacement = &one;
    }
  }

  RawMatch* add(const RuleRecord* rule, const Use& use, RootStatement statement) {
    if (rule == nullptr) return nullptr;
    const Pipeline& pipeline = use.pipeline->pipeline;
    return reporter_.add(*rule, reporter_.place_of(pipeline, pattern_place(pipeline, *use.replacement)),
                         std::move(statement));
  }

  void add_useless(const Use& use) {
    RootStatement statement;
    for (const std::string& path : use.manifests) statement.atom += (statement.atom.empty() ? "" : " and ") + path;
    statement.value = use.replacement->token.value_or(use.replacement->pattern);
    if (use.is_scripted) statement.level = Level::note;
    add(useless_, use, std::move(statement));
  }

  void add_once(const Use& use) {
    RootStatement statement;
    statement.atom = use.replacement->file;
    statement.value = *use.replacement->token;
    add(once_, use, std::move(statement));
  }

  void add_spoiled(const SpoiledToken& one) {
    if (one.victim != nullptr) spoiled_.insert({one.pipeline, *one.victim->token});
    if (ambiguous_ == nullptr) return;
    const Pipeline& pipeline = one.pipeline->pipeline;
    RootStatement statement;
    statement.value = *one.culprit->token;
    statement.atom = one.token;
    statement.key = one.file->path;
    RawMatch* match = reporter_.add(*ambiguous_, reporter_.place_of(pipeline, pattern_place(pipeline, *one.culprit)),
                                    std::move(statement));
    if (match != nullptr) RootReporter::relate(*match, {one.file, one.source, tree::kNoNode}, "this is spoiled");
  }

  RootReporter& reporter_;
  const RootView& view_;
  UnseenWriters writers_;
  const RuleRecord* useless_;
  const RuleRecord* ambiguous_;
  const RuleRecord* once_;
  std::map<Pattern, Use> uses_;
  std::set<std::pair<const SeenPipeline*, std::string>> spoiled_;
};

}  // namespace

CommandPlace pattern_place(const Pipeline& pipeline, const PipelineReplacement& one) {
  const std::string_view command = base::slice(pipeline.fragments[one.place.fragment].text, one.place.span);
  for (const std::string& text : {one.token.value_or(""), one.pattern}) {
    const std::size_t at = text.empty() ? std::string_view::npos : command.find(text);
    if (at == std::string_view::npos) continue;
    const auto begin = base::offset32(one.place.span.begin + at);
    return {one.place.fragment, {begin, begin + base::offset32(text.size())}};
  }
  return one.place;
}

void report_replacements(RootReporter& reporter) { Replacements(reporter).report(); }

}  // namespace paritylint::check::builtin
