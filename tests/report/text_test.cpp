#include <gtest/gtest.h>

#include "base/text.h"
#include "base/utf8.h"
#include "report/sample.h"

namespace paritylint::report {
namespace {

using check::Level;

std::string text_of(const Report& report, bool color = false, unsigned width = 100) {
  return find_format("text")->write(report, {.color = color, .width = width, .version = "0.1.0"});
}

std::string without_sgr(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!text.substr(i).starts_with("\x1b[")) {
      plain += text[i];
      continue;
    }
    i = text.find_first_not_of("0123456789;", i + 2);
    EXPECT_EQ(text[i], 'm') << "not an SGR sequence";
  }
  return plain;
}

TEST(Text, CountsWhatIsAccepted) {
  test::Sample accepted;
  accepted.add("a", check::Level::warning, "m", "f", "xy", "x").suppression = {true, "why", "f", 3};
  test::Sample sample;
  Report report = sample.report();
  report.manifests = 1;
  report.suppressed = accepted.findings;
  report.unchanged = 2;
  const std::vector<check::BaselineEntry> gone(3);
  report.gone = gone;
  EXPECT_EQ(find_format("text")->write(report, {}),
            "no findings in 1 manifest\n"
            "1 finding suppressed\n"
            "2 findings known to the baseline\n"
            "3 entries of the baseline no longer occur: --prune-baseline takes them out\n");
}

TEST(Text, ColoursNothingButColours) {
  const auto sample = test::full_sample();
  for (const unsigned width : {0U, 40U, 80U, 140U}) {
    const std::string colored = text_of(sample->report(), true, width);
    EXPECT_NE(colored.find("\x1b[1;31merror\x1b[0m"), std::string::npos);
    EXPECT_EQ(without_sgr(colored), text_of(sample->report(), false, width));
  }
}

TEST(Text, EndsEveryColourOnItsLine) {
  const auto sample = test::full_sample();
  const std::string colored = text_of(sample->report(), true, 80);
  for (const std::string_view line : base::split(colored, '\n')) {
    const std::size_t last = line.rfind("\x1b[");
    if (last == std::string_view::npos) continue;
    EXPECT_EQ(line.substr(last, 4), "\x1b[0m") << without_sgr(line);
  }
}

TEST(Text, KeepsSourceAndHelpWithinTheWidth) {
  const auto sample = test::full_sample();
  for (unsigned width = 40; width < 160; ++width) {
    const std::string text = text_of(sample->report(), false, width);
    for (const std::string_view line : base::split(text, '\n')) {
      const std::string_view trimmed = base::trim(line);
      const bool is_source = line.find(" | ") < 8 && trimmed.find("| $") != 0;
      if (!is_source && !line.starts_with("     = help")) continue;
      EXPECT_LE(base::display_width(line), width) << line;
    }
  }
}

TEST(Text, SumsUp) {
  struct Case {
    std::vector<Level> levels;
    std::size_t manifests, withheld_warnings, withheld_notes, failures;
    std::string end;
  };
  const std::vector<Case> cases = {
      {{}, 0, 0, 0, 0, "no manifests checked\n"},
      {{}, 1, 0, 0, 0, "no findings in 1 manifest\n"},
      {{}, 7, 0, 1, 0, "no errors or warnings in 7 manifests\n1 note withheld: --min-level note shows it\n"},
      {{}, 7, 0, 3, 0, "no errors or warnings in 7 manifests\n3 notes withheld: --min-level note shows them\n"},
      {{}, 7, 1, 0, 0, "no errors in 7 manifests\n1 warning withheld: --min-level warning shows it\n"},
      {{}, 7, 2, 0, 0, "no errors in 7 manifests\n2 warnings withheld: --min-level warning shows them\n"},
      {{}, 7, 1, 2, 0, "no errors in 7 manifests\n1 warning and 2 notes withheld: --min-level note shows them\n"},
      {{}, 7, 0, 0, 1, "error: x\nno findings in 7 manifests, 1 failure\n"},
      {{Level::warning}, 7, 0, 0, 0, "\n\n1 warning in 1 file (7 manifests checked)\n"},
      {{Level::error},
       7,
       1,
       0,
       0,
       "\n\n1 error in 1 file (7 manifests checked)\n1 warning withheld: --min-level warning shows it\n"},
      {{Level::warning, Level::error},
       1,
       0,
       0,
       2,
       "\n\nerror: x\nerror: x\n1 error and 1 warning in 2 files (1 manifest checked), 2 failures\n"},
      {{Level::note, Level::error, Level::warning, Level::error},
       9,
       0,
       0,
       0,
       "\n\n2 errors, 1 warning and 1 note in 4 files (9 manifests checked)\n"},
  };
  for (const Case& one : cases) {
    test::Sample sample;
    for (const Level level : one.levels) {
      sample.add("environment-word", level, "x", "file" + std::to_string(sample.findings.size()), "x", "x");
    }
    for (std::size_t i = 0; i < one.failures; ++i) sample.fail("x", "x");
    Report report = sample.report();
    report.manifests = one.manifests;
    report.withheld_warnings = one.withheld_warnings;
    report.withheld_notes = one.withheld_notes;
    const std::string text = text_of(report);
    EXPECT_TRUE(text.ends_with(one.end)) << text;
    EXPECT_EQ(text.size() == one.end.size(), one.levels.empty()) << text;
  }
}

TEST(Text, CountsWhatCouldNotBeRead) {
  test::Sample sample;
  Report report = sample.report();
  report.manifests = 3;
  report.unreadable = 2;
  EXPECT_EQ(text_of(report), "no findings in 3 manifests, 2 of them unreadable\n");
  sample.add("environment-word", Level::warning, "x", "a", "x", "x");
  report = sample.report();
  report.manifests = 3;
  report.unreadable = 1;
  EXPECT_TRUE(text_of(report).ends_with("\n1 warning in 1 file (3 manifests checked, 1 of them unreadable)\n"));
}

TEST(Text, ListsRelatedPlacesByFileAndMeaning) {
  test::Sample sample;
  const std::string source = "a\nb\nc\nd\ne\nf\ng\n";
  auto& finding = sample.add("environment-word", Level::note, "x", "a.json", source, "a");
  const auto related = [&](const char* path, const char* needle, const char* message) {
    finding.related.push_back(test::locate(path, source, needle));
    finding.related.back().message = message;
  };
  related("a.json", "b", "");
  related("b.json", "c", "in prod");
  related("a.json", "d", "");
  related("a.json", "e", "in prod");
  related("b.json", "f", "in prod");
  related("b.json", "g", "in prod");
  const std::string text = text_of(sample.report());
  EXPECT_NE(text.find("     = also here: a.json:2:1, 4:1\n"
                      "     = in prod: b.json:3:1, 6:1\n"
                      "     = in prod: a.json:5:1\n"
                      "     = and 1 more place\n"),
            std::string::npos)
      << text;
}

TEST(Text, WrapsLongMessagesAtBlanks) {
  test::Sample sample;
  sample.add("environment-word", Level::warning, "one two three four five six seven eight", "a.json", "x", "x");
  const std::string narrow = text_of(sample.report(), false, 40);
  EXPECT_TRUE(
      narrow.starts_with("a.json:1:1: warning: one two three four\n"
                         "  five six seven eight\n"
                         "  [environment-word]\n"))
      << narrow;
  const std::string wide = text_of(sample.report(), false, 140);
  EXPECT_TRUE(wide.starts_with("a.json:1:1: warning: one two three four five six seven eight [environment-word]\n"));
}

TEST(Text, WrapsHelpUnderItself) {
  test::Sample sample;
  sample.add("environment-word", Level::note, "x", "a.json", "x", "x").help =
      "one two three four five six seven eight nine ten eleven twelve";
  EXPECT_NE(text_of(sample.report(), false, 40)
                .find("     = help: one two three four five six\n"
                      "             seven eight nine ten eleven\n"
                      "             twelve\n"),
            std::string::npos);
}

}  // namespace
}  // namespace paritylint::report
