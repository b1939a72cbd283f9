// A text read into a tree, for tests that need a tree and do not test the readers.
#pragma once

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "tree/cursor.h"
#include "tree/read.h"

namespace paritylint::test {

// Owns text, key table and tree. Neither copied nor moved: they refer to each other.
class ReadDocument {
 public:
  // The views in `keys` must outlive the document. A text that is not read as a whole fails the test.
  ReadDocument(tree::Format format, std::string text, std::span<const std::string_view> keys = {})
      : keys_(keys), padded_(std::move(text)) {
    const std::size_t size = padded_.size();
    padded_.append(tree::kPadding, '\0');
    tree::ReadOptions options;
    options.mode = tree::Mode::strict;
    tree::Reader(keys_).read(format, std::string_view(padded_).substr(0, size), options, result_);
    EXPECT_TRUE(result_.complete) << padded_.c_str();
  }
  ReadDocument(const ReadDocument&) = delete;
  ReadDocument& operator=(const ReadDocument&) = delete;

  const tree::Tree& tree() const { return result_.tree; }
  tree::Cursor root() const {
    if (result_.tree.documents().empty()) BUG("a test asks for the root of a text that could not be read");
    return {result_.tree, result_.tree.documents().front()};
  }

 private:
  tree::KeyTable keys_;
  std::string padded_;
  tree::ReadResult result_;
};

}  // namespace paritylint::test
