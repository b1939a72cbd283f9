#include "git_index_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace paritylint::bench {
namespace {

constexpr std::size_t kIdBytes = 20;

void append(std::string& text, std::uint32_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i) & 0xff);
}

}  // namespace

std::string git_index_text(std::vector<std::string> paths) {
  std::ranges::sort(paths);
  std::string text = "DIRC";
  append(text, 2, 4);
  append(text, static_cast<std::uint32_t>(paths.size()), 4);
  for (const std::string& path : paths) {
    const std::size_t begin = text.size();
    for (std::uint32_t i = 0; i < 10; ++i) append(text, i == 6 ? 0100644 : 1'700'000'000 + i, 4);
    text.append(kIdBytes, 'i');
    append(text, static_cast<std::uint32_t>(std::min<std::size_t>(path.size(), 0xfff)), 2);
    text.append(path);
    const std::size_t size = text.size() - begin;
    text.append((size + 8) / 8 * 8 - size, '\0');
  }
  return text.append(kIdBytes, '\0');
}

}  // namespace paritylint::bench
