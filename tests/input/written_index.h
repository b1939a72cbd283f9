// A git index written entry by entry, also as git would never write one.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace paritylint::test {

// Ids are of 20 bytes, paths in version 4 drop nothing of the one before unless dropping() says so.
class WrittenIndex {
 public:
  explicit WrittenIndex(unsigned version) : version_(version) {}

  WrittenIndex& entry(std::string_view path, unsigned mode = 0100644, unsigned flags = 0) {
    const std::size_t begin = entries_.size();
    for (int i = 0; i < 6; ++i) number(entries_, 0);
    number(entries_, mode);
    for (int i = 0; i < 3; ++i) number(entries_, 0);
    entries_.append(20, 'i');
    flags |= static_cast<unsigned>(std::min<std::size_t>(path.size(), 0xfff));
    entries_ += static_cast<char>(flags >> 8);
    entries_ += static_cast<char>(flags);
    if (version_ == 4) entries_ += drop_;
    entries_ += path;
    entries_ += '\0';
    while (version_ != 4 && (entries_.size() - begin) % 8 != 0) entries_ += '\0';
    ++count_;
    return *this;
  }
  WrittenIndex& dropping(std::string_view encoded) {
    drop_ = encoded;
    return *this;
  }
  WrittenIndex& extension(std::string_view name, std::string_view content) {
    extensions_ += name;
    number(extensions_, static_cast<unsigned>(content.size()));
    extensions_ += content;
    return *this;
  }
  std::string text() const {
    std::string all = "DIRC";
    number(all, version_);
    number(all, count_);
    return all + entries_ + extensions_ + std::string(20, '\0');
  }

 private:
  static void number(std::string& text, unsigned value) {
    for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift);
  }

  unsigned version_;
  unsigned count_ = 0;
  std::string entries_, extensions_;
  std::string drop_ = std::string(1, '\0');
};

// In `bytes` bytes, as version 4 allows: a path of nearly 4,000 bytes and entries that change its last few.
inline std::string index_of_long_paths(std::size_t bytes) {
  WrittenIndex index(4);
  index.entry(std::string(3900, 'd') + "/00000000");
  index.dropping("\x08");
  constexpr std::size_t kEntryBytes = 40 + 20 + 2 + 1 + 8 + 1;
  for (std::size_t i = 1; i < bytes / kEntryBytes; ++i) {
    const std::string number = std::to_string(i);
    index.entry(std::string(8 - number.size(), '0') + number);
  }
  return index.text();
}

}  // namespace paritylint::test
