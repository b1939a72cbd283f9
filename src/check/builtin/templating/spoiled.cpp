#include "check/builtin/templating/spoiled.h"

#include <algorithm>
#include <map>

#include "check/builtin/templating/surviving_bytes.h"
#include "check/builtin/templating/template_tokens.h"

namespace paritylint::check::builtin {
namespace {

using manifest::PipelineReplacement;
using manifest::RenderedText;
using manifest::SeenPipeline;

// Patterns of one file that are compared with each other.
constexpr std::size_t kMostPatterns = 40;

// The replacements of one pipeline in one manifest that look for an exact text.
using Exact = std::vector<const PipelineReplacement*>;

// A stretch of `text` inside `source` that the step has written.
bool has_written_in(const RenderedText& text, base::Span source, std::uint32_t step) {
  return std::ranges::any_of(text.stretches(), [&](const manifest::RenderedStretch& one) {
    return one.step == step && source.contains(one.source) && !one.source.empty();
  });
}

class Spoiled {
 public:
  explicit Spoiled(const RootView& view) : view_(view) {}

  std::vector<SpoiledToken> find() {
    for (RootFile* file : view_.manifests) {
      std::map<std::uint32_t, Exact> by_pipeline;
      for (const manifest::SeenReplacement& one : view_.pipelines->of(file->path).replacements) {
        Exact& exact = by_pipeline[one.pipeline];
        const bool counts = one.replacement->token && one.replacement->is_certain &&
                            one.replacement->kind == manifest::PipelineFilter::Kind::sed;
        if (counts && exact.size() < kMostPatterns) exact.push_back(one.replacement);
      }
      if (by_pipeline.empty()) continue;
      const std::vector<TemplateToken> tokens = template_tokens(*file);
      for (const auto& [pipeline, exact] : by_pipeline) {
        judge(*view_.pipelines->pipelines()[pipeline], *file, exact, tokens);
      }
    }
    return std::move(found_);
  }

 private:
  void judge(const SeenPipeline& pipeline, RootFile& file, const Exact& exact,
             const std::vector<TemplateToken>& tokens) {
    for (const auto& [path, written] : pipeline.rendering->files()) {
      if (written.is_removed || written.text.source_path() != file.path) continue;
      const SurvivingBytes surviving(written.text);
      for (const PipelineReplacement* culprit : exact) {
        if (culprit->replaced == 0) continue;
        for (const PipelineReplacement* victim : exact) {
          if (victim->token->size() <= culprit->token->size() || victim->replaced > 0) continue;
          if (victim->token->find(*culprit->token) != std::string::npos) {
            judge_victim(pipeline, file, written.text, surviving, *culprit, *victim);
          }
        }
        judge_marks(pipeline, file, written.text, surviving, *culprit, tokens);
      }
    }
  }

  void judge_victim(const SeenPipeline& pipeline, RootFile& file, const RenderedText& text,
                    const SurvivingBytes& surviving, const PipelineReplacement& culprit,
                    const PipelineReplacement& victim) {
    const std::size_t at = file.view.source.find(*victim.token);
    if (at == std::string_view::npos) return;
    const base::Span source{base::offset32(at), base::offset32(at + victim.token->size())};
    if (surviving.of(source) != SurvivingBytes::Part::some || !has_written_in(text, source, culprit.step)) return;
    add({&pipeline, &culprit, &victim, &file, *victim.token, source});
  }

  // The name of a placeholder is replaced, and its marks stay around the value.
  void judge_marks(const SeenPipeline& pipeline, RootFile& file, const RenderedText& text,
                   const SurvivingBytes& surviving, const PipelineReplacement& culprit,
                   const std::vector<TemplateToken>& tokens) {
    for (const TemplateToken& token : tokens) {
      if (token.shape == TokenShape::bare || token.field == TokenField::program) continue;
      if (name_of_token(token.text) != *culprit.token || token.text == *culprit.token) continue;
      if (surviving.of(token.source) != SurvivingBytes::Part::some) continue;
      if (!has_written_in(text, token.source, culprit.step)) continue;
      return add({&pipeline, &culprit, nullptr, &file, std::string(token.text), token.source});
    }
  }

  void add(SpoiledToken one) {
    const bool is_known = std::ranges::any_of(found_, [&](const SpoiledToken& other) {
      return other.pipeline == one.pipeline && other.culprit == one.culprit && other.token == one.token;
    });
    if (!is_known) found_.push_back(std::move(one));
  }

  const RootView& view_;
  std::vector<SpoiledToken> found_;
};

}  // namespace

std::vector<SpoiledToken> find_spoiled_tokens(const RootView& view) { return Spoiled(view).find(); }

}  // namespace paritylint::check::builtin
