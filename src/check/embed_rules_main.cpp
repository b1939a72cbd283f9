// Build step: compiles the rule files named in a list into C++ source. usage: paritylint_embed_rules LIST OUTPUT
// LIST holds one path per line. Fails the build with file, line and column when a rule file is wrong.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/file.h"
#include "check/compile.h"

namespace {

using paritylint::check::RuleSource;

// The folder that holds the file is its theme; the path from the rules' folder on names it in errors.
RuleSource read_source(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  RuleSource source{path, {}, {std::istreambuf_iterator<char>(stream), {}}, true};
  const std::size_t name = path.find_last_of('/');
  const std::size_t folder = path.find_last_of('/', name - 1);
  source.theme = path.substr(folder + 1, name - folder - 1);
  return source;
}

int fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return fail("usage: paritylint_embed_rules LIST OUTPUT");
  std::ifstream list(argv[1]);
  std::vector<RuleSource> sources;
  for (std::string path; std::getline(list, path);) {
    if (!path.empty()) sources.push_back(read_source(path));
  }
  const auto compiled = paritylint::check::compile_rules(sources, paritylint::check::RulePack{});
  if (!compiled) return fail(compiled.error().message);
  const auto written = paritylint::base::write_file_atomically(argv[2], paritylint::check::to_cpp(compiled->pack()));
  return written ? 0 : fail(written.error().message);
}
