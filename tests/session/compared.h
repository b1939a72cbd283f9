// Comparing the variants of a root, and what the statements are in short lines, for the tests of comparisons.
#pragma once

#include <string>
#include <vector>

#include "session/session.h"

namespace paritylint::session {

inline const check::RuleSet& all_rules() {
  static const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, {}, {});
  return *rules;
}

using Files = std::vector<std::pair<std::string, std::string>>;

// A root of these files in memory, all of them reported.
inline input::Root root_of(const Files& files) {
  auto memory = std::make_unique<input::MemoryFileSystem>();
  for (const auto& [path, text] : files) memory->put(path, text);
  input::Root root;
  root.file_system = std::move(memory);
  root.reported_folders = {""};
  return root;
}

inline Comparisons compared(const input::Root& root, const CompareOptions& options = {}) {
  ContentMemo memo;
  SessionOptions session_options;
  session_options.jobs = 1;
  Session session(root, all_rules(), memo, session_options);
  const CheckResult result = session.check();
  return session.compare(result, options);
}

// "leak error taskRoleArn": class, level and the places, one line per statement that has a level.
inline std::vector<std::string> said(const Comparisons& comparisons, check::Level least = check::Level::note) {
  std::vector<std::string> lines;
  for (const ComparedGroup& group : comparisons.groups) {
    for (const check::DriftStatement& statement : group.statements) {
      if (statement.level < least) continue;
      std::string line =
          std::string(check::name(statement.drift_class)) + " " + std::string(check::name(statement.level));
      for (const std::size_t row : statement.rows) line += " " + group.rows[row].place;
      lines.push_back(line);
    }
  }
  return lines;
}

}  // namespace paritylint::session
