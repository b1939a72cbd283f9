// SurvivingBytes: which bytes of a template arrive unchanged at the end of a pipeline.
#pragma once

#include <cstdint>
#include <vector>

#include "base/span.h"
#include "manifest/pipeline/rendered_text.h"

namespace paritylint::check::builtin {

class SurvivingBytes {
 public:
  explicit SurvivingBytes(const manifest::RenderedText& text);

  enum class Part : std::uint8_t { none, some, all };
  // How much of the template's bytes `source` no step has replaced.
  Part of(base::Span source) const;

 private:
  std::vector<base::Span> kept_;  // of the template, in order, none touching another
};

}  // namespace paritylint::check::builtin
