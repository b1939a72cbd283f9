#include "tree/json_scan.h"

#include <algorithm>

#include "base/text.h"
#include "tree/bare_token.h"
#include "tree/json_string.h"
#include "tree/json_text.h"
#include "tree/json_token.h"

namespace paritylint::tree {
namespace {

bool looks_like_number(std::string_view token) {
  const std::size_t digit = token.find_first_not_of("+-.");
  return token == "-" || (digit != std::string_view::npos && digit <= 2 && base::is_digit(token[digit]));
}

// A string or, where one byte has no room for quotes, a number; in a place for a name that is refused before.
void write_stand_in(std::string& copy, base::Span span) {
  if (span.size() == 1) {
    copy[span.begin] = '0';
    return;
  }
  std::fill(copy.begin() + span.begin, copy.begin() + span.end, 'x');
  copy[span.begin] = '"';
  copy[span.end - 1] = '"';
}

}  // namespace

bool JsonScan::run(std::string_view source, std::uint32_t begin, const ReadOptions& options,
                   std::vector<Problem>& problems) {
  source_ = source;
  at_ = begin;
  expect_ = Expect::value;
  options_ = &options;
  problems_ = &problems;
  open_.clear();
  previous_ = {begin, begin};
  has_repairs_ = false;
  bare_tokens_.clear();
  comments_.clear();
  copy_.assign(source);
  copy_.append(kPadding, '\0');
  constexpr unsigned kStepsPerPoll = 4096;
  for (unsigned steps = 1;; ++steps) {
    while (at_ < source_.size() && is_json_space(source_[at_])) ++at_;
    if (at_ >= source_.size()) return expect_ == Expect::end || unexpected_end();
    if (steps % kStepsPerPoll == 0 && options.stop.stop_requested()) {
      fail(ProblemCode::unfinished, {at_, at_}, {});
      problems_->back().found = "a request to stop";
      return false;
    }
    if (!step()) return false;
  }
}

bool JsonScan::step() {
  const char c = source_[at_];
  const std::string_view rest = source_.substr(at_);
  const bool is_hash_comment = c == '#' && bare_token_size(rest, BarePlace::value) == 0;
  if (is_hash_comment || rest.starts_with("//") || rest.starts_with("/*")) return skip_comment();
  switch (expect_) {
    case Expect::value_or_close:
      if (c == ']') return close(), true;
      return take_value();
    case Expect::value:
      return take_value();
    case Expect::name_or_close:
      if (c == '}') return close(), true;
      return take_name();
    case Expect::name:
      return take_name();
    case Expect::colon:
      if (c != ':') return unexpected("\":\"");
      previous_ = {at_, at_ + 1};
      ++at_;
      expect_ = Expect::value;
      return true;
    case Expect::comma_or_close:
      return comma_or_close();
    case Expect::end:
      return fail(ProblemCode::trailing_content, json_token_at(source_, at_), "end of file", previous_);
  }
  return false;
}

bool JsonScan::skip_comment() {
  const bool is_block = source_.substr(at_).starts_with("/*");
  const std::size_t found = is_block ? source_.find("*/", at_ + 2) : source_.find_first_of("\r\n", at_);
  const bool is_open = is_block && found == std::string_view::npos;
  const std::size_t end = is_open ? at_ + 2 : std::min(found, source_.size()) + (is_block ? 2 : 0);
  const base::Span span = {at_, base::offset32(end)};
  if (is_open) return fail(ProblemCode::json_comment, span, "\"*/\" at the end of the comment");
  if (!is_tolerant()) return fail(ProblemCode::json_comment, span, expected_here());
  note_repair(ProblemCode::json_comment, span);
  comments_.push_back(span);
  blank(span);
  at_ = span.end;
  return true;
}

bool JsonScan::take_string() {
  const std::uint32_t begin = at_;
  std::uint32_t at = begin + 1;
  for (; at < source_.size() && source_[at] != '"'; ++at) {
    const char c = source_[at];
    if (c == '\n' || c == '\r') break;
    if (static_cast<unsigned char>(c) < 0x20) {
      const bool is_tab = c == '\t';
      return fail(is_tab ? ProblemCode::invalid_escape : ProblemCode::control_character, {at, at + 1},
                  is_tab ? "\\t" : "a \\u escape");
    }
    if (c != '\\') continue;
    const std::size_t size = json_escape_size(source_, at);
    if (size > 0) {
      at += base::offset32(size) - 1;
      continue;
    }
    if (at + 1 >= source_.size() || source_[at + 1] == '\n' || source_[at + 1] == '\r') continue;
    const bool is_unicode = source_[at + 1] == 'u';
    std::uint32_t end = at + 2;
    while (is_unicode && end < source_.size() && end < at + 6 && base::is_hex_digit(source_[end])) ++end;
    return fail(ProblemCode::invalid_escape, {at, end},
                is_unicode ? "four hexadecimal digits after \\u" : R"(one of \" \\ \/ \b \f \n \r \t \u)");
  }
  if (at >= source_.size() || source_[at] != '"') {
    fail(ProblemCode::unterminated_string, {begin, at}, "a closing double quote");
    problems_->back().found = at >= source_.size() ? "end of file" : "end of line";
    return false;
  }
  previous_ = {begin, at + 1};
  at_ = at + 1;
  return true;
}

bool JsonScan::take_name() {
  const char c = source_[at_];
  if (c == '"') {
    if (!take_string()) return false;
  } else {
    if (c == '}' && expect_ == Expect::name) return repair_trailing_comma();
    if (!take_bare_token(true)) return unexpected(expected_here());
  }
  expect_ = Expect::colon;
  return true;
}

bool JsonScan::take_value() {
  const char c = source_[at_];
  const bool is_template = c == '{' && bare_token_size(source_.substr(at_), BarePlace::value) > 0;
  if ((c == '{' && !(is_template && is_tolerant())) || c == '[') return open(c == '{');
  if (c == '"') {
    if (!take_string()) return false;
  } else if (c == ']' && expect_ == Expect::value && previous_.size() == 1 && source_[previous_.begin] == ',') {
    return repair_trailing_comma();
  } else if (!take_plain()) {
    return false;
  }
  after_value();
  return true;
}

// A literal, a number, or a bare token.
bool JsonScan::take_plain() {
  const base::Span token = json_token_at(source_, at_);
  const std::string_view text = base::slice(source_, token);
  // A comment may follow at once: 1//one.
  const std::size_t comment = std::min({text.find("//"), text.find("/*"), text.find('#'), text.size()});
  if (json_plain_kind(text).has_value()) {
    previous_ = token;
    at_ = token.end;
    return true;
  }
  if (is_tolerant() && json_plain_kind(text.substr(0, comment)).has_value()) {
    previous_ = {at_, at_ + base::offset32(comment)};
    at_ = previous_.end;
    return true;
  }
  if (take_bare_token(false)) return true;
  if (looks_like_number(text)) {
    return fail(ProblemCode::invalid_number, token, std::string(expected_of_number(text)));
  }
  return unexpected(is_json_mark(text[0]) ? expected_here() : expected_instead_of(text));
}

bool JsonScan::take_bare_token(bool is_name) {
  if (!is_tolerant()) return false;
  const BarePlace place = is_name ? BarePlace::name : BarePlace::value;
  const std::size_t size = bare_token_size(source_.substr(at_), place);
  if (size == 0 || (is_name && size < 2)) return false;
  const base::Span span = {at_, at_ + base::offset32(size)};
  const std::size_t next = std::min(source_.find_first_not_of(" \t\r\n", span.end), source_.size());
  if (is_name && (next == source_.size() || source_[next] != ':')) return false;
  note_repair(ProblemCode::unquoted_value, span);
  bare_tokens_.push_back(span);
  write_stand_in(copy_, span);
  previous_ = span;
  at_ = span.end;
  return true;
}

bool JsonScan::open(bool is_object) {
  if (open_.size() >= options_->max_depth) {
    fail(ProblemCode::too_deep, {at_, at_ + 1}, at_most(options_->max_depth, "open objects and arrays"));
    problems_->back().found = "deeper nesting";
    return false;
  }
  open_.push_back({at_, is_object});
  previous_ = {at_, at_ + 1};
  ++at_;
  expect_ = is_object ? Expect::name_or_close : Expect::value_or_close;
  return true;
}

void JsonScan::close() {
  open_.pop_back();
  previous_ = {at_, at_ + 1};
  ++at_;
  after_value();
}

void JsonScan::after_value() { expect_ = open_.empty() ? Expect::end : Expect::comma_or_close; }

bool JsonScan::comma_or_close() {
  const char c = source_[at_];
  const bool is_object = open_.back().is_object;
  if (c == (is_object ? '}' : ']')) return close(), true;
  if (c == ',') {
    previous_ = {at_, at_ + 1};
    ++at_;
    expect_ = is_object ? Expect::name : Expect::value;
    return true;
  }
  const bool closes_other = c == '}' || c == ']';
  const base::Span related =
      closes_other ? base::Span{open_.back().at, open_.back().at + 1} : base::Span{previous_.end, previous_.end};
  return fail(ProblemCode::unexpected_token, json_token_at(source_, at_), expected_here(), related);
}

// At a closing bracket behind a comma.
bool JsonScan::repair_trailing_comma() {
  const base::Span comma = previous_;
  if (!is_tolerant()) {
    return fail(ProblemCode::trailing_comma, comma, expected_here() + " after the comma, or no comma", {at_, at_ + 1});
  }
  note_repair(ProblemCode::trailing_comma, comma);
  blank(comma);
  close();
  return true;
}

}  // namespace paritylint::tree
