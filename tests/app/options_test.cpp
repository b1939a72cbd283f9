#include "app/options.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace paritylint::app {
namespace {

bool only_src_exists(const std::string& path) { return path == "src" || path == "chek"; }
bool everything_exists(const std::string&) { return true; }
bool nothing_exists(const std::string&) { return false; }

std::variant<Options, Stop> parse(std::vector<const char*> words,
                                  bool (*exists)(const std::string&) = only_src_exists) {
  words.insert(words.begin(), "paritylint");
  return parse_options(static_cast<int>(words.size()), words.data(), exists);
}

Options parsed(std::vector<const char*> words) {
  auto result = parse(std::move(words));
  if (const Stop* stop = std::get_if<Stop>(&result)) {
    ADD_FAILURE() << stop->error << stop->out;
    return {};
  }
  return std::get<Options>(result);
}

using Texts = std::vector<std::string>;

TEST(ParseOptions, CheckIsTheDefaultCommand) {
  EXPECT_EQ(parsed({}).command, Command::check);
  EXPECT_EQ(parsed({"src"}).paths, Texts{"src"});
}

TEST(ParseOptions, OnlyTheFirstWordNamesACommand) {
  const auto result = parse({"src", "rules"}, everything_exists);
  ASSERT_TRUE(std::holds_alternative<Options>(result));
  const Options& options = std::get<Options>(result);
  EXPECT_EQ(options.command, Command::check);
  EXPECT_EQ(options.paths, (Texts{"src", "rules"}));
  EXPECT_EQ(parsed({"rules", "hardcoded-role-arn"}).command, Command::rules);
}

TEST(ParseOptions, SuggestsACommandForAWordThatIsNoPath) {
  const auto result = parse({"chek"}, nothing_exists);
  ASSERT_TRUE(std::holds_alternative<Stop>(result));
  EXPECT_EQ(std::get<Stop>(result).exit_code, 2);
  EXPECT_NE(std::get<Stop>(result).error.find("did you mean \"check\"?"), std::string::npos);
}

TEST(ParseOptions, ACommandBehindOtherWordsIsNotTakenForAPathThatDoesNotExist) {
  using Words = std::vector<const char*>;
  for (const Words& words : {Words{"--color", "never", "explain", "src"}, {"src", "rules"}, {"--verbose", "check"}}) {
    const auto result = parse(words);
    ASSERT_TRUE(std::holds_alternative<Stop>(result));
    EXPECT_EQ(std::get<Stop>(result).exit_code, 2);
    EXPECT_NE(std::get<Stop>(result).error.find("; as a command it must be the first word"), std::string::npos);
  }
  // Inside a revision a path need not be on the disk, and behind a command it is one.
  EXPECT_EQ(parsed({"--rev", "HEAD", "rules"}).paths, Texts{"rules"});
  EXPECT_EQ(parsed({"--git-dir", "src", "rules"}).paths, Texts{"rules"});
  EXPECT_EQ(parsed({"check", "rules"}).paths, Texts{"rules"});
}

TEST(ParseOptions, APathThatLooksLikeACommandIsAPath) { EXPECT_EQ(parsed({"chek"}).paths, Texts{"chek"}); }

TEST(ParseOptions, ListsTakeCommasAndNoFurtherWords) {
  const Options options = parsed({"--ignore", "a,b", "src"});
  EXPECT_EQ(options.ignore, (Texts{"a", "b"}));
  EXPECT_EQ(options.paths, Texts{"src"});
}

TEST(ParseOptions, OutputsMayBeRepeated) {
  const Options options = parsed({"--output", "sarif=a=b.sarif", "--output", "json=c", "src"});
  ASSERT_EQ(options.outputs.size(), 2u);
  EXPECT_EQ(options.outputs[0].format, "sarif");
  EXPECT_EQ(options.outputs[0].path, "a=b.sarif");
  EXPECT_EQ(options.outputs[1].format, "json");
}

TEST(ParseOptions, LevelsAreUnderstood) {
  EXPECT_EQ(parsed({}).fail_on, check::Level::warning);
  EXPECT_EQ(parsed({"--fail-on", "never"}).fail_on, check::Level::off);
  EXPECT_EQ(parsed({"--min-level", "note"}).min_level, check::Level::note);
}

TEST(ParseOptions, AConfigurationIsTheRootsOwnUnlessOneIsNamedOrNoneWanted) {
  EXPECT_EQ(parsed({"src"}).config_file, "");
  EXPECT_FALSE(parsed({"src"}).no_config);
  EXPECT_EQ(parsed({"--config", "ci/lint.yaml", "src"}).config_file, "ci/lint.yaml");
  EXPECT_EQ(parsed({"--config", "ci/lint.yaml", "src"}).paths, Texts{"src"});
  EXPECT_TRUE(parsed({"--no-config", "src"}).no_config);
}

TEST(ParseOptions, WordsBehindTwoDashesArePaths) { EXPECT_EQ(parsed({"--", "--verbose"}).paths, Texts{"--verbose"}); }

TEST(ParseOptions, ListsOfFilesAreUnderstood) {
  const Options options = parsed({"--files-from", "-", "-0", "--tracked-only"});
  EXPECT_EQ(options.files_from, "-");
  EXPECT_TRUE(options.null_separated);
  EXPECT_TRUE(options.tracked_only);
  EXPECT_TRUE(options.paths.empty());
  EXPECT_EQ(parsed({"--files-from=list", "src", "--null"}).paths, Texts{"src"});
  EXPECT_FALSE(parsed({"--files-from", "list"}).null_separated);
}

TEST(ParseOptions, MistakesAreExitCodeTwo) {
  const std::vector<std::vector<const char*>> mistakes = {{"--nope"},
                                                          {"--format", "yaml"},
                                                          {"--output", "sarif"},
                                                          {"--output", "sariff=x"},
                                                          {"--fail-on", "x"},
                                                          {"--jobs", "x"},
                                                          {"--jobs", "-1"},
                                                          {"--config"},
                                                          {"--config", ""},
                                                          {"--config", "a", "--no-config"},
                                                          {"-0"},
                                                          {"--files-from"},
                                                          {"--files-from", "a", "--files-from", "b"}};
  for (const auto& words : mistakes) {
    const auto result = parse(words);
    ASSERT_TRUE(std::holds_alternative<Stop>(result)) << words.front();
    EXPECT_EQ(std::get<Stop>(result).exit_code, 2) << words.front();
    EXPECT_TRUE(std::get<Stop>(result).error.starts_with("paritylint: ")) << std::get<Stop>(result).error;
  }
}

TEST(ParseOptions, SaysWhatWasProbablyMeant) {
  struct Case {
    std::vector<const char*> words;
    std::string error;
  };
  const std::vector<Case> cases = {
      {{"--fromat", "json"}, "there is no option \"--fromat\", did you mean \"--format\"?"},
      {{"--selec=a"}, "there is no option \"--selec\", did you mean \"--select\"?"},
      {{"-q"}, "there is no option \"-q\""},
      {{"--min-level", "warnings"},
       "--min-level: expected note, warning or error, not \"warnings\", did you mean \"warning\"?"},
      {{"--format", "xml"},
       "--format: expected text, concise, json, ndjson, sarif, github, gitlab or junit, not \"xml\""},
      {{"--format", "sarf"},
       "--format: expected text, concise, json, ndjson, sarif, github, gitlab or junit, not \"sarf\", did you mean "
       "\"sarif\"?"},
      {{"--output", "sarif"}, "--output: expected FORMAT=FILE, not \"sarif\""},
      {{"--output", "jsn=x"},
       "--output: expected text, concise, json, ndjson, sarif, github, gitlab or junit, not \"jsn\", did you mean "
       "\"json\"?"},
      {{"--jobs", "many"}, "--jobs: expected a number from 0 to 1024, not \"many\""},
  };
  for (const Case& one : cases) {
    const auto result = parse(one.words);
    ASSERT_TRUE(std::holds_alternative<Stop>(result)) << one.error;
    EXPECT_EQ(std::get<Stop>(result).error, "paritylint: " + one.error + "\nTry 'paritylint --help'.\n");
  }
}

TEST(ParseOptions, AnOptionThatACommandDoesNotTakeIsAMistake) {
  const std::vector<std::vector<const char*>> mistakes = {{"rules", "--output", "json=x"},
                                                          {"rules", "--min-level", "note"},
                                                          {"rules", "-j", "2"},
                                                          {"explain", "src", "--output", "json=x"},
                                                          {"explain", "src", "--fail-on", "note"}};
  for (const auto& words : mistakes) {
    const auto result = parse(words);
    ASSERT_TRUE(std::holds_alternative<Stop>(result)) << words[0] << " " << words[1];
    EXPECT_EQ(std::get<Stop>(result).exit_code, 2);
    EXPECT_NE(std::get<Stop>(result).error.find(std::string(words[0]) + " does not take --"), std::string::npos);
  }
  EXPECT_EQ(parsed({"rules", "--select", "portability"}).select, Texts{"portability"});
  EXPECT_EQ(parsed({"explain", "src", "--ignore", "validity"}).ignore, Texts{"validity"});
}

TEST(ParseOptions, RulesArePrintedInFormatsOfTheirOwn) {
  EXPECT_EQ(parsed({"rules", "--format", "markdown"}).format, "markdown");
  EXPECT_EQ(parsed({"rules", "x", "--format", "json"}).format, "json");
  for (const std::vector<const char*>& words : {std::vector<const char*>{"rules", "--format", "sarif"},
                                                {"check", "--format", "markdown"},
                                                {"rules", "test", "rules", "--format", "json"}}) {
    const auto result = parse(words);
    ASSERT_TRUE(std::holds_alternative<Stop>(result)) << words[0] << " " << words[1];
    EXPECT_EQ(std::get<Stop>(result).exit_code, 2);
  }
}

TEST(ParseOptions, OneFileTakesOneOutputAndStandardOutputIsNone) {
  for (const std::vector<const char*>& words :
       {std::vector<const char*>{"--output", "sarif=a", "--output", "json=./a"}, {"--output", "json=-"}}) {
    const auto result = parse(words);
    ASSERT_TRUE(std::holds_alternative<Stop>(result)) << words[1];
    EXPECT_EQ(std::get<Stop>(result).exit_code, 2);
  }
}

TEST(ParseOptions, ABaselineIsReadOrWritten) {
  EXPECT_EQ(parsed({"--baseline", "b.json", "--prune-baseline"}).baseline, "b.json");
  EXPECT_EQ(parsed({"--write-baseline", "b.json"}).new_baseline, "b.json");
  using Words = std::vector<const char*>;
  for (const Words& words : {Words{"--baseline", "b.json", "--write-baseline", "c.json"},
                             {"--prune-baseline"},
                             {"--baseline", ""},
                             {"--write-baseline", "b.json", "--since", "main"},
                             {"--baseline", "b.json", "--prune-baseline", "--since", "main"},
                             {"explain", "src", "--baseline", "b.json"},
                             {"rules", "--show-suppressed"}}) {
    EXPECT_TRUE(std::holds_alternative<Stop>(parse(words))) << words[0];
  }
}

TEST(ParseOptions, HelpFitsAnOldTerminal) {
  for (const std::vector<const char*>& words : {std::vector<const char*>{"--help"}, {"help"}, {"rules", "-h"}}) {
    const auto result = parse(words);
    ASSERT_TRUE(std::holds_alternative<Stop>(result));
    const Stop& help = std::get<Stop>(result);
    EXPECT_EQ(help.exit_code, 0);
    std::size_t lines = 0;
    for (const std::string_view line : base::split(help.out, '\n')) {
      EXPECT_LE(line.size(), 80U) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
      ++lines;
    }
    EXPECT_LE(lines, 52U);
    for (const char* raw : {"TEXT", "{", "INT"}) EXPECT_EQ(help.out.find(raw), std::string::npos) << raw;
  }
}

TEST(ParseOptions, ReferencesNameAnEnvironmentEach) {
  const auto parsed = parse({"diff", "--ref", "stg=origin/develop", "--ref", "prod=a=b", "--git-dir", "x"});
  ASSERT_TRUE(std::holds_alternative<Options>(parsed));
  const Options& options = std::get<Options>(parsed);
  ASSERT_EQ(options.references.size(), 2u);
  EXPECT_EQ(options.references[0].environment, "stg");
  EXPECT_EQ(options.references[0].reference, "origin/develop");
  EXPECT_EQ(options.references[1].reference, "a=b");
  EXPECT_EQ(options.revision, "");
}

TEST(ParseOptions, HelpAndVersionAreSuccess) {
  const auto help = parse({"--help"});
  ASSERT_TRUE(std::holds_alternative<Stop>(help));
  EXPECT_EQ(std::get<Stop>(help).exit_code, 0);
  EXPECT_NE(std::get<Stop>(help).out.find("--min-level"), std::string::npos);
  for (const char* word : {"--version", "-V"}) {
    const auto version = parse({word});
    ASSERT_TRUE(std::holds_alternative<Stop>(version));
    EXPECT_EQ(std::get<Stop>(version).exit_code, 0);
    EXPECT_TRUE(std::get<Stop>(version).out.starts_with("paritylint ")) << std::get<Stop>(version).out;
  }
}

TEST(ParseOptions, GitOptionsChooseTheContent) {
  EXPECT_EQ(parsed({"--rev", "main~1", "src"}).revision, "main~1");
  EXPECT_EQ(parsed({"--git-dir", "x.git"}).revision, "HEAD");
  EXPECT_EQ(parsed({"--git-dir", "x.git", "--rev", "dev"}).revision, "dev");
  EXPECT_TRUE(parsed({"--staged", "--since", "HEAD"}).staged);
  EXPECT_EQ(parsed({"explain", "--rev", "HEAD", "src"}).command, Command::explain);
}

TEST(ParseOptions, GitOptionsThatDoNotGoTogetherAreUsageErrors) {
  const std::vector<std::pair<std::vector<const char*>, std::string_view>> cases = {
      {{"--rev", "a", "--staged"}, "--rev and --staged are different contents"},
      {{"--git-dir", "a", "--staged"}, "--git-dir reads a revision and --staged the index"},
      {{"rules", "--rev", "a"}, "rules reads no repository"},
      {{"rules", "--since", "a"}, "rules reads no repository"},
      {{"explain", "--since", "a"}, "explain says how files are understood"},
      {{"-", "--stdin-filename", "taskdef.json", "--rev", "a"}, "standard input is in no repository"},
      {{"-", "--stdin-filename", "taskdef.json", "--since", "a"}, "standard input is in no repository"},
      {{"--rev", ""}, "--rev needs a value"},
      {{"--git-dir="}, "--git-dir"},
      {{"--since", ""}, "--since needs a value"},
  };
  for (const auto& [words, expected] : cases) {
    const auto result = parse(words);
    ASSERT_TRUE(std::holds_alternative<Stop>(result)) << expected;
    EXPECT_EQ(std::get<Stop>(result).exit_code, 2) << expected;
    EXPECT_NE(std::get<Stop>(result).error.find(expected), std::string::npos) << std::get<Stop>(result).error;
  }
}

}  // namespace
}  // namespace paritylint::app
