#include "check/closer.h"

#include <algorithm>

#include "check/line_hash.h"
#include "manifest/secrets.h"
#include "tree/json_path.h"

namespace paritylint::check {
namespace {

// Lines longer than this are cut around the region: a minified file is one line of 60 KB.
constexpr std::uint32_t kMaxExcerpt = 600;
constexpr std::uint32_t kMargin = 120;

// True when a code point may begin at `offset`: cuts must not split one.
bool is_boundary(std::string_view text, std::uint32_t offset) {
  return offset >= text.size() || (static_cast<unsigned char>(text[offset]) & 0xc0) != 0x80;
}

}  // namespace

void Closer::prepare() {
  if (prepared_) return;
  prepared_ = true;
  lines_.emplace(view_.source);
  secrets_ = view_.tree != nullptr && view_.recognition ? manifest::secret_spans(*view_.tree, *view_.recognition)
                                                        : manifest::secret_spans(view_.source);
  if (view_.tree == nullptr) return;
  indices_.emplace(*view_.tree);
  pointers_.emplace(*view_.tree, *indices_, view_.kind);
}

// The secrets that share a byte with `span`.
std::span<const base::Span> Closer::secrets_in(base::Span span) const {
  const auto first = std::ranges::partition_point(secrets_, [&](base::Span one) { return one.end <= span.begin; });
  const auto last = std::partition_point(first, secrets_.end(), [&](base::Span one) { return one.begin < span.end; });
  return {first, last};
}

std::string Closer::masked(base::Span span, bool& is_masked) const {
  std::string text(base::slice(view_.source, span));
  for (const base::Span secret : secrets_in(span)) {
    const std::uint32_t begin = std::max(secret.begin, span.begin);
    const std::uint32_t end = std::min(secret.end, span.end);
    for (std::uint32_t at = begin; at < end; ++at) {
      char& c = text[at - span.begin];
      if (c != '\n' && c != '\r') c = '*';
      is_masked = true;
    }
  }
  return text;
}

Excerpt Closer::excerpt_around(base::Span span) const {
  const std::uint32_t first = lines_->line_of(span.begin);
  // A region that ends right behind a line break shows the line that it ends, not the next one.
  const std::uint32_t last = lines_->line_of(span.empty() ? span.begin : span.end - 1);
  base::Span bytes{lines_->line_span(first).begin, std::max(lines_->line_span(last).end, span.end)};
  if (bytes.size() > kMaxExcerpt) {
    if (span.begin - bytes.begin > kMargin) bytes.begin = span.begin - kMargin;
    if (bytes.end - span.end > kMargin) bytes.end = span.end + kMargin;
    while (!is_boundary(view_.source, bytes.begin)) --bytes.begin;
    while (!is_boundary(view_.source, bytes.end)) ++bytes.end;
  }
  Excerpt excerpt;
  excerpt.bytes = bytes;
  excerpt.begin = base::position_of(*lines_, view_.source, bytes.begin);
  excerpt.end = base::position_of(*lines_, view_.source, bytes.end);
  excerpt.text = masked(bytes, excerpt.masked);
  return excerpt;
}

Location Closer::close(base::Span span, tree::NodeId node) {
  prepare();
  Location location;
  location.bytes = span;
  location.begin = base::position_of(*lines_, view_.source, span.begin);
  location.end = base::position_of(*lines_, view_.source, span.end);
  location.snippet = masked(span, location.snippet_masked);
  location.excerpt = excerpt_around(span);
  if (view_.tree != nullptr && node != tree::kNoNode) {
    location.pointer = pointers_->of(node);
    location.display_path = tree::display_path(*view_.tree, node, *indices_);
  }
  return location;
}

const std::string& Closer::line_hash(std::uint32_t line_1based) {
  if (line_hashes_.empty()) line_hashes_ = line_hashes(view_.source);
  static const std::string none;
  return line_1based <= line_hashes_.size() ? line_hashes_[line_1based - 1] : none;
}

std::string Closer::mask_value(base::Span span, std::string_view text) {
  prepare();
  const bool secret = !secrets_in(span).empty();
  return secret ? std::string(text.size(), '*') : std::string(text);
}

}  // namespace paritylint::check
