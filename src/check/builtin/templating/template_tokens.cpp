#include "check/builtin/templating/template_tokens.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "check/subject.h"
#include "manifest/atoms.h"
#include "tree/source_span.h"

namespace paritylint::check::builtin {
namespace {

using manifest::Atom;
using manifest::AtomKind;
using tree::NodeId;

// More tokens than any template has.
constexpr std::size_t kMostTokens = 1000;

using Names = std::vector<std::string_view>;

// Names of the members that lead to a value, the innermost first.
Names names_above(const tree::Tree& tree, NodeId node, NodeId root) {
  Names names;
  for (; node != tree::kNoNode && node != root; node = tree.node(node).parent) {
    const NodeId key = tree.key_node(node);
    if (key != tree::kNoNode) names.push_back(tree.text(key));
  }
  return names;
}

bool has(const Names& names, std::string_view name) {
  return std::ranges::any_of(names, [&](std::string_view one) { return base::equals_ignore_case(one, name); });
}

bool is_first(const Names& names, std::string_view name) {
  return !names.empty() && base::equals_ignore_case(names.front(), name);
}

// What describe-task-definition adds is thrown away before the file is registered, or refused whatever it holds.
bool is_described(const Names& names) {
  constexpr std::array<std::string_view, 8> kFields = {
      "taskDefinitionArn", "registeredBy",    "registeredAt",   "status",
      "revision",          "compatibilities", "deregisteredAt", "requiresAttributes"};
  return std::ranges::any_of(
      kFields, [&](std::string_view field) { return !names.empty() && base::equals_ignore_case(names.back(), field); });
}

TokenField field_of(const Names& names) {
  if (has(names, "command") || has(names, "entryPoint")) return TokenField::program;
  if (has(names, "dockerLabels") || has(names, "tags")) return TokenField::text;
  if (has(names, "environment") && is_first(names, "value")) return TokenField::text;
  if (has(names, "options")) {
    const bool is_name = is_first(names, "awslogs-group") || is_first(names, "awslogs-region") ||
                         is_first(names, "awslogs-stream-prefix");
    return is_name ? TokenField::exact : TokenField::text;
  }
  if (is_first(names, "image")) return TokenField::image;
  return is_first(names, "TaskDefinition") ? TokenField::task_definition : TokenField::exact;
}

bool is_function_name(std::string_view name) { return name == "Ref" || name.starts_with("Fn::"); }

// {"Ref": "X"}, {"Fn::Sub": "..."}: the name of an only member.
bool is_function(const tree::Tree& tree, NodeId key) {
  if (!is_function_name(tree.text(key))) return false;
  const NodeId value = tree.next_sibling(key);
  return tree.first_child(tree.node(key).parent) == key && value != tree::kNoNode &&
         tree.next_sibling(value) == tree::kNoNode;
}

bool is_function_tag(std::string_view tag) {
  constexpr std::array<std::string_view, 7> kTags = {"!Ref",    "!Sub",       "!GetAtt", "!ImportValue",
                                                     "!Select", "!FindInMap", "!Join"};
  return std::ranges::find(kTags, tag) != kTags.end();
}

bool stands_for_account(std::string_view text, base::Span span) {
  const bool in_arn = span.begin > 0 && text[span.begin - 1] == ':' && span.end < text.size() && text[span.end] == ':';
  return (in_arn && text.starts_with("arn:")) || text.substr(span.end).starts_with(".dkr.ecr.");
}

// A member's name is no value, and neither are the names of variables: MY_KEY is one.
bool names_a_variable(const Names& names) { return is_first(names, "name") || is_first(names, "key"); }

bool is_upper_name(std::string_view name) {
  return std::ranges::all_of(name,
                             [](char c) { return base::is_upper(c) || base::is_digit(c) || c == '_' || c == '-'; });
}

bool is_plain_name(std::string_view name) {
  return std::ranges::all_of(name, [](char c) { return base::is_alnum(c) || c == '_' || c == '-'; });
}

class TokenFinder {
 public:
  explicit TokenFinder(const FileView& view) : view_(view), tree_(*view.tree), spans_(tree_) {}

  std::vector<TemplateToken> find() {
    const NodeId root = view_.recognition->root;
    for (NodeId id = root; id < tree_.node(root).end && tokens_.size() < kMostTokens; ++id) {
      const tree::Node& node = tree_.node(id);
      if (node.is_key && is_function(tree_, id)) {
        tokens_.push_back({id, node.content, tree_.text(id), TokenField::exact, TokenShape::intrinsic, true});
      } else if (node.is_scalar() && !node.is_key) {
        add_value(id, root);
      }
    }
    for (const tree::Property& tag : tree_.properties()) add_tag(tag);
    std::ranges::stable_sort(tokens_, {}, [](const TemplateToken& token) { return token.source.begin; });
    return std::move(tokens_);
  }

 private:
  void add_value(NodeId id, NodeId root) {
    const std::string_view text = tree_.text(id);
    atoms_.clear();
    manifest::scan_atoms(text, name_of_value(tree::Cursor(tree_, id)), *view_.vocabulary, atoms_);
    std::erase_if(atoms_, [](const Atom& atom) { return atom.kind != AtomKind::placeholder; });
    if (atoms_.empty()) return;
    const Names names = names_above(tree_, id, root);
    if (is_described(names) || (!names.empty() && is_function_name(names.front()))) return;
    base::Span last;
    for (const Atom& atom : atoms_) {
      if (last.contains(atom.span)) continue;
      last = atom.span;
      TemplateToken token{id, spans_.of(id, atom.span), base::slice(text, atom.span)};
      token.field = field_of(names);
      token.shape = shape_of(token.text);
      token.is_whole = atom.span.size() == text.size();
      token.is_unquoted = tree_.node(id).kind == tree::NodeKind::unquoted;
      token.is_account = stands_for_account(text, atom.span);
      if (token.shape != TokenShape::bare || !names_a_variable(names)) tokens_.push_back(token);
    }
  }

  // !Ref X, !Sub "...": what stands in the value is the function's.
  void add_tag(const tree::Property& tag) {
    const std::string_view text = base::slice(view_.source, tag.span);
    const bool counts = tag.kind == tree::Property::Kind::tag && is_function_tag(text);
    if (!counts || tokens_.size() >= kMostTokens) return;
    std::erase_if(tokens_, [&](const TemplateToken& token) { return token.node == tag.node; });
    tokens_.push_back({tag.node, tag.span, text, TokenField::exact, TokenShape::intrinsic, true});
  }

  const FileView& view_;
  const tree::Tree& tree_;
  tree::SourceSpans spans_;
  std::vector<Atom> atoms_;
  std::vector<TemplateToken> tokens_;
};

}  // namespace

TokenShape shape_of(std::string_view token) {
  if (token.starts_with("${AWS::") || token.starts_with("{{resolve:")) return TokenShape::intrinsic;
  switch (token.empty() ? '\0' : token.front()) {
    case '<':
      return TokenShape::angle;
    case '$':
      return TokenShape::dollar;
    case '{':
      return token.starts_with("{{") ? TokenShape::mustache : TokenShape::bare;
    case '%':
      return TokenShape::percent;
    case '_':
      return token.starts_with("__") ? TokenShape::underscores : TokenShape::bare;
    case '@':
      return TokenShape::at;
    case '#':
      return TokenShape::hash;
    default:
      return TokenShape::bare;
  }
}

std::string_view name_of_token(std::string_view token) {
  const auto is_name = [](char c) { return base::is_alnum(c) || c == '_'; };
  const bool is_underscored = shape_of(token) == TokenShape::underscores;
  const auto is_mark = [&](char c) { return !is_name(c) || (is_underscored && c == '_'); };
  while (!token.empty() && is_mark(token.front())) token.remove_prefix(1);
  while (!token.empty() && is_mark(token.back())) token.remove_suffix(1);
  return token;
}

std::string spelling_of_token(std::string_view token) {
  std::string spelling = base::to_lower(name_of_token(token));
  for (char& c : spelling) {
    if (!base::is_alnum(c)) c = '_';
  }
  return spelling;
}

std::vector<TemplateToken> template_tokens(const RootFile& file) {
  const FileView& view = file.view;
  const bool has_any = view.tree != nullptr && view.recognition && view.kind != manifest::ManifestKind::buildspec;
  return has_any ? TokenFinder(view).find() : std::vector<TemplateToken>();
}

bool counts_alone(const TemplateToken& token) {
  const std::string_view name = name_of_token(token.text);
  const bool is_upper = is_upper_name(name);
  if (token.shape == TokenShape::intrinsic) return true;
  switch (token.field) {
    case TokenField::program:
      return token.shape == TokenShape::angle && is_upper;
    case TokenField::text:
      if (token.shape == TokenShape::angle) return is_upper || token.is_whole;
      return token.is_whole && token.shape == TokenShape::bare &&
             (token.text.starts_with("YOUR_") || token.text.ends_with("_PLACEHOLDER"));
    default:
      return token.shape != TokenShape::bare || token.is_account || token.text.starts_with("YOUR_") ||
             token.text.ends_with("_PLACEHOLDER");
  }
}

bool counts_beside(const TemplateToken& token) {
  if (token.field == TokenField::program) return false;
  return token.is_whole && is_plain_name(name_of_token(token.text));
}

}  // namespace paritylint::check::builtin
