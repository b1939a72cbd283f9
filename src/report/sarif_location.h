// Places in a SARIF file. Columns are UTF-16 code units. Every location has a region; its text and its context are left
// out where a secret was masked, because a snippet must be what the file holds.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/json_writer.h"
#include "check/finding.h"
#include "report/sarif_uri.h"

namespace paritylint::report {

// {"text": ...} under `key`; `text` is SARIF message text already, or a snippet.
void write_sarif_text(base::JsonWriter& json, std::string_view key, std::string_view text);

// The member artifactLocation.
void write_sarif_artifact(base::JsonWriter& json, const SarifUri& uri);

// One location object. `id` is what the message's link says; 0 for the primary location, to which nothing links.
void write_sarif_location(base::JsonWriter& json, const SarifUri& uri, const check::Location& location, std::size_t id);

}  // namespace paritylint::report
