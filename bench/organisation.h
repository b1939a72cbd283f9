// A folder of repositories on disk, as an organisation's checkout looks: most files are no manifests, all are tracked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace paritylint::bench {

// Written to a new temporary folder and removed with the object.
class Organisation {
 public:
  explicit Organisation(std::uint32_t repositories);
  ~Organisation();
  Organisation(const Organisation&) = delete;
  Organisation& operator=(const Organisation&) = delete;

  // The tops of the repositories, absolute.
  const std::vector<std::string>& repositories() const { return repositories_; }
  std::size_t file_count() const { return file_count_; }
  std::size_t tracked_count() const { return tracked_count_; }
  std::size_t manifest_count() const { return manifest_count_; }

 private:
  void write_repository(std::uint32_t number);
  void write(const std::string& path, const std::string& text);
  void write_manifest(const std::string& path, const std::string& text);

  std::string top_;
  std::vector<std::string> repositories_;
  std::vector<std::string> tracked_;  // of the repository that is being written
  std::size_t file_count_ = 0;
  std::size_t tracked_count_ = 0;
  std::size_t manifest_count_ = 0;
};

// The organisation of that size, written at the first call.
const Organisation& organisation(std::uint32_t repositories);

// The sizes to measure: 10 and 100 repositories, and the number in PARITYLINT_BENCH_REPOSITORIES when it is set.
std::vector<std::int64_t> organisation_sizes();

}  // namespace paritylint::bench
