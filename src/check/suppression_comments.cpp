#include "check/suppression_comments.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "check/suppression_reach.h"

namespace paritylint::check {
namespace {

constexpr std::string_view kMark = "paritylint:";
constexpr std::string_view kIgnore = "ignore";
constexpr std::string_view kIgnoreFile = "ignore-file";
constexpr std::size_t kMostComments = 1000;
constexpr std::size_t kMostNames = 50;
constexpr std::size_t kMostMistakes = 100;
constexpr std::size_t kLongestReason = 300;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Without a tree nothing says which language a file is in; JSON's own beginnings do.
bool is_json(const FileView& view) {
  if (view.tree != nullptr) return view.tree->format() == tree::Format::json;
  const std::size_t first = view.source.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (view.source[first] == '{' || view.source[first] == '[');
}

class CommentReader {
 public:
  CommentReader(const FileView& view, const RuleSet& rules, Closer& closer)
      : view_(view), rules_(rules), closer_(closer), lines_(view.source), reach_(view, lines_) {}

  // Read the comment whose # stands at `hash`, and its text at `text`.
  void read(std::uint32_t hash, std::uint32_t text);

  bool is_full() const {
    return found_.suppressions.size() >= kMostComments || found_.mistakes.size() >= kMostMistakes;
  }
  SuppressionComments take() && { return std::move(found_); }

 private:
  void fail(base::Span bytes, std::string message, bool is_note = false) {
    if (found_.mistakes.size() < kMostMistakes) found_.mistakes.push_back({bytes, std::move(message), is_note});
  }
  std::string shown(base::Span bytes) { return base::quoted(closer_.mask(base::slice(view_.source, bytes), bytes)); }
  void read_names(base::Span list, CommentSuppression& suppression);
  bool is_known(base::Span bytes);
  void read_reason(base::Span rest, CommentSuppression& suppression);

  const FileView& view_;
  const RuleSet& rules_;
  Closer& closer_;
  base::LineTable lines_;
  SuppressionReach reach_;
  SuppressionComments found_;
};

// `bytes` without blanks at both ends.
base::Span trimmed(std::string_view source, base::Span bytes) {
  while (bytes.begin < bytes.end && is_blank(source[bytes.begin])) ++bytes.begin;
  while (bytes.end > bytes.begin && is_blank(source[bytes.end - 1])) --bytes.end;
  return bytes;
}

bool CommentReader::is_known(base::Span bytes) {
  const std::string_view name = base::slice(view_.source, bytes);
  const auto named = rules_.named(name);
  if (!named) {
    // A secret that somebody pasted here is nobody's misspelt rule.
    const bool is_plain = closer_.mask(name, bytes) == name;
    fail(bytes, is_plain ? named.error().message : "there is no rule or theme " + shown(bytes));
    return false;
  }
  if (std::ranges::all_of(*named, [](const RuleRecord* rule) { return is_about_suppressions(*rule); })) {
    fail(bytes, base::quoted(name) + " cannot be ignored: mend or delete the suppression that it is about");
    return false;
  }
  return true;
}

void CommentReader::read_names(base::Span list, CommentSuppression& suppression) {
  std::uint32_t begin = list.begin;
  std::size_t number = 0;
  while (begin <= list.end) {
    std::uint32_t end = begin;
    while (end < list.end && view_.source[end] != ',') ++end;
    const base::Span name = trimmed(view_.source, {begin, end});
    begin = end + 1;
    if (name.empty()) {
      fail(list.empty() ? base::Span{list.begin - 1, list.end + 1} : list, "expected the name of a rule or theme");
      return;
    }
    if (++number > kMostNames) return fail(name, "expected at most 50 names in one comment");
    const std::string_view text = base::slice(view_.source, name);
    const auto is_same = [&](const CommentSuppression::Name& other) { return other.text == text; };
    if (std::ranges::any_of(suppression.names, is_same)) {
      fail(name, base::quoted(text) + " stands twice here");
    } else if (is_known(name)) {
      suppression.names.push_back({std::string(text), name});
    }
  }
}

void CommentReader::read_reason(base::Span rest, CommentSuppression& suppression) {
  const base::Span bytes = trimmed(view_.source, rest);
  suppression.reason = closer_.mask(base::slice(view_.source, bytes), bytes);
  base::abridge(suppression.reason, kLongestReason);
}

void CommentReader::read(std::uint32_t hash, std::uint32_t text) {
  const std::string_view source = view_.source;
  CommentSuppression suppression;
  suppression.covers = reach_.of(hash);
  if (suppression.covers.empty()) return;
  suppression.line_1based = lines_.line_of(hash);
  const std::uint32_t line_end = lines_.line_span(suppression.line_1based).end;
  const base::Span rest = trimmed(source, {text, line_end});
  std::uint32_t end = rest.begin;
  while (end < rest.end && (base::is_alnum(source[end]) || source[end] == '-' || source[end] == '_')) ++end;
  const base::Span verb{rest.begin, end};
  const std::string_view word = base::slice(source, verb);
  if (word != kIgnore && word != kIgnoreFile) {
    static constexpr std::array<std::string_view, 2> kVerbs = {kIgnore, kIgnoreFile};
    std::string message = "expected ignore[RULE] or ignore-file[RULE] behind \"paritylint:\"";
    if (!word.empty()) message += ", found " + shown(verb) + base::did_you_mean(word, kVerbs);
    return fail(verb.empty() ? base::Span{hash, rest.end} : verb, std::move(message));
  }
  while (end < rest.end && is_blank(source[end])) ++end;
  const std::size_t close = source.substr(0, rest.end).find(']', end);
  if (end == rest.end || source[end] != '[' || close == std::string_view::npos) {
    return fail(verb, "expected the rules in brackets, " + std::string(word) + "[RULE], and a reason behind them");
  }
  if (word == kIgnoreFile) {
    if (!reach_.is_at_top(hash))
      return fail(verb,
                  "expected ignore-file before the first value of the file; here ignore[RULE] counts for a place");
    suppression.covers = {0, base::offset32(source.size())};
  }
  const auto list_end = static_cast<std::uint32_t>(close);
  read_names({end + 1, list_end}, suppression);
  read_reason({list_end + 1, rest.end}, suppression);
  if (suppression.names.empty()) return;
  if (suppression.reason.empty()) fail({verb.begin, list_end + 1}, "expected a reason behind the brackets", true);
  found_.suppressions.push_back(std::move(suppression));
}

}  // namespace

SuppressionComments read_suppression_comments(const FileView& view, const RuleSet& rules, Closer& closer) {
  const std::string_view source = view.source;
  std::size_t hash = source.find('#');
  if (hash == std::string_view::npos || is_json(view)) return {};
  std::optional<CommentReader> reader;
  for (; hash != std::string_view::npos; hash = source.find('#', hash)) {
    const std::size_t begin = hash;
    const bool is_word =
        begin == 0 || is_blank(source[begin - 1]) || source[begin - 1] == '\n' || source[begin - 1] == '\r';
    while (hash < source.size() && source[hash] == '#') ++hash;
    std::size_t text = hash;
    while (text < source.size() && is_blank(source[text])) ++text;
    if (!is_word || !source.substr(text).starts_with(kMark)) continue;
    if (!reader) reader.emplace(view, rules, closer);
    if (reader->is_full()) break;
    reader->read(base::offset32(begin), base::offset32(text + kMark.size()));
  }
  return reader ? std::move(*reader).take() : SuppressionComments();
}

bool is_about_suppressions(const RuleRecord& rule) {
  return rule.builtin == "suppression/unused" || rule.builtin == "suppression/expired";
}

}  // namespace paritylint::check
