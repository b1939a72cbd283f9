#include "base/system_error.h"

#include <cerrno>
#include <limits>
#include <system_error>

#include "base/text.h"

namespace paritylint::base {

std::string system_error_text(int error) {
  std::string text = std::generic_category().message(error);
  const bool is_word = text.size() > 1 && is_lower(text[1]);  // but not "I/O error"
  if (is_word) text[0] = to_lower(text[0]);
  return text;
}

Error cannot(ErrorCode code, std::string_view action, std::string_view name, std::string_view reason) {
  std::string text = "cannot ";
  text.append(action).append(" ").append(quoted(name, std::numeric_limits<std::size_t>::max()));
  return {code, text.append(": ").append(reason)};
}

Error cannot(std::string_view action, std::string_view name, int error) {
  const bool is_absent = error == ENOENT || error == ENOTDIR;
  return cannot(is_absent ? ErrorCode::not_found : ErrorCode::io, action, name, system_error_text(error));
}

}  // namespace paritylint::base
