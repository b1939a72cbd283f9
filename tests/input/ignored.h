// What our ignore rules and git's own say about paths.
#pragma once

#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "input/git.h"
#include "input/ignore_rules.h"

namespace paritylint::test {

// Whether `path` is ignored; one that ends in '/' is a folder.
inline bool is_ignored(input::IgnoreRules& rules, std::string path) {
  input::IgnoreScopes scopes(rules, "");
  input::EntryKind kind = input::EntryKind::file;
  if (path.ends_with('/')) {
    path.pop_back();
    kind = input::EntryKind::directory;
  }
  return scopes.ignore(path, kind);
}

// Asks git, which reads no configuration but the work tree's, and gives back those of `paths` that it ignores.
inline std::set<std::string> ignored_by_git(const GitWorkTree& tree, const std::vector<std::string>& paths) {
  std::ofstream list(tree.at(".git/asked"), std::ios::binary);
  for (const std::string& path : paths) list << path << '\0';
  list.close();
  // Fields: source, line, pattern, path. The last pattern decides; a negated one takes the path back in.
  const std::vector<std::string> fields =
      test::split_at_zeros(test::run_in(tree.path(), "git check-ignore -v -n -z --no-index --stdin < .git/asked").out);
  EXPECT_EQ(fields.size(), paths.size() * 4);
  std::set<std::string> ignored;
  for (std::size_t i = 0; i + 3 < fields.size(); i += 4) {
    if (!fields[i].empty() && !fields[i + 2].starts_with('!')) ignored.insert(fields[i + 3]);
  }
  return ignored;
}

}  // namespace paritylint::test
