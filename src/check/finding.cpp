#include "check/finding.h"

#include <algorithm>
#include <tuple>

#include "check/rule.h"

namespace paritylint::check {

std::string_view name(Level level) {
  switch (level) {
    case Level::off:
      return "off";
    case Level::note:
      return "note";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return {};
}

std::string_view name(BaselineState state) {
  switch (state) {
    case BaselineState::none:
      return "";
    case BaselineState::added:
      return "new";
    case BaselineState::updated:
      return "updated";
    case BaselineState::unchanged:
      return "unchanged";
  }
  return {};
}

bool is_located_in(const Finding& finding, std::string_view path) {
  return finding.primary.path == path ||
         std::ranges::any_of(finding.related, [&](const Location& one) { return one.path == path; });
}

bool precedes(const Finding& a, const Finding& b) {
  const auto place = [](const Finding& finding) {
    const Location& primary = finding.primary;
    return std::tie(finding.root, primary.path, primary.bytes.begin, primary.bytes.end);
  };
  if (place(a) != place(b)) return place(a) < place(b);
  return std::tie(a.rule->id, a.message) < std::tie(b.rule->id, b.message);
}

}  // namespace paritylint::check
