// From rule files to the flat tables of a RulePack: at build time for the embedded pack, at run time for --rules DIR.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "check/rule.h"
#include "check/rule_file.h"

namespace paritylint::check {

// Owns what its pack views. Findings point into it, so it must outlive them.
class CompiledRules {
 public:
  const RulePack& pack() const { return pack_; }

 private:
  friend base::Result<CompiledRules> compile_rule_files(std::vector<RuleFile>, const RulePack&);
  std::string_view keep(std::string text);
  std::string_view keep_lines(std::span<const std::string> lines);
  void add(const RuleFile& file);
  void add_conditions(std::span<const RuleCondition> conditions);

  std::deque<std::string> strings_;
  std::vector<RuleRecord> rules_;
  std::vector<Condition> conditions_;
  std::unique_ptr<tree::QueryTrieBuilder> selects_;
  RulePack pack_;
};

// Compile `sources`. `beside` is the pack that will run beside this one, or an empty one: its key names keep their
// numbers, so that one tree::KeyTable, made from this pack's keys, serves both, and rules may supersede its rules. The
// error holds every mistake of every file.
base::Result<CompiledRules> compile_rules(std::span<const RuleSource> sources, const RulePack& beside);

// The same from rules that were read already.
base::Result<CompiledRules> compile_rule_files(std::vector<RuleFile> files, const RulePack& beside);

// The compiled pack as C++ source that defines embedded_rules().
std::string to_cpp(const RulePack& pack);

}  // namespace paritylint::check
