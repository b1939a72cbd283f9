// Two sequences aligned by their longest common subsequence.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace paritylint::diff {

constexpr std::size_t kNoElement = static_cast<std::size_t>(-1);

// True for two elements that are one step with another content.
using Similarity = bool (*)(const std::string& left, const std::string& right);

// Pairs (index of `left`, index of `right`) in order, kNoElement where one side has nothing. Elements between two
// common ones are paired when they are `similar`.
//
// Costs the product of what is left of both sides without common beginning and end, which is taken from `budget`; where
// that does not suffice only beginning and end are aligned.
constexpr std::size_t kSequenceBudget = std::size_t{1} << 24;
std::vector<std::pair<std::size_t, std::size_t>> align_sequences(std::span<const std::string> left,
                                                                 std::span<const std::string> right, Similarity similar,
                                                                 std::size_t& budget);

}  // namespace paritylint::diff
