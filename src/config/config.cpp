#include "config/config.h"

#include "base/text.h"

namespace paritylint::config {

std::string described(const Place& place) {
  std::string text = place.path.empty() ? std::string(kFileName) : place.path;
  text += ", line ";
  base::append_number(text, place.line);
  return text;
}

}  // namespace paritylint::config
