// QueryTrie: many JSONPath queries in one structure, evaluated in one walk over a tree.
//
// Problem: every rule selects places of a manifest by a query, and walking the tree once per rule would cost more than
// reading the file. The queries' segments therefore share their prefixes in a trie whose nodes and edges are flat
// arrays, so that a build step can print them as constant data.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tree/json_path.h"
#include "tree/key_table.h"

namespace paritylint::tree {

// What stands for the part of a slice that was not written.
constexpr std::int32_t kAbsent = std::numeric_limits<std::int32_t>::min();

struct TrieEdge {
  enum class Kind : std::uint8_t { name, wildcard, index, slice, filter };
  Kind kind = Kind::wildcard;
  bool descendant = false;  // also tried at every node below
  KeyId key = kNoKey;       // Kind::name: its number in the trie's key table
  std::int32_t start = 0;   // Kind::index: the index; Kind::filter: its number among the trie's filters;
                            // Kind::slice: as written or kAbsent
  std::int32_t stop = 0;
  std::int32_t step = 0;
  std::uint32_t target = 0;  // trie node
  bool operator==(const TrieEdge&) const = default;
};

// The edges of a node stand sorted: children before descendants, among these names first and by key.
struct TrieNode {
  std::uint32_t first_edge = 0, edge_count = 0;
  std::uint32_t first_accept = 0, accept_count = 0;  // numbers of the queries that end here
};

// Views of the flat arrays; whoever made them owns them.
struct QueryTrie {
  std::span<const TrieNode> nodes;  // nodes[0] is the root, `$`
  std::span<const TrieEdge> edges;
  std::span<const std::uint32_t> accepts;
  std::span<const std::string_view> keys;  // names by KeyId; the reader's KeyTable must begin with exactly these
  // The expressions of filter selectors as they were written. They are data too: an evaluator parses one when a file
  // first needs it.
  std::span<const std::string_view> filters;
};

// Builds the arrays from parsed queries.
class QueryTrieBuilder {
 public:
  QueryTrieBuilder() = default;
  // `known_keys` keep their numbers (0, 1, ...), so that one KeyTable serves this trie and the one that they come from.
  // They are copied; the views must outlive the trie.
  explicit QueryTrieBuilder(std::span<const std::string_view> known_keys)
      : known_keys_(known_keys.begin(), known_keys.end()) {}
  QueryTrieBuilder(QueryTrieBuilder&&) noexcept = default;
  QueryTrieBuilder& operator=(QueryTrieBuilder&&) noexcept = default;

  // `query_number` is handed to the visitor of every match. Several queries may have one number: the rule that they
  // belong to then sees a node that more than one of them selects once.
  void add(const JsonPath& query, std::uint32_t query_number);
  // Flatten; the result views this builder until the next add(). Requires: fewer than 65,000 distinct names.
  QueryTrie finish();

 private:
  std::vector<TrieNode> nodes_;
  std::vector<TrieEdge> edges_;
  std::vector<std::uint32_t> accepts_;
  std::vector<std::string_view> known_keys_;
  std::vector<std::string_view> keys_;  // the known ones, then the names in queries_
  std::vector<std::string_view> filters_;
  std::vector<std::pair<JsonPath, std::uint32_t>> queries_;
};

}  // namespace paritylint::tree
