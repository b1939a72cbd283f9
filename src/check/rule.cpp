#include "check/rule.h"

namespace paritylint::check {

std::string_view name(Confidence confidence) {
  switch (confidence) {
    case Confidence::low:
      return "low";
    case Confidence::medium:
      return "medium";
    case Confidence::high:
      return "high";
  }
  return {};
}

}  // namespace paritylint::check
