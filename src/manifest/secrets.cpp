// Three sources of spans: tokens by shape, anywhere; names and flags with their values in decoded texts and comments;
// and members and environment entries of the tree, which know where a value begins and ends. Without a tree, the second
// source reads the bytes of the file, JSON and YAML spellings included, and masks rather too much.
#include "manifest/secrets.h"

#include <algorithm>
#include <string>

#include "manifest/characters.h"
#include "manifest/secret_names.h"
#include "manifest/secret_text.h"
#include "manifest/secret_tokens.h"
#include "manifest/secret_values.h"
#include "tree/source_span.h"
#include "tree/tree.h"

namespace paritylint::manifest {
namespace {

using base::Span;
using tree::kNoNode;
using tree::NodeId;
using tree::NodeKind;
using tree::Tree;

std::vector<Span> merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(),
            [](Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
  std::vector<Span> result;
  for (const Span span : spans) {
    if (span.empty()) continue;
    if (!result.empty() && span.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, span.end);
    } else {
      result.push_back(span);
    }
  }
  return result;
}

// True inside maps whose values name secrets instead of holding them.
bool holds_references(const Tree& tree, NodeId mapping) {
  const NodeId name = tree.key_node(mapping);
  if (name == kNoNode) return false;
  const std::string_view text = tree.text(name);
  return text == "parameter-store" || text == "secrets-manager";
}

NodeId member(const Tree& tree, NodeId mapping, std::string_view wanted) {
  NodeId found = kNoNode;
  for (NodeId name = tree.first_child(mapping); name != kNoNode;) {
    const NodeId value = tree.next_sibling(name);
    if (value == kNoNode) break;
    if (base::equals_ignore_case(tree.text(name), wanted)) found = value;
    name = tree.next_sibling(value);
  }
  return found;
}

// Whether a scalar's text may be masked: `true` and `null` are no secrets however they are named.
bool can_hold_secret(const Tree& tree, NodeId id) {
  const tree::Node& node = tree.node(id);
  return node.is_scalar() && !node.is_key && node.kind != NodeKind::null && node.kind != NodeKind::boolean;
}

// Members of an element of a secret list that say what the secret is, not what it reads: {"name": ..., "value": ...}.
bool is_about(std::string_view member_name) {
  constexpr std::string_view kAbout[] = {"name", "key", "valueFrom", "type", "description", "arn"};
  return std::ranges::any_of(kAbout, [&](std::string_view one) { return base::equals_ignore_case(one, member_name); });
}

// Walks a tree once; each subtree that a secret name masks is passed over afterwards.
class TreeSecrets {
 public:
  TreeSecrets(const Tree& tree, std::vector<Span>& spans) : tree_(tree), spans_(spans) {}

  void append_members() {
    const auto count = static_cast<NodeId>(tree_.nodes().size());
    for (NodeId id = 0; id < count; ++id) {
      if (tree_.node(id).kind != NodeKind::mapping || holds_references(tree_, id)) continue;
      for (NodeId name = tree_.first_child(id); name != kNoNode;) {
        const NodeId value = tree_.next_sibling(name);
        if (value == kNoNode) break;
        add(tree_.text(name), value);
        name = tree_.next_sibling(value);
      }
      add_entry(id, "name");
      add_entry(id, "key");
    }
  }

  // Anchors and tags in front of nothing under a secret name: DB_PASSWORD: &hunter2
  void append_properties() {
    for (const tree::Property& property : tree_.properties()) {
      if (tree_.node(property.node).kind != NodeKind::null && !tree_.text(property.node).empty()) continue;
      const NodeId name = tree_.key_node(property.node);
      if (name != kNoNode && is_secret_name(tree_.text(name))) spans_.push_back(property.span);
    }
  }

  // What scalars hold: commands, connection strings, JSON in JSON, tokens that an escape hides from the raw text.
  void append_texts() {
    const auto count = static_cast<NodeId>(tree_.nodes().size());
    std::vector<Span> found;
    for (NodeId id = 0; id < count; ++id) {
      const tree::Node& node = tree_.node(id);
      if (node.kind == NodeKind::sequence) append_arguments(id);
      if (!node.is_scalar()) continue;
      found.clear();
      if (node.text_in_arena) append_token_spans(tree_.text(id), found);
      if (!node.is_key) {
        append_named_spans(tree_.text(id), TextKind::value, found);
        append_argument_spans(tree_.text(id), found);
      }
      add_pieces(id, found);
    }
  }

 private:
  void add_entry(NodeId mapping, std::string_view name_member) {
    const NodeId name = member(tree_, mapping, name_member);
    if (name == kNoNode || !tree_.node(name).is_scalar()) return;
    const NodeId value = member(tree_, mapping, "value");
    if (value != kNoNode) add(tree_.text(name), value);
  }

  void add(std::string_view name, NodeId value) {
    if (!is_secret_name(name)) return;
    // Tells where an alias leads, however often one node is the target: merged() joins the spans.
    if (tree_.node(value).kind == NodeKind::alias) {
      const NodeId target = tree_.alias_target(value);
      if (target == kNoNode) {
        spans_.push_back(tree_.node(value).token);
        return;
      }
      value = target;
    }
    if (can_hold_secret(tree_, value)) {
      if (is_secret(name, tree_.text(value))) spans_.push_back(tree_.node(value).content);
      return;
    }
    // The `secrets` of a container are references.
    const bool is_list = tree_.node(value).kind == NodeKind::sequence;
    if (is_list ? !base::equals_ignore_case(name, "secrets") : tree_.node(value).kind == NodeKind::mapping) {
      add_collection(value);
    }
  }

  void add_collection(NodeId collection) {
    if (is_added_.empty()) is_added_.resize(tree_.nodes().size());
    for (NodeId id = collection; id < tree_.node(collection).end; ++id) {
      if (is_added_[id]) {
        id = tree_.node(id).end - 1;
        continue;
      }
      if (tree_.node(id).kind == NodeKind::mapping || tree_.node(id).kind == NodeKind::sequence) is_added_[id] = true;
      if (!can_hold_secret(tree_, id)) continue;
      const NodeId name = tree_.key_node(id);
      if (name != kNoNode && is_about(tree_.text(name))) continue;
      if (is_secret_value(tree_.text(id))) spans_.push_back(tree_.node(id).content);
    }
  }

  // The bytes of pieces of a scalar's text. Each costs a walk over the scalar where it has escapes, so that very many
  // mask the whole scalar instead.
  void add_pieces(NodeId id, std::vector<Span>& pieces) {
    constexpr std::size_t kMostPieces = 32;
    if (pieces.empty()) return;
    if (tree_.node(id).text_in_arena) {
      pieces = merged(std::move(pieces));
      if (pieces.size() > kMostPieces) {
        spans_.push_back(tree_.node(id).content);
        return;
      }
    }
    for (const Span piece : pieces) {
      if (!piece.empty()) spans_.push_back(tree::source_span(tree_, id, piece));
    }
  }

  // ["--password", "x"]: flag and value are elements of their own.
  void append_arguments(NodeId list) {
    joined_.clear();
    elements_.clear();
    for (NodeId id = tree_.first_child(list); id != kNoNode; id = tree_.next_sibling(id)) {
      if (!tree_.node(id).is_scalar()) continue;
      elements_.push_back({base::offset32(joined_.size()), id});
      joined_ += tree_.text(id);
      joined_ += kArgumentEnd;
    }
    if (elements_.size() < 2) return;
    std::vector<Span> found;
    append_argument_spans(joined_, found);
    for (const Span span : found) {
      const auto after = std::ranges::upper_bound(elements_, span.begin, {}, &Element::begin);
      const Element& element = *(after - 1);
      const std::uint32_t size = tree_.node(element.node).text_size;
      const std::uint32_t begin = std::min(span.begin - element.begin, size);
      const std::uint32_t end = std::min(span.end - element.begin, size);
      // A piece of one element was found in the element itself; only whole ones are new.
      if (begin == 0 && end == size) spans_.push_back(tree_.node(element.node).content);
      if (begin != 0) {
        std::vector<Span> piece{{begin, end}};
        add_pieces(element.node, piece);
      }
    }
  }

  struct Element {
    std::uint32_t begin = 0;  // in `joined_`
    NodeId node = kNoNode;
  };

  const Tree& tree_;
  std::vector<Span>& spans_;
  std::vector<bool> is_added_;  // by collection: all below was looked at
  std::string joined_;
  std::vector<Element> elements_;
};

void append_text(std::string_view text, std::uint32_t offset, std::vector<Span>& spans) {
  const std::size_t first = spans.size();
  append_named_spans(text, TextKind::file, spans);
  append_argument_spans(text, spans);
  for (std::size_t i = first; i < spans.size(); ++i) {
    spans[i].begin += offset;
    spans[i].end += offset;
  }
}

// Comments that follow each other are read as one text: a variable that was commented out spans several.
void append_comments(const Tree& tree, std::vector<Span>& spans) {
  const auto comments = tree.comments();
  for (std::size_t i = 0; i < comments.size();) {
    Span text = comments[i].span;
    for (++i; i < comments.size(); ++i) {
      const Span between{text.end, comments[i].span.begin};
      if (!base::trim(slice(tree.source(), between)).empty()) break;
      text.end = comments[i].span.end;
    }
    append_text(slice(tree.source(), text), text.begin, spans);
  }
}

}  // namespace

std::vector<Span> secret_spans(const Tree& tree, const Recognition&) {
  std::vector<Span> spans;
  append_token_spans(tree.source(), spans);
  append_comments(tree, spans);
  TreeSecrets secrets(tree, spans);
  secrets.append_members();
  secrets.append_properties();
  secrets.append_texts();
  return merged(std::move(spans));
}

std::vector<Span> secret_spans(std::string_view source) {
  std::vector<Span> spans;
  append_token_spans(source, spans);
  append_text(source, 0, spans);
  return merged(std::move(spans));
}

}  // namespace paritylint::manifest
