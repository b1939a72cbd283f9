#include "tree/read_yaml.h"

#include <algorithm>

#include "base/utf8.h"
#include "tree/yaml_events.h"
#include "tree/yaml_parser.h"

namespace paritylint::tree {
namespace {

// True when no document says anything: none at all, or only markers and comments.
bool says_nothing(const Tree& tree) {
  return tree.properties().empty() && std::all_of(tree.nodes().begin(), tree.nodes().end(),
                                                  [](const Node& node) { return node.style == Style::empty; });
}

// The reference reader takes ten times as long, so it is asked about texts of a manifest's size only.
constexpr std::size_t kMostDisputed = 256u << 10;

// Where YAML's readers really differ: layout. That the reference takes an unclosed quote or a name without its colon is
// its own weakness, and no reader disputes a limit of ours.
bool is_disputable(const Problem& problem) {
  switch (problem.code) {
    case ProblemCode::unexpected_token:
    case ProblemCode::trailing_content:
    case ProblemCode::tab_indentation:
    case ProblemCode::invalid_indentation:
      return !problem.repaired;
    default:
      return false;
  }
}

// A text that we refuse and the reference reader accepts is one that YAML's readers disagree on: its finding must not
// claim that the file is broken for everybody.
void ask_the_reference(std::string_view text, YamlEvents& reference, std::vector<Problem>& problems) {
  const auto refusal = std::find_if(problems.begin(), problems.end(), is_disputable);
  if (refusal == problems.end() || text.size() > kMostDisputed) return;
  refusal->disputed = reference.record(text);
}

// The next character from `pos` that YAML has only in quotes (c-printable against nb-json): DEL, a C1 control but
// U+0085, U+FFFE or U+FFFF. Empty and at the end when there is none.
Span next_unprintable(std::string_view text, std::uint32_t pos) {
  const auto may_begin = [](char c) { return c == '\x7f' || c == '\xc2' || c == '\xef'; };
  for (const char* at = text.data() + pos;; ++at) {
    at = std::find_if(at, text.data() + text.size(), may_begin);
    const std::uint32_t begin = base::offset32(static_cast<std::size_t>(at - text.data()));
    if (begin == text.size()) return {begin, begin};
    const base::CodePoint code_point = base::decode_utf8(text.substr(begin));
    const char32_t value = code_point.value;
    const bool is_control = value >= 0x7f && value <= 0x9f && value != 0x85;
    if (is_control || value == 0xfffe || value == 0xffff) return {begin, begin + code_point.size};
  }
}

// The first such character outside quotes.
Span find_unprintable(const Tree& tree, std::uint32_t begin) {
  Span found = next_unprintable(tree.source(), begin);
  for (const Node& node : tree.nodes()) {
    if (found.empty() || node.token.begin > found.begin) break;
    const bool is_quoted = node.style == Style::double_quoted || node.style == Style::single_quoted;
    while (is_quoted && !found.empty() && node.token.contains(found)) {
      found = next_unprintable(tree.source(), found.end);
    }
  }
  return found;
}

// PyYAML and libyaml refuse such a character too; it is nearly always left behind by a terminal or a wrong encoding.
bool refuse_unprintable(std::uint32_t begin, ReadResult& result) {
  const Span found = find_unprintable(result.tree, begin);
  if (found.empty()) return false;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const char32_t value = base::decode_utf8(result.tree.source().substr(found.begin)).value;
  Problem& problem = result.problems.emplace_back();
  problem.code = ProblemCode::control_character;
  problem.span = found;
  problem.found = "U+";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) problem.found += kDigits[(value >> shift) & 15];
  problem.expected = "an escape in double quotes";
  return true;
}

}  // namespace

struct YamlReader::State {
  YamlParser parser;
  YamlEvents reference;
};

YamlReader::YamlReader() : state_(std::make_unique<State>()) {}
YamlReader::~YamlReader() = default;
YamlReader::YamlReader(YamlReader&&) noexcept = default;

void YamlReader::read(std::string_view source, std::uint32_t begin, const ReadOptions& options, const KeyTable& keys,
                      ReadResult& result) {
  result.complete = state_->parser.parse(source, begin, options, keys, result);
  if (result.complete && refuse_unprintable(begin, result)) result.complete = false;
  if (!result.complete && options.mode == Mode::tolerant) {
    ask_the_reference(source.substr(begin), state_->reference, result.problems);
  }
  // To YAML an empty stream is a stream of no documents; to everybody else it is a file without its content.
  if (!result.complete || options.mode == Mode::strict || !says_nothing(result.tree)) return;
  Problem& problem = result.problems.emplace_back();
  problem.code = ProblemCode::empty_file;
  const std::uint32_t end = base::offset32(source.size());
  problem.span = {end, end};
  problem.found = "end of file";
  problem.expected = "a value";
  result.complete = false;
}

}  // namespace paritylint::tree
