// Replays the steps of a pipeline over real files: what each file holds when the pipeline has run, with an overlay that
// says where every byte comes from, and what each replacement found. Writes nothing anywhere.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/pipeline/pipeline_model.h"
#include "manifest/pipeline/rendered_text.h"

namespace paritylint::manifest {

// The files of the root before the pipeline runs.
struct PipelineFiles {
  // Their bytes must outlive the rendering. Nothing: there is no such file, or nobody may read it.
  std::function<std::optional<std::string_view>(std::string_view path)> read;
  // Paths that a pattern (base::glob_matches) fits.
  std::function<std::vector<std::string>(std::string_view pattern)> matching;
};

// One replacement that a step makes in a text.
struct PipelineReplacement {
  std::uint32_t step = 0;
  CommandPlace place;  // of the command
  PipelineFilter::Kind kind = PipelineFilter::Kind::sed;
  std::string file;                  // where the text came from: a path, or "" for none
  std::string pattern;               // sed: as written; envsubst: "${NAME}"; jq and actions: the path
  std::optional<std::string> token;  // the exact text that is looked for, where it is one: "<IMAGE1_NAME>", "${TAG}"
  std::string value;                 // what stands there afterwards; "" where it depends on the match. Symbols inside
  std::size_t replaced = 0;          // how often
  std::size_t passed_over = 0;       // lines on which sed without g left another one
  bool is_unset = false;             // envsubst: set in the shell, but never exported
  bool is_certain = true;            // false: what it was applied to is not known for certain, so that it may find more
};

struct RenderedFile {
  RenderedText text;
  std::vector<std::uint32_t> steps;  // that wrote it or may have, in order
  bool is_removed = false;
  std::string condition;  // the last step that wrote it ran only if this holds: PipelineStep::condition
};

class PipelineRendering {
 public:
  // `pipeline` must outlive it.
  PipelineRendering(const Pipeline& pipeline, PipelineFiles files);

  // Files that the pipeline writes or may change, by path, as they are at the end.
  const std::map<std::string, RenderedFile, std::less<>>& files() const { return files_; }

  // What reaches the command of a step (what is registered, say) or is written by it; nullptr where that is no text.
  const RenderedText* input_of(std::uint32_t step) const;

  const std::vector<PipelineReplacement>& replacements() const { return replacements_; }

  // Those of the pipeline and what the rendering adds to them.
  const SymbolTable& symbols() const { return symbols_; }

 private:
  void run(std::uint32_t step);
  void write(std::uint32_t step, const FileName& name, const RenderedText& text);
  void remove(std::uint32_t step, const std::string& path);
  void write_pattern(std::uint32_t step, const FileName& name);
  void copy(std::uint32_t step);
  void doubt(std::uint32_t step, const FileName& name);
  RenderedText text_of(std::uint32_t step, const PipelineFlow& flow);
  bool is_runner_file(std::string_view path) const;
  RenderedText written_content(std::uint32_t step, const std::string& path, const RenderedFile& file);
  RenderedText content(std::uint32_t step, const FileName& name);
  std::vector<std::string> paths_of(const FileName& name) const;
  void apply(std::uint32_t step, const PipelineFilter& filter, RenderedText& text);
  void apply_sed_filter(std::uint32_t step, const PipelineFilter& filter, RenderedText& text);
  void apply_envsubst_filter(std::uint32_t step, const PipelineFilter& filter, RenderedText& text);
  void apply_jq_filter(std::uint32_t step, const PipelineFilter& filter, RenderedText& text);
  bool spend(std::size_t bytes);

  const Pipeline& pipeline_;
  PipelineFiles root_;
  SymbolTable symbols_;
  std::map<std::string, RenderedFile, std::less<>> files_;
  std::map<std::uint32_t, RenderedText> inputs_;
  std::vector<PipelineReplacement> replacements_;
  std::size_t spent_ = 0;
};

}  // namespace paritylint::manifest
