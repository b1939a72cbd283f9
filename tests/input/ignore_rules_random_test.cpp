// Random ignore rules, decided as git decides them.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "input/git.h"
#include "input/ignore_rules.h"
#include "input/ignored.h"

namespace paritylint::input {
namespace {

using test::GitWorkTree;
using test::ignored_by_git;
using test::is_ignored;

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
