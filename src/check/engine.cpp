#include "check/engine.h"

#include <algorithm>

#include "check/builtin/builtin.h"
#include "check/closer.h"
#include "check/condition_judge.h"
#include "check/file_atoms.h"
#include "check/place_match.h"
#include "tree/query_evaluator.h"
#include "tree/source_span.h"

namespace paritylint::check {
namespace {

// Nodes that one file's rules may look at. Aliases can multiply them; no honest manifest comes near.
constexpr std::size_t kMaxVisits = 1u << 20;

}  // namespace

struct Engine::State {
  explicit State(const RuleSet& rule_set) : rules(rule_set) {
    for (const RulePack* pack : rules.packs()) {
      evaluators.emplace_back(pack->selects);
      std::vector<std::uint8_t>& kinds = enabled_kinds.emplace_back();
      for (std::size_t number = 0; number < pack->rules.size(); ++number) {
        const RuleRecord& rule = pack->rules[number];
        kinds.push_back(rules.is_enabled(rule) ? rule.kinds : std::uint8_t{0});
        if (rule.in_comments && kinds.back() != 0) comment_rules.emplace_back(enabled_kinds.size() - 1, number);
      }
    }
  }

  void begin(const FileView& file);
  bool applies(std::size_t pack, std::size_t rule) const;
  bool evaluate_selects();
  void evaluate_comments();
  void look_at(const RuleRecord& rule, const RulePack& pack, const tree::Cursor& match);
  void judge_subject(const RuleRecord& rule, const RulePack& pack, const Subject& subject);
  void note(const RuleRecord& rule, std::span<const Condition> conditions, const Subject& subject, std::uint32_t atom);
  void find_region(Place& place);

  const RuleSet& rules;
  std::vector<tree::QueryEvaluator> evaluators;          // one per pack
  std::vector<std::vector<std::uint8_t>> enabled_kinds;  // by pack and rule: RuleRecord::kinds, 0 when switched off
  std::vector<std::pair<std::size_t, std::size_t>> comment_rules;  // pack and rule
  const FileView* view = nullptr;
  std::optional<Closer> closer;
  std::optional<tree::SourceSpans> source_spans;
  FileAtoms atoms;
  ConditionJudge judge{rules, atoms};
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
  judge.begin(file, kMaxVisits);
}

// The region that `rule` reports: a piece of the subject's text, a whole leaf, or of an object or a list without any
// label its first byte.
void Engine::State::find_region(Place& place) {
  const RuleRecord& rule = *place.rule;
  Subject& subject = place.subject;
  const tree::Tree& tree = *view->tree;
  place.decoded = {0, base::offset32(subject.text.size())};
  if (rule.reported == Reported::atom && place.atom != kNoAtom) place.decoded = atoms[place.atom].span;
  if (rule.reported == Reported::capture) {
    judge.add_captures(place.conditions, subject, place.captures);
    const auto capture = std::ranges::find(place.captures, rule.captured, &Capture::name);
    if (capture != place.captures.end()) place.decoded = capture->decoded;
    place.captures.clear();
  }
  const bool is_collection = subject.part == Subject::Part::value && tree.node(subject.node).is_collection();
  if (subject.part == Subject::Part::value && (is_collection || rule.reported == Reported::key)) {
    const tree::NodeId used = used_at(tree, subject.node, subject.via);
    place.label = is_collection ? label_of(tree, used, subject.node) : tree.key_node(used);
    if (used == subject.via && place.label != tree::kNoNode && place.label == tree.key_node(used)) {
      place.named = used;
      place.via = tree::kNoNode;
    }
  }
  if (place.label != tree::kNoNode) {
    place.span = tree.node(place.label).content;
  } else if (is_collection) {
    const std::uint32_t begin = tree.node(subject.node).token.begin;
    place.span = {begin, begin + 1};
  } else {
    place.span = source_of(subject, place.decoded, *source_spans);
  }
}

void Engine::State::note(const RuleRecord& rule, std::span<const Condition> conditions, const Subject& subject,
                         std::uint32_t atom) {
  Place place;
  place.rule = &rule;
  place.conditions = conditions;
  place.subject = subject;
  place.atom = atom;
  place.named = subject.named;
  place.via = subject.via;
  find_region(place);
  if (rule.grouping == Grouping::account) place.group = base::slice(subject.text, atoms.account_of(subject, atom));
  if (rule.grouping == Grouping::value) place.group = text_of_region(place, *view->tree);
  if (rule.grouping == Grouping::file) place.group = rule.id;
  places.add(place);
}

void Engine::State::judge_subject(const RuleRecord& rule, const RulePack& pack, const Subject& subject) {
  const auto conditions = pack.conditions.subspan(rule.first_condition, rule.condition_count);
  if (!judge.hold(conditions, subject)) return;
  bool found = false;
  for (std::uint32_t atom = subject.atoms.begin; atom < subject.atoms.end; ++atom) {
    if (!judge.is_asked_for(conditions, atom, subject)) continue;
    note(rule, conditions, subject, atom);
    found = true;
    if (rule.reported != Reported::atom) return;
  }
  if (!found && rule.reported != Reported::atom) note(rule, conditions, subject, kNoAtom);
}

void Engine::State::look_at(const RuleRecord& rule, const RulePack& pack, const tree::Cursor& match) {
  if (rule.in_values) judge_subject(rule, pack, atoms.value_subject(match));
  if (!rule.in_keys) return;
  const tree::NodeId key_node = view->tree->key_node(used_at(*view->tree, match.node(), match.via()));
  if (key_node != tree::kNoNode) judge_subject(rule, pack, atoms.key_subject(key_node, match.node()));
}

bool Engine::State::applies(std::size_t pack, std::size_t rule) const {
  if ((enabled_kinds[pack][rule] & (1u << static_cast<unsigned>(view->kind))) == 0) return false;
  return view->may_span_regions || rules.packs()[pack]->rules[rule].only_if == Circumstance::any;
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
  if (comment_rules.empty()) return;
  for (const tree::Comment& comment : view->tree->comments()) {
    const std::string_view text = base::slice(view->source, comment.span);
    const Subject subject{Subject::Part::comment, tree::kNoNode,         tree::kNoNode, tree::kNoNode, text, {},
                          comment.span,           atoms.of_comment(text)};
    for (const auto& [pack, number] : comment_rules) {
      if (applies(pack, number)) judge_subject(rules.packs()[pack]->rules[number], *rules.packs()[pack], subject);
    }
  }
}

Engine::Engine(const RuleSet& rules) : state_(std::make_unique<State>(rules)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

EngineResult Engine::run(const FileView& view) {
  state_->begin(view);
  for (const builtin::Builtin& row : builtin::builtins()) {
    if (row.report != nullptr) row.report(view, state_->rules, *state_->closer, state_->matches);
  }
  EngineResult result;
  if (view.tree != nullptr && view.recognition) {
    const bool finished = state_->evaluate_selects();
    if (!finished || state_->judge.is_exhausted()) {
      result.failure = "expected at most " + std::to_string(kMaxVisits) + " places to look at, found more";
      return result;
    }
    state_->evaluate_comments();
    for (Place& place : state_->places.take()) {
      state_->judge.add_captures(place.conditions, place.subject, place.captures);
      state_->matches.push_back(close_place(place, view, state_->atoms, *state_->closer, *state_->source_spans));
    }
  }
  result.matches = std::move(state_->matches);
  result.suppressions = read_suppression_comments(view, state_->rules, *state_->closer).suppressions;
  return result;
}

}  // namespace paritylint::check
