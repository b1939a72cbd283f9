#include <cstring>

#include "input/file_system.h"

namespace paritylint::input {

char* Bytes::resize(std::size_t size) {
  if (storage_.size() < size + kReadPadding) storage_.resize(size + kReadPadding);
  std::memset(storage_.data() + size, 0, kReadPadding);
  size_ = size;
  return storage_.data();
}

void Bytes::assign(std::string_view text) {
  char* begin = resize(text.size());
  if (!text.empty()) std::memcpy(begin, text.data(), text.size());
}

}  // namespace paritylint::input
