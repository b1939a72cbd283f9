// TaskDefinition: what a file says about a task, as the checks over a whole task definition want to see it. A value
// that something may replace before it is used (a placeholder, a bare token, a CloudFormation function) is open: it is
// never judged, and what it could be is never assumed not to be there.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "check/file_view.h"
#include "tree/cursor.h"

namespace paritylint::check::builtin {

using Value = std::optional<tree::Cursor>;

// True when something may replace the value.
bool is_open(const tree::Cursor& value);

// The text of a string that is there and not open, else empty.
std::string_view text_of(const Value& value);

// The number of a value that is there and not open, also when it is written as a string.
std::optional<double> number_of(const Value& value);

// False only for a value that is `false`, 0, "", [] or {}, and for one that is not there. An open one is not known.
std::optional<bool> is_set(const Value& value);

struct Container {
  tree::Cursor at;
  Value name_value;
  std::string_view name;  // empty when it has none or an open one
};

class TaskDefinition {
 public:
  // `view` must have a tree and a recognition, and outlive this.
  explicit TaskDefinition(const FileView& view);

  const FileView& view() const { return view_; }
  const tree::Cursor& root() const { return root_; }

  // False for a bare list of containers and for a single container: nothing is known of the task around them.
  bool is_whole() const { return is_whole_; }

  // True for a whole task definition that has a family. One without is a part that a pipeline joins with the rest: what
  // it lacks may stand there.
  bool is_complete() const { return of_task("family").has_value(); }

  // A member of an object; nothing when it is not there or null. `path` leads on from member to member.
  Value member(const tree::Cursor& object, std::string_view name) const;
  Value member(const tree::Cursor& object, std::initializer_list<std::string_view> path) const;

  // A member of the whole task definition; nothing in its parts.
  Value of_task(std::string_view name) const;

  // The objects among the containers.
  const std::vector<Container>& containers() const { return containers_; }
  const Container* find_container(std::string_view name) const;

  // True when the file shows every container of the task, each with its name.
  bool shows_all_containers() const { return shows_all_containers_; }

  // Whether the container is essential, which it is when nothing is said; nothing when that is open.
  std::optional<bool> is_essential(const Container& container) const;

  // The entry of requiresCompatibilities with this text.
  Value launch_type(std::string_view name) const;

  // Empty when none is written or it is open.
  std::string_view network_mode() const { return text_of(of_task("networkMode")); }

  bool is_windows() const;

  // Call visit(Cursor) for each element of a list that is there. Aliases can multiply what a file holds: the elements
  // of all calls are counted, and nothing more is visited once they are more than any task definition has.
  template <class Visit>
  void for_each(const Value& list, Visit&& visit) const {
    if (!list) return;
    list->for_each_element([&](std::size_t, const tree::Cursor& element) {
      if (has_budget_for(element)) visit(element);
    });
  }

 private:
  bool has_budget_for(const tree::Cursor& element) const;
  void find_containers();

  const FileView& view_;
  tree::Cursor root_;
  bool is_whole_;
  bool ignores_case_;
  bool shows_all_containers_ = true;
  std::vector<Container> containers_;
  mutable std::size_t visited_ = 0;  // nodes
};

}  // namespace paritylint::check::builtin
