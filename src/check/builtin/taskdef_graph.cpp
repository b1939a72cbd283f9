// How containers depend on each other: dependsOn, links and volumesFrom all order their start.
#include <algorithm>
#include <string>
#include <vector>

#include "check/builtin/taskdef_checks.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

// Where one container names another.
struct Mention {
  const Container* from = nullptr;  // nullptr: the task names it
  Cursor at;
  std::string_view name;
  std::string_view field;
  std::string_view condition;  // of dependsOn, when it is known
};

// Call visit(Mention) for every container that is named and no open value.
template <class Visit>
void for_each_mention(const TaskDefinition& task, Visit&& visit) {
  const auto mention = [&](const Container* from, const Value& at, std::string_view field, std::string_view condition) {
    std::string_view name = text_of(at);
    if (field == "links") name = name.substr(0, name.find(':'));
    if (!name.empty()) visit(Mention{from, *at, name, field, condition});
  };
  for (const Container& container : task.containers()) {
    task.for_each(task.member(container.at, "dependsOn"), [&](const Cursor& one) {
      mention(&container, task.member(one, "containerName"), "dependsOn", text_of(task.member(one, "condition")));
    });
    task.for_each(task.member(container.at, "links"),
                  [&](const Cursor& one) { mention(&container, one, "links", "START"); });
    task.for_each(task.member(container.at, "volumesFrom"), [&](const Cursor& one) {
      mention(&container, task.member(one, "sourceContainer"), "volumesFrom", "");
    });
  }
  if (!task.is_whole()) return;
  mention(nullptr, task.member(task.root(), {"proxyConfiguration", "containerName"}), "proxyConfiguration", "");
}

// Finds the mentions that close a cycle, by a walk without recursion.
class Cycles {
 public:
  Cycles(const TaskDefinition& task, RuleReporter& reporter)
      : task_(task), reporter_(reporter), of_(task.containers().size()) {
    const Container* const first = task.containers().data();
    for_each_mention(task, [&](const Mention& mention) {
      const Container* const target = task.find_container(mention.name);
      if (mention.from == nullptr || target == nullptr) return;
      auto& edges = of_[static_cast<std::size_t>(mention.from - first)];
      const auto to = static_cast<std::size_t>(target - first);
      if (std::ranges::find(edges, to, &Edge::to) == edges.end()) edges.push_back({to, mention.at});
    });
  }

  // Call visit(Cursor at, std::string way) once per cycle that the walk meets; the way is "a -> b -> a".
  template <class Visit>
  void find(Visit&& visit) {
    state_.assign(of_.size(), State::unseen);
    for (std::size_t start = 0; start < of_.size(); ++start) {
      if (state_[start] == State::unseen) walk(start, visit);
    }
  }

 private:
  enum class State : std::uint8_t { unseen, on_path, done };
  struct Edge {
    std::size_t to;
    Cursor at;
  };
  struct Step {
    std::size_t container;
    std::size_t next_edge = 0;
  };

  template <class Visit>
  void walk(std::size_t start, Visit&& visit) {
    std::vector<Step> path = {{start}};
    state_[start] = State::on_path;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next_edge == of_[step.container].size()) {
        state_[step.container] = State::done;
        path.pop_back();
        continue;
      }
      const Edge edge = of_[step.container][step.next_edge++];
      if (state_[edge.to] == State::on_path) {
        visit(edge.at, way(path, edge.to));
      } else if (state_[edge.to] == State::unseen) {
        state_[edge.to] = State::on_path;
        path.push_back({edge.to});
      }
    }
  }

  std::string way(const std::vector<Step>& path, std::size_t to) const {
    std::string text;
    const auto begin = std::ranges::find(path, to, &Step::container);
    for (auto step = begin; step != path.end(); ++step) {
      text.append(shown(step->container)).append(" -> ");
    }
    return text.append(shown(to));
  }

  std::string shown(std::size_t container) const { return reporter_.shown(*task_.containers()[container].name_value); }

  const TaskDefinition& task_;
  RuleReporter& reporter_;
  std::vector<std::vector<Edge>> of_;  // by container
  std::vector<State> state_;
};

}  // namespace

void check_unknown_container(const TaskDefinition& task, RuleReporter& reporter) {
  if (!task.shows_all_containers() || (task.is_whole() && !task.is_complete())) return;
  std::vector<Cursor> names;
  for (const Container& container : task.containers()) names.push_back(*container.name_value);
  for_each_mention(task, [&](const Mention& mention) {
    if (task.find_container(mention.name) != nullptr) return;
    reporter.report(mention.at,
                    {.key = std::string(mention.field), .atom = reporter.did_you_mean(mention.name, names)});
  });
}

void check_dependency_cycle(const TaskDefinition& task, RuleReporter& reporter) {
  Cycles(task, reporter).find([&](const Cursor& at, const std::string& way) { reporter.report(at, {.atom = way}); });
}

void check_complete_on_essential(const TaskDefinition& task, RuleReporter& reporter) {
  for_each_mention(task, [&](const Mention& mention) {
    if (mention.condition != "COMPLETE" && mention.condition != "SUCCESS") return;
    const Container* const target = task.find_container(mention.name);
    if (target == nullptr || !task.is_essential(*target).value_or(false)) return;
    Statement statement{.atom = std::string(mention.condition)};
    const Value essential = task.member(target->at, "essential");
    statement.other = essential ? essential : target->name_value;
    statement.other_is = essential ? "essential here" : "essential because nothing else is said";
    reporter.report(mention.at, statement);
  });
}

void check_healthy_without_check(const TaskDefinition& task, RuleReporter& reporter) {
  for_each_mention(task, [&](const Mention& mention) {
    if (mention.condition != "HEALTHY") return;
    const Container* const target = task.find_container(mention.name);
    if (target == nullptr || is_set(task.member(target->at, "healthCheck")).value_or(true)) return;
    Statement statement;
    statement.other = target->name_value;
    statement.other_is = "has no healthCheck";
    reporter.report(mention.at, statement);
  });
}

void check_no_essential_container(const TaskDefinition& task, RuleReporter& reporter) {
  const Value list = task.of_task("containerDefinitions");
  if (!list || !task.is_complete() || !task.shows_all_containers() || task.containers().empty()) return;
  const bool none = std::ranges::all_of(task.containers(), [&](const Container& container) {
    const std::optional<bool> essential = task.is_essential(container);
    return essential && !*essential;
  });
  if (none) reporter.report(*list);
}

}  // namespace paritylint::check::builtin
