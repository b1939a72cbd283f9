#include "tree/read_yaml.h"

#include <algorithm>

#include "tree/yaml_parser.h"

namespace paritylint::tree {
namespace {

// True when no document says anything: none at all, or only markers and comments.
bool says_nothing(const Tree& tree) {
  return tree.properties().empty() && std::all_of(tree.nodes().begin(), tree.nodes().end(),
                                                  [](const Node& node) { return node.style == Style::empty; });
}

}  // namespace

struct YamlReader::State {
  YamlParser parser;
};

YamlReader::YamlReader() : state_(std::make_unique<State>()) {}
YamlReader::~YamlReader() = default;
YamlReader::YamlReader(YamlReader&&) noexcept = default;

void YamlReader::read(std::string_view source, std::uint32_t begin, const ReadOptions& options, const KeyTable& keys,
                      ReadResult& result) {
  result.complete = state_->parser.parse(source, begin, options, keys, result);
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
