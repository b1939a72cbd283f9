#include "organisation.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <system_error>

#include "generate.h"
#include "git_index_text.h"
#include "join.h"

namespace paritylint::bench {
namespace {

namespace fs = std::filesystem;

// Files of a repository that are no manifests. With six manifests and two files of git's own: 78.
constexpr std::uint32_t kOtherFiles = 70;

std::string new_folder() {
  std::string path = (fs::temp_directory_path() / "paritylint-bench-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) std::abort();  // nothing can be measured without it
  return path;
}

std::string source_code(Random& random) {
  std::string text;
  for (std::uint32_t lines = 20 + random.below(60); lines > 0; --lines) {
    text += joined({"  const value", decimal(random.below(1000)), " = compute(",
                    decimal(random.next() % 1'000'000'000'000), ", \"", decimal(random.below(100)), "\");\n"});
  }
  return text;
}

}  // namespace

Organisation::Organisation(std::uint32_t repositories) : top_(new_folder()) {
  for (std::uint32_t number = 0; number < repositories; ++number) write_repository(number);
}

Organisation::~Organisation() {
  std::error_code ignored;
  fs::remove_all(top_, ignored);
}

void Organisation::write(const std::string& path, const std::string& text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
  ++file_count_;
  tracked_.push_back(path);
}

void Organisation::write_manifest(const std::string& path, const std::string& text) {
  write(path, text);
  ++manifest_count_;
}

// Six manifests: one set at the top that all environments share, or one file per environment in deploy/.
void Organisation::write_repository(std::uint32_t number) {
  const std::string top = joined({top_, "/", service(number).name});
  repositories_.push_back(top);
  write(top + "/.git/HEAD", "ref: refs/heads/main\n");
  write(top + "/.git/config", "[core]\n\trepositoryformatversion = 0\n");
  tracked_.clear();
  Random random(number);
  for (std::uint32_t file = 0; file < kOtherFiles; ++file) {
    const std::string folder = joined({top, "/src/module", decimal(file % 7), file % 3 == 0 ? "/internal" : ""});
    write(joined({folder, "/file", decimal(file), file % 5 == 0 ? ".json" : ".ts"}), source_code(random));
  }
  const bool one_per_environment = number % 10 < 6;
  const std::string deploy = one_per_environment ? top + "/deploy" : top;
  for (const std::string_view environment : {"dev", "stg", "prod"}) {
    const std::uint32_t own = number * 10 + static_cast<std::uint32_t>(environment.size());
    const std::string name = one_per_environment ? joined({"/taskdef.", environment, ".json"})
                                                 : joined({"/services/", environment.substr(0, 1), "/taskdef.json"});
    write_manifest(deploy + name, task_definition(service(own, environment)));
  }
  write_manifest(deploy + "/appspec.yaml", appspec(service(number)));
  write_manifest(deploy + "/buildspec.yml", buildspec(service(number)));
  write_manifest(top + "/taskdef.json", task_definition(service(number + 500'000)));
  for (std::string& path : tracked_) path.erase(0, top.size() + 1);
  tracked_count_ += tracked_.size();
  std::ofstream(top + "/.git/index", std::ios::binary) << git_index_text(tracked_);
}

const Organisation& organisation(std::uint32_t repositories) {
  static std::map<std::uint32_t, std::unique_ptr<Organisation>> made;
  std::unique_ptr<Organisation>& wanted = made[repositories];
  if (wanted == nullptr) wanted = std::make_unique<Organisation>(repositories);
  return *wanted;
}

std::vector<std::int64_t> organisation_sizes() {
  std::vector<std::int64_t> sizes = {10, 100};
  if (const char* more = std::getenv("PARITYLINT_BENCH_REPOSITORIES")) {
    if (const int count = std::atoi(more); count > 0) sizes.push_back(count);
  }
  return sizes;
}

}  // namespace paritylint::bench
