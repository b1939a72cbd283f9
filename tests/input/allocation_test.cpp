// Counts allocations of this test program by replacing the global operator new.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "input/file_system.h"
#include "input/temp_folder.h"

namespace {
std::atomic<std::size_t> allocation_count = 0;
}  // namespace

void* operator new(std::size_t size) {
  ++allocation_count;
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

}  // namespace
}  // namespace paritylint::input
