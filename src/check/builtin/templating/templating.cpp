#include "check/builtin/templating/templating.h"

#include <algorithm>
#include <array>

#include "check/builtin/templating/images.h"
#include "check/builtin/templating/rendered_files.h"
#include "check/builtin/templating/replacements.h"
#include "check/builtin/templating/unreplaced.h"
#include "check/builtin/templating/variables.h"

namespace paritylint::check::builtin {
namespace {

constexpr std::array<std::string_view, 12> kChecks = {"unreplaced", "unparsable",    "intrinsic",   "spelling",
                                                      "useless",    "ambiguous",     "once-a-line", "unexported",
                                                      "eaten",      "not-handed-on", "jq-by-index", "stale-image"};

}  // namespace

bool is_templating_check(std::string_view name) { return std::ranges::find(kChecks, name) != kChecks.end(); }

void report_templating(RootReporter& reporter) {
  report_unreplaced(reporter);
  report_replacements(reporter);
  report_variables(reporter);
  report_rendered_files(reporter);
  report_images(reporter);
}

}  // namespace paritylint::check::builtin
