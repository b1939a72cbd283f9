#include "config/config.h"

#include <gtest/gtest.h>

namespace paritylint::config {
namespace {

Portability mode_of(const Config& config, std::string_view path) {
  const PortabilityOverride* const found = config.portability_of(path);
  EXPECT_NE(found, nullptr) << path;
  return found == nullptr ? Portability::automatic : found->mode;
}

TEST(PortabilityOf, IsUnsaidWhenNothingMatches) {
  EXPECT_EQ(Config().portability_of("taskdef.json"), nullptr);
  Config config;
  config.portability.push_back({{"deploy/*"}, Portability::strict, {}});
  EXPECT_EQ(config.portability_of("deploy/prod/taskdef.json"), nullptr);
}

TEST(PortabilityOf, TheLastMatchCounts) {
  Config config;
  config.portability.push_back({{"**"}, Portability::strict, {}});
  config.portability.push_back({{"docs/**", "examples/**"}, Portability::variant, {}});
  config.portability.push_back({{"examples/shared.json"}, Portability::shared, {}});
  EXPECT_EQ(mode_of(config, "taskdef.json"), Portability::strict);
  EXPECT_EQ(mode_of(config, "docs/taskdef.json"), Portability::variant);
  EXPECT_EQ(mode_of(config, "examples/taskdef.json"), Portability::variant);
  EXPECT_EQ(mode_of(config, "examples/shared.json"), Portability::shared);
}

TEST(PortabilityOf, AutoOverridesAnEarlierMatch) {
  Config config;
  config.portability.push_back({{"**"}, Portability::strict, {}});
  config.portability.push_back({{"a.json"}, Portability::automatic, {}});
  EXPECT_EQ(mode_of(config, "a.json"), Portability::automatic);
}

}  // namespace
}  // namespace paritylint::config
