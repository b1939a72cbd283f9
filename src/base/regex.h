// Regular expressions in linear time. The only user of RE2.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/span.h"

namespace paritylint::base {

// A compiled pattern (RE2 syntax); matching is const and may run in several threads at once.
class Regex {
 public:
  // Compile `pattern`; the error's message is RE2's reason.
  static Result<Regex> compile(std::string_view pattern);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  // The first match anywhere in `text`.
  std::optional<Span> search(std::string_view text) const;
  bool matches_whole(std::string_view text) const;

 private:
  struct Compiled;
  explicit Regex(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace paritylint::base
