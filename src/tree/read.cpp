#include "tree/read.h"

#include <algorithm>

#include "base/text.h"
#include "tree/builder.h"
#include "tree/encoding.h"
#include "tree/read_json.h"
#include "tree/read_yaml.h"

namespace paritylint::tree {
namespace {

Problem too_large(std::size_t size, std::uint32_t limit) {
  Problem problem;
  problem.code = ProblemCode::too_large;
  base::append_number(problem.found, size);
  problem.found += " bytes";
  problem.expected = at_most(limit, "bytes");
  return problem;
}

// What keeps either reader from starting, and the cheap checks first: a wide encoding has zero bytes everywhere.
std::optional<Problem> find_obstacle(std::string_view source, std::uint32_t begin, Format format,
                                     const ReadOptions& options) {
  if (source.size() > options.max_bytes) return too_large(source.size(), options.max_bytes);
  if (std::optional<Problem> problem = find_wrong_encoding(source); problem.has_value()) return problem;
  // simdjson validates UTF-8 and refuses control characters itself, so JsonReader looks for them only after a failure.
  if (format == Format::yaml) return find_unreadable_byte(source, begin);
  return std::nullopt;
}

void report_duplicate_keys(const ReadOptions& options, ReadResult& result) {
  for (const DuplicateKey& duplicate : result.tree.duplicate_keys()) {
    if (result.problems.size() >= options.max_problems) break;
    Problem& problem = result.problems.emplace_back();
    problem.code = ProblemCode::duplicate_key;
    problem.span = result.tree.node(duplicate.key).token;
    problem.related = result.tree.node(duplicate.first).token;
    problem.repaired = true;
    const bool is_alias = result.tree.node(duplicate.key).kind == NodeKind::alias;
    problem.found = base::quoted(is_alias ? result.tree.token(duplicate.key) : result.tree.text(duplicate.key), 40);
  }
}

}  // namespace

struct Reader::State {
  const KeyTable* keys;
  JsonReader json;
  YamlReader yaml;
};

Reader::Reader(const KeyTable& keys) : state_(std::make_unique<State>()) { state_->keys = &keys; }
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;

void Reader::read(Format format, std::string_view source, const ReadOptions& options, ReadResult& result) {
  TreeBuilder::make_empty(result.tree, format, source);
  result.problems.clear();
  result.complete = false;
  const std::uint32_t begin = utf8_bom_size(source);
  if (std::optional<Problem> problem = find_obstacle(source, begin, format, options); problem.has_value()) {
    result.problems.push_back(*std::move(problem));
    return;
  }
  if (format == Format::json) {
    state_->json.read(source, begin, options, *state_->keys, result);
  } else {
    state_->yaml.read(source, begin, options, *state_->keys, result);
  }
  if (result.complete) {
    report_duplicate_keys(options, result);
  } else {
    TreeBuilder::make_empty(result.tree, format, source);
  }
  std::stable_sort(result.problems.begin(), result.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.span.begin < b.span.begin; });
}

Format guess_format(std::string_view path, std::string_view source) {
  const std::string_view suffix = path.substr(std::min(path.size(), path.rfind('.')));
  if (base::equals_ignore_case(suffix, ".json")) return Format::json;
  if (base::equals_ignore_case(suffix, ".yaml") || base::equals_ignore_case(suffix, ".yml")) return Format::yaml;
  const std::string_view text = source.substr(utf8_bom_size(source));
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool opens = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  return opens ? Format::json : Format::yaml;
}

}  // namespace paritylint::tree
