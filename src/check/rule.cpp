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

std::string_view name(Status status) {
  switch (status) {
    case Status::stable:
      return "stable";
    case Status::preview:
      return "preview";
    case Status::deprecated:
      return "deprecated";
  }
  return {};
}

std::string_view help_line(const RuleRecord& rule, std::string_view key) {
  std::string_view help = rule.help_line;
  for_each_line(rule.help_by_key, [&](std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (line.substr(0, tab) == key) help = line.substr(tab + 1);
  });
  return help;
}

}  // namespace paritylint::check
