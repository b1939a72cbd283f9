// Where in a file names of resources stand, and which environments they say.
#pragma once

#include <string_view>
#include <vector>

#include "diff/abstraction.h"
#include "diff/compare.h"

namespace paritylint::check {

// The environment words of one value that name a resource: in an ARN, a path, a bucket, a host, an image's repository;
// not a whole value (NODE_ENV=production), a flag, a tag, prose, or what carries the word in its variable's name.
std::vector<diff::Word> naming_words(const diff::Row& row, const diff::Cell& cell, diff::Abstraction& abstraction);

// True for a task definition's member that names a role.
inline bool is_role(std::string_view member) { return member == "taskRoleArn" || member == "executionRoleArn"; }

}  // namespace paritylint::check
