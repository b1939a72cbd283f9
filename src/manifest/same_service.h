// Do two manifests deploy one service by their content, once each has lost the word of its environment?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "manifest/identity.h"

namespace paritylint::manifest {

// A manifest and the word of its path that names its environment, or may do so; "" for a bare file's.
struct NamedContent {
  const Identity& identity;
  std::string_view word;
};

enum class SameService : std::uint8_t { unknown, same, different };

struct ServiceComparison {
  SameService verdict = SameService::unknown;  // unknown: nothing in them can be compared
  bool by_word = false;                        // a name of `one` carries its word: shop-test beside shop
  std::string evidence;  // "both have the same family and containers", "its family is a, not b"; "" when unknown
};

// Compares family and containers, or without both the log groups: shop-1box and shop-prod are called the same, importer
// and shop-prod are not, nor is a name that is nothing but the word. Of the containers the fewer must all be among the
// others, so that a side-car in common is no evidence. The environment's word may be spelled in any way of the
// vocabulary.
ServiceComparison compare_services(const NamedContent& one, const NamedContent& other, const Vocabulary& vocabulary);

}  // namespace paritylint::manifest
