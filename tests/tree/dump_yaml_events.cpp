// Prints the event lines of YAML files as this program reads them, for comparison with another parser. For tests only.
//   dump_yaml_events strict|tolerant FILE...
// Each file begins with a line "= complete PATH" or "= refused PATH".
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "tree/read.h"
#include "tree/yaml_event_text.h"

int main(int argc, char** argv) {
  using namespace paritylint;
  tree::ReadOptions options;
  if (argc > 1 && std::string_view(argv[1]) == "strict") options.mode = tree::Mode::strict;
  const tree::KeyTable keys;
  tree::Reader reader(keys);
  tree::ReadResult result;
  for (int arg = 2; arg < argc; ++arg) {
    std::ifstream stream(argv[arg], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    const std::string buffer = bytes + std::string(tree::kPadding, '\0');
    reader.read(tree::Format::yaml, std::string_view(buffer).substr(0, bytes.size()), options, result);
    std::printf("= %s %s\n", result.complete ? "complete" : "refused", argv[arg]);
    if (result.complete) {
      std::fputs(test::yaml_event_text(result.tree).c_str(), stdout);
      continue;
    }
    for (const tree::Problem& problem : result.problems) {
      std::printf("problem %u at %u-%u: found %s, expected %s\n", static_cast<unsigned>(problem.code),
                  problem.span.begin, problem.span.end, problem.found.c_str(), problem.expected.c_str());
    }
  }
  return 0;
}
