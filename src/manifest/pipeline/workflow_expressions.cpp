#include "manifest/pipeline/workflow_expressions.h"

#include "base/text.h"

namespace paritylint::manifest {
namespace {

std::optional<std::string> find_value(const WorkflowValues& values, std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() ? std::nullopt : std::optional(found->second);
}

// Behind "steps." or "needs.": NAME.outputs.OUTPUT
std::optional<std::string> find_output(const std::map<std::string, WorkflowValues, std::less<>>& outputs,
                                       std::string_view path) {
  constexpr std::string_view kMiddle = ".outputs.";
  const std::size_t middle = path.find(kMiddle);
  if (middle == std::string_view::npos) return std::nullopt;
  const auto found = outputs.find(path.substr(0, middle));
  return found == outputs.end() ? std::nullopt : find_value(found->second, path.substr(middle + kMiddle.size()));
}

std::optional<std::string> value_of_operand(std::string_view operand, const WorkflowScope& scope) {
  if (operand.size() >= 2 && operand.front() == '\'' && operand.back() == '\'') {
    const std::string_view inside = operand.substr(1, operand.size() - 2);
    return inside.find('\'') == std::string_view::npos ? std::optional(std::string(inside)) : std::nullopt;
  }
  const std::size_t dot = operand.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view context = operand.substr(0, dot);
  const std::string_view rest = operand.substr(dot + 1);
  if (context == "env") return find_value(scope.env, rest);
  if (context == "matrix") return find_value(scope.matrix, rest);
  if (context == "inputs") return find_value(scope.inputs, base::to_lower(rest));
  if (context == "steps") return find_output(scope.outputs, rest);
  if (context == "needs") return find_output(scope.needs, rest);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> value_of_expression(std::string_view expression, const WorkflowScope& scope) {
  for (std::string_view rest = expression;;) {
    const std::size_t bar = rest.find("||");
    auto value = value_of_operand(base::trim(rest.substr(0, bar)), scope);
    if (!value || bar == std::string_view::npos) return value;
    // An unknown value may be empty.
    if (has_symbol(*value)) return std::nullopt;
    if (!value->empty() && *value != "false") return value;
    rest.remove_prefix(bar + 2);
  }
}

std::string expanded(std::string_view text, const WorkflowScope& scope, SymbolTable& symbols) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find("${{", at);
    const std::size_t end = begin == std::string_view::npos ? begin : text.find("}}", begin);
    if (end == std::string_view::npos) break;
    out += text.substr(at, begin - at);
    const std::string inside(base::trim(text.substr(begin + 3, end - begin - 3)));
    const auto value = value_of_expression(inside, scope);
    if (value) {
      out += *value;
    } else if (inside == "github.workspace") {
      out += symbols.add({SymbolKind::variable, "GITHUB_WORKSPACE", "${GITHUB_WORKSPACE}", {}});
    } else {
      out += symbols.add({SymbolKind::expression, inside, "${{ " + inside + " }}", {}});
    }
    at = end + 2;
  }
  return out.append(text.substr(at));
}

}  // namespace paritylint::manifest
