// Counts allocations of this test program by replacing the global operator new.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "input/file_system.h"
#include "input/git_index.h"
#include "input/temp_folder.h"
#include "input/written_index.h"

namespace {
std::atomic<std::size_t> allocation_count = 0;
std::atomic<std::size_t> allocated_bytes = 0;  // of all allocations, whether they were freed or not
}  // namespace

void* operator new(std::size_t size) {
  ++allocation_count;
  allocated_bytes += size;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}
// The library's own nothrow form need not call the one above, yet its memory comes to the operator delete below.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return operator new(size); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace paritylint::input {
namespace {

TEST(DiskFileSystemAllocations, ReadAllocatesNothingWhenWarm) {
  const test::TempFolder folder;
  folder.file("a-folder-with-a-long-name/task-definition.production.json", std::string(2048, 'x'));
  folder.file("a-folder-with-a-long-name/buildspec.yaml", std::string(100, 'x'));
  for (const PathLookup lookup : {PathLookup::kernel, PathLookup::by_component}) {
    const base::Result<DiskFileSystem> disk = DiskFileSystem::open(folder.path(), {"", ""}, lookup);
    ASSERT_TRUE(disk);
    Bytes bytes;
    bool all_read = disk->read("a-folder-with-a-long-name/task-definition.production.json", 4096, bytes).has_value();
    const std::size_t before = allocation_count;
    for (int i = 0; i < 10; ++i) {
      all_read &= disk->read("a-folder-with-a-long-name/buildspec.yaml", 4096, bytes).has_value();
      all_read &= disk->read("a-folder-with-a-long-name/task-definition.production.json", 4096, bytes).has_value();
    }
    EXPECT_EQ(allocation_count, before);
    EXPECT_TRUE(all_read);
  }
}

// A small index of version 4 can stand for paths of any size. What it may cost is in proportion to its own size.
TEST(GitIndexAllocations, AreBoundedByTheSizeOfTheFile) {
  const std::string text = test::index_of_long_paths(std::size_t{1} << 20);
  Bytes bytes;
  bytes.assign(text);
  const std::size_t before = allocated_bytes;
  const auto index = GitIndex::read(
      std::move(bytes), 20, [](std::string_view) { return true; },
      [](std::string_view, Bytes&) -> base::Result<void> { return {}; });
  EXPECT_FALSE(index);
  EXPECT_LT(allocated_bytes - before, 20 * text.size());
}

}  // namespace
}  // namespace paritylint::input
