// JsonWalk: JSON text into tree nodes at simdjson's speed. Internal to src/tree; it accepts exactly RFC 8259, words no
// syntax errors and repairs nothing: JsonReader looks again with JsonScan.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "tree/builder.h"
#include "tree/read.h"

namespace paritylint::tree {

class JsonWalk {
 public:
  JsonWalk();
  ~JsonWalk();
  JsonWalk(JsonWalk&&) noexcept;

  // Hand the value in `text` from `begin` to `builder`, whose source is the text or, where `text` is its repaired copy,
  // the original with the same offsets; `bare_tokens`, in order, are what that copy has stand-ins for. kPadding
  // readable bytes must follow the text. True when the tree is complete. False with a problem added when a limit or the
  // stop token ended the walk, else without one. Keeps its memory for the next text.
  bool run(std::string_view text, std::uint32_t begin, std::span<const Span> bare_tokens, const ReadOptions& options,
           TreeBuilder& builder, std::vector<Problem>& problems);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace paritylint::tree
