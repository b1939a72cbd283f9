// What CI systems read: escapes and limits that a golden file does not show.
#include <gtest/gtest.h>

#include "base/text.h"
#include "report/format.h"
#include "report/sample.h"

namespace paritylint::report {
namespace {

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

std::string written(std::string_view format, test::Sample& sample) {
  return find_format(format)->write(sample.report(), {});
}

TEST(GithubFormat, EscapesWhatARunnerReads) {
  test::Sample sample;
  sample.add("environment-word", check::Level::error, "100%\n::set-output name=x::y", "a,b:c/task%def.json",
             "{\"a\": 1}", "a");
  const std::string text = written("github", sample);
  EXPECT_EQ(count_of(text, "\n"), 1u);
  EXPECT_TRUE(text.starts_with("::error file=a%2Cb%3Ac/task%25def.json,line=1,endLine=1,col=3,endColumn=4,"));
  EXPECT_NE(text.find("::100%25\\n::set-output"), std::string::npos) << text;
}

TEST(GithubFormat, LeavesColumnsOutOfSeveralLines) {
  test::Sample sample;
  sample.add("environment-word", check::Level::warning, "m", "a.json", "{\"a\":\n 1}", "\"a\":\n 1");
  const std::string text = written("github", sample);
  EXPECT_NE(text.find("line=1,endLine=2,title="), std::string::npos) << text;
}

TEST(GithubFormat, ShowsTheGravestAndCountsTheRest) {
  test::Sample sample;
  const std::string source = "{\"a\": 1}";
  for (unsigned i = 0; i < 15; ++i) {
    const std::string path = "n" + std::to_string(10 + i) + ".json";
    sample.add("environment-word", check::Level::note, "m", path, source, "a");
    sample.add("environment-word", check::Level::error, "m", path, source, "1");
  }
  const std::string text = written("github", sample);
  EXPECT_EQ(count_of(text, "::error "), 10u);
  EXPECT_EQ(count_of(text, "::notice "), 10u);
  EXPECT_TRUE(text.ends_with("11 more findings are not annotated here: see the log or the job summary\n")) << text;
  EXPECT_LT(text.rfind("::error "), text.find("::notice "));
}

TEST(JunitFormat, EscapesWhatXmlReads) {
  test::Sample sample;
  sample.add("environment-word", check::Level::warning, "<a> & \"b\" \xef\xbf\xbf", "a&b.json", "{\"a\": 1}", "a");
  const std::string text = written("junit", sample);
  EXPECT_NE(text.find("message=\"&lt;a&gt; &amp; &quot;b&quot; \xef\xbf\xbd\""), std::string::npos) << text;
  EXPECT_NE(text.find("<testsuite name=\"a&amp;b.json\" tests=\"1\" failures=\"1\" errors=\"0\""), std::string::npos);
}

TEST(JunitFormat, CountsNotesAsPassed) {
  test::Sample sample;
  sample.add("environment-word", check::Level::note, "m", "a.json", "{\"a\": 1}", "a");
  sample.fail("b.json", "cannot read b.json: permission denied");
  const std::string text = written("junit", sample);
  EXPECT_NE(text.find("<testsuites name=\"paritylint\" tests=\"2\" failures=\"0\" errors=\"1\""), std::string::npos);
  EXPECT_EQ(count_of(text, "<system-out>"), 1u);
}

TEST(GitlabFormat, TellsEqualFilesOfTwoRootsApart) {
  test::Sample sample;
  for (const char* root : {"one/", "two/"}) {
    check::Finding& finding = sample.add("environment-word", check::Level::warning, "m", "a.json", "{\"a\": 1}", "a");
    finding.root = root;
    finding.fingerprint = "same";
  }
  const std::string text = written("gitlab", sample);
  const std::size_t first = text.find("\"fingerprint\": \"");
  const std::size_t second = text.find("\"fingerprint\": \"", first + 1);
  ASSERT_NE(second, std::string::npos);
  EXPECT_NE(text.substr(first, 50), text.substr(second, 50));
}

}  // namespace
}  // namespace paritylint::report
