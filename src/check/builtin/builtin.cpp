#include "check/builtin/builtin.h"

#include <algorithm>
#include <iterator>

#include "check/builtin/syntax.h"
#include "check/builtin/taskdef.h"

namespace paritylint::check::builtin {
namespace {

constexpr Builtin kBuiltins[] = {
    {"syntax", is_problem_name, report_syntax},
    {"taskdef", is_taskdef_check, report_taskdef},
};

}  // namespace

std::span<const Builtin> builtins() { return kBuiltins; }

bool is_builtin(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) return false;
  return std::any_of(std::begin(kBuiltins), std::end(kBuiltins), [&](const Builtin& row) {
    return row.family == name.substr(0, slash) && row.has(name.substr(slash + 1));
  });
}

}  // namespace paritylint::check::builtin
