// The samples: every good one loads, every bad one is refused with exactly the mistakes that stand beside it in
// NAME.txt. UPDATE_GOLDEN=1 rewrites those; read the difference before you keep it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "config/samples.h"

namespace paritylint::config {
namespace {

using test::Sample;

class GoodSamples : public testing::TestWithParam<Sample> {};

TEST_P(GoodSamples, Load) {
  const auto config = load_config_file(test::sample_folder(GetParam().folder), GetParam().name + ".yaml");
  EXPECT_TRUE(config) << config.error().message;
}

INSTANTIATE_TEST_SUITE_P(Samples, GoodSamples, testing::ValuesIn(test::samples("good")), test::name_of_sample);

class BadSamples : public testing::TestWithParam<Sample> {};

TEST_P(BadSamples, AreRefusedWithEveryMistake) {
  const auto config = load_config_file(test::sample_folder(GetParam().folder), GetParam().name + ".yaml");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, base::ErrorCode::invalid_config);
  const std::string actual = config.error().message + '\n';
  const std::filesystem::path expected = test::samples_path() / GetParam().folder / (GetParam().name + ".txt");
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << actual;
  } else {
    EXPECT_EQ(actual, test::read_file(expected)) << "set UPDATE_GOLDEN=1 to accept";
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, BadSamples, testing::ValuesIn(test::samples("bad")), test::name_of_sample);

}  // namespace
}  // namespace paritylint::config
