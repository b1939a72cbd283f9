#include "tree/read_yaml.h"

#include <algorithm>

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
