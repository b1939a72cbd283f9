// SecondLook: a file read once more, for what few files need after all rules ran: where an entry of the configuration
// points to, and the lines around a suppression that is not needed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "check/closer.h"
#include "check/match.h"
#include "check/policy.h"
#include "check/suppression_comments.h"
#include "input/file_system.h"
#include "tree/query_evaluator.h"
#include "tree/read.h"

namespace paritylint::session {

class SecondLook {
 public:
  using ReadBytes = std::function<bool(const std::string& path, input::Bytes& bytes)>;

  // All arguments must outlive this. Costs nothing until the first question.
  SecondLook(const check::Policy& policy, ReadBytes read, const tree::ReadOptions& options,
             const manifest::Vocabulary& vocabulary);
  SecondLook(const SecondLook&) = delete;
  SecondLook& operator=(const SecondLook&) = delete;

  // The bytes that the queries of an entry select in the file, each with the name of the member that it is. None in a
  // file that cannot be read or is no manifest.
  std::vector<base::Span> selected(const std::string& path, std::size_t entry);

  // The suppressions that are written into the file; none in one that cannot be read.
  std::vector<check::CommentSuppression> comments(const std::string& path, const check::RuleSet& rules);

  // A match of `rule` on the bytes `span` of the file, whose message names `value`. Nothing when the file cannot be
  // read, or has become shorter.
  std::optional<check::RawMatch> match(const std::string& path, const check::RuleRecord& rule, base::Span span,
                                       std::string_view value);

 private:
  // Read the file unless it was the last one; false when that fails.
  bool open(const std::string& path);
  void evaluate();

  const check::Policy& policy_;
  ReadBytes read_bytes_;
  const tree::ReadOptions& options_;
  const manifest::Vocabulary& vocabulary_;

  tree::QueryTrieBuilder queries_;
  std::optional<tree::QueryEvaluator> evaluator_;
  tree::KeyTable keys_;
  std::optional<tree::Reader> reader_;

  std::optional<std::string> path_;  // of the file at hand
  bool is_open_ = false;
  bool is_evaluated_ = false;
  input::Bytes bytes_;
  tree::ReadResult read_;
  check::FileView view_;
  std::optional<check::Closer> closer_;
  std::vector<std::vector<base::Span>> selected_;  // by entry
};

}  // namespace paritylint::session
