#include <gtest/gtest.h>

#include <algorithm>

#include "report/sample.h"

namespace paritylint::report {
namespace {

TEST(Concise, TakesOneLinePerFindingAndFailure) {
  const auto sample = test::full_sample();
  const std::string text = find_format("concise")->write(sample->report(), {});
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(text, '\n')),
            sample->findings.size() + sample->failures.size());
}

TEST(Concise, CountsColumnsInCodePoints) {
  test::Sample sample;
  sample.add("environment-word", check::Level::note, "it is \"stg\"", "a.json", "\"漢🚀\": \"stg\"", "stg");
  sample.fail("b.json", "cannot read b.json: permission denied");
  EXPECT_EQ(find_format("concise")->write(sample.report(), {.color = true, .width = 10, .version = ""}),
            "a.json:1:8: note: it is \"stg\" [environment-word]\n"
            "b.json: error: cannot read b.json: permission denied\n");
}

}  // namespace
}  // namespace paritylint::report
