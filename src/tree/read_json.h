// JsonReader: one JSON file into a tree, by simdjson On-Demand. Internal to src/tree; callers use Reader.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "tree/read.h"

namespace paritylint::tree {

class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;

  // Read `source` from `begin` (behind a BOM) into result.tree, add problems and set result.complete. Requires:
  // Reader's common checks passed, result is empty. UTF-8 and control characters are checked here.
  void read(std::string_view source, std::uint32_t begin, const ReadOptions& options, const KeyTable& keys,
            ReadResult& result);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace paritylint::tree
