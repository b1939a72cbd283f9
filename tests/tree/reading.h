// A text read into a tree, with everything that must outlive it. For tests.
#pragma once

#include <string>
#include <string_view>

#include "tree/read.h"

namespace paritylint::test {

class Reading {
 public:
  // What follows the text in memory is `padding`: readers must not care what it is.
  Reading(tree::Format format, std::string_view text, const tree::ReadOptions& options = {}, char padding = '}')
      : size_(text.size()), buffer_(std::string(text) + std::string(tree::kPadding, padding)) {
    tree::Reader reader(no_keys());
    reader.read(format, source(), options, result_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  std::string_view source() const { return std::string_view(buffer_).substr(0, size_); }
  const tree::ReadResult& result() const { return result_; }
  const tree::Tree& tree() const { return result_.tree; }
  bool is_complete() const { return result_.complete; }

  static const tree::KeyTable& no_keys() {
    static const tree::KeyTable table;
    return table;
  }

 private:
  std::size_t size_;
  std::string buffer_;
  tree::ReadResult result_;
};

inline tree::ReadOptions strict() {
  tree::ReadOptions options;
  options.mode = tree::Mode::strict;
  return options;
}

inline tree::ReadOptions tolerant() { return {}; }

}  // namespace paritylint::test
