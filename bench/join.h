// Putting texts together.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.h"

namespace paritylint::bench {

inline std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

inline std::string decimal(std::uint64_t number) {
  std::string text;
  base::append_number(text, number);
  return text;
}

}  // namespace paritylint::bench
