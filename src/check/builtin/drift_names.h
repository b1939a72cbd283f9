// Where in a file names of resources stand, and which environments they say.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "diff/abstraction.h"
#include "diff/compare.h"

namespace paritylint::check {

// The environment words of one value that name a resource: in an ARN, a path, a bucket, a host, an image's repository;
// not a whole value (NODE_ENV=production), a flag, a tag, prose, or what carries the word in its variable's name.
std::vector<diff::Word> naming_words(const diff::Row& row, const diff::Cell& cell, diff::Abstraction& abstraction);

// True for a command that writes to or deletes from the bucket whose bytes are `word`'s surroundings.
bool is_written_bucket(std::string_view command, base::Span word);

// What the names of one column say.
struct NameVotes {
  std::size_t own = 0;                                      // rows that name its own environment
  std::map<std::string, std::vector<std::size_t>> foreign;  // rows by the strong word that they say alone
  std::map<std::string, std::vector<std::size_t>> weak;     // the same for ambiguous words
};

}  // namespace paritylint::check
