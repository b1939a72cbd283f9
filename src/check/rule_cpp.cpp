// Prints a compiled pack as constant data. The program that holds it parses no YAML and compiles no query at start.
#include <string>
#include <string_view>
#include <type_traits>

#include "base/text.h"
#include "check/compile.h"

namespace paritylint::check {
namespace {

class CppPrinter {
 public:
  explicit CppPrinter(const RulePack& pack) : pack_(pack) {}

  std::string print() {
    out_ +=
        "// Made by paritylint_embed_rules from the files under rules/. Do not edit.\n"
        "#include <array>\n\n#include \"check/rule.h\"\n\nnamespace paritylint::check {\nnamespace {\n\n";
    print_conditions();
    print_rules();
    print_trie();
    out_ +=
        "constexpr RulePack kPack{kRules, kConditions, {kNodes, kEdges, kAccepts, kKeys, kFilters}};\n\n}  // "
        "namespace\n\n"
        "const RulePack& embedded_rules() { return kPack; }\n\n}  // namespace paritylint::check\n";
    return std::move(out_);
  }

 private:
  // A string_view literal with its length, so that no byte ends or escapes it.
  void text(std::string_view value) {
    out_ += '{';
    literal(value);
    out_ += '}';
  }
  void literal(std::string_view value) {
    static constexpr char kDigits[] = "01234567";
    out_ += '"';
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\' && c != '?') {
        out_ += c;
      } else {
        out_ += '\\';
        out_ += kDigits[byte >> 6];
        out_ += kDigits[(byte >> 3) & 7];
        out_ += kDigits[byte & 7];
      }
    }
    out_ += "\", ";
    number(value.size());
  }
  template <class Number>
  void number(Number value) {
    base::append_number(out_, value);
  }
  // An enumerator by its number: the same headers compile both sides.
  template <class Enum>
  void enumerator(std::string_view type, Enum value) {
    out_.append(type).append("{");
    number(static_cast<unsigned>(value));
    out_ += '}';
  }
  void truth(bool value) { out_ += value ? "true" : "false"; }

  void texts(std::string_view name, std::span<const std::string_view> values) {
    array("std::string_view", name, values, [&](std::string_view value) { literal(value); });
  }

  template <class Items, class Print>
  void array(std::string_view type, std::string_view name, const Items& items, Print&& print) {
    out_.append("constexpr std::array<").append(type).append(", ");
    number(items.size());
    out_.append("> ").append(name).append("{{\n");
    // Only what has members stands in braces: clang warns about those around a number.
    constexpr bool kHasMembers = std::is_class_v<std::remove_cvref_t<decltype(*items.begin())>>;
    for (const auto& item : items) {
      out_ += kHasMembers ? "    {" : "    ";
      print(item);
      out_ += kHasMembers ? "},\n" : ",\n";
    }
    out_ += "}};\n\n";
  }

  void print_conditions() {
    array("Condition", "kConditions", pack_.conditions, [&](const Condition& c) {
      enumerator("Condition::Kind", c.kind);
      out_ += ", ";
      truth(c.negated);
      out_ += ", ";
      truth(c.ignores_case);
      out_ += ", ";
      number(static_cast<unsigned>(c.types));
      out_ += ", ";
      enumerator("manifest::AtomKind", c.atom);
      out_ += ", ";
      enumerator("manifest::AccountClass", c.account_class);
      out_ += ", ";
      number(c.size);
      out_ += ", ";
      number(c.min);
      out_ += ", ";
      number(c.max);
      out_ += ", ";
      text(c.text);
      out_ += ", ";
      text(c.needed);
    });
  }

  void print_rules() {
    array("RuleRecord", "kRules", pack_.rules, [&](const RuleRecord& r) {
      const auto field = [&](std::string_view name) { out_.append("\n     .").append(name).append(" = "); };
      const auto text_field = [&](std::string_view name, std::string_view value) {
        field(name);
        text(value);
        out_ += ',';
      };
      text_field("id", r.id);
      text_field("theme", r.theme);
      text_field("title", r.title);
      text_field("message", r.message);
      text_field("why", r.why);
      text_field("instead", r.instead);
      text_field("help_line", r.help_line);
      text_field("help_by_key", r.help_by_key);
      text_field("help_text", r.help_text);
      text_field("help_markdown", r.help_markdown);
      text_field("sarif", r.sarif);
      text_field("since", r.since);
      text_field("references", r.references);
      text_field("tags", r.tags);
      text_field("supersedes", r.supersedes);
      text_field("builtin", r.builtin);
      print_behaviour(r, field);
      text_field("not_under", r.not_under);
      field("first_condition");
      number(r.first_condition);
      out_ += ',';
      field("condition_count");
      number(r.condition_count);
    });
  }

  template <class Field>
  void print_behaviour(const RuleRecord& r, Field&& field) {
    const auto level = [&](Level value) { enumerator("Level", value); };
    field("severity");
    level(r.severity);
    out_ += ',';
    field("confidence");
    enumerator("Confidence", r.confidence);
    out_ += ',';
    field("status");
    enumerator("Status", r.status);
    out_ += ',';
    field("kinds");
    number(static_cast<unsigned>(r.kinds));
    out_ += ',';
    field("by_binding");
    truth(r.by_binding);
    out_ += ',';
    field("levels");
    out_ += '{';
    for (const Level value : {r.levels.shared, r.levels.single, r.levels.single_deployed, r.levels.variant}) {
      level(value);
      out_ += ", ";
    }
    out_ += "},";
    field("only_if");
    enumerator("Circumstance", r.only_if);
    out_ += ',';
    field("reported");
    enumerator("Reported", r.reported);
    out_ += ',';
    field("captured");
    text(r.captured);
    out_ += ',';
    field("grouping");
    enumerator("Grouping", r.grouping);
    out_ += ',';
    field("in_values");
    truth(r.in_values);
    out_ += ',';
    field("in_keys");
    truth(r.in_keys);
    out_ += ',';
    field("in_comments");
    truth(r.in_comments);
    out_ += ',';
  }

  void print_trie() {
    const tree::QueryTrie& trie = pack_.selects;
    array("tree::TrieNode", "kNodes", trie.nodes, [&](const tree::TrieNode& n) {
      for (const std::uint32_t value : {n.first_edge, n.edge_count, n.first_accept, n.accept_count}) {
        number(value);
        out_ += ", ";
      }
    });
    array("tree::TrieEdge", "kEdges", trie.edges, [&](const tree::TrieEdge& e) {
      enumerator("tree::TrieEdge::Kind", e.kind);
      out_ += ", ";
      truth(e.descendant);
      out_ += ", ";
      number(e.key);
      for (const std::int64_t value : {std::int64_t{e.start}, std::int64_t{e.stop}, std::int64_t{e.step}}) {
        out_ += ", ";
        // INT32_MIN has no literal of its own type.
        if (value == INT32_MIN) {
          out_ += "INT32_MIN";
        } else {
          number(value);
        }
      }
      out_ += ", ";
      number(e.target);
    });
    array("std::uint32_t", "kAccepts", trie.accepts, [&](std::uint32_t value) { number(value); });
    texts("kKeys", trie.keys);
    texts("kFilters", trie.filters);
  }

  const RulePack& pack_;
  std::string out_;
};

}  // namespace

std::string to_cpp(const RulePack& pack) { return CppPrinter(pack).print(); }

}  // namespace paritylint::check
