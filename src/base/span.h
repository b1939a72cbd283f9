// Span: a half-open range of byte offsets into one original file (or into one decoded value, where said).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace paritylint::base {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool operator==(const Span&) const = default;
};

// Narrow a size to an offset. Requires: the value fits; files of 4 GiB and more are refused when they are read.
constexpr std::uint32_t offset32(std::size_t value) { return static_cast<std::uint32_t>(value); }

// The bytes of `text` that `span` names. Requires: span.end <= text.size().
constexpr std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

// The spans of `sorted` (in order, none touching another) that share a byte with `span`.
constexpr std::span<const Span> meeting(std::span<const Span> sorted, Span span) {
  const auto first = std::ranges::partition_point(sorted, [&](Span one) { return one.end <= span.begin; });
  const auto last = std::partition_point(first, sorted.end(), [&](Span one) { return one.begin < span.end; });
  return {first, last};
}

}  // namespace paritylint::base
