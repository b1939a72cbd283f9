#include "input/ignore_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "input/git.h"

namespace paritylint::input {
namespace {

using test::GitWorkTree;

// Whether `path` is ignored; one that ends in '/' is a folder.
bool is_ignored(IgnoreRules& rules, std::string path) {
  IgnoreScopes scopes(rules, "");
  EntryKind kind = EntryKind::file;
  if (path.ends_with('/')) {
    path.pop_back();
    kind = EntryKind::directory;
  }
  return scopes.ignore(path, kind);
}

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

// Asks git, which reads no configuration but the work tree's, and gives back those of `paths` that it ignores.
std::set<std::string> ignored_by_git(const GitWorkTree& tree, const std::vector<std::string>& paths) {
  std::ofstream list(tree.at(".git/asked"), std::ios::binary);
  for (const std::string& path : paths) list << path << '\0';
  list.close();
  // Fields: source, line, pattern, path. The last pattern decides; a negated one takes the path back in.
  const std::vector<std::string> fields =
      test::split_at_zeros(test::run_in(tree.path(), "git check-ignore -v -n -z --no-index --stdin < .git/asked").out);
  EXPECT_EQ(fields.size(), paths.size() * 4);
  std::set<std::string> ignored;
  for (std::size_t i = 0; i + 3 < fields.size(); i += 4) {
    if (!fields[i].empty() && !fields[i + 2].starts_with('!')) ignored.insert(fields[i + 3]);
  }
  return ignored;
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

// Random rules and paths over few bytes, so that many of them match.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u + 1) {}
  std::size_t below(std::size_t bound) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<std::size_t>(state_ >> 11) % bound;
  }
  template <std::size_t kCount>
  const char* one_of(const char* const (&texts)[kCount]) {
    return texts[below(kCount)];
  }

 private:
  std::uint64_t state_;
};

constexpr const char* kPieces[] = {"a",  "b",    "c",           "A",     "*",          "**",    "?",    "/",
                                   "/",  "/**/", "**/",         "/**",   "[ab]",       "[!a]",  "[a-c", "]",
                                   "\\", "\\*",  "[[:alpha:]]", "[^b-]", "[[:upper:]", "*.x",   ".x",   "!",
                                   " ",  "\\ ",  "#",           "-",     "***",        "[B-a]", "\\b",  "[\\a-c]"};
constexpr const char* kNames[] = {"a",   "b", "c",    "A", "ab", "ba", "abc", "a.x", ".x",
                                  "b.x", "-", "[a-c", "*", "aB", "!a", "#",   "a "};

std::string random_rules(Random& random) {
  std::string text;
  for (std::size_t lines = 1 + random.below(3); lines > 0; --lines) {
    if (random.below(4) == 0) text += '!';
    if (random.below(4) == 0) text += '/';
    for (std::size_t pieces = 1 + random.below(6); pieces > 0; --pieces) text += random.one_of(kPieces);
    if (random.below(4) == 0) text += '/';
    text += random.below(8) == 0 ? "\r\n" : "\n";
  }
  if (random.below(4) == 0) text.pop_back();
  return text;
}

std::string random_path(Random& random) {
  std::string path;
  for (std::size_t parts = 1 + random.below(4); parts > 0; --parts) {
    if (!path.empty()) path += '/';
    path += random.one_of(kNames);
  }
  return path;
}

// In `tree`: many folders with rules of their own, some in an inner folder too, and some paths to each.
void compare_with_git(const GitWorkTree& tree, std::uint64_t seed, LetterCase letter_case) {
  Random random(seed);
  std::vector<std::string> asked;
  for (int i = 0; i < 80; ++i) {
    const std::string folder = "r" + std::to_string(i) + "/";
    tree.folder().file(folder + ".gitignore", random_rules(random));
    for (const char* inner : {"a/", "b/", "a/b/"}) {
      if (random.below(3) == 0) tree.folder().file(folder + inner + ".gitignore", random_rules(random));
    }
    for (int j = 0; j < 20; ++j) asked.push_back(folder + random_path(random));
  }
  tree.folder().file(".git/info/exclude", "b.x\n/r1*/c\n!a.x\n");
  const std::set<std::string> ignored = ignored_by_git(tree, asked);
  EXPECT_GT(ignored.size(), asked.size() / 20);
  EXPECT_LT(ignored.size(), asked.size() * 19 / 20);

  const auto disk = DiskFileSystem::open(tree.path());
  ASSERT_TRUE(disk);
  IgnoreRules rules(*disk, ".gitignore", letter_case);
  rules.add_fallback(test::read_file(tree.at(".git/info/exclude")));
  IgnoreScopes scopes(rules, "");
  for (const std::string& path : asked) {
    // Folders are those that are there; git looks too.
    const auto kind = disk->kind(path);
    EXPECT_EQ(scopes.ignore(path, kind ? *kind : EntryKind::file), ignored.contains(path))
        << testing::PrintToString(path) << " under "
        << testing::PrintToString(test::read_file(tree.at(path.substr(0, path.find('/')) + "/.gitignore"))) << " seed "
        << seed;
  }
}

TEST(IgnoreRules, DecideRandomCasesAsGitDoes) {
  GIT_OR_SKIP();
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const GitWorkTree tree;
    compare_with_git(tree, seed, LetterCase::kept);
  }
}

TEST(IgnoreRules, DecideRandomCasesAsGitDoesWithoutLetterCase) {
  GIT_OR_SKIP();
  for (std::uint64_t seed = 11; seed <= 12; ++seed) {
    const GitWorkTree tree;
    tree.git("config core.ignorecase true");
    compare_with_git(tree, seed, LetterCase::ignored);
  }
}

}  // namespace
}  // namespace paritylint::input
