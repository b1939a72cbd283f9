// Reporter: makes matches of what a check in C++ has found in one file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/closer.h"
#include "check/file_view.h"
#include "check/match.h"
#include "check/rule_set.h"

namespace paritylint::check::builtin {

// What a rule's message may name: {value}, {key} and {atom}. Texts of the file are masked by whoever fills them in.
struct MessageParts {
  std::string value, key, atom;
};

class Reporter {
 public:
  // All of them must outlive the reporter.
  Reporter(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches)
      : view_(view), rules_(rules), closer_(closer), matches_(matches) {}

  const FileView& view() const { return view_; }
  Closer& closer() { return closer_; }

  // The rule that names this check, when it is on for files of this kind; else nullptr.
  const RuleRecord* rule(std::string_view builtin) const;

  // Append a match at the bytes `span` of the node `node` (tree::kNoNode: of none). {value} is the region's own text
  // where `parts` says nothing. Nothing is appended, and nullptr returned, when the rule has been found in very many
  // places: those are counted.
  RawMatch* add(const RuleRecord& rule, base::Span span, tree::NodeId node, MessageParts parts = {});

 private:
  struct Count {
    std::size_t places = 0;
    std::size_t last = 0;  // index of the rule's last match
  };
  const FileView& view_;
  const RuleSet& rules_;
  Closer& closer_;
  std::vector<RawMatch>& matches_;
  std::map<const RuleRecord*, Count> counts_;
};

}  // namespace paritylint::check::builtin
