#include "config/mistakes.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace paritylint::config {

Place place_of(const Mark& mark) {
  const ConfigSource& source = *mark.source;
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  const std::uint32_t line = source.lines.line_of(mark.offset);
  std::uint32_t begin = source.lines.line_span(line).begin;
  // As base::position_of, which counts code points too: too much for a thousand places in one very long line.
  if (begin == 0 && source.bytes.view().starts_with(kByteOrderMark)) begin = base::offset32(kByteOrderMark.size());
  return {source.path, line, mark.offset < begin ? 1 : mark.offset - begin + 1};
}

void Mistakes::add(const Mark& mark, std::string what) {
  if (!is_full()) mistakes_.push_back({mark, std::move(what)});
}

base::Error Mistakes::take_error() {
  const auto key = [](const Mistake& mistake) {
    return std::tuple(mistake.mark.source->order, mistake.mark.offset, std::string_view(mistake.what));
  };
  const bool was_full = is_full();
  std::ranges::sort(mistakes_, {}, key);
  // What an alias repeats is one mistake.
  const auto same = [&](const Mistake& a, const Mistake& b) { return key(a) == key(b); };
  mistakes_.erase(std::unique(mistakes_.begin(), mistakes_.end(), same), mistakes_.end());
  base::Error error{base::ErrorCode::invalid_config, {}};
  for (const Mistake& mistake : mistakes_) {
    const ConfigSource& source = *mistake.mark.source;
    const base::Position position = base::position_of(source.lines, source.bytes.view(), mistake.mark.offset);
    if (!error.message.empty()) error.message += '\n';
    error.message += base::printable(source.path) + ':';
    base::append_number(error.message, position.line);
    error.message += ':';
    base::append_number(error.message, position.column_code_points);
    error.message += ": " + mistake.what;
  }
  if (was_full) error.message += " (there may be more mistakes, of which these come first)";
  mistakes_.clear();
  return error;
}

}  // namespace paritylint::config
