#include "check/engine.h"

#include <algorithm>

#include "base/text.h"
#include "check/builtin/builtin.h"
#include "check/closer.h"
#include "check/evidence.h"
#include "check/file_atoms.h"
#include "check/place_match.h"
#include "manifest/atoms.h"
#include "manifest/placeholder.h"
#include "tree/query_evaluator.h"
#include "tree/source_span.h"

namespace paritylint::check {
namespace {

using manifest::Atom;

// Nodes that one file's rules may look at. Aliases can multiply them; no honest manifest comes near.
constexpr std::size_t kMaxVisits = 1u << 20;

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

// What the value of a member is called: in the entries of environment, secrets and tags, {"name": N, "value": V} or
// {"key": N, "value": V}, it is N that says what V is.
std::string_view name_of_value(const tree::Tree& tree, tree::NodeId key_node) {
  if (key_node == tree::kNoNode) return {};
  const std::string_view key = tree.text(key_node);
  const bool is_value = base::equals_ignore_case(key, "value");
  if (!is_value && !base::equals_ignore_case(key, "valueFrom")) return key;
  const tree::Cursor entry(tree, tree.node(key_node).parent);
  auto name = entry.find_ignoring_case("name");
  if (!name && is_value) name = entry.find_ignoring_case("key");
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
  bool evaluate_selects();
  void evaluate_comments();
  void look_at(const RuleRecord& rule, const RulePack& pack, const tree::Cursor& match);
  void judge(const RuleRecord& rule, const RulePack& pack, Subject subject);
  bool holds(const Condition& condition, const Subject& subject) const;
  void note(const RuleRecord& rule, const Subject& subject, std::uint32_t atom);

  const RuleSet& rules;
  std::vector<tree::QueryEvaluator> evaluators;          // one per pack
  std::vector<std::vector<std::uint8_t>> enabled_kinds;  // by pack and rule: RuleRecord::kinds, 0 when switched off
  const FileView* view = nullptr;
  std::optional<Closer> closer;
  std::optional<tree::SourceSpans> source_spans;
  FileAtoms atoms;
  Places places;
  std::vector<RawMatch> matches;
};

void Engine::State::begin(const FileView& file) {
  view = &file;
  closer.emplace(file);
  source_spans.reset();
  if (file.tree != nullptr) source_spans.emplace(*file.tree);
  places.clear();
  matches.clear();
  atoms.begin(file);
}

bool Engine::State::holds(const Condition& condition, const Subject& subject) const {
  const auto result = [&] {
    switch (condition.kind) {
      case Condition::Kind::has_atom:
        return std::ranges::any_of(atoms.in(subject),
                                   [&](const Atom& a) { return counts(a, condition, atoms.in(subject)); });
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

void Engine::State::note(const RuleRecord& rule, const Subject& subject, std::uint32_t atom) {
  const tree::Tree& tree = *view->tree;
  const base::Span whole{0, base::offset32(subject.text.size())};
  Place place;
  place.rule = &rule;
  place.subject = subject;
  place.atom = atom;
  place.decoded = atom != kNoAtom && rule.reported == Reported::atom ? atoms[atom].span : whole;
  place.span = rule.reported == Reported::key && subject.part == Subject::Part::value
                   ? tree.node(tree.key_node(subject.named)).content
                   : source_of(subject, place.decoded, *source_spans);
  if (rule.grouping == Grouping::account) place.group = base::slice(subject.text, atoms.account_of(subject, atom));
  if (rule.grouping == Grouping::value) place.group = base::slice(subject.text, place.decoded);
  if (rule.grouping == Grouping::file) place.group = rule.id;
  places.add(place);
}

void Engine::State::judge(const RuleRecord& rule, const RulePack& pack, Subject subject) {
  const auto conditions = pack.conditions.subspan(rule.first_condition, rule.condition_count);
  if (!std::ranges::all_of(conditions, [&](const Condition& c) { return holds(c, subject); })) return;
  const auto finder = std::ranges::find_if(
      conditions, [](const Condition& c) { return c.kind == Condition::Kind::has_atom && !c.negated; });
  if (finder == conditions.end()) return note(rule, subject, kNoAtom);
  for (std::uint32_t atom = subject.atoms.begin; atom < subject.atoms.end; ++atom) {
    if (!counts(atoms[atom], *finder, atoms.in(subject))) continue;
    note(rule, subject, atom);
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
      value.atoms = atoms.of(match.node(), key);
    }
    judge(rule, pack, value);
  }
  if (rule.in_keys && key_node != tree::kNoNode) {
    const std::string_view text = tree.text(key_node);
    judge(rule, pack,
          {Subject::Part::key, key_node, tree::kNoNode, match.node(), text, {}, {}, atoms.of(key_node, {})});
  }
}

bool Engine::State::applies(std::size_t pack, std::size_t rule) const {
  return (enabled_kinds[pack][rule] & (1u << static_cast<unsigned>(view->kind))) != 0;
}

// False when there is more to look at than any manifest has.
bool Engine::State::evaluate_selects() {
  const tree::Cursor root(*view->tree, view->recognition->root);
  const tree::Shape shape = view->recognition->shape();
  bool finished = true;
  for (std::size_t i = 0; i < evaluators.size(); ++i) {
    const RulePack& pack = *rules.packs()[i];
    finished &= evaluators[i].evaluate(
        root, kMaxVisits,
        [&](std::uint32_t number, const tree::Cursor& match) {
          if (applies(i, number)) look_at(pack.rules[number], pack, match);
        },
        shape);
  }
  return finished;
}

void Engine::State::evaluate_comments() {
  for (const tree::Comment& comment : view->tree->comments()) {
    const std::string_view text = base::slice(view->source, comment.span);
    const base::Span range = atoms.of_comment(text);
    if (range.empty()) continue;
    const Subject subject{Subject::Part::comment, tree::kNoNode, tree::kNoNode, tree::kNoNode, text, {},
                          comment.span,           range};
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

EngineResult Engine::run(const FileView& view) {
  state_->begin(view);
  for (const builtin::Builtin& row : builtin::builtins()) {
    row.report(view, state_->rules, *state_->closer, state_->matches);
  }
  EngineResult result;
  if (view.tree != nullptr && view.recognition) {
    if (!state_->evaluate_selects()) {
      result.failure = "expected at most " + std::to_string(kMaxVisits) + " places to look at, found more";
      return result;
    }
    state_->evaluate_comments();
    for (const Place& place : state_->places.take()) {
      state_->matches.push_back(close_place(place, view, state_->atoms, *state_->closer, *state_->source_spans));
    }
  }
  result.matches = std::move(state_->matches);
  result.suppressions = read_suppression_comments(view, state_->rules, *state_->closer).suppressions;
  return result;
}

}  // namespace paritylint::check
