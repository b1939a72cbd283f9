#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "input/discover.h"
#include "input/file_system.h"
#include "input/temp_folder.h"

namespace paritylint::input {
namespace {

using base::ErrorCode;
using test::TempFolder;

TEST(MemoryFileSystem, ListsFoldersThatExistBecauseOfTheirFiles) {
  MemoryFileSystem memory;
  memory.put("a/x/1", "");
  memory.put("a/x/2", "");
  memory.put("a-b", "");
  memory.put("a/y", "");
  EXPECT_EQ(*memory.list(""), (std::vector<Entry>{{"a", EntryKind::directory}, {"a-b", EntryKind::file}}));
  EXPECT_EQ(*memory.list("a"), (std::vector<Entry>{{"x", EntryKind::directory}, {"y", EntryKind::file}}));
  EXPECT_EQ(memory.list("b").error().code, ErrorCode::not_found);
}

TEST(MemoryFileSystem, ReadsWhatWasPutLast) {
  MemoryFileSystem memory;
  memory.put("a", "one");
  memory.put("a", "two");
  Bytes bytes;
  ASSERT_TRUE(memory.read("a", 3, bytes));
  EXPECT_EQ(bytes.view(), "two");
  EXPECT_EQ(memory.read("a", 2, bytes).error().message, "cannot read \"a\": it is larger than 2 bytes");
  EXPECT_EQ(bytes.view(), "");
}

TEST(MemoryFileSystem, IsEmptyAtFirst) {
  const MemoryFileSystem memory;
  EXPECT_TRUE(memory.list("")->empty());
  EXPECT_EQ(*memory.kind(""), EntryKind::directory);
}

// Random trees of files; in memory and on disk everything that can be asked must have the same answer.
class SameAnswers : public testing::TestWithParam<unsigned> {};

INSTANTIATE_TEST_SUITE_P(Seeds, SameAnswers, testing::Range(0u, 8u));

std::string random_name(std::mt19937& random) {
  static constexpr std::string_view kBytes = "ab.-0_ \n\"\xc3\xa9\xff/";  // '/' is never drawn: the last
  std::string name;
  const std::size_t size = 1 + random() % 3;
  while (name.size() < size) name += kBytes[random() % (kBytes.size() - 1)];
  return name == "." || name == ".." ? "dots" : name;
}

TEST_P(SameAnswers, OnDiskAndInMemory) {
  std::mt19937 random(GetParam());
  const TempFolder folder;
  folder.folder("top");
  MemoryFileSystem memory;
  std::set<std::string> asked = {"", "none", "none/none"};
  for (int i = 0; i < 60; ++i) {
    std::string path = random_name(random);
    while (random() % 2 == 0) path += "/" + random_name(random);
    // A file cannot be where a folder is, nor below a file.
    bool is_free = !memory.kind(path);
    for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1)) {
      const base::Result<EntryKind> above = memory.kind(path.substr(0, end));
      is_free = is_free && (!above || *above == EntryKind::directory);
      asked.insert(path.substr(0, end));
    }
    asked.insert(path);
    asked.insert(path + "/below");
    if (!is_free) continue;
    const std::string content(random() % 3000, static_cast<char>('a' + i % 26));
    folder.file("top/" + path, content);
    memory.put(path, content);
  }
  const base::Result<DiskFileSystem> disk = DiskFileSystem::open(folder.at("top"));
  ASSERT_TRUE(disk);
  Bytes from_disk, from_memory;
  for (const std::string& path : asked) {
    const base::Result<EntryKind> disk_kind = disk->kind(path), memory_kind = memory.kind(path);
    ASSERT_EQ(disk_kind.has_value(), memory_kind.has_value()) << path;
    if (disk_kind) {
      EXPECT_EQ(*disk_kind, *memory_kind) << path;
    }
    if (!disk_kind) {
      EXPECT_EQ(disk_kind.error().code, memory_kind.error().code) << path;
    }

    const base::Result<std::vector<Entry>> disk_list = disk->list(path), memory_list = memory.list(path);
    ASSERT_EQ(disk_list.has_value(), memory_list.has_value()) << path;
    if (disk_list) {
      EXPECT_EQ(*disk_list, *memory_list) << path;
    }
    if (!disk_list) {
      EXPECT_EQ(disk_list.error().code, memory_list.error().code) << path;
    }

    const base::Result<void> disk_read = disk->read(path, 2000, from_disk);
    const base::Result<void> memory_read = memory.read(path, 2000, from_memory);
    ASSERT_EQ(disk_read.has_value(), memory_read.has_value()) << path;
    EXPECT_EQ(from_disk.view(), from_memory.view()) << path;
    if (!disk_read) {
      EXPECT_EQ(disk_read.error().code, memory_read.error().code) << path;
    }
  }
  const auto all = [](std::string_view) { return true; };
  EXPECT_EQ(walk(*disk, "", {}, all).files, walk(memory, "", {}, all).files);
}

}  // namespace
}  // namespace paritylint::input
