// FileSuppressions: everything that accepts findings of one file, comments in it and entries of the configuration, and
// which of it was needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "check/policy.h"
#include "check/suppression_comments.h"

namespace paritylint::check {

// Which names of which entries of a policy were needed, over all files.
class EntryUse {
 public:
  explicit EntryUse(const Policy& policy);
  void mark(std::size_t entry, std::size_t name) { used_[entry][name] = true; }
  bool is_used(std::size_t entry, std::size_t name) const { return used_[entry][name]; }

 private:
  std::vector<std::vector<bool>> used_;
};

class FileSuppressions {
 public:
  // The bytes that an entry's JSONPath queries select in the file, names of members included. Called when the first
  // match of a rule that the entry names is looked for.
  using SelectedBytes = std::function<std::vector<base::Span>(std::size_t entry)>;

  // `path` is root-relative; `vocabulary` tells what {env} in the globs of entries stands for. All arguments but that
  // must outlive this.
  FileSuppressions(std::span<const CommentSuppression> comments, std::string_view path, const Policy& policy,
                   EntryUse& use, const manifest::Vocabulary& vocabulary, SelectedBytes selected);

  // What accepts a match of `rule` in `region`, or nullptr: what counts for the place where the region begins. It is
  // needed from then on. Comments come before entries.
  const Suppression* find(const RuleRecord& rule, base::Span region);

  // Take every entry that counts for the file as needed: too little is known about it to say that one is not.
  void assume_entries_needed();

  // A name in a comment that was never needed.
  struct Unused {
    const CommentSuppression* comment;
    std::size_t name;
  };
  std::vector<Unused> unused_comments() const;

 private:
  struct Reach {
    base::Span bytes;
    std::size_t source = 0;  // index of the comment or entry
    std::size_t name = 0;    // index of its name
  };
  // For one rule, sorted by begin; each one with the index of the reach that goes farthest among it and those before.
  struct Reaches {
    std::vector<Reach> reaches;
    std::vector<std::size_t> farthest;
    void seal();
    const Reach* find(base::Span region) const;
  };
  struct OfRule {
    Reaches comments, entries;
  };
  const OfRule& of(const RuleRecord& rule);

  std::span<const CommentSuppression> comments_;
  const Policy& policy_;
  EntryUse& use_;
  SelectedBytes selected_;
  std::vector<std::size_t> entries_;     // those that count for the file
  std::vector<std::vector<bool>> used_;  // by comment and name
  std::vector<Suppression> by_comment_;
  std::map<std::size_t, Suppression> by_entry_;
  std::map<std::size_t, std::vector<base::Span>> bytes_of_entry_;  // what selected_ said
  std::map<const RuleRecord*, OfRule> rules_;
};

}  // namespace paritylint::check
