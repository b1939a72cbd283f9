// Names that must be there once: of containers, variables, volumes and tags; and volumes that are named.
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "check/builtin/taskdef_checks.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

// The elements of a list by the text of their `member`: reports each that came before.
class Seen {
 public:
  explicit Seen(RuleReporter& reporter) : reporter_(reporter) {}

  // The element that had this name before, or nullptr.
  const Cursor* add(const Value& name, const Cursor& element) {
    const std::string_view text = name && name->kind() == tree::NodeKind::string ? name->text() : std::string_view();
    if (text.empty()) return nullptr;
    const auto [known, is_new] = first_.try_emplace(text, Entry{*name, element});
    if (is_new || is_open(*name)) return nullptr;
    other_ = known->second.name;
    return &known->second.element;
  }

  // Requires: add() has just found one.
  void report(const Value& name, Statement statement) {
    statement.other = other_;
    statement.other_is = "first written here";
    reporter_.report(*name, statement);
  }

 private:
  struct Entry {
    Cursor name, element;
  };
  RuleReporter& reporter_;
  std::unordered_map<std::string_view, Entry> first_;
  Value other_;
};

void check_list(const TaskDefinition& task, RuleReporter& reporter, const Value& list, std::string_view member) {
  Seen seen(reporter);
  task.for_each(list, [&](const Cursor& element) {
    const Value name = task.member(element, member);
    if (seen.add(name, element) != nullptr) seen.report(name, {});
  });
}

std::string_view raw_text(const Value& value) {
  return value && value->is_scalar() ? value->text() : std::string_view();
}

// The kinds of volume of which one may be chosen.
constexpr std::array<std::string_view, 6> kVolumeKinds = {"host",
                                                          "dockerVolumeConfiguration",
                                                          "efsVolumeConfiguration",
                                                          "s3filesVolumeConfiguration",
                                                          "fsxWindowsFileServerVolumeConfiguration",
                                                          "configuredAtLaunch"};

}  // namespace

void check_duplicate_container(const TaskDefinition& task, RuleReporter& reporter) {
  Seen seen(reporter);
  for (const Container& container : task.containers()) {
    if (seen.add(container.name_value, container.at) != nullptr) seen.report(container.name_value, {});
  }
}

void check_duplicate_variable(const TaskDefinition& task, RuleReporter& reporter) {
  for (const Container& container : task.containers()) {
    Seen seen(reporter);
    task.for_each(task.member(container.at, "environment"), [&](const Cursor& variable) {
      const Value name = task.member(variable, "name");
      const Cursor* const first = seen.add(name, variable);
      if (first == nullptr) return;
      // The service takes both, and does not say which one wins.
      const bool is_same = raw_text(task.member(*first, "value")) == raw_text(task.member(variable, "value"));
      Statement statement{.key = "variable", .atom = is_same ? "with the same value" : "with another value"};
      statement.level = is_same ? Level::note : Level::warning;
      seen.report(name, statement);
    });
    task.for_each(task.member(container.at, "secrets"), [&](const Cursor& secret) {
      const Value name = task.member(secret, "name");
      if (const Cursor* const first = seen.add(name, secret)) {
        const bool is_variable = !task.member(*first, "valueFrom");
        seen.report(name, {.key = "secret", .atom = is_variable ? "as a plain variable" : "as a secret"});
      }
    });
  }
}

void check_duplicate_volume(const TaskDefinition& task, RuleReporter& reporter) {
  check_list(task, reporter, task.of_task("volumes"), "name");
}

void check_duplicate_tag(const TaskDefinition& task, RuleReporter& reporter) {
  check_list(task, reporter, task.of_task("tags"), "key");
}

void check_unknown_volume(const TaskDefinition& task, RuleReporter& reporter) {
  if (!task.is_complete()) return;
  const Value list = task.of_task("volumes");
  if (list && !list->is_sequence()) return;
  std::vector<Cursor> names;
  std::unordered_set<std::string_view> known;
  bool shows_all = true;
  task.for_each(list, [&](const Cursor& volume) {
    const Value name = task.member(volume, "name");
    shows_all = shows_all && !text_of(name).empty();
    if (!shows_all) return;
    names.push_back(*name);
    known.insert(name->text());
  });
  if (!shows_all) return;
  for (const Container& container : task.containers()) {
    task.for_each(task.member(container.at, "mountPoints"), [&](const Cursor& mount) {
      const Value source = task.member(mount, "sourceVolume");
      const std::string_view name = text_of(source);
      if (name.empty() || known.contains(name)) return;
      reporter.report(*source, {.atom = reporter.did_you_mean(name, names)});
    });
  }
}

void check_several_volume_kinds(const TaskDefinition& task, RuleReporter& reporter) {
  task.for_each(task.of_task("volumes"), [&](const Cursor& volume) {
    Value first;
    for (const std::string_view kind : kVolumeKinds) {
      const Value value = task.member(volume, kind);
      if (!is_set(value).value_or(false)) continue;
      if (!first) {
        first = value;
        continue;
      }
      Statement statement{.key = std::string(kind)};
      statement.other = first;
      statement.other_is = "the other kind";
      return reporter.report(*value, statement);
    }
  });
}

}  // namespace paritylint::check::builtin
