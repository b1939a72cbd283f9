// The index reader against indexes that git would not write, and damaged ones.
#include <gtest/gtest.h>

#include <string>

#include "input/git.h"
#include "input/git_index.h"
#include "input/written_index.h"

namespace paritylint::input {
namespace {

using test::GitWorkTree;
using test::WrittenIndex;

bool everything(std::string_view) { return true; }

base::Result<GitIndex> read_text(std::string_view text, std::string_view shared = {}) {
  Bytes bytes;
  bytes.assign(text);
  return GitIndex::read(std::move(bytes), 20, everything, [&](std::string_view, Bytes& out) -> base::Result<void> {
    if (shared.empty()) return base::Error{base::ErrorCode::not_found, "no shared part"};
    out.assign(shared);
    return {};
  });
}

std::string failure_of(const std::string& text) {
  const auto index = read_text(text);
  return index ? "(it was read)" : index.error().message;
}

TEST(GitIndex, SaysWhyItCannotBeUsed) {
  const std::string start = "cannot use the git index: ";
  EXPECT_EQ(failure_of("DIRC"), start + "it is cut off");
  EXPECT_EQ(failure_of("DIRX" + WrittenIndex(2).text().substr(4)), start + "it does not begin as one");
  EXPECT_EQ(failure_of(WrittenIndex(5).text()), start + "version 5 is not known");
  EXPECT_EQ(failure_of(WrittenIndex(1).text()), start + "version 1 is not known");
  EXPECT_EQ(failure_of(WrittenIndex(2).extension("what", "").text()), start + "its extension \"what\" is not known");
  EXPECT_EQ(failure_of(WrittenIndex(2).extension("W\n\x1b?", "").extension("\nbad", "").text()),
            start + "its extension \"\\nbad\" is not known");
  EXPECT_EQ(failure_of(WrittenIndex(2).entry("a", 0110000).text()), start + "an entry has an unknown type");
  EXPECT_EQ(failure_of(WrittenIndex(2).entry("a", 0100644, 0x4000).text()), start + "version 2 has other flags");
  EXPECT_EQ(failure_of(WrittenIndex(4).dropping("\x01").entry("a").text()), start + "a path is shorter than nothing");
  EXPECT_EQ(failure_of(WrittenIndex(4).dropping("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f").entry("a").text()),
            start + "a path is shorter than nothing");
  EXPECT_EQ(failure_of(WrittenIndex(2).entry("").text()), start + "an entry has no path");
  EXPECT_EQ(failure_of(WrittenIndex(2).entry("a/", 0040000).entry("b", 0040000).text()),
            start + "a folder stands among the files");
}

TEST(GitIndex, RefusesPathsThatLeadElsewhere) {
  for (const char* path :
       {"../a", "a/../b", "/a", "a//b", "./a", "a/.", "a/", ".git/config", "x/.git/taskdef.json", ".git", "a/.git"}) {
    for (const unsigned version : {2u, 4u}) {
      EXPECT_EQ(failure_of(WrittenIndex(version).entry(path).text()),
                "cannot use the git index: it holds the path \"" + std::string(path) + "\"");
    }
  }
  EXPECT_TRUE(read_text(WrittenIndex(2).entry(".github/a").entry(".gitignore").entry("a.git/b").text()));
}

TEST(GitIndex, PassesOverOptionalExtensions) {
  const auto index =
      read_text(WrittenIndex(2).entry("a").extension("TREE", "x").extension("ZZZZ", std::string(1000, 'z')).text());
  ASSERT_TRUE(index) << index.error().message;
  EXPECT_EQ(index->entries().size(), 1u);
}

TEST(GitIndex, ReadsPathsLongerThanTheirLengthCanSay) {
  for (const std::size_t length : {0xffeu, 0xfffu, 0x1000u}) {
    const std::string path(length, 'p');
    const auto index = read_text(WrittenIndex(2).entry(path).entry("q").text());
    ASSERT_TRUE(index) << index.error().message;
    EXPECT_EQ(index->entries()[0].path, path);
  }
}

TEST(GitIndex, BoundsThePathsOfVersion4) {
  WrittenIndex growing(4);
  for (int i = 0; i < 100; ++i) growing.entry(std::string(100, 'p'));
  EXPECT_EQ(failure_of(growing.text()), "cannot use the git index: a path is too long");
  WrittenIndex many(4);
  many.entry(std::string(4000, 'p'));
  for (int i = 0; i < 2000; ++i) many.entry("");
  EXPECT_EQ(failure_of(many.text()), "cannot use the git index: its paths are too long");
}

// Bitmaps of one marker and one literal word.
std::string bitmap(std::uint64_t bits) {
  std::string text("\0\0\0\x40\0\0\0\2\0\0\0\2\0\0\0\0", 16);
  for (int shift = 56; shift >= 0; shift -= 8) text += static_cast<char>(bits >> shift);
  return text + std::string(4, '\0');
}

TEST(GitIndex, RefusesSplitIndexesThatContradictThemselves) {
  const std::string id(20, 's');
  const std::string shared = WrittenIndex(2).entry("a").entry("b").entry("c").text();
  const auto read = [&](const std::string& link) {
    const auto index = read_text(WrittenIndex(2).entry("").entry("d").extension("link", link).text(), shared);
    if (!index) return index.error().message;
    std::string paths;
    for (const IndexEntry& entry : index->entries()) paths += std::string(entry.path) + " ";
    return paths;
  };
  EXPECT_EQ(read(id + bitmap(1) + bitmap(2)), "b c d ");
  const std::string start = "cannot use the git index: ";
  EXPECT_EQ(read(id + bitmap(1) + bitmap(0)), start + "an entry has no path");
  EXPECT_EQ(read(id + bitmap(8) + bitmap(2)), start + "what it says about its shared part is broken");
  EXPECT_EQ(read(id + bitmap(0) + bitmap(8)), start + "what it says about its shared part is broken");
  EXPECT_EQ(read(id + bitmap(0) + bitmap(7)), start + "replacements for its shared part are missing");
  EXPECT_EQ(read(id + bitmap(0)), start + "what it says about its shared part is broken");
  EXPECT_EQ(read("short"), start + "it does not name its shared part");
  EXPECT_EQ(read(std::string(20, '\0')), start + "an entry has no path");
  const auto again = read_text(WrittenIndex(2).extension("link", id + bitmap(0) + bitmap(0)).text(),
                               WrittenIndex(2).extension("link", id).text());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().message, start + "its shared part is split again");
}

// Whatever is cut off or flipped, the reader answers; what it gives back is plain.
void expect_survival(const std::string& text, const std::string& shared) {
  const auto look = [](const base::Result<GitIndex>& index) {
    if (!index) {
      EXPECT_FALSE(index.error().message.empty());
      return;
    }
    for (const IndexEntry& entry : index->entries()) EXPECT_FALSE(entry.path.empty() || entry.path.front() == '/');
  };
  for (std::size_t size = 0; size < text.size(); ++size) {
    look(read_text(text.substr(0, size), shared));
    if (size < shared.size()) look(read_text(text, shared.substr(0, size)));
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const int flip : {0x01, 0x40, 0x80, 0xff}) {
      std::string flipped = text;
      flipped[i] = static_cast<char>(flipped[i] ^ flip);
      look(read_text(flipped, shared));
      if (i >= shared.size()) continue;
      flipped = shared;
      flipped[i] = static_cast<char>(flipped[i] ^ flip);
      look(read_text(text, flipped));
    }
  }
}

TEST(GitIndex, SurvivesTruncationsAndFlippedBytes) {
  const std::string shared = WrittenIndex(2).entry("a/b").entry("c").entry("d/e/f").text();
  expect_survival(WrittenIndex(2).entry("a").entry("link", 0120000).extension("TREE", "abc").text(), "");
  expect_survival(WrittenIndex(3).entry(std::string("\x40\0zz", 4), 0100755, 0x4000).extension("sdir", "").text(), "");
  expect_survival(WrittenIndex(4).entry("a/bcd").dropping("\x01").entry("e").entry("f").text(), "");
  expect_survival(
      WrittenIndex(2).entry("").entry("d").extension("link", std::string(20, 's') + bitmap(1) + bitmap(2)).text(),
      shared);
}

TEST(GitIndex, SurvivesDamageToRealIndexes) {
  GIT_OR_SKIP();
  const GitWorkTree tree("--object-format=sha256");
  tree.sh(
      "mkdir a && echo 1 > a/one && echo 2 > a/two && echo 3 > b && git add . && git update-index --index-version 4 && "
      "git update-index --split-index && echo c > b && echo n > n && git add b n");
  std::string text = test::read_file(tree.at(".git/index"));
  const std::string shared = test::read_file(tree.sh("ls -t $PWD/.git/sharedindex.* | head -n 1 | tr -d '\\n'"));
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string damaged = text;
    damaged[i] = static_cast<char>(damaged[i] ^ 0xff);
    for (const std::string& one : {damaged, text.substr(0, i)}) {
      Bytes bytes;
      bytes.assign(one);
      const auto index =
          GitIndex::read(std::move(bytes), 32, everything, [&](std::string_view, Bytes& out) -> base::Result<void> {
            out.assign(shared);
            return {};
          });
      EXPECT_TRUE(index || !index.error().message.empty());
    }
  }
}

TEST(GitIndex, OfAnEmptyFileHasNoEntries) {
  const auto index = read_text("");
  ASSERT_TRUE(index);
  EXPECT_TRUE(index->entries().empty());
}

}  // namespace
}  // namespace paritylint::input
