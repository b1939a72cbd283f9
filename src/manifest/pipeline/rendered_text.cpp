#include "manifest/pipeline/rendered_text.h"

#include <algorithm>

namespace paritylint::manifest {

using base::offset32;

RenderedText RenderedText::of_file(std::string path, std::string_view bytes) {
  RenderedText text;
  text.source_path_ = std::move(path);
  text.bytes_ = bytes;
  text.add_stretch(offset32(bytes.size()), {0, offset32(bytes.size())}, kNoStep);
  return text;
}

RenderedText RenderedText::of_step(std::uint32_t step, std::string bytes) {
  RenderedText text;
  text.bytes_ = std::move(bytes);
  text.add_stretch(offset32(text.bytes_.size()), {}, step);
  return text;
}

void RenderedText::add_stretch(std::uint32_t size, base::Span source, std::uint32_t step) {
  if (size == 0 && source.empty()) return;
  const std::uint32_t begin = stretches_.empty() ? 0 : stretches_.back().rendered.end;
  stretches_.push_back({{begin, begin + size}, source, step});
}

namespace {

// Walks over stretches in order of the rendered text and hands out pieces of them.
class StretchReader {
 public:
  explicit StretchReader(std::span<const RenderedStretch> stretches) : stretches_(stretches) {}

  // Hand what lies between the last call's end and `end` to visit(size, source, step). A replaced stretch that is cut
  // gives its source to each of its pieces; deleted text belongs to what stands before it.
  template <class Visit>
  void read_until(std::uint32_t end, Visit&& visit) {
    for (; index_ < stretches_.size(); ++index_) {
      const RenderedStretch& one = stretches_[index_];
      if (one.rendered.begin > end) return;
      const std::uint32_t stop = std::min(one.rendered.end, end);
      if (stop > at_ || one.rendered.empty()) {
        const bool is_copy = one.step == kNoStep;
        const std::uint32_t first = one.source.begin + (at_ - one.rendered.begin);
        visit(stop - at_, is_copy ? base::Span{first, first + (stop - at_)} : one.source, one.step);
        at_ = stop;
      }
      if (stop < one.rendered.end) return;
    }
  }

  // Begin at `begin`.
  void go_to(std::uint32_t begin) {
    const auto first =
        std::ranges::partition_point(stretches_, [&](const RenderedStretch& one) { return one.rendered.end <= begin; });
    index_ = static_cast<std::size_t>(first - stretches_.begin());
    at_ = begin;
  }

 private:
  std::span<const RenderedStretch> stretches_;
  std::size_t index_ = 0;
  std::uint32_t at_ = 0;
};

}  // namespace

void RenderedText::edit(std::span<const TextEdit> edits, std::uint32_t step) {
  if (edits.empty()) return;
  const std::vector<RenderedStretch> before = std::move(stretches_);
  stretches_.clear();
  std::string bytes;
  StretchReader reader(before);
  std::uint32_t at = 0;
  const auto copy = [&](std::uint32_t size, base::Span source, std::uint32_t by) { add_stretch(size, source, by); };
  for (const TextEdit& edit : edits) {
    bytes.append(bytes_, at, edit.span.begin - at);
    reader.read_until(edit.span.begin, copy);
    base::Span source{0xffffffff, 0};
    reader.read_until(edit.span.end, [&](std::uint32_t, base::Span one, std::uint32_t) {
      if (!one.empty()) source = {std::min(source.begin, one.begin), std::max(source.end, one.end)};
    });
    if (source.begin > source.end) source = {};
    bytes += edit.text;
    add_stretch(offset32(edit.text.size()), source, step);
    at = edit.span.end;
  }
  bytes.append(bytes_, at);
  reader.read_until(offset32(bytes_.size()), copy);
  bytes_ = std::move(bytes);
}

void RenderedText::append(const RenderedText& other) {
  const bool same = source_path_ == other.source_path_ || bytes_.empty();
  if (bytes_.empty()) source_path_ = other.source_path_;
  bytes_ += other.bytes_;
  for (const RenderedStretch& one : other.stretches_) {
    // Only one file can be the template; what comes from another one is text that was added.
    if (same || one.step != kNoStep) {
      add_stretch(one.rendered.size(), same ? one.source : base::Span(), one.step);
    } else {
      add_stretch(one.rendered.size(), {}, one.step);
    }
  }
  if (!same && !other.source_path_.empty()) add_doubt("several files make it up");
  if (!other.is_followed_) {
    add_doubt(other.doubt_);
  } else if (!other.doubt_.empty()) {
    add_condition();
  }
}

void RenderedText::rewrite(std::string bytes, std::span<const Kept> kept, std::uint32_t step) {
  const std::vector<RenderedStretch> before = std::move(stretches_);
  stretches_.clear();
  StretchReader reader(before);
  std::uint32_t at = 0;
  for (const Kept& one : kept) {
    add_stretch(one.now.begin - at, {}, step);
    reader.go_to(one.before.begin);
    reader.read_until(one.before.end,
                      [&](std::uint32_t size, base::Span source, std::uint32_t by) { add_stretch(size, source, by); });
    at = one.now.end;
  }
  add_stretch(offset32(bytes.size()) - at, {}, step);
  bytes_ = std::move(bytes);
}

base::Span RenderedText::source_of(base::Span rendered) const {
  StretchReader reader(stretches_);
  base::Span source{0xffffffff, 0};
  reader.go_to(rendered.begin);
  reader.read_until(rendered.end, [&](std::uint32_t, base::Span one, std::uint32_t) {
    if (!one.empty()) source = {std::min(source.begin, one.begin), std::max(source.end, one.end)};
  });
  return source.begin > source.end ? base::Span() : source;
}

}  // namespace paritylint::manifest
