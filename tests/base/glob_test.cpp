#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/regex.h"
#include "base/text.h"

namespace paritylint::base {
namespace {

TEST(Glob, MatchesWholePaths) {
  const struct {
    std::string_view pattern, path;
    bool matches;
  } cases[] = {
      {"taskdef.json", "taskdef.json", true},
      {"taskdef.json", "a/taskdef.json", false},
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "abc", true},
      {"*", "a/b", false},
      {"**", "a/b/c", true},
      {"*.json", "taskdef.json", true},
      {"*.json", "taskdef.jsonc", false},
      {"*taskdef*.json", "prod-taskdef.v2.json", true},
      {"task?def", "task-def", true},
      {"task?def", "task/def", false},
      {"deploy/**", "deploy/a/b", true},
      {"deploy/**", "deploy", false},
      {"**/taskdef.json", "taskdef.json", true},
      {"**/taskdef.json", "a/b/taskdef.json", true},
      {"**/taskdef.json", "a/xtaskdef.json", false},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "ab", false},
      {"a**b", "a/x/b", true},
      {"x**/b", "x/b", true},
      {"x**/b", "xb", false},
      {"{dev,stg}/*.json", "stg/a.json", true},
      {"{dev,stg}/*.json", "prod/a.json", false},
      {"a{,b{c,d}}e", "ae", true},
      {"a{,b{c,d}}e", "abde", true},
      {"a{,b{c,d}}e", "abe", false},
      {"{*.json,x/**}", "x/y/z", true},
      {"{**/taskdef.json,x}", "taskdef.json", true},
      {"{x,**/taskdef.json}", "a/b/taskdef.json", true},
      {"{**/taskdef.json,x}", "a/xtaskdef.json", false},
      {"a/{**/b,c}", "a/b", true},
      {"a/{{**/b,d},c}", "a/x/b", true},
      {"a{**/b,c}", "ab", false},
      {"a{**/b,c}", "a/b", true},
      {"{a,b}**/c", "ac", false},
      {"[a-c]x", "bx", true},
      {"[a-\xff]", "\x80", true},
      {"[\x80-\xff]", "a", false},
      {"[!\x80-\xff]", "a", true},
      {"[a-c]x", "dx", false},
      {"[!a-c]x", "dx", true},
      {"[^a-c]x", "ax", false},
      {"[!a]", "/", false},
      {"[]a]", "]", true},
      {"[a-]", "-", true},
      {"[abc", "[abc", true},
      {"{a,b", "{a,b", true},
      {"a}", "a}", true},
      {"Taskdef.json", "taskdef.json", false},
      {"設定/*", "設定/a", true},
  };
  for (const auto& [pattern, path, matches] : cases) {
    EXPECT_EQ(glob_matches(pattern, path), matches) << pattern << " on " << path;
  }
}

// A backtracking matcher would need longer than the runner's time limit by many orders of magnitude.
TEST(Glob, EndsForPatternsThatMakeBacktrackersHang) {
  const std::string path(200, 'a');
  std::string stars;
  std::string braces;
  for (int i = 0; i < 40; ++i) stars += "*a";
  for (int i = 0; i < 100; ++i) braces += "{a,aa,b}";
  EXPECT_FALSE(glob_matches(stars + "?b*", path));
  EXPECT_TRUE(glob_matches(braces, path));
  EXPECT_FALSE(glob_matches(braces + "b*", path));
  EXPECT_FALSE(glob_matches(std::string(10'000, '{') + std::string(10'000, '}'), path));
}

// The same pattern as a regular expression, for the elements that the test below makes: groups of one level.
std::string as_regex(std::string_view pattern) {
  std::string regex;
  bool starts_segment = true;
  bool group_starts_segment = true;
  for (std::size_t i = 0; i < pattern.size();) {
    const std::string_view rest = pattern.substr(i);
    const bool is_folders = rest.starts_with("**/") && starts_segment;
    const bool is_any = rest.starts_with("**");
    if (is_folders) {
      regex += "(.*/)?";
    } else if (is_any) {
      regex += ".*";
    } else if (rest[0] == '*') {
      regex += "[^/]*";
    } else if (rest[0] == '?') {
      regex += "[^/]";
    } else {
      regex += rest[0] == '{' ? "(" : rest[0] == '}' ? ")" : rest[0] == ',' ? "|" : std::string(1, rest[0]);
    }
    const std::size_t length = is_folders ? 3 : is_any ? 2 : 1;
    if (rest[0] == '{') {
      group_starts_segment = starts_segment;  // and each alternative begins where the group does
    } else if (rest[0] == ',') {
      starts_segment = group_starts_segment;
    } else {
      starts_segment = rest[length - 1] == '/';
    }
    i += length;
  }
  return regex;
}

TEST(Glob, AgreesWithTheEquivalentRegularExpression) {
  std::mt19937 random(7);
  const std::string_view elements[] = {"a",   "b",      "/",     "*",        "**",      "?",
                                       "**/", "{a,b*}", "{,a/}", "{**/a,b}", "{b,**/}", "a/"};
  for (int round = 0; round < 3000; ++round) {
    std::string pattern;
    for (std::size_t i = random() % 6; i > 0; --i) pattern += elements[random() % std::size(elements)];
    if (pattern.find("***") != std::string::npos) continue;  // may be read as ** * or * **
    const auto regex = Regex::compile(as_regex(pattern));
    ASSERT_TRUE(regex.has_value()) << pattern;
    for (int trial = 0; trial < 20; ++trial) {
      std::string path;
      for (std::size_t i = random() % 7; i > 0; --i) path += "ab/"[random() % 3];
      EXPECT_EQ(glob_matches(pattern, path), regex->matches_whole(path)) << pattern << " on " << path;
    }
  }
}

}  // namespace
}  // namespace paritylint::base
