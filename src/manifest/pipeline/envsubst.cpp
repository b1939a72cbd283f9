#include "manifest/pipeline/envsubst.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::manifest {

std::vector<EnvironmentReference> find_environment_references(std::string_view text) {
  std::vector<EnvironmentReference> found;
  const auto begins = [&](std::size_t at) { return at < text.size() && (base::is_alpha(text[at]) || text[at] == '_'); };
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    const bool has_brace = at + 1 < text.size() && text[at + 1] == '{';
    const std::size_t name = at + (has_brace ? 2 : 1);
    if (!begins(name)) continue;
    std::size_t end = name;
    while (end < text.size() && (base::is_alnum(text[end]) || text[end] == '_')) ++end;
    if (has_brace && (end >= text.size() || text[end] != '}')) continue;
    found.push_back({{base::offset32(at), base::offset32(end + (has_brace ? 1 : 0))}, text.substr(name, end - name)});
  }
  return found;
}

void apply_envsubst(const EnvironmentSubstitution& substitution,
                    const std::function<std::string(std::string_view name)>& value_of, std::uint32_t step,
                    RenderedText& text) {
  std::vector<TextEdit> edits;
  for (const EnvironmentReference& one : find_environment_references(text.bytes())) {
    if (substitution.names && std::ranges::find(*substitution.names, one.name) == substitution.names->end()) continue;
    edits.push_back({one.span, value_of(one.name)});
  }
  text.edit(edits, step);
}

}  // namespace paritylint::manifest
