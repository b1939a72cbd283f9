#include "input/ignore_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "input/git.h"
#include "input/ignored.h"

namespace paritylint::input {
namespace {

using test::GitWorkTree;
using test::ignored_by_git;
using test::is_ignored;
bool is_ignored_by(const std::string& text, const std::string& path, LetterCase letter_case = LetterCase::kept) {
  MemoryFileSystem memory;
  memory.put(".gitignore", text);
  IgnoreRules rules(memory, ".gitignore", letter_case);
  return is_ignored(rules, path);
}

struct Case {
  const char* rules;
  const char* path;
  bool is_ignored;
};

// What people trip over. The same table is put to git below.
const Case kTable[] = {
    {"", "a", false},
    {"a", "a", true},
    {"a", "x/a", true},
    {"a", "a/x", true},
    {"a", "ab", false},
    {"/a", "a", true},
    {"/a", "x/a", false},
    {"a/b", "a/b", true},
    {"a/b", "x/a/b", false},
    {"a/", "a/", true},
    {"a/", "a", false},
    {"a/", "a/b", true},
    {"a/", "x/a/b", true},
    {"/a/", "x/a/b", false},
    {"a//", "a/b", false},
    {"//a", "a", false},
    {"/", "a", false},
    {"*", "a", true},
    {"*\n!a", "a", false},
    {"*\n!*/\n!*.json", "x/y/a.json", false},
    {"*\n!*/\n!*.json", "x/y/a.yaml", true},
    {"a/\n!a/b", "a/b", true},
    {"a/*\n!a/b", "a/b", false},
    {"a/**\n!a/b/c", "a/b/c", true},
    {"!a\na", "a", true},
    {"a\n!a\na\n!a", "a", false},
    {"!", "a", false},
    {"#a", "#a", false},
    {"\\#a", "#a", true},
    {"\\!a", "!a", true},
    {"!!a", "!a", false},
    {"a ", "a", true},
    {"a   ", "a", true},
    {"a\\ ", "a ", true},
    {"a\\ ", "a", false},
    {"a\\  ", "a ", true},
    {"a\t", "a", false},
    {"a\t", "a\t", true},
    {" a", " a", true},
    {" a", "a", false},
    {"a\\", "a", false},
    {"a\\", "a\\", false},
    {"a\\\\", "a\\", true},
    {"a\r\nb", "a", true},
    {"a\r", "a", true},
    {"\xef\xbb\xbf"
     "a",
     "a", true},
    {"*.json", "x/a.json", true},
    {"*.json", ".json", true},
    {"*.json", "a.json5", false},
    {"*.json", "a.json/x", true},
    {"x/*.json", "x/y/a.json", false},
    {"x/*", "x/y", true},
    {"x/*", "x/y/z", true},
    {"/*", "a/b", true},
    {"?", "a", true},
    {"?", "ab", false},
    {"a?b", "a/b", false},
    {"a*b", "a/b", false},
    {"/a*b", "a/b", false},
    {"**", "x/y", true},
    {"**/a", "a", true},
    {"**/a", "x/y/a", true},
    {"**/a/b", "x/a/b", true},
    {"a/**", "a/x", true},
    {"a/**", "a/", false},
    {"a/**/b", "a/b", true},
    {"a/**/b", "a/x/y/b", true},
    {"a/**/b", "ab", false},
    {"a**b", "axxb", true},
    {"a**/b", "a/b", true},
    {"a**/b", "ax/y/b", true},
    {"a**/b", "axb", false},
    {"x/a**b", "x/a/b", false},
    {"**a", "xa", true},
    {"/**a", "x/a", false},
    {"***/a", "x/y/a", true},
    {"a/***/b", "a/x/b", true},
    {"a/**x/b", "a/yx/b", true},
    {"a/**x/b", "a/y/x/b", false},
    {"**/", "a", false},
    {"**/", "a/b", true},
    {"[ab]", "a", true},
    {"[ab]", "c", false},
    {"[!ab]", "c", true},
    {"[^ab]", "a", false},
    {"[a-c]x", "bx", true},
    {"[a-c]x", "dx", false},
    {"[c-a]", "b", false},
    {"[]]", "]", true},
    {"[!]]", "]", false},
    {"[]-a]", "_", true},
    {"[a-]", "-", true},
    {"[-a]", "-", true},
    {"[a-c-e]", "d", false},
    {"[a-c-e]", "-", true},
    {"[\\]]", "]", true},
    {"[\\a-\\c]", "b", true},
    {"[\\-a]", "-", true},
    {"[", "[", false},
    {"[a", "[a", false},
    {"a[", "a[", false},
    {"[[:digit:]]", "5", true},
    {"[[:digit:]]", "x", false},
    {"[[:alpha:][:digit:]_]", "_", true},
    {"[[:nothing:]]", "n", false},
    {"[[:digit]", ":", true},
    {"[[:]", "[", true},
    {"[[:]", ":", true},
    {"[[:space:]]a", " a", true},
    {"[[:punct:]]a", "!a", true},
    {"[[:xdigit:]-]", "-", true},
    {"[![:alpha:]]", "1", true},
    {"a[/]b", "a/b", false},
    {"a[!x]b", "a/b", false},
    {"\\a", "a", true},
    {"\\*", "*", true},
    {"\\*", "a", false},
    {"a\\/b", "a/b", true},
    {"{a,b}", "a", false},
    {"{a,b}", "{a,b}", true},
    {"caf\xc3\xa9", "caf\xc3\xa9", true},
    {"caf?", "caf\xc3\xa9", false},
    {"\xff*", "\xff\xfe", true},
};

std::string shown(const Case& one) {
  return testing::PrintToString(one.rules) + " on " + testing::PrintToString(one.path);
}

TEST(IgnoreRules, DecideTheTrickyCases) {
  for (const Case& one : kTable) EXPECT_EQ(is_ignored_by(one.rules, one.path), one.is_ignored) << shown(one);
}

TEST(IgnoreRules, DecideTheTrickyCasesAsGitDoes) {
  GIT_OR_SKIP();
  const GitWorkTree tree;
  // One folder for each case, so that one call of git answers all.
  std::vector<std::string> asked;
  for (std::size_t i = 0; i < std::size(kTable); ++i) {
    const std::string folder = "case" + std::to_string(i) + "/";
    tree.folder().file(folder + ".gitignore", kTable[i].rules);
    std::string path = folder + kTable[i].path;
    if (path.ends_with('/')) {
      path.pop_back();  // a folder that is there, since git takes a '/' that is asked for as part of the name
      tree.folder().folder(path);
    }
    asked.push_back(path);
  }
  const std::set<std::string> ignored = ignored_by_git(tree, asked);
  for (std::size_t i = 0; i < std::size(kTable); ++i) {
    EXPECT_EQ(ignored.contains(asked[i]), kTable[i].is_ignored) << shown(kTable[i]) << " is not what git says";
  }
}

TEST(IgnoreRules, LetInnerFilesOverruleOuterOnes) {
  MemoryFileSystem memory;
  memory.put(".gitignore", "*.json\n/out\n");
  memory.put("a/.gitignore", "!keep.json\n/x\n");
  memory.put("a/b/.gitignore", "keep.json\n");
  memory.put("out/.gitignore", "!*\n");
  IgnoreRules rules(memory, ".gitignore", LetterCase::kept);
  EXPECT_TRUE(is_ignored(rules, "keep.json"));
  EXPECT_FALSE(is_ignored(rules, "a/keep.json"));
  EXPECT_TRUE(is_ignored(rules, "a/b/keep.json"));
  EXPECT_FALSE(is_ignored(rules, "a/c/keep.json"));
  EXPECT_TRUE(is_ignored(rules, "a/x"));
  EXPECT_FALSE(is_ignored(rules, "a/b/x"));
  EXPECT_TRUE(is_ignored(rules, "out/y")) << "what is in an ignored folder stays ignored";
  EXPECT_TRUE(is_ignored(rules, "out/deep/er/y"));
}

TEST(IgnoreRules, AFolderThatTheUserNamedIsNotIgnored) {
  MemoryFileSystem memory;
  memory.put(".gitignore", "build/\n*.tmp\n");
  memory.put("build/.gitignore", "secret\n");
  IgnoreRules rules(memory, ".gitignore", LetterCase::kept);
  IgnoreScopes scopes(rules, "build/out");
  EXPECT_FALSE(scopes.ignore("build/out/a", EntryKind::file));
  EXPECT_FALSE(scopes.ignore("build/out/deep/a", EntryKind::file));
  EXPECT_TRUE(scopes.ignore("build/out/deep/a.tmp", EntryKind::file));
  EXPECT_TRUE(scopes.ignore("build/out/secret", EntryKind::file));
  EXPECT_TRUE(scopes.ignore("build/out/build/a", EntryKind::file));
}

TEST(IgnoreRules, FallbackStandsBehindAllFiles) {
  MemoryFileSystem memory;
  memory.put("a/.gitignore", "!x\n");
  IgnoreRules rules(memory, ".gitignore", LetterCase::kept);
  rules.add_fallback("x\n/y\n");
  EXPECT_TRUE(is_ignored(rules, "x"));
  EXPECT_FALSE(is_ignored(rules, "a/x"));
  EXPECT_TRUE(is_ignored(rules, "y"));
  EXPECT_FALSE(is_ignored(rules, "a/y"));
}

TEST(IgnoreRules, MayIgnoreLetterCase) {
  const auto folded = LetterCase::ignored;
  EXPECT_TRUE(is_ignored_by("Build/", "bUILD/", folded));
  EXPECT_FALSE(is_ignored_by("Build/", "bUILD/"));
  EXPECT_TRUE(is_ignored_by("*.JSON", "a.json", folded));
  EXPECT_TRUE(is_ignored_by("A/*/C", "a/b/c", folded));
  EXPECT_TRUE(is_ignored_by("[A-C]x", "bX", folded));
  EXPECT_TRUE(is_ignored_by("[[:upper:]]", "b", folded));
}

TEST(IgnoreRules, SayWhichFileCannotBeRead) {
  const test::TempFolder folder;
  folder.file("a/.gitignore", "x");
  folder.file("large/.gitignore", std::string(2 << 20, 'x'));
  chmod(folder.at("a/.gitignore").c_str(), 0);
  const auto disk = DiskFileSystem::open(folder.path(), {"", ""}, PathLookup::kernel);
  ASSERT_TRUE(disk);
  IgnoreRules rules(*disk, ".gitignore", LetterCase::kept);
  const test::AsOtherUser other;
  EXPECT_FALSE(is_ignored(rules, "a/x"));
  EXPECT_FALSE(is_ignored(rules, "large/x"));
  EXPECT_FALSE(is_ignored(rules, "a/y"));
  std::vector<std::string> messages;
  for (const base::Error& error : rules.errors()) messages.push_back(error.message);
  EXPECT_EQ(messages, (std::vector<std::string>{"cannot read \"a/.gitignore\": permission denied",
                                                "cannot read \"large/.gitignore\": it is larger than 1048576 bytes"}));
}

TEST(IgnoreRules, LinksToRulesAreNotFollowed) {
  const test::TempFolder folder;
  folder.file("rules", "x");
  folder.link(".gitignore", "rules");
  const auto disk = DiskFileSystem::open(folder.path());
  ASSERT_TRUE(disk);
  IgnoreRules rules(*disk, ".gitignore", LetterCase::kept);
  EXPECT_FALSE(is_ignored(rules, "x"));
}

TEST(IgnoreRules, AnswerPatternsOfManyStarsAtOnce) {
  std::string stars, path;
  for (int i = 0; i < 200; ++i) stars += "*a**/";
  for (int i = 0; i < 400; ++i) path += "aaaaaaa/";
  EXPECT_FALSE(is_ignored_by(stars + "b", path + "c"));
  EXPECT_FALSE(is_ignored_by("/**/" + stars + "b", path + "c"));
}

}  // namespace
}  // namespace paritylint::input
