#include "check/builtin/templating/surviving_bytes.h"

#include <algorithm>

namespace paritylint::check::builtin {

SurvivingBytes::SurvivingBytes(const manifest::RenderedText& text) {
  std::vector<base::Span> kept;
  for (const manifest::RenderedStretch& stretch : text.stretches()) {
    if (stretch.step == manifest::kNoStep && !stretch.source.empty()) kept.push_back(stretch.source);
  }
  // jq writes members in an order of its own.
  std::ranges::sort(kept, {}, &base::Span::begin);
  for (const base::Span one : kept) {
    if (!kept_.empty() && one.begin <= kept_.back().end) {
      kept_.back().end = std::max(kept_.back().end, one.end);
    } else {
      kept_.push_back(one);
    }
  }
}

SurvivingBytes::Part SurvivingBytes::of(base::Span source) const {
  const std::span<const base::Span> meeting = base::meeting(kept_, source);
  if (meeting.empty()) return Part::none;
  return meeting.size() == 1 && meeting[0].contains(source) ? Part::all : Part::some;
}

}  // namespace paritylint::check::builtin
