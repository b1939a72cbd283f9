// What is only spelt differently: names in CloudFormation's case, defaults, sizes with units.
#pragma once

#include <string>
#include <string_view>

#include "manifest/kind.h"
#include "tree/cursor.h"

namespace paritylint::diff {

// `name` as the API spells it, for a manifest that was recognised so. An AppSpec's keys have no case.
std::string canonical_name(std::string_view name, const manifest::Recognition& recognition);

// The member of `mapping` with that canonical name.
std::optional<tree::Cursor> member(const tree::Cursor& mapping, std::string_view name,
                                   const manifest::Recognition& recognition);

// True for null, an empty list and an empty mapping: the same as absent.
bool is_nothing(const tree::Cursor& value);

// The value of the member `name` inside `parent` (the canonical name of the list or mapping around it, "" at the top):
// "1 vCPU" is 1024 there where a task's size stands.
std::string normalised(std::string_view text, std::string_view name, std::string_view parent);

// What the service fills in where the member `name` of a `parent` is absent; "" for nothing.
std::string_view default_of(std::string_view name, std::string_view parent);

// True when every member of the mapping `name` says what holds without it.
bool is_default_block(const tree::Cursor& mapping, std::string_view name, const manifest::Recognition& recognition);

// A field that only describe-task-definition prints (DOMAIN.md 1.9).
bool is_describe_only(std::string_view name);

}  // namespace paritylint::diff
