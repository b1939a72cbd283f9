#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "app/commands.h"
#include "app/terminal.h"

namespace app = paritylint::app;

namespace {

bool path_exists(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is success; write() tells
  auto parsed = app::parse_options(argc, argv, path_exists);
  if (const auto* stop = std::get_if<app::Stop>(&parsed)) {
    app::write_stderr(stop->error);
    return app::write_stdout(stop->out) ? stop->exit_code : 2;
  }
  const app::Options& options = std::get<app::Options>(parsed);
  switch (options.command) {
    case app::Command::check:
      return app::run_check(options);
    case app::Command::diff:
      return app::run_diff(options);
    case app::Command::explain:
      return app::run_explain(options);
    case app::Command::rules:
      return app::run_rules(options);
  }
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  // Nothing of ours throws; what is left is the standard library running out of memory.
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "paritylint: %s\n", error.what());
    return 2;
  }
}
