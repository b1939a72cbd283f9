#include "report/format.h"

#include <gtest/gtest.h>

#include <set>

#include "report/sample.h"

namespace paritylint::report {
namespace {

TEST(Formats, AreFoundByName) {
  for (const FormatInfo& format : formats()) EXPECT_EQ(find_format(format.name), &format);
  EXPECT_EQ(find_format("Text"), nullptr);
  EXPECT_EQ(find_format(""), nullptr);
}

TEST(Formats, HaveDistinctNamesAndDescriptions) {
  std::set<std::string_view> seen;
  for (const FormatInfo& format : formats()) {
    EXPECT_TRUE(seen.insert(format.name).second);
    EXPECT_TRUE(seen.insert(format.description).second);
  }
}

TEST(Formats, ShowPathsAsTheUserNamedThem) {
  check::Finding finding;
  finding.root = "../other/";
  check::Location location;
  location.path = "deploy/taskdef.json";
  EXPECT_EQ(shown_path({}, finding, location), "../other/deploy/taskdef.json");
}

TEST(Formats, ShowPathsFromAWorkingDirectoryInsideTheRoot) {
  struct Case {
    std::string root, path, working_directory, shown;
  };
  const std::vector<Case> cases = {
      {"../", "api/taskdef.json", "/home/me/repo/api", "taskdef.json"},
      {"../../", "api/deploy/a.json", "/repo/api/deploy", "a.json"},
      {"../../", "b/a.json", "/repo/api/deploy", "../../b/a.json"},
      {"../", "other/a.json", "/repo/api", "../other/a.json"},
      {"../other/", "a.json", "/repo/api", "../other/a.json"},
      {"", "api/a.json", "/repo", "api/a.json"},
      {"/repo/", "a.json", "/repo/api", "/repo/a.json"},
      {"../../../", "a.json", "/repo", "../../../a.json"},
  };
  for (const Case& one : cases) {
    Report report;
    report.working_directory = one.working_directory;
    check::Finding finding;
    finding.root = one.root;
    finding.primary.path = one.path;
    EXPECT_EQ(shown_path(report, finding, finding.primary), one.shown) << one.root;
  }
}

TEST(Formats, LetNoControlCharacterThrough) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    test::Sample sample;
    const std::string source = test::hostile_text(seed);
    const auto size = static_cast<std::uint32_t>(source.size());
    for (const base::Span span : {base::Span{0, size}, base::Span{size / 3, size / 2}, base::Span{size, size}}) {
      const std::string path = test::hostile_text(seed + 1000);
      auto& finding = sample.add("environment-word", check::Level::warning, test::hostile_text(seed + 2000),
                                 test::locate(path, source, span));
      finding.root = test::hostile_text(seed + 3000);
      finding.value = test::hostile_text(seed + 4000);
      finding.help = test::hostile_text(seed + 5000);
      finding.primary.pointer = finding.primary.display_path = test::hostile_text(seed + 6000);
      finding.related = {finding.primary};
      finding.related[0].message = test::hostile_text(seed + 7000);
      finding.also_matches = {test::hostile_text(seed + 8000)};
      finding.edits = {{span, test::hostile_text(seed + 9000), true}};
    }
    sample.fail(test::hostile_text(seed + 1), test::hostile_text(seed + 2));
    for (const FormatInfo& format : formats()) {
      Report report = sample.report();
      EXPECT_TRUE(test::is_free_of_controls(format.write(report, {}))) << format.name << " seed " << seed;
      report.single_root = false;
      EXPECT_TRUE(test::is_free_of_controls(format.write(report, {}))) << format.name << " seed " << seed;
    }
  }
}

TEST(Formats, GiveTheSameOutputTwice) {
  for (const FormatInfo& format : formats()) {
    const auto first = test::full_sample();
    const auto second = test::full_sample();
    EXPECT_EQ(format.write(first->report(), {}), format.write(second->report(), {}));
  }
}

}  // namespace
}  // namespace paritylint::report
