// A manifest read for a test: owns the bytes and the tree over them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tree/read.h"

namespace paritylint::test {

class Parsed {
 public:
  Parsed(std::string_view path, std::string_view source) : size_(source.size()), bytes_(source) {
    bytes_.append(tree::kPadding, '\0');
    tree::Reader reader(keys_);
    reader.read(tree::guess_format(path, this->source()), this->source(), tree::ReadOptions{}, result_);
  }

  std::string_view source() const { return {bytes_.data(), size_}; }
  const tree::Tree& tree() const { return result_.tree; }
  bool complete() const { return result_.complete; }

 private:
  std::size_t size_;
  std::string bytes_;
  tree::KeyTable keys_;
  tree::ReadResult result_;
};

}  // namespace paritylint::test
