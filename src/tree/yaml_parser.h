// YamlParser: YAML 1.2.2 text into tree nodes by recursive descent. Internal to src/tree.
//
// Problem: the events of the usual libraries carry no ends, no comments and few errors, and a linter needs all three
// to the byte. Approach: one pass over the source with the grammar's own shape: a block node knows its parent's
// indentation, a flow node its brackets. The only look-ahead is for names: `x: y` begins a mapping and is recognised
// by its `:` on the same line, at most 1,024 characters away. A name in brackets is tried in a dry run that also
// notes every bracket inside it, so that nested brackets are never tried twice and reading stays linear.
//
// Convention: between two calls pos_ stands on the next token, and gap_ says what lies between it and the last one
// (last_end_). Functions return false after fail().
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tree/builder.h"
#include "tree/read.h"
#include "tree/yaml_scan.h"

namespace paritylint::tree {

class YamlParser {
 public:
  // Read `text` from `begin` into `result.tree`. On success all documents are in the tree, else result.problems
  // holds the reason. Keeps its memory for the next text.
  bool parse(std::string_view text, std::uint32_t begin, const ReadOptions& options, const KeyTable& keys,
             ReadResult& result);

 private:
  // What a block node stands behind: it decides where a collection may begin.
  enum class Place : std::uint8_t {
    document,        // at the start of a bare document
    marker_line,     // behind ---
    sequence_entry,  // behind -
    explicit_part,   // behind ? or the : that answers it
    member_value,    // behind name:
  };
  struct Gap {
    bool crossed_line = false;  // a line break, or the start of the text
    bool has_tab = false;       // on the token's own line
  };
  // Anchor and tag of the node to come.
  struct Properties {
    Span anchor, tag;
    std::uint32_t end = 0;  // behind the last one; 0 when there are none
    bool any() const { return end != 0; }
  };
  enum class Next : std::uint8_t { entry, end, failed };

  // yaml_document.cpp
  bool stream();
  bool document();
  bool directives(bool& found);
  bool directive();
  bool yaml_directive(Span name, Span arguments);
  bool tag_directive(Span name, Span arguments);
  bool document_end_marker();
  bool trailing_content();

  // yaml_block.cpp
  bool block_node(int indent, Place place);
  bool block_leaf(int indent, Place place, const Properties& properties);
  bool leaf_or_brackets(const Properties& properties, const ScalarLimits& limits);
  bool ends_before(int indent, Place place) const;
  bool block_sequence(int indent, const Properties& properties);
  bool block_mapping(const Properties& properties);
  bool block_entry(std::uint32_t column);
  bool explicit_entry(std::uint32_t column);
  Next next_entry(std::uint32_t column);
  bool no_name();
  bool unexpected_behind_value();

  // yaml_flow.cpp
  bool flow_collection(const Properties& properties);
  bool flow_sequence_entry();
  bool flow_mapping_entry();
  bool flow_pair_value(bool is_json_name);
  bool flow_node(bool& is_json);
  bool skip_flow_gap();
  bool at_name(bool in_flow);
  bool flow_collection_is_name(std::uint32_t pos, bool in_flow);
  std::uint32_t name_end(std::uint32_t pos, bool in_flow, bool& is_json);

  // yaml_leaf.cpp
  bool properties(Properties& properties, bool in_flow);
  bool anchor(Properties& properties);
  bool tag(Properties& properties);
  bool alias(const Properties& properties);
  bool plain(std::uint32_t taken, const Properties& properties, const ScalarLimits& limits);
  bool quoted(const Properties& properties, const ScalarLimits& limits);
  bool block_scalar(int indent, const Properties& properties);
  bool empty_scalar(std::uint32_t at, const Properties& properties);
  bool emit_scalar(NodeKind kind, Style style, Span token, Span content, bool is_verbatim, std::uint32_t indent,
                   const Properties& properties);
  NodeKind tagged_kind(NodeKind kind, const Properties& properties) const;
  std::uint32_t bare_prefix(std::uint32_t pos, bool in_flow) const;

  // yaml_parser.cpp
  void skip_gap();
  void advance(std::uint32_t end);
  bool at_end() const { return pos_ >= text_.size(); }
  bool at(char c) const { return pos_ < text_.size() && text_[pos_] == c; }
  // `c` with white space behind it.
  bool at_mark(char c) const { return at(c) && is_white_at(text_, pos_ + 1); }
  // An anchor or tag at `pos`.
  bool at_property(std::uint32_t pos, bool in_flow) const {
    return pos < text_.size() && (text_[pos] == '!' || (text_[pos] == '&' && bare_prefix(pos, in_flow) == 0));
  }
  bool at_document_marker() const { return pos_ == line_start_ && is_document_marker(text_, pos_); }
  std::uint32_t column() const { return pos_ - line_start_; }
  std::uint32_t indentation() const { return skip_spaces(text_, line_start_) - line_start_; }
  bool open(NodeKind kind, Style style, std::uint32_t begin, const Properties& properties);
  void close(std::uint32_t end);
  bool count_node();
  void bind(const Properties& properties);
  bool fail(ProblemCode code, Span span, std::string found, std::string expected);
  bool fail_here(ProblemCode code, std::string expected);
  bool fail_tab();
  void repaired(ProblemCode code, Span span, std::string expected);
  Span token_here() const;
  std::string describe(Span span) const;

  std::string_view text_;
  const ReadOptions* options_ = nullptr;
  ReadResult* result_ = nullptr;
  TreeBuilder builder_;
  bool is_strict_ = false;

  std::uint32_t pos_ = 0;
  std::uint32_t line_start_ = 0;
  std::uint32_t last_end_ = 0;    // one past the last token, mark or property
  Span plain_name_;               // the plain scalar that at_name() measured last
  Span last_plain_;               // the last plain scalar
  std::uint32_t plain_line_ = 0;  // the start of its first line
  Gap gap_;
  std::uint32_t depth_ = 0;
  std::uint32_t node_count_ = 0;
  std::uint32_t flow_indent_ = 0;  // least indentation of lines inside the open brackets

  bool is_dry_ = false;            // trying brackets as a name: nothing is built or reported
  std::uint32_t dry_covered_ = 0;  // brackets before this offset have been tried
  struct TriedBracket {
    std::uint32_t begin;
    bool is_name;  // closed on its line, with `:` behind
  };
  std::vector<TriedBracket> tried_;

  // Of this document. Ordered, so that neither crafted names nor one large document make later ones slow.
  std::map<std::string_view, NodeId> anchors_;
  std::vector<std::string_view> tag_handles_;  // declared for this document
  bool has_yaml_directive_ = false;
  std::vector<Span> comments_;
  std::string scratch_;
};

}  // namespace paritylint::tree
