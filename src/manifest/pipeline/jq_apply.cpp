// Running a filter of jq over a JSON text. jq prints all of its input anew, so the overlay keeps what was read
// scalar by scalar.
#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "manifest/pipeline/jq_filter.h"
#include "manifest/pipeline/symbols.h"
#include "tree/cursor.h"
#include "tree/read.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostElements = 100'000;
constexpr std::size_t kMostDigits = 15;  // what a double holds for certain

// A JSON value that can be changed.
struct JqValue {
  enum class Type : std::uint8_t { null, literal, string, object, array };
  Type type = Type::null;
  std::string text;                 // of a string decoded; of a literal (number, true, false) as it is printed
  std::optional<base::Span> token;  // where it stands in the text that was read
  std::vector<std::string> names;   // of an object's members
  std::vector<JqValue> children;    // members' values or elements
};

class JqRun {
 public:
  JqRun(const JqFilter& filter, RenderedText& text) : filter_(filter), text_(text) {}

  std::vector<std::size_t> run(std::uint32_t step) {
    if (!filter_.opaque.empty()) return doubt(": " + filter_.opaque);
    auto value = read();
    if (!value) return doubt(" reads what is no JSON");
    std::vector<std::size_t> counts;
    for (const JqStage& stage : filter_.stages) {
      reached_ = 0;
      if (!apply(stage, *value)) return doubt(" does not get through its input");
      counts.push_back(reached_);
    }
    if (is_guess_) return doubt(" compares what is not known");
    if (filter_.is_raw && value->type == JqValue::Type::string) {
      out_ = value->text;
    } else {
      print(*value, 0);
    }
    if (filter_.ends_line) out_ += '\n';
    text_.rewrite(std::move(out_), kept_, step);
    if (!doubt_.empty()) text_.add_doubt(filter_.tool + doubt_);
    return counts;
  }

 private:
  std::vector<std::size_t> doubt(const std::string& why) {
    text_.add_doubt(filter_.tool + why);
    return {};
  }

  std::optional<JqValue> read() {
    std::string padded(text_.bytes());
    const std::size_t size = padded.size();
    padded.append(tree::kPadding, '\0');
    const tree::KeyTable keys;
    tree::Reader reader(keys);
    tree::ReadResult result;
    tree::ReadOptions options;
    options.mode = tree::Mode::strict;
    reader.read(tree::Format::json, std::string_view(padded).substr(0, size), options, result);
    if (!result.complete || result.tree.documents().size() != 1) return std::nullopt;
    return read(tree::Cursor(result.tree, result.tree.documents()[0]));
  }

  JqValue read(const tree::Cursor& cursor) {
    JqValue value;
    value.token = cursor->token;
    switch (cursor.kind()) {
      case tree::NodeKind::mapping:
        value.type = JqValue::Type::object;
        cursor.for_each_member([&](const tree::Cursor& name, const tree::Cursor& member) {
          value.names.emplace_back(name.text());
          value.children.push_back(read(member));
        });
        if (!cursor.tree().duplicate_keys().empty()) doubt_ = " reads a member that has its name twice";
        break;
      case tree::NodeKind::sequence:
        value.type = JqValue::Type::array;
        cursor.for_each_element(
            [&](std::size_t, const tree::Cursor& element) { value.children.push_back(read(element)); });
        break;
      case tree::NodeKind::string:
        value.type = JqValue::Type::string;
        value.text = cursor.text();
        break;
      case tree::NodeKind::null:
        break;
      default:
        value.type = JqValue::Type::literal;
        value.text = cursor.text();
        check_number(value.text, cursor.kind());
        break;
    }
    return value;
  }

  // How jq prints fractions and large numbers differs between its versions.
  void check_number(std::string_view text, tree::NodeKind kind) {
    if (kind == tree::NodeKind::boolean) return;
    if (kind != tree::NodeKind::integer || text.size() > kMostDigits || text == "-0")
      doubt_ = " prints a number in its own way";
  }

  bool apply(const JqStage& stage, JqValue& value) {
    if (stage.kind == JqStage::Kind::path) {
      if (std::ranges::any_of(stage.paths[0],
                              [](const JqPathStep& step) { return step.kind == JqPathStep::Kind::iterate; }))
        return false;  // several values
      std::vector<JqValue*> found;
      if (!find(stage.paths[0], value, false, found)) return false;
      JqValue one = found.empty() ? JqValue() : std::move(*found[0]);
      value = std::move(one);
      return true;
    }
    if (stage.kind == JqStage::Kind::assign) {
      std::vector<JqValue*> found;
      if (!find(stage.paths[0], value, true, found)) return false;
      for (JqValue* one : found) set(*one, stage);
      reached_ = found.size();
      return true;
    }
    if (stage.kind == JqStage::Kind::put) {
      std::vector<JqValue*> lists;
      if (!find(stage.paths[0], value, true, lists)) return false;
      reached_ = lists.size();
      return std::ranges::all_of(lists, [&](JqValue* list) { return put(stage, *list); });
    }
    return std::ranges::all_of(stage.paths, [&](const JqPath& path) { return remove(path, value); });
  }

  static void set(JqValue& value, const JqStage& stage) {
    value = JqValue();
    value.type = stage.is_string ? JqValue::Type::string : JqValue::Type::literal;
    value.text = stage.value;
    if (!stage.is_string && stage.value == "null") value.type = JqValue::Type::null;
  }

  // Anything but a list is replaced by one, as the action does it.
  static bool put(const JqStage& stage, JqValue& list) {
    if (list.type != JqValue::Type::array) {
      list = JqValue();
      list.type = JqValue::Type::array;
    }
    for (JqValue& one : list.children) {
      if (one.type != JqValue::Type::object) return false;
      const JqValue* name = member("name", one, false);
      if (name == nullptr || name->text != stage.name) continue;
      set(*member(stage.value_name, one, true), stage);
      return true;
    }
    JqValue added;
    added.type = JqValue::Type::object;
    JqValue name;
    name.type = JqValue::Type::string;
    name.text = stage.name;
    added.names = {"name", stage.value_name};
    added.children.push_back(std::move(name));
    added.children.emplace_back();
    set(added.children.back(), stage);
    list.children.push_back(std::move(added));
    return true;
  }

  // The values that `path` leads to. What is missing is made (creates) or leads nowhere. False when jq would fail.
  bool find(std::span<const JqPathStep> path, JqValue& value, bool creates, std::vector<JqValue*>& found) {
    if (path.empty()) {
      found.push_back(&value);
      return true;
    }
    const JqPathStep& step = path.front();
    if (step.kind == JqPathStep::Kind::select) {
      if (value.type != JqValue::Type::object && value.type != JqValue::Type::null) return false;
      const auto name = std::ranges::find(value.names, step.name);
      if (name == value.names.end()) return true;
      const JqValue& compared = value.children[static_cast<std::size_t>(name - value.names.begin())];
      if (compared.type != JqValue::Type::string) return true;
      const bool is_equal = compared.text == step.value;
      if (!is_equal && (has_symbol(compared.text) || has_symbol(step.value))) is_guess_ = true;
      if (!is_equal) return true;
      return find(path.subspan(1), value, creates, found);
    }
    if (step.kind == JqPathStep::Kind::iterate) {
      if (value.type != JqValue::Type::object && value.type != JqValue::Type::array) return false;
      return std::ranges::all_of(value.children,
                                 [&](JqValue& child) { return find(path.subspan(1), child, creates, found); });
    }
    const bool is_field = step.kind == JqPathStep::Kind::field;
    const JqValue::Type wanted = is_field ? JqValue::Type::object : JqValue::Type::array;
    if (value.type == JqValue::Type::null && creates) value.type = wanted;
    if (value.type == JqValue::Type::null) return true;
    if (value.type != wanted) return false;
    JqValue* child = is_field ? member(step.name, value, creates) : element(step.index, value, creates);
    return child == nullptr ? !creates : find(path.subspan(1), *child, creates, found);
  }

  static JqValue* member(const std::string& name, JqValue& value, bool creates) {
    const auto found = std::ranges::find(value.names, name);
    if (found != value.names.end()) return &value.children[static_cast<std::size_t>(found - value.names.begin())];
    if (!creates) return nullptr;
    value.names.push_back(name);
    value.children.emplace_back();
    return &value.children.back();
  }

  static JqValue* element(std::int64_t index, JqValue& value, bool creates) {
    const auto size = static_cast<std::int64_t>(value.children.size());
    if (index < 0) index += size;
    if (index < 0) return nullptr;
    if (index >= size && (!creates || static_cast<std::size_t>(index) > kMostElements)) return nullptr;
    if (index >= size) value.children.resize(static_cast<std::size_t>(index) + 1);
    return &value.children[static_cast<std::size_t>(index)];
  }

  bool remove(const JqPath& path, JqValue& value) {
    if (path.empty()) return false;
    std::vector<JqValue*> parents;
    if (!find(std::span(path).first(path.size() - 1), value, false, parents)) return false;
    for (JqValue* parent : parents) {
      if (parent->type == JqValue::Type::null) continue;
      const JqPathStep& last = path.back();
      const bool is_field = last.kind == JqPathStep::Kind::field;
      if (!is_field && last.kind != JqPathStep::Kind::index) return false;
      if (parent->type != (is_field ? JqValue::Type::object : JqValue::Type::array)) return false;
      const JqValue* child = is_field ? member(last.name, *parent, false) : element(last.index, *parent, false);
      if (child == nullptr) continue;
      const auto index = child - parent->children.data();
      parent->children.erase(parent->children.begin() + index);
      if (is_field) parent->names.erase(parent->names.begin() + index);
    }
    return true;
  }

  void print(const JqValue& value, std::size_t depth) {
    const std::size_t begin = out_.size();
    switch (value.type) {
      case JqValue::Type::null:
        out_ += "null";
        break;
      case JqValue::Type::literal:
        out_ += value.text;
        break;
      case JqValue::Type::string:
        print_string(value.text);
        break;
      case JqValue::Type::object:
      case JqValue::Type::array:
        return print_collection(value, depth);
    }
    if (!value.token) return;
    // The same bytes as before, unless jq escapes something another way.
    const base::Span now{base::offset32(begin), base::offset32(out_.size())};
    if (base::slice(text_.bytes(), *value.token) == base::slice(out_, now)) kept_.push_back({now, *value.token});
  }

  void print_collection(const JqValue& value, std::size_t depth) {
    const bool is_object = value.type == JqValue::Type::object;
    out_ += is_object ? '{' : '[';
    for (std::size_t i = 0; i < value.children.size(); ++i) {
      if (i > 0) out_ += ',';
      break_line(depth + 1);
      if (is_object) {
        print_string(value.names[i]);
        out_ += filter_.is_compact ? ":" : ": ";
      }
      print(value.children[i], depth + 1);
    }
    if (!value.children.empty()) break_line(depth);
    out_ += is_object ? '}' : ']';
  }

  void break_line(std::size_t depth) {
    if (!filter_.is_compact) out_.append("\n").append(2 * depth, ' ');
  }

  void print_string(std::string_view text) {
    constexpr std::string_view kShort = "\"\\\n\t\r\b\f";
    constexpr std::string_view kLetters = "\"\\ntrbf";
    constexpr std::string_view kHex = "0123456789abcdef";
    out_ += '"';
    for (const char c : text) {
      const std::size_t known = kShort.find(c);
      if (known != std::string_view::npos) {
        out_ += '\\';
        out_ += kLetters[known];
      } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
        out_.append("\\u00");
        out_ += kHex[static_cast<unsigned char>(c) >> 4];
        out_ += kHex[static_cast<unsigned char>(c) & 0xF];
      } else {
        out_ += c;
      }
    }
    out_ += '"';
  }

  const JqFilter& filter_;
  RenderedText& text_;
  std::string out_;
  std::string doubt_;
  bool is_guess_ = false;    // select() of a name that is not known
  std::size_t reached_ = 0;  // by the stage that runs
  std::vector<RenderedText::Kept> kept_;
};

}  // namespace

std::vector<std::size_t> apply_jq(const JqFilter& filter, std::uint32_t step, RenderedText& text) {
  return JqRun(filter, text).run(step);
}

}  // namespace paritylint::manifest
