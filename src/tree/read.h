// Reading one file into a tree: the entry point of both readers.
//
// strict: exactly the language (RFC 8259, YAML 1.2); the conformance suites judge it.
// tolerant: a file that can be repaired without moving a byte is repaired in a same-length copy (bare tokens, JSON
// comments, trailing commas); text and spans still come from the original, and each repair is a Problem.
// A file that cannot be read gives an empty tree and at least one unrepaired Problem. Nothing throws.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string_view>
#include <vector>

#include "tree/key_table.h"
#include "tree/problem.h"
#include "tree/tree.h"

namespace paritylint::tree {

enum class Mode : std::uint8_t { strict, tolerant };

struct ReadOptions {
  Mode mode = Mode::tolerant;
  std::uint32_t max_bytes = 16u << 20;
  std::uint32_t max_depth = 256;  // open collections
  std::uint32_t max_nodes = 4u << 20;
  std::uint32_t max_problems = 1000;  // repairs beyond these are made but not reported; an error always is
  std::stop_token stop;
};

// Bytes that a reader may look at beyond the end of a source (simdjson's need). Every source buffer has them.
constexpr std::size_t kPadding = 64;

struct ReadResult {
  Tree tree;                      // empty when !complete
  std::vector<Problem> problems;  // in order of span
  bool complete = false;          // the tree holds the whole file
};

// Reads files one after another, reusing its memory. One per thread.
class Reader {
 public:
  // `keys` must outlive the reader and its trees.
  explicit Reader(const KeyTable& keys);
  ~Reader();
  Reader(Reader&&) noexcept;

  // Read `source` into `result`, whose memory is reused. `source` must outlive result.tree and have kPadding
  // readable bytes behind its end.
  void read(Format format, std::string_view source, const ReadOptions& options, ReadResult& result);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// By the name: .json is JSON, .yaml and .yml are YAML, of which JSON is a part. For any other name (taskdef.json.tpl)
// JSON when the first byte that is neither white space nor BOM opens an object or array, else YAML.
Format guess_format(std::string_view path, std::string_view source);

}  // namespace paritylint::tree
