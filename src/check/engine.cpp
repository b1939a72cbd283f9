#include "check/engine.h"

#include <algorithm>

#include "check/builtin/syntax.h"
#include "check/closer.h"
#include "check/evidence.h"
#include "check/message.h"
#include "manifest/atoms.h"
#include "manifest/environment.h"
#include "manifest/placeholder.h"
#include "tree/json_path.h"
#include "tree/query_trie.h"
#include "tree/source_span.h"

namespace paritylint::check {
namespace {

using manifest::Atom;
using manifest::AtomKind;

// Nodes that one file's rules may look at. Aliases can multiply them; no honest manifest comes near.
constexpr std::size_t kMaxVisits = 1u << 20;

// A text that rules look at: a scalar's value, a member's name or a comment.
struct Subject {
  enum class Part : std::uint8_t { value, key, comment };
  Part part = Part::value;
  tree::NodeId node = tree::kNoNode;   // the scalar, or the node behind a comment
  tree::NodeId via = tree::kNoNode;    // the alias through which it was reached
  tree::NodeId named = tree::kNoNode;  // the value whose pointer names the place
  std::string_view text;
  std::string_view key;  // the member's name when this is its value
  base::Span span;       // in the source
  std::span<const Atom> atoms;
};

bool is_number(tree::NodeKind kind) { return kind == tree::NodeKind::integer || kind == tree::NodeKind::real; }

bool has_type(const tree::Node& node, std::string_view type) {
  switch (node.kind) {
    case tree::NodeKind::string:
      return type == "string";
    case tree::NodeKind::integer:
    case tree::NodeKind::real:
      return type == "number" && is_number(node.kind);
    case tree::NodeKind::boolean:
      return type == "boolean";
    case tree::NodeKind::null:
      return type == "null";
    case tree::NodeKind::mapping:
      return type == "object";
    case tree::NodeKind::sequence:
      return type == "array";
    case tree::NodeKind::unquoted:
    case tree::NodeKind::alias:
      return false;
  }
  return false;
}

// What the value of a member is called: in the entries of environment, secrets and tags, {"name": N, "value": V}, it is
// N that says what V is.
std::string_view name_of_value(const tree::Tree& tree, tree::NodeId key_node) {
  if (key_node == tree::kNoNode) return {};
  const std::string_view key = tree.text(key_node);
  if (key != "value" && key != "valueFrom") return key;
  const tree::Cursor entry(tree, tree.node(key_node).parent);
  const auto name = entry.find("name");
  return name && name->is_scalar() ? name->text() : key;
}

}  // namespace

struct Engine::State {
  explicit State(const RuleSet& rule_set) : rules(rule_set) {
    for (const RulePack* pack : rules.packs()) {
      evaluators.emplace_back(pack->selects);
      std::vector<std::uint8_t>& kinds = enabled_kinds.emplace_back();
      for (const RuleRecord& rule : pack->rules) kinds.push_back(rules.is_enabled(rule) ? rule.kinds : std::uint8_t{0});
    }
  }

  void begin(const FileView& file);
  bool applies(std::size_t pack, std::size_t rule) const;
  void evaluate_selects();
  void evaluate_comments();
  void look_at(const RuleRecord& rule, const RulePack& pack, const tree::Cursor& match);
  void judge(const RuleRecord& rule, const RulePack& pack, Subject subject);
  bool holds(const Condition& condition, const Subject& subject) const;
  std::span<const Atom> atoms_of(tree::NodeId node, std::string_view key);
  void report(const RuleRecord& rule, const Subject& subject, const Atom* atom);

  const RuleSet& rules;
  std::vector<tree::QueryEvaluator> evaluators;          // one per pack
  std::vector<std::vector<std::uint8_t>> enabled_kinds;  // by pack and rule: RuleRecord::kinds, 0 when switched off
  const FileView* view = nullptr;
  std::optional<Closer> closer;
  std::vector<RawMatch> matches;
  std::vector<Atom> atoms;              // of all texts looked at so far; `atom_ranges` says which belong to which node
  std::vector<base::Span> atom_ranges;  // by node; begin == kUnscanned until asked for
  std::vector<Atom> scratch;
  tree::SpanMapper spans;
};

namespace {
constexpr std::uint32_t kUnscanned = 0xffffffff;

base::Span source_of(tree::SpanMapper& spans, const Subject& subject, base::Span decoded) {
  if (subject.part == Subject::Part::comment) {
    return {subject.span.begin + decoded.begin, subject.span.begin + decoded.end};
  }
  return spans.source_span(subject.node, decoded);
}

}  // namespace

void Engine::State::begin(const FileView& file) {
  view = &file;
  closer.emplace(file);
  matches.clear();
  atoms.clear();
  if (file.tree != nullptr) spans.restart(*file.tree);
  atom_ranges.assign(file.tree != nullptr ? file.tree->nodes().size() : 0, base::Span{kUnscanned, kUnscanned});
}

std::span<const Atom> Engine::State::atoms_of(tree::NodeId node, std::string_view key) {
  base::Span& range = atom_ranges[node];
  if (range.begin == kUnscanned) {
    range.begin = base::offset32(atoms.size());
    manifest::scan_atoms(view->tree->text(node), key, atoms);
    range.end = base::offset32(atoms.size());
  }
  return std::span(atoms).subspan(range.begin, range.size());
}

bool Engine::State::holds(const Condition& condition, const Subject& subject) const {
  const auto result = [&] {
    switch (condition.kind) {
      case Condition::Kind::has_atom:
        return std::ranges::any_of(subject.atoms, [&](const Atom& a) { return counts(a, condition, subject.atoms); });
      case Condition::Kind::matches:
        return rules.regex(condition).search(subject.text).has_value();
      case Condition::Kind::one_of: {
        bool found = false;
        for_each_line(condition.text, [&](std::string_view line) { found = found || line == subject.text; });
        return found;
      }
      case Condition::Kind::is_placeholder:
        return manifest::is_placeholder(subject.text);
      case Condition::Kind::is_type:
        return subject.part == Subject::Part::value && has_type(view->tree->node(subject.node), condition.text);
    }
    return false;
  }();
  return result != condition.negated;
}

void Engine::State::report(const RuleRecord& rule, const Subject& subject, const Atom* atom) {
  const tree::Tree& tree = *view->tree;
  const base::Span whole{0, base::offset32(subject.text.size())};
  const base::Span decoded = atom != nullptr && rule.reported == Reported::atom ? atom->span : whole;
  base::Span span = rule.reported == Reported::key && subject.part == Subject::Part::value
                        ? tree.node(tree.key_node(subject.named)).content
                        : source_of(spans, subject, decoded);
  RawMatch match;
  match.rule = &rule;
  match.location = closer->close(span, subject.named);
  match.value = closer->mask_value(span, base::slice(subject.text, decoded));
  match.line_hash = closer->line_hash(match.location.begin.line);
  match.in_comment = subject.part == Subject::Part::comment;

  MessageValues values;
  const std::string path = match.location.display_path;
  values.value = match.value;
  values.key = subject.key;
  values.path = path;
  values.kind = manifest::info(view->kind).title;
  const Atom* account = account_inside(subject.atoms, atom != nullptr ? atom->span : whole);
  if (account != nullptr) values.account = base::slice(subject.text, account->span);
  if (atom != nullptr) {
    values.atom = base::slice(subject.text, atom->span);
    if (atom->kind == AtomKind::environment_word) values.environment = values.atom;
    if (atom->kind == AtomKind::account_id) values.account = values.atom;
  }
  match.message = expand_message(rule.message, values);
  if (rule.grouping == Grouping::account) match.group = values.account;
  if (rule.grouping == Grouping::value) match.group = match.value;
  if (rule.grouping == Grouping::file) match.group = rule.id;
  if (subject.via != tree::kNoNode) {
    match.related.push_back(closer->close(tree.node(subject.via).token, subject.via));
    match.related.back().message = "used here through the alias";
  }
  matches.push_back(std::move(match));
}

void Engine::State::judge(const RuleRecord& rule, const RulePack& pack, Subject subject) {
  const auto conditions = pack.conditions.subspan(rule.first_condition, rule.condition_count);
  if (!std::ranges::all_of(conditions, [&](const Condition& c) { return holds(c, subject); })) return;
  const auto finder = std::ranges::find_if(
      conditions, [](const Condition& c) { return c.kind == Condition::Kind::has_atom && !c.negated; });
  if (finder == conditions.end()) return report(rule, subject, nullptr);
  for (const Atom& atom : subject.atoms) {
    if (!counts(atom, *finder, subject.atoms)) continue;
    report(rule, subject, &atom);
    if (rule.reported != Reported::atom) return;
  }
}

void Engine::State::look_at(const RuleRecord& rule, const RulePack& pack, const tree::Cursor& match) {
  const tree::Tree& tree = *view->tree;
  const tree::NodeId key_node = tree.key_node(match.via() != tree::kNoNode ? match.via() : match.node());
  const std::string_view key = name_of_value(tree, key_node);
  if (match.is_scalar() || rule.condition_count == 0 || rule.reported == Reported::key) {
    Subject value{Subject::Part::value, match.node(), match.via(), match.node(), {}, key, {}, {}};
    if (match.is_scalar()) {
      value.text = match.text();
      value.atoms = atoms_of(match.node(), key);
    }
    judge(rule, pack, value);
  }
  if (rule.in_keys && key_node != tree::kNoNode) {
    const std::string_view text = tree.text(key_node);
    judge(rule, pack,
          {Subject::Part::key, key_node, tree::kNoNode, match.node(), text, {}, {}, atoms_of(key_node, {})});
  }
}

bool Engine::State::applies(std::size_t pack, std::size_t rule) const {
  return (enabled_kinds[pack][rule] & (1u << static_cast<unsigned>(view->kind))) != 0;
}

void Engine::State::evaluate_selects() {
  const tree::Cursor root(*view->tree, view->recognition->root);
  for (std::size_t i = 0; i < evaluators.size(); ++i) {
    const RulePack& pack = *rules.packs()[i];
    evaluators[i].evaluate(root, kMaxVisits, [&](std::uint32_t number, const tree::Cursor& match) {
      if (applies(i, number)) look_at(pack.rules[number], pack, match);
    });
  }
}

void Engine::State::evaluate_comments() {
  for (const tree::Comment& comment : view->tree->comments()) {
    scratch.clear();
    const std::string_view text = base::slice(view->source, comment.span);
    manifest::scan_atoms(text, {}, scratch);
    if (scratch.empty()) continue;
    const Subject subject{Subject::Part::comment, tree::kNoNode, tree::kNoNode, tree::kNoNode, text, {},
                          comment.span,           scratch};
    for (std::size_t i = 0; i < rules.packs().size(); ++i) {
      const RulePack& pack = *rules.packs()[i];
      for (std::size_t number = 0; number < pack.rules.size(); ++number) {
        if (pack.rules[number].in_comments && applies(i, number)) judge(pack.rules[number], pack, subject);
      }
    }
  }
}

Engine::Engine(const RuleSet& rules) : state_(std::make_unique<State>(rules)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

std::vector<RawMatch> Engine::run(const FileView& view) {
  state_->begin(view);
  builtin::report_syntax(view, state_->rules, *state_->closer, state_->matches);
  if (view.tree != nullptr && view.recognition) {
    state_->evaluate_selects();
    state_->evaluate_comments();
  }
  return std::move(state_->matches);
}

}  // namespace paritylint::check
