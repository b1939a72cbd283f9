// Block style: collections by indentation.
#include "base/text.h"
#include "tree/yaml_parser.h"

namespace paritylint::tree {

// True when the node that was announced (by a mark, a name or a property) has no content of its own: the next token
// is the end, a document marker, or belongs to a collection further out.
bool YamlParser::ends_before(int indent, Place place) const {
  if (at_end()) return true;
  if (!gap_.crossed_line) return false;
  if (is_document_marker(text_, line_start_) && pos_ == line_start_) return true;
  const int own = static_cast<int>(indentation());
  if (own > indent) return false;
  // A sequence may stand as deep as the name that it belongs to.
  const bool may_hold_sequence = place == Place::member_value || place == Place::explicit_part;
  return !(may_hold_sequence && own == indent && own == static_cast<int>(column()) && at_mark('-'));
}

// The node behind a mark whose end is last_end_. `indent` is the column of the collection around it, -1 for none.
bool YamlParser::block_node(int indent, Place place) {
  const std::uint32_t mark_end = last_end_;
  const bool may_be_compact = place == Place::sequence_entry || place == Place::explicit_part;
  Properties found;
  for (;;) {
    skip_gap();
    if (ends_before(indent, place)) return empty_scalar(found.any() ? found.end : mark_end, found);
    const bool is_fresh = gap_.crossed_line || (may_be_compact && !found.any());
    if (is_fresh && (at_mark('-') || at_mark('?') || at_name(false))) {
      if (gap_.has_tab) return fail_tab();
      return at_mark('-') ? block_sequence(indent, found) : block_mapping(found);
    }
    if (!at_property(pos_, false)) break;
    if (!properties(found, false)) return false;
  }
  return block_leaf(indent, place, found);
}

bool YamlParser::block_leaf(int indent, Place place, const Properties& found) {
  const ScalarLimits limits = {false, false, !is_strict_, static_cast<std::uint32_t>(indent + 1)};
  if (at('|') || at('>')) return block_scalar(indent, found);
  if (at_mark('-') && place == Place::member_value) {
    return fail_here(ProblemCode::unexpected_token, "a list on lines of its own");
  }
  flow_indent_ = limits.indent;
  if (!leaf_or_brackets(found, limits)) return false;
  skip_gap();
  return true;
}

// Any node but a block collection or block scalar.
bool YamlParser::leaf_or_brackets(const Properties& found, const ScalarLimits& limits) {
  if (const std::uint32_t taken = bare_prefix(pos_, limits.in_flow); taken != 0) return plain(taken, found, limits);
  if (at('"') || at('\'')) return quoted(found, limits);
  if (at('[') || at('{')) return flow_collection(found);
  if (at('*')) return alias(found);
  return plain(0, found, limits);
}

// What follows an entry of the block collection at `column`.
YamlParser::Next YamlParser::next_entry(std::uint32_t column_of_entries) {
  if (at_end() || (gap_.crossed_line && at_document_marker())) return Next::end;
  if (!gap_.crossed_line) {
    unexpected_behind_value();
    return Next::failed;
  }
  const std::uint32_t own = indentation();
  if (own != column()) {
    fail_tab();
    return Next::failed;
  }
  if (own < column_of_entries) return Next::end;
  if (own == column_of_entries) return Next::entry;
  std::string expected = "no indentation";
  if (column_of_entries != 0) {
    expected = "indentation of ";
    base::append_number(expected, column_of_entries);
    expected += column_of_entries == 1 ? " space" : " spaces";
  }
  fail(ProblemCode::invalid_indentation, {line_start_, pos_}, describe(token_here()), std::move(expected));
  return Next::failed;
}

// More text on the line behind a value. Says what the author most likely meant.
bool YamlParser::unexpected_behind_value() {
  if (at('#')) return fail_here(ProblemCode::unexpected_token, "white space before a comment");
  const char last = text_[last_end_ - 1];
  if (!is_value_mark(text_, pos_, false, false)) {
    const bool is_closed = last == ']' || last == '}' || last == '"' || last == '\'';
    return fail_here(ProblemCode::unexpected_token,
                     is_closed ? "end of line, or quotes around the whole value" : "end of line");
  }
  if (last_plain_.end != last_end_ || line_start_ == plain_line_) {
    return fail_here(ProblemCode::unexpected_token,
                     "quotes around a value that holds \": \", or its name on a line of its own");
  }
  // A value ran on into this line, which holds a name: the line stands too deep, or the first one is no value.
  const Span name = {skip_blanks(text_, line_start_), pos_};
  if (depth_ == 0) {
    const Span line = {last_plain_.begin, line_end(text_, last_plain_.begin)};
    return fail(ProblemCode::missing_colon, line, describe(line), "\":\" behind a name");
  }
  if (base::slice(text_, name).find_first_of(" \t\"'$<") == std::string_view::npos) {
    return fail(ProblemCode::invalid_indentation, {line_start_, name.begin}, describe({name.begin, pos_ + 1}),
                "indentation as of the name that it stands beside");
  }
  return fail_here(ProblemCode::unexpected_token, "\"|\" before a text of several lines, or quotes around it");
}

bool YamlParser::block_sequence(int indent, const Properties& found) {
  const std::uint32_t own = column();
  const bool shares_column = static_cast<int>(own) == indent;
  if (!open(NodeKind::sequence, Style::block, pos_, found)) return false;
  for (;;) {
    last_end_ = ++pos_;
    if (!block_node(static_cast<int>(own), Place::sequence_entry)) return false;
    const Next next = next_entry(own);
    if (next == Next::failed) return false;
    if (next == Next::end) break;
    if (at_mark('-')) continue;
    // The next name of the mapping that this sequence is a value of stands in the same column.
    if (shares_column) break;
    return fail_here(ProblemCode::unexpected_token, "\"- \"");
  }
  close(last_end_);
  return true;
}

bool YamlParser::block_mapping(const Properties& found) {
  const std::uint32_t own = column();
  if (!open(NodeKind::mapping, Style::block, pos_, found)) return false;
  for (;;) {
    if (!block_entry(own)) return false;
    const Next next = next_entry(own);
    if (next == Next::failed) return false;
    if (next == Next::end) break;
    if (!at_mark('?') && !at_name(false)) return no_name();
  }
  close(last_end_);
  return true;
}

// One `name: value` or `? name` `: value`. Requires: a name begins at pos_.
bool YamlParser::block_entry(std::uint32_t own) {
  if (at_mark('?')) return explicit_entry(own);
  Properties found;
  const ScalarLimits limits = {false, true, false, 0};
  while (at_property(pos_, false)) {
    if (!properties(found, false)) return false;
    skip_gap();
  }
  flow_indent_ = own + 1;
  const bool is_empty = at_mark(':');
  if (!(is_empty ? empty_scalar(found.any() ? found.end : pos_, found) : leaf_or_brackets(found, limits))) return false;
  skip_gap();
  last_end_ = ++pos_;
  return block_node(static_cast<int>(own), Place::member_value);
}

bool YamlParser::explicit_entry(std::uint32_t own) {
  last_end_ = ++pos_;
  if (!block_node(static_cast<int>(own), Place::explicit_part)) return false;
  const bool has_value = at_mark(':') && gap_.crossed_line && column() == own && indentation() == own;
  if (!has_value) return empty_scalar(last_end_, {});
  last_end_ = ++pos_;
  return block_node(static_cast<int>(own), Place::explicit_part);
}

// A line inside a mapping that is no entry of it.
bool YamlParser::no_name() {
  if (at_mark('-')) return fail_here(ProblemCode::unexpected_token, "\"name: value\" as in the lines above");
  const Span word = token_here();
  const std::size_t colon = base::slice(text_, word).find(':');
  if (colon != std::string_view::npos && colon != 0 && !base::slice(text_, word).substr(colon).starts_with("://")) {
    const std::uint32_t at = pos_ + base::offset32(colon);
    return fail(ProblemCode::missing_colon, {at, at + 1}, describe(word), "white space behind \":\"");
  }
  const std::uint32_t limit = line_end(text_, pos_);
  std::uint32_t end = pos_;  // behind the line's last byte that is neither blank nor comment
  for (std::uint32_t i = pos_; i < limit && !(text_[i] == '#' && i > pos_ && is_blank(text_[i - 1])); ++i) {
    if (!is_blank(text_[i])) end = i + 1;
  }
  return fail(ProblemCode::missing_colon, {pos_, end}, describe({pos_, end}), "\":\" behind a name");
}

}  // namespace paritylint::tree
