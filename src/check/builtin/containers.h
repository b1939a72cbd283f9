// The containers of a task definition in whichever form the file has them: a whole task definition, a list of
// containers or a single one, in the API's spelling or in CloudFormation's.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/file_view.h"
#include "tree/cursor.h"

namespace paritylint::check::builtin {

// The member `name` of a mapping, also by CloudFormation's spelling where the file uses it.
std::optional<tree::Cursor> member(const FileView& view, const tree::Cursor& mapping, std::string_view name);

// In the order of the file; none for a file of another kind, or without a tree.
std::vector<tree::Cursor> containers(const FileView& view);

}  // namespace paritylint::check::builtin
