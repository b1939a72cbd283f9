// JsonScan: an exact scanner for JSON (RFC 8259) that says where a file is wrong and what was expected there, and
// repairs what can be repaired without moving a byte. Internal to src/tree.
//
// It runs only over files that simdjson refuses, so it is written for exactness; it still makes one pass, without
// recursion. It accepts what simdjson plus JsonReader's checks accept: a test compares the two.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tree/read.h"

namespace paritylint::tree {

class JsonScan {
 public:
  // Scan `source` from `begin`. True when it is JSON, in tolerant mode after repairs. Appends a Problem for each
  // repair and, last, for the first error.
  bool run(std::string_view source, std::uint32_t begin, const ReadOptions& options, std::vector<Problem>& problems);

  // After run() returned true: `source` with comments and trailing commas turned into spaces and bare tokens into
  // strings or numbers of the same length; followed by kPadding zero bytes.
  std::string_view repaired() const { return std::string_view(copy_).substr(0, copy_.size() - kPadding); }
  bool has_repairs() const { return has_repairs_; }
  std::span<const base::Span> bare_tokens() const { return bare_tokens_; }
  std::span<const base::Span> comments() const { return comments_; }

 private:
  enum class Expect : std::uint8_t { value, value_or_close, name, name_or_close, colon, comma_or_close, end };
  struct Open {
    std::uint32_t at;
    bool is_object;
  };

  bool step();
  bool skip_comment();
  bool take_string();
  bool take_name();
  bool take_value();
  bool take_plain();
  bool take_bare_token(bool is_name);
  bool open(bool is_object);
  void close();
  bool comma_or_close();
  bool repair_trailing_comma();
  void after_value();

  bool fail(ProblemCode code, base::Span span, std::string expected, base::Span related = {});
  bool unexpected(std::string expected);
  bool unexpected_end();
  void note_repair(ProblemCode code, base::Span span);
  void blank(base::Span span);
  bool is_tolerant() const { return options_->mode == Mode::tolerant; }
  std::string expected_here() const;

  std::string_view source_;
  std::uint32_t at_ = 0;
  Expect expect_ = Expect::value;
  const ReadOptions* options_ = nullptr;
  std::vector<Problem>* problems_ = nullptr;
  std::vector<Open> open_;
  base::Span previous_;  // the last token
  bool has_repairs_ = false;
  std::vector<base::Span> bare_tokens_;
  std::vector<base::Span> comments_;
  std::string copy_;
};

}  // namespace paritylint::tree
