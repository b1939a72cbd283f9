// `diff --ref ENV=REF ...`: the same repositories at several revisions.
#include <algorithm>
#include <iterator>
#include <map>

#include "app/commands.h"
#include "input/git_root.h"

namespace paritylint::app {
namespace {

// One repository on one branch.
struct Branch {
  input::Root root;
  std::unique_ptr<session::Session> session;
  session::CheckResult result;
  const NamedRevision* named = nullptr;
};

using Branches = std::vector<std::unique_ptr<Branch>>;

// The repositories by their tops, each with the branches that could be opened, in the order of the options.
std::map<std::string, Branches> open_branches(const Options& options, const std::vector<std::string>& paths,
                                              std::vector<input::OpenFailure>& failures) {
  std::map<std::string, Branches> repositories;
  for (const NamedRevision& named : options.references) {
    input::OpenedRoots opened = input::open_each_git_root({options.git_dir, named.reference, false, ""}, paths);
    std::ranges::move(opened.failures, std::back_inserter(failures));
    for (input::Root& root : opened.roots) {
      auto branch = std::make_unique<Branch>();
      branch->root = std::move(root);
      branch->named = &named;
      repositories[branch->root.top].push_back(std::move(branch));
    }
  }
  return repositories;
}

// What could not be read, told once though every branch has it.
void add_failures(const session::CheckResult& result, std::vector<session::ReadFailure>& failures) {
  for (const session::ReadFailure& failure : result.failures) {
    const auto is_same = [&](const session::ReadFailure& one) {
      return one.path == failure.path && one.message == failure.message && one.line_1based == failure.line_1based;
    };
    if (std::ranges::none_of(failures, is_same)) failures.push_back(failure);
  }
}

CheckedRoot compare(Branches& branches, const check::RuleSet& rules, session::ContentMemo& memo,
                    const session::SessionOptions& options) {
  std::vector<session::ComparedRevision> revisions;
  std::vector<session::ReadFailure> failures;
  for (const std::unique_ptr<Branch>& branch : branches) {
    branch->session = std::make_unique<session::Session>(branch->root, rules, memo, options);
    branch->result = branch->session->check();
    add_failures(branch->result, failures);
    revisions.push_back({branch->named->environment, branch->named->reference, branch->session.get(), &branch->result});
  }
  CheckedRoot checked;
  checked.comparisons = session::Session::compare_revisions(std::move(revisions));
  checked.root = std::move(branches.back()->root);
  checked.result = std::move(branches.back()->result);
  checked.result.failures = std::move(failures);
  return checked;
}

}  // namespace

base::Result<CheckedPaths> check_references(const Options& options, const ChosenRules& chosen,
                                            session::ContentMemo& memo) {
  session::SessionOptions session_options;
  session_options.jobs = options.jobs;
  session_options.is_part = true;
  session_options.config = chosen.config;
  session_options.judges_sets = false;
  std::vector<std::string> paths = options.paths;
  if (paths.empty()) paths.emplace_back(".");
  CheckedPaths checked;
  for (auto& [top, branches] : open_branches(options, paths, checked.failures))
    checked.roots.push_back(compare(branches, chosen.rules, memo, session_options));
  return checked;
}

}  // namespace paritylint::app
