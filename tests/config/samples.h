// The sample configurations in samples/good and samples/bad.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "config/load_config.h"
#include "support/shared.h"

namespace paritylint::test {

struct Sample {
  std::string folder;  // "good" or "bad"
  std::string name;    // without .yaml
};

inline void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.folder << '/' << sample.name; }

inline std::filesystem::path samples_path() { return PARITYLINT_SOURCE_DIR "/tests/config/samples"; }

inline std::vector<Sample> samples(const std::string& folder) {
  std::vector<Sample> found;
  for (const auto& entry : std::filesystem::directory_iterator(samples_path() / folder)) {
    if (entry.path().extension() == ".yaml") found.push_back({folder, entry.path().stem().string()});
  }
  std::ranges::sort(found, {}, &Sample::name);
  return found;
}

inline std::string name_of_sample(const testing::TestParamInfo<Sample>& info) {
  std::string name = info.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
}

// All files of samples/`folder`.
inline input::MemoryFileSystem sample_folder(const std::string& folder) {
  input::MemoryFileSystem memory;
  const std::filesystem::path top = samples_path() / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(top)) {
    if (!entry.is_regular_file()) continue;
    memory.put(entry.path().lexically_relative(top).generic_string(), read_file(entry.path()));
  }
  return memory;
}

}  // namespace paritylint::test
