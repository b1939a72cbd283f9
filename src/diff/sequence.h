// Two sequences aligned by their longest common subsequence.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace paritylint::diff {

constexpr std::size_t kNoElement = static_cast<std::size_t>(-1);

// Pairs (index of `left`, index of `right`) in order, kNoElement where one side has nothing. Elements between two
// common ones are paired when `similar` says that they are the same step with another content.
//
// Costs the product of what is left of both sides without common beginning and end; beyond kMaxProduct only beginning
// and end are aligned.
constexpr std::size_t kMaxProduct = std::size_t{1} << 22;
std::vector<std::pair<std::size_t, std::size_t>> align_sequences(std::span<const std::string> left,
                                                                 std::span<const std::string> right,
                                                                 bool (*similar)(const std::string&,
                                                                                 const std::string&));

}  // namespace paritylint::diff
