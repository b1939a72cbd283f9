// Expansion of words by PipelineReader, with what is known of variables, and names of files.
#include <algorithm>

#include "base/text.h"
#include "manifest/pipeline/pipeline_reader.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestSpelling = 80;
constexpr std::size_t kLongestValue = 4096;
constexpr std::size_t kMostExpandedBytes = 16u << 20;
constexpr std::size_t kMostChoices = 32;

// Variables that hold the top of the checked-out repository.
bool is_root_variable(std::string_view name) { return name == "CODEBUILD_SRC_DIR" || name == "GITHUB_WORKSPACE"; }

std::string_view shortened(std::string_view text) { return base::leading(text, kLongestSpelling); }

}  // namespace

void PipelineReader::set_variable(std::string_view name, std::string value, bool is_exported,
                                  const CommandPlace& place) {
  if (value.size() > kLongestValue)
    value = pipeline_.symbols.add({SymbolKind::computed, "", "${" + std::string(name) + "}", {}});
  pipeline_.variables[std::string(name)].push_back({++time_, value, is_exported, place});
  variables_[std::string(name)] = {std::move(value), is_exported, std::nullopt};
}

std::string PipelineReader::value_of_name(std::string_view name) {
  const auto found = variables_.find(name);
  if (found != variables_.end()) return found->second.value;
  return pipeline_.symbols.add({SymbolKind::variable, std::string(name), "${" + std::string(name) + "}", {}});
}

std::string PipelineReader::value_of(Frame& frame, const ShellPart& part) {
  const std::string_view name = frame.script->text(part);
  const std::string_view operation = base::slice(frame.script->source(), part.operation);
  const std::string spelling(shortened(base::slice(frame.script->source(), part.span)));
  if (name.empty()) return pipeline_.symbols.add({SymbolKind::computed, "", spelling, {}});
  const bool is_name = base::is_alpha(name[0]) || name[0] == '_';
  if (!is_name) {
    const bool is_digit = name.size() == 1 && base::is_digit(name[0]) && name[0] != '0' && operation.empty();
    const auto index = static_cast<std::size_t>(name[0] - '1');
    if (is_digit && frame.has_parameters) return index < frame.parameters.size() ? frame.parameters[index] : "";
    return pipeline_.symbols.add({SymbolKind::parameter, std::string(name), spelling, {}});
  }
  if (operation.empty()) return value_of_name(name);
  const auto found = variables_.find(name);
  const bool is_default = operation.starts_with(":-") || operation.starts_with(":=") || operation.starts_with(":?") ||
                          operation.starts_with('?');
  if (is_default && found != variables_.end() && !found->second.value.empty() && !has_symbol(found->second.value))
    return found->second.value;
  return pipeline_.symbols.add({SymbolKind::computed, std::string(name), spelling, {}});
}

void PipelineReader::expand_part(Frame& frame, const ShellPart& part, std::string& text) {
  const std::string_view written = base::slice(frame.script->source(), part.span);
  switch (part.kind) {
    case ShellPartKind::literal:
      text += frame.script->text(part);
      break;
    case ShellPartKind::variable:
      text += value_of(frame, part);
      break;
    case ShellPartKind::expression: {
      const std::string inside(frame.script->text(part));
      auto value = expressions_ ? expressions_(inside) : std::nullopt;
      // What the shell would read as more than a word stays the expression that it is.
      if (value && value->find_first_of(" \t\n\"'`$\\|&;<>()*?") == std::string::npos) {
        text += *value;
        break;
      }
      text += pipeline_.symbols.add({SymbolKind::expression, inside, "${{ " + inside + " }}", {}});
      break;
    }
    case ShellPartKind::substitution: {
      const std::optional<PipelineFlow>& printed = frame.printed[part.body];
      const bool is_known = printed && printed->source == PipelineFlow::Source::text && printed->filters.empty() &&
                            printed->text.size() <= kLongestValue;
      if (is_known) {
        std::string_view value = printed->text;
        while (value.ends_with('\n')) value.remove_suffix(1);
        text += value;
        break;
      }
      text += pipeline_.symbols.add({SymbolKind::substitution, "", std::string(shortened(written)), {}});
      break;
    }
    case ShellPartKind::arithmetic:
    case ShellPartKind::array:
      text += pipeline_.symbols.add({SymbolKind::computed, "", std::string(shortened(written)), {}});
      break;
  }
}

PipelineReader::Argument PipelineReader::expand(Frame& frame, const ShellWord& word) {
  Argument argument;
  argument.span = word.span;
  const std::span<const ShellPart> parts = frame.script->parts(word);
  for (const ShellPart& part : parts) {
    const std::size_t before = argument.text.size();
    expand_part(frame, part, argument.text);
    bytes_expanded_ += argument.text.size() - before;
    const std::size_t written = part.span.size();
    if (bytes_expanded_ > kMostExpandedBytes && argument.text.size() - before > written + kSymbolSize) {
      argument.text.resize(before);
      argument.text += pipeline_.symbols.add({SymbolKind::computed, "", "...", {}});
    }
    const bool is_plain = part.kind == ShellPartKind::literal && part.quote == ShellQuote::none;
    if (is_plain && frame.script->text(part).find_first_of("*?{") != std::string_view::npos)
      argument.has_wildcard = true;
  }
  if (parts.size() != 1) return argument;
  if (parts[0].kind == ShellPartKind::substitution && frame.printed[parts[0].body])
    argument.captured = &*frame.printed[parts[0].body];
  if (parts[0].kind == ShellPartKind::variable && parts[0].operation.empty()) {
    const auto variable = variables_.find(frame.script->text(parts[0]));
    if (variable != variables_.end() && variable->second.flow) argument.captured = &flows_[*variable->second.flow];
  }
  return argument;
}

// A copy, unless what it holds has been copied too often.
PipelineFlow PipelineReader::copy_of(const PipelineFlow& flow) {
  bytes_expanded_ += flow.text.size();
  if (bytes_expanded_ <= kMostExpandedBytes) return flow;
  PipelineFlow unknown;
  unknown.source = PipelineFlow::Source::unknown;
  unknown.place = flow.place;
  return unknown;
}

// All words; one that is an unquoted variable with white space in its value becomes several.
std::vector<PipelineReader::Argument> PipelineReader::expand_all(Frame& frame, std::span<const ShellWord> words) {
  std::vector<Argument> arguments;
  for (const ShellWord& word : words) {
    Argument argument = expand(frame, word);
    const std::span<const ShellPart> parts = frame.script->parts(word);
    const bool splits = parts.size() == 1 && parts[0].kind == ShellPartKind::variable &&
                        parts[0].quote == ShellQuote::none && argument.captured == nullptr;
    if (!splits || argument.text.find_first_of(" \t\n") == std::string::npos) {
      if (splits && argument.text.empty()) continue;
      arguments.push_back(std::move(argument));
      continue;
    }
    for (std::string_view rest = base::trim(argument.text); !rest.empty();) {
      const std::size_t end = std::min(rest.find_first_of(" \t\n"), rest.size());
      Argument one = argument;
      one.text = rest.substr(0, end);
      arguments.push_back(std::move(one));
      rest = base::trim(rest.substr(end));
    }
  }
  return arguments;
}

std::string PipelineReader::resolved(std::string_view text) const { return mounted(located(text, folder_)); }

// The path seen from the top of the workspace: "." and ".." are gone, and the variables that stand for the top.
std::string PipelineReader::located(std::string_view text, std::string_view folder) const {
  std::string path(text);
  bool is_rooted = false;
  if (const auto symbol = symbol_at(path, 0); symbol && (path.size() == kSymbolSize || path[kSymbolSize] == '/')) {
    const Symbol& first = pipeline_.symbols.at(*symbol);
    is_rooted = first.kind == SymbolKind::variable && is_root_variable(first.name);
    const bool is_folder = first.spelling == "$(pwd)" || (first.kind == SymbolKind::variable && first.name == "PWD");
    if (is_rooted || is_folder) path.erase(0, kSymbolSize + 1);
    if (first.kind == SymbolKind::runner_file) return path;
  }
  const bool is_relative = !is_rooted && !path.starts_with('/');
  if (is_relative && !folder.empty()) path.insert(0, std::string(folder) + "/");
  const bool is_absolute = !is_rooted && path.starts_with('/');
  std::vector<std::string_view> kept;
  for (const std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part == ".." && !kept.empty() && kept.back() != "..") {
      kept.pop_back();
    } else {
      kept.push_back(part);
    }
  }
  std::string out;
  for (const std::string_view part : kept) out.append(out.empty() && !is_absolute ? "" : "/").append(part);
  return out;
}

FileName PipelineReader::file_name(const Argument& argument) const {
  FileName name;
  name.span = argument.span;
  std::string text = argument.text;
  if (text.starts_with("file://")) text.erase(0, 7);
  bool is_pattern = argument.has_wildcard;
  for (std::size_t at = find_symbol(text); at != std::string::npos; at = find_symbol(text, at)) {
    const Symbol& symbol = pipeline_.symbols.at(*symbol_at(text, at));
    if (symbol.kind != SymbolKind::choice || symbol.choices.size() > kMostChoices) {
      at += kSymbolSize;
      continue;
    }
    std::string alternatives = "{";
    for (const std::string& choice : symbol.choices)
      alternatives.append(alternatives.size() > 1 ? "," : "").append(choice);
    text.replace(at, kSymbolSize, alternatives + "}");
    is_pattern = true;
    at += alternatives.size() + 1;
  }
  name.kind = is_pattern ? FileName::Kind::pattern : FileName::Kind::path;
  name.text = resolved(text);
  return name;
}

}  // namespace paritylint::manifest
