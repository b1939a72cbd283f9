// A text as the steps of a pipeline leave it, with where each of its bytes comes from: an overlay over a template.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::manifest {

constexpr std::uint32_t kNoStep = 0xffffffff;

// A stretch of a rendered text. Stretches stand in order and cover all of it.
struct RenderedStretch {
  base::Span rendered;  // bytes of the rendered text
  // What it stands for in the template: the same bytes when no step wrote it, else what was replaced (empty for what
  // was added or whose origin is another text).
  base::Span source;
  std::uint32_t step = kNoStep;  // the last step that wrote it
};

// One replacement of bytes of a text.
struct TextEdit {
  base::Span span;
  std::string text;
};

class RenderedText {
 public:
  RenderedText() = default;
  // The content of a file, unchanged.
  static RenderedText of_file(std::string path, std::string_view bytes);
  // What a step wrote out of nothing.
  static RenderedText of_step(std::uint32_t step, std::string bytes);

  // Unknown values stand in it as symbols: symbols.h.
  std::string_view bytes() const { return bytes_; }
  std::span<const RenderedStretch> stretches() const { return stretches_; }
  // Path of the file whose bytes `source` speaks of; "" when there is none.
  const std::string& source_path() const { return source_path_; }

  // Why the bytes may be others than these; "" when they are exact (apart from symbols).
  const std::string& doubt() const { return doubt_; }
  // False when a step may have changed it in a way that nobody followed; true when all that is not known is whether a
  // step runs at all. Bytes that no step has replaced stand there in any case then.
  bool is_followed() const { return is_followed_; }
  void add_doubt(std::string_view why) {
    if (is_followed_) doubt_ = why;
    is_followed_ = false;
  }
  // A step that runs in some cases only has changed it.
  void add_condition() {
    if (doubt_.empty()) doubt_ = "a step runs in some cases only";
  }

  // A text made of `bytes` in the place of this one, by a step that writes all of it anew. `kept` says which bytes of
  // the new text repeat bytes of this one, in order of the new text.
  struct Kept {
    base::Span now;
    base::Span before;
  };
  void rewrite(std::string bytes, std::span<const Kept> kept, std::uint32_t step);

  // Replace pieces of the text. Edits stand in order and do not overlap.
  void edit(std::span<const TextEdit> edits, std::uint32_t step);
  // Put another text behind this one.
  void append(const RenderedText& other);

  // The bytes of the template that `rendered` comes from; of replaced text all that was replaced.
  base::Span source_of(base::Span rendered) const;

 private:
  void add_stretch(std::uint32_t size, base::Span source, std::uint32_t step);

  std::string bytes_;
  std::vector<RenderedStretch> stretches_;
  std::string source_path_;
  std::string doubt_;
  bool is_followed_ = true;
};

}  // namespace paritylint::manifest
