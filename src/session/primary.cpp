#include "session/primary.h"

#include <utility>

#include "check/line_hash.h"

namespace paritylint::session {

void make_primary(check::Finding& finding, std::size_t index, std::optional<std::string_view> text) {
  std::swap(finding.primary, finding.related[index]);
  check::Location& former = finding.related[index];
  former.message = finding.primary.message.empty() ? "also here" : std::move(finding.primary.message);
  finding.primary.message.clear();
  // Edits are of the primary location's file.
  if (former.path != finding.primary.path) finding.edits.clear();
  if (text) finding.line_hash = check::line_hash(*text, finding.primary.begin.line);
}

}  // namespace paritylint::session
