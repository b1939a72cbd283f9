// Fast path: JsonWalk reads what is exactly JSON. When it refuses, JsonScan looks again, slowly: it words the first
// error, or repairs the file in a copy of the same length, over which the fast path runs once more while text and spans
// come from the original.
#include "tree/read_json.h"

#include <algorithm>

#include "tree/builder.h"
#include "tree/encoding.h"
#include "tree/json_scan.h"
#include "tree/json_walk.h"

namespace paritylint::tree {

struct JsonReader::State {
  JsonWalk fast;
  TreeBuilder builder;
  JsonScan scan;

  bool walk(std::string_view text, std::string_view source, std::uint32_t begin, std::span<const Span> bare_tokens,
            const ReadOptions& options, const KeyTable& keys, ReadResult& result);
  void rescan(std::string_view source, std::uint32_t begin, const ReadOptions& options, const KeyTable& keys,
              ReadResult& result);
};

// True when the tree is complete. False with a problem when the reader stopped itself, else without one.
bool JsonReader::State::walk(std::string_view text, std::string_view source, std::uint32_t begin,
                             std::span<const Span> bare_tokens, const ReadOptions& options, const KeyTable& keys,
                             ReadResult& result) {
  builder.reset(result.tree, Format::json, source, keys);
  return fast.run(text, begin, bare_tokens, options, builder, result.problems);
}

void JsonReader::State::rescan(std::string_view source, std::uint32_t begin, const ReadOptions& options,
                               const KeyTable& keys, ReadResult& result) {
  std::optional<Problem> unreadable = find_unreadable_byte(source, begin);
  const bool is_json = scan.run(source, begin, options, result.problems);
  const bool bytes_come_first =
      unreadable.has_value() && (is_json || unreadable->span.begin <= result.problems.back().span.begin);
  if (bytes_come_first) {
    if (!is_json) result.problems.pop_back();
    std::erase_if(result.problems, [&](const Problem& p) { return p.span.begin >= unreadable->span.begin; });
    result.problems.push_back(*std::move(unreadable));
    return;
  }
  if (!is_json) return;
  const std::size_t known = result.problems.size();
  result.complete = walk(scan.repaired(), source, begin, scan.bare_tokens(), options, keys, result);
  if (result.complete) {
    for (const Span comment : scan.comments()) builder.comment(comment);
  } else if (result.problems.size() == known) {
    // Out of memory, or the two readers disagree, which the differential test rules out: nothing is lost silently.
    Problem& problem = result.problems.emplace_back();
    problem.code = ProblemCode::unfinished;
    problem.found = "something that two readers understand differently";
    problem.expected = "JSON";
  }
}

JsonReader::JsonReader() : state_(std::make_unique<State>()) {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;

void JsonReader::read(std::string_view source, std::uint32_t begin, const ReadOptions& options, const KeyTable& keys,
                      ReadResult& result) {
  result.complete = state_->walk(source, source, begin, {}, options, keys, result);
  if (!result.complete && result.problems.empty()) state_->rescan(source, begin, options, keys, result);
}

}  // namespace paritylint::tree
