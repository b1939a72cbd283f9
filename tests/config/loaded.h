// Configurations in memory, for tests.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "config/load_config.h"

namespace paritylint::test {

using Files = std::initializer_list<std::pair<const char*, std::string_view>>;

inline input::MemoryFileSystem memory_of(Files files) {
  input::MemoryFileSystem memory;
  for (const auto& [path, text] : files) memory.put(path, std::string(text));
  return memory;
}

// The configuration of `files`, which must be right.
inline config::Config loaded(Files files) {
  auto config = config::load_config(memory_of(files));
  if (!config) {
    ADD_FAILURE() << config.error().message;
    return {};
  }
  EXPECT_TRUE(config->has_value());
  return config->value_or(config::Config());
}

// What is wrong with the configuration of `files`; empty when nothing is.
inline std::string mistakes_of(Files files) {
  const auto config = config::load_config(memory_of(files));
  if (config) return {};
  EXPECT_EQ(config.error().code, base::ErrorCode::invalid_config) << config.error().message;
  return config.error().message;
}

}  // namespace paritylint::test
