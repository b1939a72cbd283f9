// What the model of a pipeline says its files hold, compared with what real tools left.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "manifest/corpus.h"
#include "manifest/pipeline/pipeline_reader.h"
#include "manifest/pipeline/pipeline_renderer.h"
#include "manifest/real_tools.h"

namespace paritylint::test {

inline manifest::PipelineFiles files_of(const FileTexts& files) {
  manifest::PipelineFiles source;
  source.read = [&files](std::string_view path) -> std::optional<std::string_view> {
    const auto found = files.find(std::string(path));
    if (found == files.end()) return std::nullopt;
    return found->second;
  };
  source.matching = [&files](std::string_view pattern) {
    std::vector<std::string> paths;
    for (const auto& [path, text] : files) {
      if (base::glob_matches(pattern, path)) paths.push_back(path);
    }
    return paths;
  };
  return source;
}

inline manifest::ScriptSource scripts_of(const FileTexts& files) { return files_of(files).read; }

// `text` in pieces at what stays unknown; variables get their values, and expressions by "${{ x }}".
inline std::vector<std::string> known_pieces(std::string_view text, const manifest::SymbolTable& symbols,
                                             const FileTexts& variables) {
  std::vector<std::string> pieces(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto symbol = manifest::symbol_at(text, at);
    if (!symbol) {
      pieces.back() += text[at++];
      continue;
    }
    const manifest::Symbol& one = symbols.at(*symbol);
    const bool is_expression = one.kind == manifest::SymbolKind::expression;
    const auto value = variables.find(is_expression ? one.spelling : one.name);
    if ((is_expression || one.kind == manifest::SymbolKind::variable) && value != variables.end()) {
      pieces.back() += value->second;
    } else {
      pieces.emplace_back();
    }
    at += manifest::kSymbolSize;
  }
  return pieces;
}

// True when `text` is the pieces in order, with anything between them.
inline bool consists_of(std::string_view text, const std::vector<std::string>& pieces) {
  if (pieces.size() == 1) return text == pieces[0];
  if (!text.starts_with(pieces.front()) || !text.ends_with(pieces.back())) return false;
  std::size_t at = pieces.front().size();
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const std::size_t found = text.find(pieces[i], at);
    if (found == std::string_view::npos) return false;
    at = found + pieces[i].size();
  }
  return at + pieces.back().size() <= text.size();
}

struct Outcome {
  std::size_t compared = 0;
  std::size_t exact = 0;  // of these without any unknown stretch
  std::vector<std::string> doubted;
};

// Where a file of the model stands for real: the one that the action of a step makes is runner/ID.json. Nothing for
// what has no place in the scratch folder.
inline std::optional<std::string> real_path(const std::string& path, const manifest::SymbolTable& symbols) {
  const auto symbol = manifest::symbol_at(path, 0);
  if (symbol && symbols.at(*symbol).kind == manifest::SymbolKind::runner_file) {
    const std::string& name = symbols.at(*symbol).name;  // steps.ID.outputs.task-definition
    const std::string id = name.substr(6, name.find(".outputs") - 6);
    return id.empty() ? std::nullopt : std::optional("runner/" + id + ".json");
  }
  if (manifest::has_symbol(path) || path.starts_with('/')) return std::nullopt;
  return path;
}

// Compare each file that the model claims to know with what the tools left.
inline void compare(const manifest::Pipeline& pipeline, const FileTexts& files, const RealTools& tools,
                    const FileTexts& variables, Outcome& outcome) {
  const manifest::PipelineRendering rendering(pipeline, files_of(files));
  for (const auto& [path, file] : rendering.files()) {
    const auto real_name = real_path(path, rendering.symbols());
    if (file.is_removed || !real_name) continue;
    if (!file.text.doubt().empty()) {
      outcome.doubted.push_back(path + ": " + file.text.doubt());
      continue;
    }
    const auto pieces = known_pieces(file.text.bytes(), rendering.symbols(), variables);
    ++outcome.compared;
    if (pieces.size() == 1) ++outcome.exact;
    ASSERT_TRUE(tools.has(*real_name)) << *real_name;
    const std::string real = tools.read(*real_name);
    EXPECT_TRUE(consists_of(real, pieces)) << *real_name << "\nthe tools:\n"
                                           << real << "\nthe model:\n"
                                           << rendering.symbols().spelled(file.text.bytes());
    // The overlay covers the text, and what no step wrote is the template's.
    std::uint32_t end = 0;
    for (const manifest::RenderedStretch& one : file.text.stretches()) {
      ASSERT_EQ(one.rendered.begin, end);
      end = one.rendered.end;
      if (one.step != manifest::kNoStep) continue;
      const auto source = files.find(file.text.source_path());
      ASSERT_NE(source, files.end());
      EXPECT_EQ(base::slice(source->second, one.source), base::slice(file.text.bytes(), one.rendered));
    }
    EXPECT_EQ(end, file.text.bytes().size());
  }
}

// Files below a folder by path, without those that are no text of ours.
inline FileTexts texts_below(const std::filesystem::path& folder) {
  FileTexts files;
  for (const std::string& path : files_below(folder)) files[path] = read_file(folder / path);
  return files;
}

// The folders that hold one repository each, also those before and after a fix.
inline std::vector<std::filesystem::path> repositories_of(const std::filesystem::path& corpus) {
  std::vector<std::filesystem::path> folders;
  for (const auto& set : std::filesystem::directory_iterator(corpus / "open")) folders.push_back(set.path());
  for (const auto& fix : std::filesystem::directory_iterator(corpus / "fixes")) {
    for (const char* side : {"before", "after"}) {
      if (std::filesystem::is_directory(fix.path() / side)) folders.push_back(fix.path() / side);
    }
  }
  std::ranges::sort(folders);
  return folders;
}

}  // namespace paritylint::test
