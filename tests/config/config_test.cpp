#include "config/config.h"

#include <gtest/gtest.h>

namespace paritylint::config {
namespace {

TEST(PortabilityOf, IsAutomaticWhenNothingMatches) {
  EXPECT_EQ(Config().portability_of("taskdef.json"), Portability::automatic);
  Config config;
  config.portability.push_back({{"deploy/*"}, Portability::strict, {}});
  EXPECT_EQ(config.portability_of("deploy/prod/taskdef.json"), Portability::automatic);
}

TEST(PortabilityOf, TheLastMatchCounts) {
  Config config;
  config.portability.push_back({{"**"}, Portability::strict, {}});
  config.portability.push_back({{"docs/**", "examples/**"}, Portability::variant, {}});
  config.portability.push_back({{"examples/shared.json"}, Portability::shared, {}});
  EXPECT_EQ(config.portability_of("taskdef.json"), Portability::strict);
  EXPECT_EQ(config.portability_of("docs/taskdef.json"), Portability::variant);
  EXPECT_EQ(config.portability_of("examples/taskdef.json"), Portability::variant);
  EXPECT_EQ(config.portability_of("examples/shared.json"), Portability::shared);
}

TEST(PortabilityOf, AutoOverridesAnEarlierMatch) {
  Config config;
  config.portability.push_back({{"**"}, Portability::strict, {}});
  config.portability.push_back({{"a.json"}, Portability::automatic, {}});
  EXPECT_EQ(config.portability_of("a.json"), Portability::automatic);
}

}  // namespace
}  // namespace paritylint::config
