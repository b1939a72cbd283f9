#include <algorithm>

#include "base/text.h"
#include "diff/elements.h"
#include "diff/matrix.h"
#include "diff/normalise.h"
#include "diff/sequence.h"
#include "diff/slots.h"
#include "tree/source_span.h"

namespace paritylint::diff {
namespace {

using manifest::ManifestKind;
using tree::Cursor;

// Aliases multiply: no comparison looks at more values than this.
constexpr std::size_t kMaxVisits = std::size_t{1} << 20;
constexpr unsigned kMaxDepth = 64;

constexpr std::string_view kOrdered[] = {"command", "entryPoint", "environmentFiles", "commands", "finally"};
constexpr std::string_view kVariableMaps[] = {"variables", "parameter-store", "secrets-manager"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

// One place in all columns.
struct Side {
  std::optional<Cursor> value;
  CellState without = CellState::absent;  // the cell's state when there is no value
  tree::NodeId home = tree::kNoNode;      // nearest collection around it that is there
  Mechanism mechanism = Mechanism::none;
};

struct Place {
  std::string path;
  std::string name;    // canonical, of the member or list
  std::string parent;  // canonical name of what is around it
  Subject subject = Subject::field;
  bool is_data = false;  // below it names are the user's
  unsigned depth = 0;
};

class Aligner {
 public:
  Aligner(std::span<const Column> columns, const manifest::Vocabulary& vocabulary)
      : columns_(columns), abstraction_(vocabulary) {}

  Matrix run() {
    std::vector<Side> sides;
    for (const Column& column : columns_) {
      sides.push_back({Cursor(*column.tree, column.recognition.root), CellState::absent, column.recognition.root, {}});
    }
    Place top;
    // A bare list of containers, or one container, is what stands there in a whole task definition.
    if (std::ranges::all_of(columns_,
                            [](const Column& c) { return c.recognition.extent == manifest::Extent::containers; }))
      top.path = top.name = "containerDefinitions";
    if (std::ranges::all_of(columns_,
                            [](const Column& c) { return c.recognition.extent == manifest::Extent::container; }))
      top.name = "containerDefinitions";
    compare(top, std::move(sides));
    return std::move(matrix_);
  }

 private:
  const manifest::Recognition& recognition(std::size_t column) const { return columns_[column].recognition; }
  ManifestKind kind() const { return columns_.front().recognition.kind; }

  void compare(const Place& place, std::vector<Side> sides) {
    std::size_t mappings = 0, sequences = 0, present = 0;
    for (Side& side : sides) {
      if (side.value && is_empty(place, *side.value)) side.value.reset();
      if (!side.value) continue;
      ++present;
      mappings += side.value->is_mapping() ? 1 : 0;
      sequences += side.value->is_sequence() ? 1 : 0;
    }
    visits_ += present;
    if (present == 0) return;
    if (visits_ > kMaxVisits || place.depth > kMaxDepth) {
      matrix_.is_complete = false;
    } else if (mappings == present) {
      if (!place.path.empty() && !is_environment(place)) add_block(place, sides);
      compare_members(place, sides);
    } else if (sequences == present) {
      compare_elements(place, sides);
    } else {
      add_value(place, sides);
    }
  }

  bool is_empty(const Place& place, const Cursor& value) const {
    if (is_nothing(value)) return true;
    // An element of a list is there whatever it says.
    return value.is_mapping() && place.subject == Subject::field && !place.path.empty() && !place.is_data &&
           is_default_block(value, place.name, columns_.front().recognition);
  }

  Row& add_row(const Place& place) {
    Row& row = matrix_.rows.emplace_back();
    row.place = place.path;
    row.name = place.name;
    row.subject = place.subject;
    row.cells.resize(columns_.size());
    return row;
  }

  static void fill(Cell& cell, const Side& side) {
    cell.state = side.value ? CellState::present : side.without;
    cell.node = side.value ? side.value->node() : side.home;
    cell.mechanism = side.value ? side.mechanism : Mechanism::none;
  }

  // A mapping that some columns lack is one row, and what stands in it is covered there.
  void add_block(const Place& place, std::vector<Side>& sides) {
    const bool is_absent =
        std::ranges::any_of(sides, [](const Side& s) { return !s.value && s.without == CellState::absent; });
    if (!is_absent) return;
    Row& row = add_row(place);
    row.is_block = true;
    if (row.subject == Subject::field) row.subject = Subject::block;
    for (std::size_t c = 0; c < sides.size(); ++c) {
      fill(row.cells[c], sides[c]);
      if (!sides[c].value) sides[c].without = CellState::covered;
    }
  }

  void add_value(const Place& place, const std::vector<Side>& sides) {
    Row& row = add_row(place);
    const std::string_view standard = default_of(place.name, place.parent);
    for (std::size_t c = 0; c < sides.size(); ++c) {
      Cell& cell = row.cells[c];
      fill(cell, sides[c]);
      if (!sides[c].value) {
        if (cell.state == CellState::absent && !standard.empty()) cell.text = standard, row.is_default = true;
        continue;
      }
      const std::string_view text =
          sides[c].value->is_scalar() ? sides[c].value->text() : columns_[c].tree->token(sides[c].value->node());
      cell.text = normalised(text, place.name, place.parent);
    }
  }

  bool is_container(const Place& place) const {
    return kind() == ManifestKind::taskdef && place.name == "containerDefinitions";
  }

  // The members of one column's mapping: variables apart from all others.
  void collect_members(const Place& place, std::size_t column, const Cursor& mapping, std::vector<Element>& names,
                       std::vector<Element>& variables) const {
    const bool is_top_of_task = kind() == ManifestKind::taskdef && place.path.empty() && !is_container(place);
    mapping.for_each_member([&](const Cursor& key, const Cursor& value) {
      std::string name = place.is_data ? std::string(key.text()) : canonical_name(key.text(), recognition(column));
      if (is_top_of_task && is_describe_only(name)) return;
      if (is_container(place) && (name == "environment" || name == "secrets")) {
        add_variables(value, name == "secrets", column, variables);
      } else if (is_environment(place) && is_one_of(name, kVariableMaps)) {
        const Mechanism mechanism = name == "variables" ? Mechanism::plain : Mechanism::secret;
        value.for_each_member([&](const Cursor& variable, const Cursor& its_value) {
          variables.push_back({std::string(variable.text()), its_value, mechanism});
        });
      } else {
        names.push_back({std::move(name), value, Mechanism::none});
      }
    });
  }

  void compare_members(const Place& place, const std::vector<Side>& sides) {
    std::vector<std::vector<Element>> names(sides.size()), variables(sides.size());
    for (std::size_t c = 0; c < sides.size(); ++c) {
      if (sides[c].value) collect_members(place, c, *sides[c].value, names[c], variables[c]);
    }
    for (const Slot& slot : bring_together(std::move(names), abstraction_)) {
      Place child{join(place.path, slot.name), slot.name, place.name, Subject::field, place.is_data, place.depth + 1};
      if (slot.name == "options" || slot.name == "dockerLabels" || slot.name == "driverOpts") child.is_data = true;
      if (place.subject == Subject::port && slot.name == "hostPort" && same_host_ports(slot, sides)) continue;
      compare(child, sides_of(slot, sides));
    }
    for (const Slot& slot : bring_together(std::move(variables), abstraction_)) {
      Place child{{}, slot.name, place.name, Subject::variable, true, place.depth + 1};
      const auto first = std::ranges::find_if(slot.at, [](const auto& one) { return one.has_value(); });
      const bool is_secret = (*first)->mechanism == Mechanism::secret;
      const std::string_view list = is_environment(place) ? "variables" : is_secret ? "secrets" : "environment";
      child.path = join(place.path, list) + "[" + slot.name + "]";
      std::vector<Side> its_sides = sides_of(slot, sides);
      for (std::size_t c = 0; c < sides.size(); ++c) {
        if (sides[c].value && !its_sides[c].value) its_sides[c].home = home_of(*sides[c].value, list, c);
      }
      compare_variable(child, its_sides);
    }
  }

  // Where a variable would stand in a mapping that lacks it: in its list, if there is one.
  tree::NodeId home_of(const Cursor& around, std::string_view list, std::size_t column) const {
    const auto found = member(around, list, recognition(column));
    const bool is_own = found && !found->is_scalar() && found->via() == tree::kNoNode;
    return is_own ? found->node() : around.node();
  }

  // What a build gets is variables, whether it has a list of them or not.
  bool is_environment(const Place& place) const { return kind() == ManifestKind::buildspec && place.path == "env"; }

  // An empty value is one: unlike other places a variable is there when it says nothing.
  void compare_variable(const Place& place, const std::vector<Side>& sides) {
    visits_ += sides.size();
    if (visits_ > kMaxVisits) {
      matrix_.is_complete = false;
      return;
    }
    add_value(place, sides);
  }

  void add_variables(const Cursor& list, bool is_secret, std::size_t column, std::vector<Element>& variables) const {
    list.for_each_element([&](std::size_t, const Cursor& element) {
      const auto name = member(element, "name", recognition(column));
      const auto value = member(element, is_secret ? "valueFrom" : "value", recognition(column));
      if (!name || !name->is_scalar()) return;
      variables.push_back(
          {std::string(name->text()), value ? *value : element, is_secret ? Mechanism::secret : Mechanism::plain});
    });
  }

  // Under awsvpc and host a host port is the container's port, whether it is written or not.
  bool same_host_ports(const Slot& slot, const std::vector<Side>& sides) const {
    for (std::size_t c = 0; c < sides.size(); ++c) {
      if (!sides[c].value || !slot.at[c]) continue;
      const auto port = member(*sides[c].value, "containerPort", recognition(c));
      const auto mode = member(Cursor(*columns_[c].tree, recognition(c).root), "networkMode", recognition(c));
      const bool is_same = port && slot.at[c]->value.text() == port->text();
      const bool is_fixed = mode && (mode->text() == "awsvpc" || mode->text() == "host");
      if (!is_same || !is_fixed) return false;
    }
    return true;
  }

  static std::vector<Side> sides_of(const Slot& slot, const std::vector<Side>& around) {
    std::vector<Side> result(around.size());
    for (std::size_t c = 0; c < around.size(); ++c) {
      result[c].without = around[c].without;
      result[c].home = around[c].value ? around[c].value->node() : around[c].home;
      if (around[c].value) result[c].without = CellState::absent;
      if (!slot.at[c]) continue;
      result[c].value = slot.at[c]->value;
      result[c].mechanism = slot.at[c]->mechanism;
    }
    return result;
  }

  static std::string join(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "." + std::string(name);
  }

  void compare_elements(const Place& place, const std::vector<Side>& sides) {
    if (is_one_of(place.name, kOrdered)) return compare_lines(place, sides);
    std::vector<std::vector<Element>> elements(sides.size());
    for (std::size_t c = 0; c < sides.size(); ++c) {
      if (!sides[c].value) continue;
      sides[c].value->for_each_element([&](std::size_t index, const Cursor& element) {
        if (!is_nothing(element))
          elements[c].push_back(
              {element_identity(place.name, index, element, recognition(c)), element, Mechanism::none});
      });
    }
    const bool is_single = std::ranges::all_of(elements, [](const auto& column) { return column.size() <= 1; });
    std::vector<Slot> slots = bring_together(std::move(elements), abstraction_);
    if (place.name == "containerDefinitions" || place.name == "portMappings" || place.name == "files") {
      join_renamed(slots, [&](const Slot& a, const Slot& b) { return is_single || is_renamed(place.name, a, b); });
    }
    for (const Slot& slot : slots) {
      Place child{
          place.path + "[" + slot.name + "]", place.name, place.parent, subject_of(place.name), false, place.depth + 1};
      compare(child, sides_of(slot, sides));
    }
  }

  static Subject subject_of(std::string_view list) {
    if (list == "containerDefinitions") return Subject::container;
    if (list == "portMappings") return Subject::port;
    if (list == "volumes") return Subject::volume;
    if (list == "mountPoints") return Subject::mount;
    return Subject::element;
  }

  // The same image, whatever its tag and environment, and the same ports.
  bool is_renamed(std::string_view list, const Slot& a, const Slot& b) {
    if (list != "containerDefinitions") return false;
    const auto image = [&](const Slot& slot) {
      for (std::size_t c = 0; c < slot.at.size(); ++c) {
        if (!slot.at[c]) continue;
        const auto found = member(slot.at[c]->value, "image", recognition(c));
        if (found) return abstraction_.apply(repository_of(found->text()), "image", [](const Word&) { return true; });
      }
      return std::string();
    };
    const std::string left = image(a);
    return !left.empty() && left == image(b) && ports(a) == ports(b);
  }

  std::vector<std::string> ports(const Slot& slot) const {
    for (std::size_t c = 0; c < slot.at.size(); ++c) {
      if (slot.at[c]) return container_ports(slot.at[c]->value, recognition(c));
    }
    return {};
  }

  void compare_lines(const Place& place, const std::vector<Side>& sides) {
    std::vector<std::vector<Line>> lines(sides.size());
    std::vector<std::string> merged;                // abstracted text of each row
    std::vector<std::vector<std::size_t>> line_of;  // by row, by column
    const auto all = [](const Word&) { return true; };
    for (std::size_t c = 0; c < sides.size(); ++c) {
      if (!sides[c].value) continue;
      lines[c] = lines_of(place.name, *sides[c].value, recognition(c));
      std::vector<std::string> texts;
      for (const Line& line : lines[c]) texts.push_back(abstraction_.apply(line.text, place.name, all));
      visits_ += texts.size();
      std::vector<std::string> next_merged;
      std::vector<std::vector<std::size_t>> next_line_of;
      for (const auto& [row, line] : align_sequences(merged, texts, similarity_of(place.name), budget_)) {
        next_merged.push_back(row != kNoElement ? merged[row] : texts[line]);
        next_line_of.push_back(row != kNoElement ? line_of[row] : std::vector<std::size_t>(sides.size(), kNoElement));
        next_line_of.back()[c] = line;
      }
      merged = std::move(next_merged);
      line_of = std::move(next_line_of);
    }
    for (const std::vector<std::size_t>& row_lines : line_of) add_line(place, sides, lines, row_lines);
  }

  void add_line(const Place& place, const std::vector<Side>& sides, const std::vector<std::vector<Line>>& lines,
                const std::vector<std::size_t>& row_lines) {
    Row& row = add_row(place);
    const auto first = std::ranges::find_if(row_lines, [](std::size_t line) { return line != kNoElement; });
    row.place += "[";
    base::append_number(row.place, *first);
    row.place += "]";
    row.subject = Subject::command;
    for (std::size_t c = 0; c < sides.size(); ++c) {
      Cell& cell = row.cells[c];
      fill(cell, sides[c]);
      if (!sides[c].value) continue;
      if (row_lines[c] == kNoElement) {
        cell.state = CellState::absent;
        continue;
      }
      const Line& line = lines[c][row_lines[c]];
      cell.node = line.node;
      cell.part = line.part;
      cell.text = line.text;
    }
  }

  std::span<const Column> columns_;
  Abstraction abstraction_;
  Matrix matrix_;
  std::size_t visits_ = 0;
  std::size_t budget_ = kSequenceBudget;
};

}  // namespace

Matrix align(std::span<const Column> columns, const manifest::Vocabulary& vocabulary) {
  return Aligner(columns, vocabulary).run();
}

base::Span span_of(const Column& column, const Cell& cell) {
  if (cell.node == tree::kNoNode) return {};
  const tree::Node& node = column.tree->node(cell.node);
  if (node.is_scalar()) {
    if (!cell.part.empty()) return tree::source_span(*column.tree, cell.node, cell.part);
    return node.content;
  }
  // A collection is named by its key, or by its first byte where it has none.
  if (const tree::NodeId key = column.tree->key_node(cell.node); key != tree::kNoNode)
    return column.tree->node(key).token;
  return {node.token.begin, std::min(node.token.begin + 1, node.token.end)};
}

}  // namespace paritylint::diff
