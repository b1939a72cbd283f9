#include "report/sarif_location.h"

#include "base/utf8.h"
#include "report/sarif_message.h"

namespace paritylint::report {
namespace {

// Longer snippets (a whole file as a region) are left out; the region says where to look.
constexpr std::size_t kMaxSnippetBytes = 4096;

// A byte-order mark has no column, so no region's text begins with it.
std::string_view without_mark(std::string_view text, base::Span bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  return text.substr(bytes.begin == 0 && text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
}

bool is_snippet(std::string_view text) {
  return !text.empty() && text.size() <= kMaxSnippetBytes && !base::find_invalid_utf8(text);
}

void write_region(base::JsonWriter& json, std::string_view key, const base::Position& begin, const base::Position& end,
                  std::string_view snippet) {
  json.key(key);
  json.begin_object();
  json.member("startLine", std::uint64_t{begin.line});
  json.member("startColumn", std::uint64_t{begin.column_utf16});
  json.member("endLine", std::uint64_t{end.line});
  json.member("endColumn", std::uint64_t{end.column_utf16});
  if (!snippet.empty()) write_sarif_text(json, "snippet", snippet);
  json.end_object();
}

void write_regions(base::JsonWriter& json, const check::Location& location) {
  const check::Excerpt& excerpt = location.excerpt;
  const std::string_view snippet = without_mark(location.snippet, location.bytes);
  const std::string_view context = without_mark(excerpt.text, excerpt.bytes);
  const bool has_snippet = !location.snippet_masked && is_snippet(snippet);
  write_region(json, "region", location.begin, location.end, has_snippet ? snippet : std::string_view());
  // Without its text, a context says nothing that the region does not.
  const bool is_wider = excerpt.bytes.contains(location.bytes) && context.size() > snippet.size();
  if (is_wider && !excerpt.masked && is_snippet(context))
    write_region(json, "contextRegion", excerpt.begin, excerpt.end, context);
}

}  // namespace

void write_sarif_text(base::JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key);
  json.begin_object();
  json.member("text", text);
  json.end_object();
}

void write_sarif_artifact(base::JsonWriter& json, const SarifUri& uri) {
  json.key("artifactLocation");
  json.begin_object();
  json.member("uri", uri.uri);
  json.member("uriBaseId", uri.base);
  json.end_object();
}

void write_sarif_location(base::JsonWriter& json, const SarifUri& uri, const check::Location& location,
                          std::size_t id) {
  json.begin_object();
  if (id > 0) json.member("id", std::uint64_t{id});
  json.key("physicalLocation");
  json.begin_object();
  write_sarif_artifact(json, uri);
  write_regions(json, location);
  json.end_object();
  if (!location.pointer.empty()) {
    json.key("logicalLocations");
    json.begin_array();
    json.begin_object();
    if (!location.display_path.empty()) json.member("name", location.display_path);
    json.member("fullyQualifiedName", location.pointer);
    json.end_object();
    json.end_array();
  }
  if (!location.message.empty()) write_sarif_text(json, "message", sarif_sentence(location.message));
  json.end_object();
}

}  // namespace paritylint::report
