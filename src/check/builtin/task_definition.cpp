#include "check/builtin/task_definition.h"

#include <algorithm>
#include <span>

#include "manifest/placeholder.h"
#include "tree/number.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;
using tree::NodeKind;

// ECS takes ten. What stands behind these is not looked at.
constexpr std::size_t kMaxContainers = 100;

// Nodes that all checks of one file may visit in lists.
constexpr std::size_t kMaxVisited = 1u << 24;

// A tag of the file's own, as CloudFormation's !Ref and !Sub.
bool has_local_tag(const Cursor& value) {
  const std::span<const tree::Property> all = value.tree().properties();
  auto one = std::ranges::lower_bound(all, value.node(), {}, &tree::Property::node);
  for (; one != all.end() && one->node == value.node(); ++one) {
    const std::string_view text = base::slice(value.tree().source(), one->span);
    if (one->kind == tree::Property::Kind::tag && text.size() > 1 && text[1] != '!') return true;
  }
  return false;
}

// {"Ref": "Name"}, {"Fn::Sub": "..."}.
bool is_function(const Cursor& value) {
  bool is_one = false;
  value.for_each_member([&](const Cursor& name, const Cursor&) {
    is_one = is_one || name.text() == "Ref" || name.text().starts_with("Fn::");
  });
  return is_one;
}

}  // namespace

bool is_open(const Cursor& value) {
  if (has_local_tag(value)) return true;
  if (!value.is_scalar()) return value.is_mapping() && is_function(value);
  if (value.kind() == NodeKind::unquoted) return true;
  const std::string_view text = value.text();
  const std::size_t brackets = text.find("[[");
  if (brackets != std::string_view::npos && text.find("]]", brackets) != std::string_view::npos) return true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (manifest::placeholder_at(text, i)) return true;
  }
  return false;
}

std::string_view text_of(const Value& value) {
  return value && value->kind() == NodeKind::string && !is_open(*value) ? value->text() : std::string_view();
}

std::optional<double> number_of(const Value& value) {
  if (!value || !value->is_scalar() || is_open(*value)) return std::nullopt;
  return tree::number_value(value->text());
}

std::optional<bool> is_set(const Value& value) {
  if (!value) return false;
  if (is_open(*value)) return std::nullopt;
  if (!value->is_scalar()) return value->tree().first_child(value->node()) != tree::kNoNode;
  if (value->kind() == NodeKind::boolean) return value->text() == "true";
  if (value->kind() == NodeKind::string) return !value->text().empty();
  return tree::number_value(value->text()).value_or(0) != 0;
}

TaskDefinition::TaskDefinition(const FileView& view)
    : view_(view),
      root_(*view.tree, view.recognition->root),
      is_whole_(view.recognition->extent == manifest::Extent::whole),
      ignores_case_(view.recognition->shape().ignores_case) {
  find_containers();
}

void TaskDefinition::find_containers() {
  const auto add = [&](const Cursor& at) {
    Value name = member(at, "name");
    const std::string_view text = text_of(name);
    shows_all_containers_ = shows_all_containers_ && at.is_mapping() && !text.empty();
    if (at.is_mapping()) containers_.push_back({at, name, text});
  };
  if (view_.recognition->extent == manifest::Extent::container) {
    add(root_);
    shows_all_containers_ = false;
    return;
  }
  const Value list = is_whole_ ? member(root_, "containerDefinitions") : Value(root_);
  shows_all_containers_ = list && list->is_sequence();
  for_each(list, [&](const Cursor& at) {
    if (containers_.size() < kMaxContainers) {
      add(at);
    } else {
      shows_all_containers_ = false;
    }
  });
}

bool TaskDefinition::has_budget_for(const Cursor& element) const {
  const tree::Tree& tree = element.tree();
  visited_ += tree.has_merges() ? tree.nodes().size() : element->end - element.node();
  return visited_ <= kMaxVisited;
}

Value TaskDefinition::member(const Cursor& object, std::string_view name) const {
  Value value = ignores_case_ ? object.find_ignoring_case(name) : object.find(name);
  if (value && value->kind() == NodeKind::null) value.reset();
  return value;
}

Value TaskDefinition::member(const Cursor& object, std::initializer_list<std::string_view> path) const {
  Value value = object;
  for (const std::string_view name : path) {
    if (value) value = member(*value, name);
  }
  return value;
}

Value TaskDefinition::of_task(std::string_view name) const { return is_whole_ ? member(root_, name) : Value(); }

const Container* TaskDefinition::find_container(std::string_view name) const {
  const auto found = std::ranges::find(containers_, name, &Container::name);
  return found != containers_.end() ? &*found : nullptr;
}

std::optional<bool> TaskDefinition::is_essential(const Container& container) const {
  const Value value = member(container.at, "essential");
  if (!value) return true;
  if (value->kind() != NodeKind::boolean) return std::nullopt;
  return value->text() == "true";
}

Value TaskDefinition::launch_type(std::string_view name) const {
  Value found;
  for_each(of_task("requiresCompatibilities"), [&](const Cursor& element) {
    if (!found && text_of(element) == name) found = element;
  });
  return found;
}

bool TaskDefinition::is_windows() const {
  return text_of(member(root_, {"runtimePlatform", "operatingSystemFamily"})).starts_with("WINDOWS_");
}

}  // namespace paritylint::check::builtin
