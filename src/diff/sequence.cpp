#include "diff/sequence.h"

#include <algorithm>
#include <cstdint>

namespace paritylint::diff {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

// Common elements of two sequences without common beginning and end.
Pairs common_elements(std::span<const std::string> left, std::span<const std::string> right, std::size_t& budget) {
  const std::size_t width = right.size() + 1;
  if (left.empty() || right.empty() || left.size() > budget / width) return {};
  budget -= left.size() * width;
  std::vector<std::uint32_t> longest((left.size() + 1) * width, 0);
  for (std::size_t i = left.size(); i-- > 0;) {
    for (std::size_t j = right.size(); j-- > 0;) {
      longest[i * width + j] = left[i] == right[j] ? longest[(i + 1) * width + j + 1] + 1
                                                   : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  Pairs pairs;
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i] == right[j]) {
      pairs.emplace_back(i++, j++);
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return pairs;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> align_sequences(std::span<const std::string> left,
                                                                 std::span<const std::string> right, Similarity similar,
                                                                 std::size_t& budget) {
  std::size_t front = 0;
  while (front < left.size() && front < right.size() && left[front] == right[front]) ++front;
  std::size_t back = 0;
  while (back < left.size() - front && back < right.size() - front &&
         left[left.size() - 1 - back] == right[right.size() - 1 - back]) {
    ++back;
  }
  Pairs anchors;
  for (std::size_t i = 0; i < front; ++i) anchors.emplace_back(i, i);
  for (const auto& [i, j] : common_elements(left.subspan(front, left.size() - front - back),
                                            right.subspan(front, right.size() - front - back), budget)) {
    anchors.emplace_back(front + i, front + j);
  }
  for (std::size_t i = back; i-- > 0;) anchors.emplace_back(left.size() - 1 - i, right.size() - 1 - i);
  anchors.emplace_back(left.size(), right.size());

  Pairs result;
  std::size_t i = 0, j = 0;
  for (const auto& [next_left, next_right] : anchors) {
    while (i < next_left && j < next_right) {
      if (similar(left[i], right[j])) {
        result.emplace_back(i++, j++);
      } else if (next_left - i > next_right - j) {
        result.emplace_back(i++, kNoElement);
      } else if (next_left - i < next_right - j) {
        result.emplace_back(kNoElement, j++);
      } else {
        result.emplace_back(i++, kNoElement);
        result.emplace_back(kNoElement, j++);
      }
    }
    for (; i < next_left; ++i) result.emplace_back(i, kNoElement);
    for (; j < next_right; ++j) result.emplace_back(kNoElement, j);
    if (next_left < left.size() || next_right < right.size()) result.emplace_back(i++, j++);
  }
  return result;
}

}  // namespace paritylint::diff
