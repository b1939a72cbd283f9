// JSON Pointer (RFC 6901): the address of one value in a document.
#pragma once

#include <optional>
#include <string_view>

#include "tree/cursor.h"

namespace paritylint::tree {

// The value below `root` that `pointer` names: "" is the root itself, "/a/0" the first element of its member "a".
std::optional<Cursor> find_by_pointer(const Cursor& root, std::string_view pointer);

// The same for a pointer in the fragment of a URI, whose bytes may be percent-encoded.
std::optional<Cursor> find_by_fragment(const Cursor& root, std::string_view fragment);

}  // namespace paritylint::tree
