// Variables that a buildspec exports to CodePipeline and that nothing in it sets.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"

namespace paritylint::check::builtin {
namespace {

using manifest::SeenPipeline;
using tree::Cursor;

// Of one buildspec that are looked at.
constexpr std::size_t kMostNames = 100;

bool is_word(char c) { return base::is_alnum(c) || c == '_'; }

// Words that are no uses of a variable: it may be an argument of read, printf -v or eval that sets one, or a part of a
// script.
void add_words(std::string_view text, std::set<std::string_view>& words) {
  for (std::size_t begin = 0; begin < text.size();) {
    if (!is_word(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < text.size() && is_word(text[end])) ++end;
    const char before = begin == 0 ? ' ' : text[begin - 1];
    if (before != '$' && before != '{' && before != '#' && before != '!') words.insert(text.substr(begin, end - begin));
    begin = end;
  }
}

class ExportedVariables {
 public:
  explicit ExportedVariables(RootReporter& reporter) : reporter_(reporter) {}

  void report() {
    const RuleRecord* rule = reporter_.rule("fit/exported-variable");
    if (rule == nullptr) return;
    for (const auto& pipeline : reporter_.view().pipelines->pipelines()) {
      RootFile* file = pipeline->is_workflow ? nullptr : reporter_.view().find(pipeline->path);
      if (file == nullptr || file->view.tree == nullptr || !file->view.recognition) continue;
      const Value env = Cursor(*file->view.tree, file->view.recognition->root).find("env");
      const Value exported = env ? env->find("exported-variables") : std::nullopt;
      if (!exported) continue;
      find_set_variables(*pipeline, *file, *env);
      exported->for_each_element([&](std::size_t index, const Cursor& name) {
        if (index < kMostNames && name.is_scalar() && !name.text().empty() && !is_open(name))
          report(*rule, *pipeline, *file, name);
      });
    }
  }

 private:
  void find_set_variables(const SeenPipeline& pipeline, RootFile& file, const Cursor& env) {
    set_.clear();
    words_.clear();
    names_.clear();
    for (const manifest::PipelineFragment& fragment : pipeline.pipeline.fragments) add_words(fragment.text, words_);
    for (const auto& [name, values] : pipeline.pipeline.variables) {
      set_.insert(name);
      // Without a place: one of env, below.
      const manifest::CommandPlace& place = values.front().place;
      if (!place.span.empty()) names_.push_back({name, reporter_.place_of(pipeline.pipeline, place)});
    }
    for (const std::string_view section : {"variables", "parameter-store", "secrets-manager"}) {
      const Value variables = env.find(section);
      if (!variables) continue;
      variables->for_each_member([&](const Cursor& name, const Cursor&) {
        set_.insert(name.text());
        names_.push_back({name.text(), reporter_.place_of(file, name)});
      });
    }
    std::erase_if(names_, [](const PlacedName& one) { return one.place.file == nullptr; });
  }

  void report(const RuleRecord& rule, const SeenPipeline& pipeline, RootFile& file, const Cursor& name) {
    // CodeBuild sets these itself.
    if (set_.contains(name.text()) || name.text().starts_with("CODEBUILD_") || name.text().starts_with("AWS_")) return;
    if (words_.contains(name.text())) return;
    const std::string meant = did_you_mean(name.text(), names_);
    RootStatement statement;
    statement.key = meant;
    const bool is_scripted = manifest::RootPipelines::unread_script(pipeline, manifest::kNoStep) != nullptr;
    if (meant.empty() || is_scripted) statement.level = Level::note;
    reporter_.add(rule, reporter_.place_of(file, name), std::move(statement));
  }

  RootReporter& reporter_;
  std::set<std::string_view> set_;
  std::vector<PlacedName> names_;     // of the same
  std::set<std::string_view> words_;  // of the commands, which may set what they name
};

}  // namespace

void report_exported_variables(RootReporter& reporter) { ExportedVariables(reporter).report(); }

}  // namespace paritylint::check::builtin
