// judge_configs FOLDER NAME...: what the loader thinks of the files NAME in FOLDER. One line each: `right`, or `wrong`
// and a tab and the first mistake. Without arguments each line of standard input is a configuration of its own.
#include <cstdio>
#include <iostream>
#include <string>

#include "config/load_config.h"

namespace {

using paritylint::base::Result;
using paritylint::config::Config;

void print(const Result<Config>& config) {
  if (config) {
    std::puts("right");
    return;
  }
  const std::string& message = config.error().message;
  std::printf("wrong\t%s\n", message.substr(0, message.find('\n')).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) {
    const auto folder = paritylint::input::DiskFileSystem::open(argv[1]);
    if (!folder) return 2;
    for (int i = 2; i < argc; ++i) print(paritylint::config::load_config_file(*folder, argv[i]));
    return 0;
  }
  for (std::string line; std::getline(std::cin, line);) {
    paritylint::input::MemoryFileSystem memory;
    memory.put("paritylint.yaml", line);
    memory.put("extended/accounts.yaml", "");
    print(paritylint::config::load_config_file(memory, "paritylint.yaml"));
  }
  return 0;
}
