// YamlReader: one YAML file into a tree. Internal to src/tree; callers use Reader.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "tree/read.h"

namespace paritylint::tree {

class YamlReader {
 public:
  YamlReader();
  ~YamlReader();
  YamlReader(YamlReader&&) noexcept;

  // Read `source` from `begin` (behind a BOM) into result.tree, add problems and set result.complete. Requires:
  // result is empty; Reader has checked size, encoding, UTF-8 and C0 control characters. Duplicate names are found
  // by the builder and reported by Reader. When complete stays false, Reader empties the tree.
  void read(std::string_view source, std::uint32_t begin, const ReadOptions& options, const KeyTable& keys,
            ReadResult& result);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace paritylint::tree
