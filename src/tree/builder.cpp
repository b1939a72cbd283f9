#include "tree/builder.h"

#include <algorithm>

namespace paritylint::tree {
namespace {

// Up to this many member names are compared pair by pair.
constexpr NodeId kFewMembers = 16;

// What a name is compared by: YAML spells null and the booleans in several ways.
std::string_view canonical(NodeKind kind, std::string_view text) {
  if (kind == NodeKind::null) return "null";
  if (kind == NodeKind::boolean) return text.starts_with('t') || text.starts_with('T') ? "true" : "false";
  return text;
}

}  // namespace

void TreeBuilder::reset(Tree& tree, Format format, std::string_view source, const KeyTable& keys) {
  tree_ = &tree;
  keys_ = &keys;
  open_.clear();
  pending_key_ = kNoKey;
  sorted_overridden_ = 0;
  make_empty(tree, format, source);
}

void TreeBuilder::make_empty(Tree& tree, Format format, std::string_view source) {
  tree.format_ = format;
  tree.source_ = source;
  tree.nodes_.clear();
  tree.documents_.clear();
  tree.comments_.clear();
  tree.properties_.clear();
  tree.aliases_.clear();
  tree.duplicate_keys_.clear();
  tree.overridden_keys_.clear();
  tree.arena_.clear();
  tree.has_merges_ = false;
}

void TreeBuilder::begin_document() { tree_->documents_.push_back(next_node()); }

void TreeBuilder::end_document() {
  if (tree_->documents_.back() == next_node()) tree_->documents_.pop_back();
  // Everything found in this document lies behind what the documents before it left sorted.
  std::vector<NodeId>& keys = tree_->overridden_keys_;
  std::sort(keys.begin() + static_cast<std::ptrdiff_t>(sorted_overridden_), keys.end());
  sorted_overridden_ = keys.size();
}

inline NodeId TreeBuilder::add(NodeKind kind, Style style, Span token, Span content) {
  const NodeId id = next_node();
  Node& node = tree_->nodes_.emplace_back();
  node.token = token;
  node.content = content;
  node.end = id + 1;
  node.text_offset = content.begin;
  node.text_size = content.size();
  node.kind = kind;
  node.style = style;
  if (open_.empty()) return id;
  Open& parent = open_.back();
  node.parent = parent.node;
  if (!parent.is_mapping) return id;
  node.is_key = parent.expects_key;
  if (!parent.expects_key) node.key = pending_key_;
  parent.expects_key = !parent.expects_key;
  return id;
}

void TreeBuilder::note_key(NodeId key, std::string_view name) {
  const std::uint64_t hash = KeyTable::hash(name);
  pending_key_ = keys_->find(name, hash);
  const NodeKind kind = tree_->nodes_[key].kind;
  note_name(kind == NodeKind::string ? hash : KeyTable::hash(canonical(kind, name)));
  if (name == "<<" && tree_->nodes_[key].style == Style::plain) tree_->has_merges_ = true;
}

// Remember a name of the innermost mapping by its hash.
inline void TreeBuilder::note_name(std::uint64_t hash) {
  Open& mapping = open_.back();
  const std::uint64_t bit = std::uint64_t{1} << (hash >> 40 & 63);
  mapping.may_repeat = mapping.may_repeat || (mapping.seen_names & bit) != 0;
  mapping.seen_names |= bit;
}

NodeId TreeBuilder::begin_collection(NodeKind kind, Style style, std::uint32_t token_begin) {
  const NodeId id = add(kind, style, {token_begin, token_begin}, {token_begin, token_begin});
  const bool is_mapping = kind == NodeKind::mapping;
  open_.push_back({id, is_mapping, is_mapping, false, 0});
  return id;
}

void TreeBuilder::end_collection(std::uint32_t token_end) {
  const Open closed = open_.back();
  open_.pop_back();
  Node& node = tree_->nodes_[closed.node];
  node.end = next_node();
  node.token.end = token_end;
  node.content = node.style == Style::flow ? Span{node.token.begin + 1, token_end - 1} : node.token;
  if (closed.may_repeat) find_duplicates(closed.node);
  if (node.is_key) pending_key_ = kUnknownKey;
}

NodeId TreeBuilder::scalar(NodeKind kind, Style style, Span token, Span content) {
  const NodeId id = add(kind, style, token, content);
  if (tree_->nodes_[id].is_key) note_key(id, base::slice(tree_->source_, content));
  return id;
}

NodeId TreeBuilder::scalar(NodeKind kind, Style style, Span token, Span content, std::string_view decoded) {
  const NodeId id = add(kind, style, token, content);
  Node& node = tree_->nodes_[id];
  node.text_offset = base::offset32(tree_->arena_.size());
  node.text_size = base::offset32(decoded.size());
  node.text_in_arena = true;
  tree_->arena_.append(decoded);
  if (node.is_key) note_key(id, decoded);
  return id;
}

NodeId TreeBuilder::alias(Span token, NodeId target) {
  const Span name = {token.begin + 1, token.end};
  const NodeId id = add(NodeKind::alias, Style::plain, token, token);
  Node& node = tree_->nodes_[id];
  node.text_offset = name.begin;
  node.text_size = name.size();
  if (target != kNoNode) tree_->aliases_.push_back({id, target});
  if (node.is_key) {
    const bool names_scalar = target != kNoNode && tree_->nodes_[target].is_scalar();
    pending_key_ = names_scalar ? keys_->find(tree_->text(target)) : kUnknownKey;
    if (names_scalar) note_name(KeyTable::hash(name_text(target)));
  }
  return id;
}

void TreeBuilder::comment(Span span) {
  const auto after = std::partition_point(tree_->nodes_.begin(), tree_->nodes_.end(),
                                          [&](const Node& node) { return node.token.begin < span.begin; });
  tree_->comments_.push_back({span, static_cast<NodeId>(after - tree_->nodes_.begin())});
}

void TreeBuilder::property(Property::Kind kind, Span span, NodeId node) {
  tree_->properties_.push_back({kind, node, span});
}

std::string_view TreeBuilder::name_text(NodeId scalar) const {
  return canonical(tree_->nodes_[scalar].kind, tree_->text(scalar));
}

// Two names are the same when value and kind agree: in YAML, 1 and "1" are two names, true and True are one.
bool TreeBuilder::is_same_name(NodeId a, NodeId b) const {
  return tree_->nodes_[a].kind == tree_->nodes_[b].kind && name_text(a) == name_text(b);
}

void TreeBuilder::find_duplicates(NodeId mapping) {
  names_.clear();
  for (NodeId key = tree_->first_child(mapping); key != kNoNode;) {
    const NodeId scalar = tree_->nodes_[key].kind == NodeKind::alias ? tree_->alias_target(key) : key;
    if (scalar != kNoNode && tree_->nodes_[scalar].is_scalar())
      names_.push_back({KeyTable::hash(name_text(scalar)), key, scalar});
    const NodeId value = tree_->next_sibling(key);
    key = value != kNoNode ? tree_->next_sibling(value) : kNoNode;
  }
  if (names_.size() > kFewMembers) {
    find_duplicates_sorted();
    return;
  }
  for (std::size_t later = 1; later < names_.size(); ++later) {
    NodeId first = kNoNode;
    NodeId previous = kNoNode;
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (names_[earlier].hash != names_[later].hash || !is_same_name(names_[earlier].scalar, names_[later].scalar))
        continue;
      if (first == kNoNode) first = names_[earlier].key;
      previous = names_[earlier].key;
    }
    if (first != kNoNode) note_duplicate(first, previous, names_[later].key);
  }
}

// Sorting instead of hashing bounds the cost whatever the names are.
void TreeBuilder::find_duplicates_sorted() {
  const auto precedes = [this](const NamedKey& a, const NamedKey& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const int order = name_text(a.scalar).compare(name_text(b.scalar));
    if (order != 0) return order < 0;
    const NodeKind kind_a = tree_->nodes_[a.scalar].kind;
    const NodeKind kind_b = tree_->nodes_[b.scalar].kind;
    return kind_a != kind_b ? kind_a < kind_b : a.key < b.key;
  };
  std::sort(names_.begin(), names_.end(), precedes);
  std::size_t first = 0;
  for (std::size_t later = 1; later < names_.size(); ++later) {
    if (names_[first].hash == names_[later].hash && is_same_name(names_[first].scalar, names_[later].scalar)) {
      note_duplicate(names_[first].key, names_[later - 1].key, names_[later].key);
    } else {
      first = later;
    }
  }
}

void TreeBuilder::note_duplicate(NodeId first, NodeId previous, NodeId key) {
  tree_->duplicate_keys_.push_back({key, first});
  tree_->overridden_keys_.push_back(previous);
}

}  // namespace paritylint::tree
