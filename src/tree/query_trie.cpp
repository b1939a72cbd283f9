#include "tree/query_trie.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace paritylint::tree {
namespace {

// No sequence has 2^31 elements, so a larger number selects what the largest one selects.
std::int32_t clamp_index(std::int64_t value) {
  constexpr std::int64_t kLimit = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::int32_t>(std::clamp(value, -kLimit, kLimit));
}

std::int32_t clamp_index(const std::optional<std::int64_t>& value) {
  return value.has_value() ? clamp_index(*value) : kAbsent;
}

auto order_of(const TrieEdge& edge) {
  return std::tuple(edge.descendant, edge.kind, edge.key, edge.start, edge.stop, edge.step, edge.target);
}

bool precedes(const TrieEdge& a, const TrieEdge& b) { return order_of(a) < order_of(b); }

// Numbers texts in the order of their first use.
class TextNumbers {
 public:
  explicit TextNumbers(std::vector<std::string_view>& texts) : texts_(texts) {
    for (std::size_t number = 0; number < texts.size(); ++number) numbers_.emplace(texts[number], number);
  }

  std::size_t number_of(std::string_view text) {
    const auto [entry, is_new] = numbers_.emplace(text, texts_.size());
    if (is_new) texts_.push_back(text);
    return entry->second;
  }

 private:
  std::vector<std::string_view>& texts_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
};

// The edges of one segment, all without a target yet. Equal segments give equal edges.
std::vector<TrieEdge> edges_of(const Segment& segment, TextNumbers& keys, TextNumbers& filters) {
  std::vector<TrieEdge> edges;
  for (const Selector& selector : segment.selectors) {
    TrieEdge& edge = edges.emplace_back();
    edge.descendant = segment.descendant;
    switch (selector.kind) {
      case Selector::Kind::name:
        edge.kind = TrieEdge::Kind::name;
        edge.key = static_cast<KeyId>(keys.number_of(selector.name));
        break;
      case Selector::Kind::wildcard:
        edge.kind = TrieEdge::Kind::wildcard;
        break;
      case Selector::Kind::index:
        edge.kind = TrieEdge::Kind::index;
        edge.start = clamp_index(selector.index);
        break;
      case Selector::Kind::slice:
        edge.kind = TrieEdge::Kind::slice;
        edge.start = clamp_index(selector.slice.start);
        edge.stop = clamp_index(selector.slice.end);
        edge.step = clamp_index(selector.slice.step);
        break;
      case Selector::Kind::filter:
        edge.kind = TrieEdge::Kind::filter;
        edge.start = static_cast<std::int32_t>(filters.number_of(selector.name));
        break;
    }
  }
  std::ranges::sort(edges, precedes);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

// A trie node while it grows. The edges of one segment lead to one node of their own, so that a union neither
// multiplies nodes nor lends its tail to a query that names only one of its members.
struct GrowingNode {
  struct Branch {
    std::vector<TrieEdge> edges;
    std::uint32_t target = 0;
  };
  std::vector<Branch> branches;
  std::vector<std::uint32_t> accepts;
};

std::uint32_t follow(std::vector<GrowingNode>& nodes, std::uint32_t from, std::vector<TrieEdge> edges) {
  for (const GrowingNode::Branch& branch : nodes[from].branches) {
    if (branch.edges == edges) return branch.target;
  }
  const auto target = static_cast<std::uint32_t>(nodes.size());
  nodes[from].branches.push_back({std::move(edges), target});
  nodes.emplace_back();
  return target;
}

}  // namespace

void QueryTrieBuilder::add(const JsonPath& query, std::uint32_t query_number) {
  queries_.emplace_back(query, query_number);
}

QueryTrie QueryTrieBuilder::finish() {
  nodes_.clear();
  edges_.clear();
  accepts_.clear();
  keys_ = known_keys_;
  filters_.clear();
  TextNumbers keys(keys_);
  TextNumbers filters(filters_);
  std::vector<GrowingNode> growing(1);
  for (const auto& [query, number] : queries_) {
    std::uint32_t node = 0;
    for (const Segment& segment : query.segments()) node = follow(growing, node, edges_of(segment, keys, filters));
    growing[node].accepts.push_back(number);
  }
  for (GrowingNode& node : growing) {
    TrieNode& flat = nodes_.emplace_back();
    flat.first_edge = static_cast<std::uint32_t>(edges_.size());
    for (GrowingNode::Branch& branch : node.branches) {
      for (TrieEdge& edge : branch.edges) edge.target = branch.target;
      edges_.insert(edges_.end(), branch.edges.begin(), branch.edges.end());
    }
    flat.edge_count = static_cast<std::uint32_t>(edges_.size()) - flat.first_edge;
    std::sort(edges_.begin() + flat.first_edge, edges_.end(), precedes);
    std::ranges::sort(node.accepts);
    node.accepts.erase(std::unique(node.accepts.begin(), node.accepts.end()), node.accepts.end());
    flat.first_accept = static_cast<std::uint32_t>(accepts_.size());
    flat.accept_count = static_cast<std::uint32_t>(node.accepts.size());
    accepts_.insert(accepts_.end(), node.accepts.begin(), node.accepts.end());
  }
  return {nodes_, edges_, accepts_, keys_, filters_};
}

}  // namespace paritylint::tree
