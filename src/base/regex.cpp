#include "base/regex.h"

#include <re2/re2.h>

#include <utility>

namespace paritylint::base {
namespace {

RE2::Options quiet_options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

struct Regex::Compiled {
  explicit Compiled(std::string_view pattern) : re(piece(pattern), quiet_options()) {}
  RE2 re;
};

Regex::Regex(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(std::string_view pattern) {
  auto compiled = std::make_unique<Compiled>(pattern);
  if (!compiled->re.ok()) return Error{ErrorCode::invalid_rule, compiled->re.error()};
  return Regex(std::move(compiled));
}

std::optional<Span> Regex::search(std::string_view text) const {
  re2::StringPiece match;
  if (!compiled_->re.Match(piece(text), 0, text.size(), RE2::UNANCHORED, &match, 1)) return std::nullopt;
  // An empty text has no bytes that the match could point at.
  const std::size_t begin = text.empty() ? 0 : static_cast<std::size_t>(match.data() - text.data());
  return Span{offset32(begin), offset32(begin + match.size())};
}

bool Regex::matches_whole(std::string_view text) const {
  return compiled_->re.Match(piece(text), 0, text.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

}  // namespace paritylint::base
