// Three sources of spans: tokens by shape, anywhere; `NAME=value` in commands and comments; and members and
// environment entries of the tree, which know where a value begins and ends. Without a tree, the second source reads
// the JSON and YAML spellings too, and masks rather too much.
#include "manifest/secrets.h"

#include <algorithm>

#include "manifest/characters.h"
#include "manifest/secret_names.h"
#include "manifest/secret_tokens.h"
#include "tree/tree.h"

namespace paritylint::manifest {
namespace {

using base::Span;
using tree::kNoNode;
using tree::NodeId;
using tree::NodeKind;
using tree::Tree;

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestValue = 4096;
constexpr std::size_t kLongestEntry = 512;  // from an entry's name to its value

constexpr bool is_name_byte(char c) { return base::is_alnum(c) || c == '_' || c == '-' || c == '.'; }

std::vector<Span> merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(),
            [](Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
  std::vector<Span> result;
  for (const Span span : spans) {
    if (span.empty()) continue;
    if (!result.empty() && span.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, span.end);
    } else {
      result.push_back(span);
    }
  }
  return result;
}

std::size_t skip_blanks(std::string_view text, std::size_t index) {
  while (index < text.size() && (text[index] == ' ' || text[index] == '\t')) ++index;
  return index;
}

bool is_quote(char c) { return c == '"' || c == '\''; }

// The value that begins at `index`, after `=` or `:`: inside its quotes, or up to white space or a shell's mark. In a
// JSON string the quotes are escaped, so a backslash ends a bare value and may precede a quote.
Span value_at(std::string_view text, std::size_t index, bool to_line_end) {
  const bool escaped = at_or_nul(text, index) == '\\' && is_quote(at_or_nul(text, index + 1));
  if (escaped) ++index;
  const char quote = is_quote(at_or_nul(text, index)) ? text[index] : '\0';
  const std::size_t begin = quote != '\0' ? index + 1 : index;
  std::size_t end = begin;
  while (end < text.size() && end - begin < kLongestValue) {
    const char c = text[end];
    if (c == '\n' || c == '\r') break;
    if (quote != '\0' ? c == quote
                      : c == '"' || (!to_line_end &&
                                     (is_space(c) || c == ';' || c == '&' || c == '|' || c == ',' || c == '\''))) {
      break;
    }
    if (c == '\\' && !to_line_end && quote == '\0') break;
    end += c == '\\' && quote != '\0' && !escaped && end + 1 < text.size() ? 2 : 1;
  }
  end = std::min(end, text.size());
  if (escaped && end > begin && text[end - 1] == '\\') --end;
  while (end > begin && is_space(text[end - 1])) --end;
  return {base::offset32(begin), base::offset32(end)};
}

// Mask `value` when it can be a secret. Returns where to go on reading: names inside a masked or very long value are
// not looked for, so that a run of `password=password=...` is read once.
std::size_t add_value(std::string_view text, Span value, std::vector<Span>& spans) {
  constexpr std::uint32_t kLongSkipped = 256;
  if (slice(text, value).starts_with("id=")) return value.begin;  // docker build --secret id=name,src=file
  const bool masked = is_secret_value(slice(text, value));
  if (masked) spans.push_back(value);
  return masked || value.size() > kLongSkipped ? value.end : value.begin;
}

enum class Spelling : unsigned char { shell, any };

// Mask the value that follows the name ending at `end`: NAME=value, --name value, and with Spelling::any NAME: value
// too. Returns where to go on reading, at least `end`.
std::size_t named_value(std::string_view text, std::size_t begin, std::size_t end, Spelling spelling,
                        std::vector<Span>& spans) {
  const bool flag = begin > 1 && text[begin - 1] == '-' && text[begin - 2] == '-';
  const char next = at_or_nul(text, end);
  if (next == '=') return add_value(text, value_at(text, end + 1, false), spans);
  if (flag && next == ' ') {
    const std::size_t value = skip_blanks(text, end);
    return at_or_nul(text, value) == '-' ? end : add_value(text, value_at(text, value, false), spans);
  }
  if (spelling == Spelling::shell) return end;
  const std::size_t mark = skip_blanks(text, is_quote(next) ? end + 1 : end);
  if (at_or_nul(text, mark) != ':' && at_or_nul(text, mark) != '=') return end;
  if (begin > 0 && text[begin - 1] == ':') return end;  // a field of an ARN: ...:secret:name
  const std::size_t value = skip_blanks(text, mark + 1);
  const bool to_line_end = value > mark + 1 && !is_quote(at_or_nul(text, value));
  return add_value(text, value_at(text, value, to_line_end), spans);
}

// The value of an environment entry whose name's value is secret: {"name": "X", "value": "..."} in either order, and
// the YAML spelling. Looks inside the braces around, at most kLongestEntry bytes each way.
void entry_value(std::string_view text, std::size_t begin, std::size_t end, std::vector<Span>& spans) {
  std::size_t from = begin;
  while (from > 0 && begin - from < kLongestEntry && text[from - 1] != '{' && text[from - 1] != '}') --from;
  std::size_t to = end;
  while (to < text.size() && to - end < kLongestEntry && text[to] != '{' && text[to] != '}') ++to;
  const std::string_view entry = text.substr(0, to);
  for (std::size_t at = from; at < to;) {
    at = entry.find("alue", at);
    if (at == std::string_view::npos) return;
    const std::size_t key_end = at + 4;
    const bool key = at > 0 && (entry[at - 1] == 'v' || entry[at - 1] == 'V') && begins_word(entry, at - 1);
    std::size_t index = is_quote(at_or_nul(entry, key_end)) ? key_end + 1 : key_end;
    index = skip_blanks(entry, index);
    at = key_end;
    if (!key || at_or_nul(entry, index) != ':') continue;
    index = skip_blanks(text, index + 1);
    add_value(text, value_at(text, index, !is_quote(at_or_nul(text, index))), spans);
    if (index > end) return;
  }
}

// True when the text before the name at `begin` is `"name": "` or `name: `.
bool is_entry_name(std::string_view text, std::size_t begin) {
  std::size_t index = begin;
  if (index > 0 && is_quote(text[index - 1])) --index;
  while (index > 0 && (text[index - 1] == ' ' || text[index - 1] == '\t')) --index;
  if (index == 0 || text[index - 1] != ':') return false;
  --index;
  if (index > 0 && is_quote(text[index - 1])) --index;
  return index >= 4 && base::equals_ignore_case(text.substr(index - 4, 4), "name");
}

void append_assignments(std::string_view text, Spelling spelling, std::vector<Span>& spans) {
  for (std::size_t i = 0; i < text.size();) {
    if (!base::is_alpha(text[i])) {
      ++i;
      continue;
    }
    // In a JSON string the letter of an escape stands before the name: \nPASSWORD=...
    const bool escape = i > 0 && text[i - 1] == '\\';
    const std::size_t first = i;
    while (i < text.size() && is_name_byte(text[i])) ++i;
    if (i - first > kLongestName) continue;
    const bool whole = is_secret_name(text.substr(first, i - first));
    if (!whole && !(escape && is_secret_name(text.substr(first + 1, i - first - 1)))) continue;
    const std::size_t begin = whole ? first : first + 1;
    const std::size_t name_end = i;
    i = named_value(text, begin, name_end, spelling, spans);
    if (spelling == Spelling::any && is_entry_name(text, begin)) entry_value(text, begin, name_end, spans);
  }
}

// True inside maps whose values name secrets instead of holding them.
bool holds_references(const Tree& tree, NodeId mapping) {
  const NodeId name = tree.key_node(mapping);
  if (name == kNoNode) return false;
  const std::string_view text = tree.text(name);
  return text == "parameter-store" || text == "secrets-manager";
}

NodeId member(const Tree& tree, NodeId mapping, std::string_view wanted) {
  NodeId found = kNoNode;
  for (NodeId name = tree.first_child(mapping); name != kNoNode;) {
    const NodeId value = tree.next_sibling(name);
    if (value == kNoNode) break;
    if (base::equals_ignore_case(tree.text(name), wanted)) found = value;
    name = tree.next_sibling(value);
  }
  return found;
}

void add_scalar(const Tree& tree, NodeId value, std::vector<Span>& spans) {
  const tree::Node& node = tree.node(value);
  const bool can_hold = node.is_scalar() && node.kind != NodeKind::null && node.kind != NodeKind::boolean;
  if (can_hold && is_secret_value(tree.text(value))) spans.push_back(node.content);
}

void append_members(const Tree& tree, std::vector<Span>& spans) {
  const auto count = static_cast<NodeId>(tree.nodes().size());
  for (NodeId id = 0; id < count; ++id) {
    if (tree.node(id).kind != NodeKind::mapping) continue;
    const bool references = holds_references(tree, id);
    for (NodeId name = tree.first_child(id); name != kNoNode && !references;) {
      const NodeId value = tree.next_sibling(name);
      if (value == kNoNode) break;
      if (is_secret_name(tree.text(name))) add_scalar(tree, value, spans);
      name = tree.next_sibling(value);
    }
    const NodeId entry_name = member(tree, id, "name");
    if (entry_name == kNoNode || !is_secret_name(tree.text(entry_name))) continue;
    const NodeId entry_value = member(tree, id, "value");
    if (entry_value != kNoNode) add_scalar(tree, entry_value, spans);
  }
}

}  // namespace

std::vector<Span> secret_spans(const Tree& tree, const Recognition&) {
  std::vector<Span> spans;
  append_token_spans(tree.source(), spans);
  append_assignments(tree.source(), Spelling::shell, spans);
  for (const tree::Comment& comment : tree.comments()) {
    std::vector<Span> inside;
    append_assignments(slice(tree.source(), comment.span), Spelling::any, inside);
    for (const Span span : inside) spans.push_back({comment.span.begin + span.begin, comment.span.begin + span.end});
  }
  append_members(tree, spans);
  return merged(std::move(spans));
}

std::vector<Span> secret_spans(std::string_view source) {
  std::vector<Span> spans;
  append_token_spans(source, spans);
  append_assignments(source, Spelling::any, spans);
  return merged(std::move(spans));
}

}  // namespace paritylint::manifest
