// The one place that replaces the global operator new. The forms that are not replaced here (arrays, nothrow) call
// these by default.
#include "allocations.h"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace paritylint::bench {
namespace {

thread_local std::uint64_t allocations = 0;

}  // namespace

std::uint64_t allocations_on_this_thread() { return allocations; }

static void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* const memory = alignment <= alignof(std::max_align_t) ? std::malloc(size == 0 ? 1 : size)
                                                              : std::aligned_alloc(alignment, rounded);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace paritylint::bench

void* operator new(std::size_t size) { return paritylint::bench::allocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return paritylint::bench::allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
