#include "check/builtin/drift/names.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"
#include "check/builtin/drift/harms.h"
#include "manifest/secret_values.h"

namespace paritylint::check {
namespace {

using diff::Row;
using diff::Subject;

bool is_name_text(std::string_view value) {
  if (value.find_first_of(" \t\n\"'{}[]()<>|,;$=&?") != std::string_view::npos) {
    // The query of a URL does not make it prose, and placeholders are welcome in an ARN.
    const bool is_typed = value.starts_with("arn:") || value.starts_with("http") || value.starts_with("s3://");
    if (!is_typed || value.find_first_of(" \t\n") != std::string_view::npos) return false;
  }
  return value.find_first_of("-_/.:") != std::string_view::npos;
}

// "config.settings.dev", ".env.dev": names of files and modules inside the image.
bool is_module(std::string_view value) {
  if (value.starts_with(".") || value.starts_with("./")) return true;
  if (value.find_first_of("/:@") != std::string_view::npos) return false;
  const std::size_t dot = value.rfind('.');
  if (dot == std::string_view::npos) return false;
  constexpr std::string_view kTopDomains[] = {"com", "net",  "org", "io", "ai",    "app",      "dev",
                                              "jp",  "kr",   "uk",  "de", "local", "internal", "cloud",
                                              "co",  "tech", "me",  "us", "br",    "in"};
  return std::ranges::find(kTopDomains, value.substr(dot + 1)) == std::end(kTopDomains);
}

constexpr std::string_view kPlainFields[] = {
    "condition",     "mode",       "networkMode",  "logDriver",      "type",    "user",     "workingDirectory",
    "containerPath", "sourcePath", "sourceVolume", "appProtocol",    "version", "location", "source",
    "destination",   "platform",   "runas",        "base-directory", "shell"};

}  // namespace

std::vector<diff::Word> naming_words(const Row& row, const diff::Cell& cell, diff::Abstraction& abstraction) {
  if (row.is_block || cell.state != diff::CellState::present || cell.text.empty()) return {};
  const bool is_line = row.subject == Subject::command;
  const bool is_shell = is_line && (row.name == "commands" || row.name == "finally");
  if (is_line && !is_shell && row.name != "environmentFiles") return {};
  if (row.subject == Subject::element && !is_name_text(cell.text)) return {};
  if (std::ranges::find(kPlainFields, row.name) != std::end(kPlainFields)) return {};
  std::vector<diff::Word> words = abstraction.words(cell.text, row.name);
  if (is_shell) {
    if (words.empty()) return words;
    const std::vector<Harm> harms = harms_of(cell.text);
    std::erase_if(words, [&](const diff::Word& word) { return harm_at(harms, word.span) == nullptr; });
    return words;
  }
  if (row.name == "image") {
    const std::size_t end = diff::repository_of(cell.text).size();
    std::erase_if(words, [&](const diff::Word& word) { return word.span.end > end; });
    return words;
  }
  if (row.subject == Subject::variable && cell.mechanism == diff::Mechanism::plain) {
    const bool is_name = is_name_text(cell.text) && !is_module(cell.text) && !manifest::is_secret(row.name, cell.text);
    if (!is_name) return {};
  }
  // The variable's own name says that it is about that environment.
  std::set<std::string> in_name;
  for (const diff::Word& word : abstraction.words(row.name, {})) in_name.insert(word.environment);
  std::erase_if(words, [&](const diff::Word& word) {
    return word.span.size() == cell.text.size() || in_name.contains(word.environment);
  });
  return words;
}

}  // namespace paritylint::check
