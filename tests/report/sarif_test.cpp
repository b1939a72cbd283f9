#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/utf8.h"
#include "report/sample.h"
#include "report/sarif_message.h"
#include "report/sarif_uri.h"
#include "support/shared.h"

namespace paritylint::report {
namespace {

namespace fs = std::filesystem;
using check::Level;

constexpr WriteOptions kOptions = {.color = false, .width = 100, .version = "0.1.0"};

std::string sarif_of(const Report& report) { return find_format("sarif")->write(report, kOptions); }

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t number = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++number;
  return number;
}

// A folder that is removed at the end.
class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("sarif_test." + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Scratch() { fs::remove_all(path_); }
  fs::path write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void expect_valid(const std::string& sarif, const std::map<std::string, std::string>& files) {
  const Scratch scratch;
  for (const auto& [name, source] : files) scratch.write("root/" + name, source);
  const fs::path file = scratch.write("report.sarif", sarif);
  const std::string command = PARITYLINT_SOURCE_DIR "/tests/report/validate_sarif.sh '" + file.string() + "' '" +
                              (scratch.path() / "root").string() + "'";
  constexpr int kNothingRan = 77;
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kNothingRan) GTEST_SKIP() << "no validator of SARIF is here";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

// All results of a run have the properties, or none has.
TEST(Sarif, MarksWhatIsAcceptedWhenAskedTo) {
  test::Sample sample;
  sample.add("a", Level::warning, "m", "f", "xy", "x").baseline = check::BaselineState::unchanged;
  test::Sample accepted;
  accepted.add("b", Level::warning, "m", "g", "xy", "x").suppression = {false, "known for long", "paritylint.yaml", 3};
  accepted.findings[0].baseline = check::BaselineState::added;
  Report report = sample.report();
  report.suppressed = accepted.findings;
  const std::string plain = sarif_of(report);
  EXPECT_EQ(occurrences(plain, "\"ruleId\""), 1u);
  EXPECT_EQ(occurrences(plain, "suppressions") + occurrences(plain, "baselineState"), 0u);
  report.has_baseline = true;
  report.include_suppressed = true;
  const std::string all = sarif_of(report);
  EXPECT_EQ(occurrences(all, "\"ruleId\""), 2u);
  EXPECT_EQ(occurrences(all, "\"suppressions\": ["), 2u);
  EXPECT_EQ(occurrences(all, "\"baselineState\": \"unchanged\""), 1u);
  EXPECT_EQ(occurrences(all, "\"baselineState\": \"new\""), 1u);
  EXPECT_EQ(occurrences(all, "\"kind\": \"external\""), 1u);
  EXPECT_EQ(occurrences(all, "\"justification\": \"known for long\""), 1u);
}

TEST(Sarif, PassesTheValidators) {
  const auto sample = test::full_sample();
  expect_valid(sarif_of(sample->report()), sample->files);
}

TEST(Sarif, PassesTheValidatorsWithoutFindings) {
  test::Sample sample;
  sample.rule("environment-word");
  expect_valid(sarif_of(sample.report()), {});
  expect_valid(sarif_of({}), {});
}

TEST(Sarif, PassesTheValidatorsWithSeveralRoots) {
  const auto sample = test::full_sample();
  for (check::Finding& finding : sample->findings) finding.root = "root/";
  Report report = sample->report();
  report.single_root = false;
  std::map<std::string, std::string> files;
  for (const auto& [name, source] : sample->files) files["root/" + name] = source;
  expect_valid(sarif_of(report), files);
}

TEST(Sarif, PassesTheValidatorsWithHostileText) {
  test::Sample sample;
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::string source = test::hostile_text(seed);
    // The self-check stops at broken UTF-8.
    while (const auto broken = base::find_invalid_utf8(source)) source.erase(*broken, 1);
    const std::string path = "file" + std::to_string(seed) + ".json";
    auto& finding = sample.add("environment-word", Level::warning, test::hostile_text(seed + 100),
                               test::locate(path, source, base::Span{0, 1}));
    finding.related = {finding.primary};
    finding.related[0].message = test::hostile_text(seed + 200);
    finding.primary.pointer = test::hostile_text(seed + 300);
    sample.files[path] = source;
    sample.fail(test::hostile_text(seed + 400), test::hostile_text(seed + 500));
  }
  const std::string sarif = sarif_of(sample.report());
  EXPECT_TRUE(test::is_free_of_controls(sarif));
  expect_valid(sarif, sample.files);
}

TEST(Sarif, LeavesMaskedTextOut) {
  test::Sample sample;
  auto& finding = sample.add("plain-secret", Level::error, "a secret", "a.json", "{\"p\": \"hunter2\"}", "\"hunter2\"");
  EXPECT_EQ(occurrences(sarif_of(sample.report()), "snippet"), 2U);
  finding.primary.excerpt.masked = true;
  EXPECT_EQ(occurrences(sarif_of(sample.report()), "snippet"), 1U);
  finding.primary.snippet_masked = true;
  const std::string sarif = sarif_of(sample.report());
  EXPECT_EQ(occurrences(sarif, "snippet"), 0U);
  EXPECT_EQ(occurrences(sarif, "contextRegion"), 0U);
  EXPECT_EQ(occurrences(sarif, "\"startColumn\": 7"), 1U);
}

TEST(Sarif, GivesAContextOnlyAroundASmallerRegion) {
  test::Sample sample;
  sample.add("environment-word", Level::note, "the whole line", "a.json", "whole\nother\n", "whole");
  EXPECT_EQ(occurrences(sarif_of(sample.report()), "contextRegion"), 0U);
}

TEST(Sarif, SaysThatFilesFailed) {
  test::Sample sample;
  EXPECT_EQ(occurrences(sarif_of(sample.report()), "\"executionSuccessful\": true"), 1U);
  sample.fail("a b.json", "cannot read a b.json: permission denied");
  sample.fail("../x.json", "cannot read ../x.json: permission denied");
  const std::string sarif = sarif_of(sample.report());
  EXPECT_EQ(occurrences(sarif, "\"executionSuccessful\": false"), 1U);
  EXPECT_EQ(occurrences(sarif, "permission denied."), 2U);
  EXPECT_EQ(occurrences(sarif, "\"uri\": \"a%20b.json\""), 1U);
  EXPECT_EQ(occurrences(sarif, "x.json\","), 0U) << "a path above the root has no URI";
}

TEST(Sarif, KeepsTheMostSevereResultsWithinGitHubsLimit) {
  test::Sample sample;
  sample.add("environment-word", Level::note, "x", "a.json", "x", "x");
  const check::Finding note = sample.findings[0];
  sample.findings.assign(25'001, note);
  sample.add("plain-secret", Level::error, "x", "b.json", "x", "x");
  const std::string sarif = sarif_of(sample.report());
  EXPECT_EQ(occurrences(sarif, "\"ruleId\""), 25'000U);
  EXPECT_EQ(occurrences(sarif, "\"ruleId\": \"plain-secret\""), 1U);
  EXPECT_EQ(occurrences(sarif, "\"text\": \"2 results are left out"), 1U);
  EXPECT_EQ(occurrences(sarif, "\"executionSuccessful\": true"), 1U);
}

TEST(Sarif, LinksAtMostAHundredLocations) {
  test::Sample sample;
  auto& finding = sample.add("hardcoded-account-id", Level::warning, "x", "a.json", "x", "x");
  finding.related.assign(150, finding.primary);
  const std::string sarif = sarif_of(sample.report());
  EXPECT_EQ(occurrences(sarif, "\"physicalLocation\""), 100U);
  EXPECT_EQ(occurrences(sarif, "[line 1](99) and 51 more."), 1U);
}

TEST(Sarif, NamesARuleThatIsNotAmongThoseThatRan) {
  test::Sample sample;
  sample.add("b-rule", Level::note, "x", "a.json", "x", "x");
  sample.rule("a-rule");
  Report report = sample.report();
  EXPECT_EQ(occurrences(sarif_of(report), "\"ruleIndex\": 1"), 1U);
  report.rules = {};
  const std::string sarif = sarif_of(report);
  EXPECT_EQ(occurrences(sarif, "\"ruleIndex\": 0"), 1U);
  EXPECT_EQ(occurrences(sarif, "{\"id\":\"b-rule\""), 1U);
}

TEST(SarifMessage, EndsAsASentence) {
  EXPECT_EQ(sarif_sentence("names account \"1\""), "Names account \"1\".");
  EXPECT_EQ(sarif_sentence("is this right?"), "Is this right?");
  EXPECT_EQ(sarif_sentence("it is."), "It is.");
  EXPECT_EQ(sarif_sentence("awslogs-group says dev"), "awslogs-group says dev.");
}

TEST(SarifMessage, TreatsUserTextAsText) {
  EXPECT_EQ(sarif_text("${X} {{y}}"), "${{X}} {{{{y}}}}");
  EXPECT_EQ(sarif_text("[see](1) $.a[0]"), "[see\\](1) $.a[0]");
  EXPECT_EQ(sarif_text("a\n\x1b[1m"), "a\\n\\x1b[1m");
}

TEST(SarifMessage, LinksRelatedPlaces) {
  test::Sample sample;
  auto& finding = sample.add("environment-word", Level::warning, "it is dev", "a.json", "x\ny\nz", "x");
  finding.related = {test::locate("a.json", "x\ny\nz", "y"), test::locate("a.json", "x\ny\nz", "z"),
                     test::locate("b[1].json", "x", "x")};
  finding.related[2].message = "the value in prod";
  EXPECT_EQ(sarif_message(sample.report(), sample.findings[0]),
            "It is dev. Also here: [line 2](1), [line 3](2). The value in prod: [b\\[1\\].json line 1](3).");
}

TEST(SarifUri, EncodesEveryOtherByte) {
  EXPECT_EQ(uri_of_path("deploy/task-def_1.~json"), "deploy/task-def_1.~json");
  EXPECT_EQ(uri_of_path("a b/c:d#e?%[1]"), "a%20b/c%3Ad%23e%3F%25%5B1%5D");
  EXPECT_EQ(uri_of_path("サ\xff"), "%E3%82%B5%FF");
}

TEST(SarifUri, NamesFilesOfOneRootFromItsTop) {
  Report report;
  const SarifUris uris(report);
  EXPECT_EQ(uris.file("../", "deploy/a.json").uri, "deploy/a.json");
  EXPECT_EQ(uris.named("../", "../deploy/a.json").uri, "deploy/a.json");
  EXPECT_EQ(uris.named("", "../deploy/a.json").base, "");
  EXPECT_EQ(uris.named("", "/etc/x").base, "");
  EXPECT_EQ(uris.bases().size(), 1U);
}

TEST(SarifUri, KeepsSeveralRootsApart) {
  struct Case {
    std::string root, uri, base;
  };
  const std::vector<Case> cases = {{"", "x.json", "%SRCROOT%"},
                                   {"../other/", "x.json", "%SRCROOT_1%"},
                                   {"./svc a//", "svc%20a/x.json", "%SRCROOT%"},
                                   {"/srv/checkout/", "x.json", "%SRCROOT_2%"},
                                   {"a/../../b/", "x.json", "%SRCROOT_3%"},
                                   {"a/../b/", "b/x.json", "%SRCROOT%"}};
  test::Sample sample;
  for (const Case& one : cases) {
    sample.add("environment-word", Level::note, "x", "x.json", "x", "x").root = one.root;
  }
  Report report = sample.report();
  report.single_root = false;
  const SarifUris uris(report);
  for (const Case& one : cases) {
    EXPECT_EQ(uris.file(one.root, "x.json").uri, one.uri) << one.root;
    EXPECT_EQ(uris.file(one.root, "x.json").base, one.base) << one.root;
  }
  ASSERT_EQ(uris.bases().size(), 4U);
  EXPECT_EQ(uris.bases()[2].description, "The top of the checked folder \"checkout\".");
}

}  // namespace
}  // namespace paritylint::report
