// judge_rules FOLDER NAME...: what the loader thinks of the rule files NAME in FOLDER. One line each: `right`, or
// `wrong` and a tab and the first mistake. Without arguments each line of standard input is a rule file of its own.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "check/rule_file.h"

namespace {

using paritylint::check::RuleSource;

void print(const RuleSource& source) {
  const auto rule = paritylint::check::read_rule_file(source);
  if (rule) {
    std::puts("right");
    return;
  }
  const std::string& message = rule.error().message;
  std::printf("wrong\t%s\n", message.substr(0, message.find('\n')).c_str());
}

// The file's name that goes with the id of a rule on one line, so that not every rule is refused for it.
std::string name_for(const std::string& line) {
  const std::string begin = "{\"id\": \"";
  return line.starts_with(begin) ? line.substr(begin.size(), line.find('"', begin.size()) - begin.size()) : "rule";
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 2; i < argc; ++i) {
    std::ifstream stream(std::string(argv[1]) + "/" + argv[i], std::ios::binary);
    print({argv[i], "own", {std::istreambuf_iterator<char>(stream), {}}, false});
  }
  if (argc > 1) return 0;
  for (std::string line; std::getline(std::cin, line);) print({name_for(line) + ".yaml", "own", line, false});
  return 0;
}
