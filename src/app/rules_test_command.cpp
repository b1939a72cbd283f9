#include <algorithm>

#include "app/commands.h"
#include "app/terminal.h"
#include "base/text.h"
#include "session/rule_examples.h"

namespace paritylint::app {
namespace {

struct Tally {
  std::size_t rules = 0;
  std::size_t examples = 0;
  std::size_t failed = 0;
};

// Only this rule is on, so that an example says what it finds; alone it supersedes nothing.
base::Result<check::RuleSet> rule_alone(check::RuleFile file) {
  const check::RulePack& built_in = check::embedded_rules();
  const std::string only[] = {file.id};
  file.supersedes.clear();
  TRY_ASSIGN(check::CompiledRules compiled, check::compile_rule_files({std::move(file)}, built_in));
  return check::RuleSet::make(built_in, std::make_unique<check::CompiledRules>(std::move(compiled)), only, {});
}

base::Result<void> test_file(const check::RuleSource& source, Tally& tally, std::string& out) {
  TRY_ASSIGN(const check::RuleFile file, check::read_rule_file(source));
  TRY_ASSIGN(const check::RuleSet rules, rule_alone(file));
  ++tally.rules;
  for (const check::RuleExample& example : file.examples) {
    ++tally.examples;
    const std::vector<session::ExampleFailure> failures = session::run_example(example, rules);
    tally.failed += failures.empty() ? 0 : 1;
    for (const session::ExampleFailure& failure : failures) {
      base::append_number(out.append(base::printable(source.path)) += ':', failure.line_1based);
      out.append(": ").append(base::printable(failure.message)) += '\n';
    }
  }
  return {};
}

std::string summary(const Tally& tally) {
  std::string text = base::counted(tally.rules, "rule") + ", " + base::counted(tally.examples, "example");
  if (tally.failed == 0) return text + ": all as the files say\n";
  base::append_number(text += ": ", tally.failed);
  return text + " not as the file says\n";
}

}  // namespace

int run_rules_test(const Options& options) {
  if (options.paths.size() < 2) return fail({base::ErrorCode::usage, "rules test needs a folder of rule files"});
  std::vector<check::RuleSource> sources;
  for (std::size_t i = 1; i < options.paths.size(); ++i) {
    auto more = read_rule_folder(options.paths[i]);
    if (!more) return fail(more.error());
    std::ranges::move(*more, std::back_inserter(sources));
  }
  // All files together first: every mistake in one go, also those between files.
  if (const auto all = check::compile_rules(sources, check::embedded_rules()); !all) return fail(all.error());
  Tally tally;
  std::string out;
  for (const check::RuleSource& source : sources) {
    if (const auto done = test_file(source, tally, out); !done) return fail(done.error());
  }
  if (const auto written = write_stdout(out + summary(tally)); !written) return fail(written.error());
  return tally.failed == 0 ? 0 : 1;
}

}  // namespace paritylint::app
