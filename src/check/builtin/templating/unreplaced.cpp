#include "check/builtin/templating/unreplaced.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "check/builtin/templating/surviving_bytes.h"
#include "check/builtin/templating/template_tokens.h"
#include "check/builtin/templating/ways.h"
#include "manifest/placeholder.h"

namespace paritylint::check::builtin {
namespace {

using manifest::Deployment;
using manifest::DeploymentWay;
using manifest::PipelineReplacement;
using manifest::SeenReplacement;

// What a pipeline replaces in one manifest.
struct Replaced {
  std::set<TokenShape> shapes;  // of placeholders
  std::map<std::string, std::string, std::less<>> spellings;
  std::set<std::string, std::less<>> passed_over;
};

class Unreplaced {
 public:
  Unreplaced(RootReporter& reporter, Ways& ways, RootFile& file)
      : reporter_(reporter),
        ways_(ways),
        view_(reporter.view()),
        file_(file),
        known_(view_.pipelines->of(file.path)),
        placeholder_rule_(reporter.rule("templating/unreplaced")),
        unparsable_rule_(reporter.rule("templating/unparsable")),
        intrinsic_rule_(reporter.rule("templating/intrinsic")),
        spelling_rule_(reporter.rule("templating/spelling")),
        once_rule_(reporter.rule("templating/once-a-line")) {}

  void report() {
    if (!known_.is_deployed()) return;
    const std::vector<TemplateToken> tokens = template_tokens(file_);
    if (tokens.empty()) return;
    std::vector<Verdict> verdicts(tokens.size());
    collect_replaced();
    for (const Deployment& deployment : known_.deployments) judge(deployment, tokens, verdicts);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (verdicts[i].deployment != nullptr) add(tokens[i], verdicts[i]);
    }
  }

 private:
  // Of the ways on which a token stays the gravest.
  struct Verdict {
    Level level = Level::off;
    const Deployment* deployment = nullptr;
    std::string replaced;  // the other spelling, which is replaced
  };

  void collect_replaced() {
    for (const SeenReplacement& seen : known_.replacements) {
      const PipelineReplacement& one = *seen.replacement;
      if (!one.token) continue;
      Replaced& result = replaced_[seen.pipeline];
      if (one.replaced > 0) replaced_anywhere_.insert(*one.token);
      if (one.passed_over > 0) result.passed_over.insert(*one.token);
      if (!manifest::is_placeholder(*one.token)) continue;
      result.shapes.insert(shape_of(*one.token));
      if (one.replaced > 0) result.spellings.emplace(spelling_of_token(*one.token), *one.token);
    }
  }

  // CodePipeline, CodeDeploy's action or the configuration's word see to these.
  bool is_somebody_elses(const TemplateToken& token, const Deployment& deployment) const {
    if (token.field == TokenField::task_definition && deployment.way == DeploymentWay::codedeploy) return true;
    if (is_by_codepipeline(deployment)) {
      if (token.field == TokenField::image && token.shape == TokenShape::angle) return true;
      if (token.field == TokenField::task_definition && token.text == "<TASK_DEFINITION>") return true;
    }
    return is_provided(token);
  }

  bool is_provided(const TemplateToken& token) const {
    if (view_.config == nullptr) return false;
    const std::string_view name = name_of_token(token.text);
    return std::ranges::any_of(view_.config->deployments, [&](const config::Deployment& one) {
      return std::ranges::find(one.placeholders, name) != one.placeholders.end() &&
             std::ranges::any_of(one.files, [&](const auto& glob) { return base::glob_matches(glob, file_.path); });
    });
  }

  void judge(const Deployment& deployment, const std::vector<TemplateToken>& tokens, std::vector<Verdict>& verdicts) {
    if (ways_.is_taken_along(file_.path, deployment) || is_refuted(view_, file_, deployment)) return;
    const SurvivingBytes surviving(deployment.text);
    const Replaced& replaced = replaced_[deployment.pipeline];
    const Level whole = ways_.level_of(deployment);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const TemplateToken& token = tokens[i];
      // Another pipeline that replaces it may be the next one on the way of an artifact.
      const bool is_replaced_later = is_by_codepipeline(deployment) && replaced_anywhere_.contains(token.text);
      const Level level = is_replaced_later ? Level::note : whole;
      if (level <= verdicts[i].level || surviving.of(token.source) != SurvivingBytes::Part::all) continue;
      const bool counts =
          counts_alone(token) || (counts_beside(token) && replaced.shapes.contains(token.shape)) || token.is_unquoted;
      if (!counts || is_somebody_elses(token, deployment)) continue;
      if (once_rule_ != nullptr && replaced.passed_over.contains(token.text)) continue;
      verdicts[i].level = level;
      verdicts[i].deployment = &deployment;
      const auto other = replaced.spellings.find(spelling_of_token(token.text));
      const bool is_other = other != replaced.spellings.end() && other->second != token.text;
      verdicts[i].replaced = is_other ? other->second : std::string();
    }
  }

  const RuleRecord* rule_for(const TemplateToken& token, const Verdict& verdict) const {
    if (token.is_unquoted) return unparsable_rule_;
    if (!verdict.replaced.empty()) return spelling_rule_;
    return token.shape == TokenShape::intrinsic || token.shape == TokenShape::hash ? intrinsic_rule_
                                                                                   : placeholder_rule_;
  }

  void add(const TemplateToken& token, const Verdict& verdict) {
    const RuleRecord* rule = rule_for(token, verdict);
    if (rule == nullptr) return;
    const Deployment& deployment = *verdict.deployment;
    RootStatement statement;
    statement.atom = ways_.described(deployment);
    statement.key = verdict.replaced;
    statement.group = token.text;
    statement.level = verdict.level;
    RawMatch* match = reporter_.add(*rule, {&file_, token.source, token.node}, std::move(statement));
    if (match == nullptr || deployment.step == manifest::kNoStep) return;
    const manifest::Pipeline& pipeline = pipeline_of(view_, deployment).pipeline;
    RootReporter::relate(*match, reporter_.place_of(pipeline, pipeline.steps[deployment.step].place),
                         "deployed by this step");
  }

  RootReporter& reporter_;
  Ways& ways_;
  const RootView& view_;
  RootFile& file_;
  const manifest::ManifestDeployments& known_;
  std::map<std::uint32_t, Replaced> replaced_;  // by pipeline
  std::set<std::string, std::less<>> replaced_anywhere_;
  const RuleRecord* placeholder_rule_;
  const RuleRecord* unparsable_rule_;
  const RuleRecord* intrinsic_rule_;
  const RuleRecord* spelling_rule_;
  const RuleRecord* once_rule_;
};

}  // namespace

void report_unreplaced(RootReporter& reporter) {
  Ways ways(reporter.view());
  for (RootFile* file : reporter.view().manifests) Unreplaced(reporter, ways, *file).report();
}

}  // namespace paritylint::check::builtin
