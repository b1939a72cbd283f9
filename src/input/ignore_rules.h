// IgnoreRules: which paths of a tree the files of one name (.gitignore, .paritylintignore) tell us to pass over.
//
// Such a file may stand in every folder and holds for what is below it. Of all patterns that match a path the last one
// of the innermost file decides; `!` takes a path back in. What is inside an ignored folder is ignored, and files of
// rules in there do not count. Only files of the tree itself are read: nothing of the user's or the system's.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "input/file_system.h"
#include "input/ignore_pattern.h"

namespace paritylint::input {

// Safe to use from several threads.
class IgnoreRules {
  struct Level;

 public:
  // What holds inside one folder. Valid as long as the rules.
  class Scope {
   public:
    bool is_ignored() const { return is_ignored_; }

   private:
    friend class IgnoreRules;
    const Level* level_ = nullptr;  // the nearest file of rules
    bool is_ignored_ = false;       // and so is all that is inside
  };

  enum class RulesFile : bool { absent, may_exist };

  // `files` must outlive the rules.
  IgnoreRules(const FileSystem& files, std::string file_name, LetterCase letter_case);
  ~IgnoreRules();
  IgnoreRules(const IgnoreRules&) = delete;
  IgnoreRules& operator=(const IgnoreRules&) = delete;

  // Rules that stand back behind all files, such as info/exclude. To be called before anything is asked.
  void add_fallback(std::string_view text);

  const std::string& file_name() const { return file_name_; }

  // What holds in `folder`, which the user named: neither it nor a folder above it is ignored.
  Scope scope_of_named(std::string_view folder);
  // What holds in a folder directly below one that is known.
  Scope enter(const Scope& above, std::string_view folder, RulesFile rules_file);

  // Whether `path`, which stands directly in the folder of `scope`, is passed over.
  bool ignores(const Scope& scope, std::string_view path, EntryKind kind) const;

  // Files of rules that could not be read, sorted by message.
  std::vector<base::Error> errors() const;

 private:
  Scope read_rules(Scope scope, std::string_view folder);

  const FileSystem& files_;
  const std::string file_name_;
  const LetterCase letter_case_;
  mutable std::mutex mutex_;  // guards what follows
  std::vector<std::unique_ptr<Level>> levels_;
  std::vector<base::Error> errors_;
  Scope outermost_;
};

// Remembers what holds in the folders below one that the user named. For one thread.
class IgnoreScopes {
 public:
  IgnoreScopes(IgnoreRules& rules, std::string_view named_folder);

  // Requires: `folder` is the named one or below it.
  IgnoreRules::Scope of(std::string_view folder);

  // Whether a file or link is passed over. Requires: it is below the named folder.
  bool ignore(std::string_view path, EntryKind kind);

 private:
  IgnoreRules& rules_;
  std::string start_;
  std::map<std::string, IgnoreRules::Scope, std::less<>> known_;
};

}  // namespace paritylint::input
