// Whole outputs against the files in golden/. UPDATE_GOLDEN=1 rewrites them; read the difference before you keep it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "report/sample.h"
#include "support/shared.h"

namespace paritylint::report {
namespace {

void expect_golden(const std::string& name, const std::string& actual) {
  const std::filesystem::path path =
      std::filesystem::path(PARITYLINT_SOURCE_DIR "/tests/report/golden") / (name + ".txt");
  if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    std::ofstream(path, std::ios::binary) << actual;
  }
  EXPECT_EQ(actual, paritylint::test::read_file(path)) << "set UPDATE_GOLDEN=1 to accept";
}

class Golden : public testing::TestWithParam<const char*> {};

TEST_P(Golden, ShowsEveryKindOfFinding) {
  const auto sample = test::full_sample();
  Report report = sample->report();
  report.withheld_notes = 2;
  expect_golden(GetParam(), find_format(GetParam())->write(report, {.color = false, .width = 100, .version = "0.1.0"}));
}

TEST_P(Golden, ShowsACleanRun) {
  test::Sample sample;
  sample.rule("environment-word");
  Report report = sample.report();
  report.manifests = 7;
  expect_golden(std::string(GetParam()) + "-clean",
                find_format(GetParam())->write(report, {.color = false, .width = 100, .version = "0.1.0"}));
}

INSTANTIATE_TEST_SUITE_P(Formats, Golden,
                         testing::Values("text", "concise", "json", "ndjson", "sarif", "github", "gitlab", "junit"),
                         [](const auto& format) { return std::string(format.param); });

}  // namespace
}  // namespace paritylint::report
