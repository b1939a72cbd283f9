// A warm reader allocates nothing: counted by replacing the global allocation functions of this test program.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "tree/read.h"
#include "tree/reading.h"

namespace {

thread_local std::size_t allocations = 0;

void* allocate(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size > 0 ? size : 1); memory != nullptr) return memory;
  std::abort();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace paritylint::tree {
namespace {

TEST(JsonReaderMemory, AllocatesNothingWhenWarm) {
  std::string container = R"({"name": "a\u00e9", "image": "x", "cpu": 256, "environment": [)";
  for (int variable = 0; variable < 40; ++variable) {
    container += R"({"name": "N)" + std::to_string(variable) + R"(", "value": "\n"}, )";
  }
  container += R"({"name": "last", "value": null}], "a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8})";
  const std::string buffer = container + std::string(kPadding, '\0');
  const std::string_view source = std::string_view(buffer).substr(0, container.size());
  const KeyTable keys;
  Reader reader(keys);
  ReadResult result;
  const ReadOptions options;
  reader.read(Format::json, source, options, result);
  ASSERT_TRUE(result.complete);
  const std::size_t before = allocations;
  for (int round = 0; round < 10; ++round) reader.read(Format::json, source, options, result);
  EXPECT_EQ(allocations, before);
}

TEST(YamlReaderMemory, AllocatesNothingWhenWarm) {
  std::string text = "version: 0.2  # comment\nphases:\n  build:\n    commands:\n";
  for (int command = 0; command < 40; ++command) {
    text += "      - echo \"a\\u00e9 " + std::to_string(command) +
            "\"\n      - |\n        lit\n        eral\n      - 'it''s'\n";
  }
  text += "env: {variables: {A: \"x\\n\", B: [1, 2, {c: d}]}}\nlong: a\n  b\n  c\nfold: >-\n  x\n  y\n";
  const std::string buffer = text + std::string(kPadding, '\0');
  const std::string_view source = std::string_view(buffer).substr(0, text.size());
  const KeyTable keys;
  Reader reader(keys);
  ReadResult result;
  const ReadOptions options;
  reader.read(Format::yaml, source, options, result);
  ASSERT_TRUE(result.complete);
  const std::size_t before = allocations;
  for (int round = 0; round < 10; ++round) reader.read(Format::yaml, source, options, result);
  EXPECT_EQ(allocations, before);
}

}  // namespace
}  // namespace paritylint::tree
