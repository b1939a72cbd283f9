#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "app/commands.h"
#include "app/named_paths.h"
#include "app/side_by_side.h"
#include "app/terminal.h"
#include "base/parallel.h"
#include "base/text.h"
#include "input/git_root.h"
#include "input/tops.h"
#include "session/since.h"

namespace paritylint::app {
namespace {

// A run over paths: what the user wants, and what all its roots share.
struct Run {
  const Options& options;
  const ChosenRules& chosen;
  session::ContentMemo& memo;
  std::optional<input::NewFile> new_file = {};
  std::string new_bytes = {};
};

session::SessionOptions session_options(const Run& run, unsigned jobs) {
  session::SessionOptions result;
  result.jobs = jobs;
  result.tracked_only = run.options.tracked_only;
  result.named_by_a_list = !run.options.files_from.empty() && run.options.paths.empty();
  result.judges_sets = run.options.command != Command::diff;
  result.follows_pipelines = run.options.command == Command::explain;
  result.config = run.chosen.config;
  result.rule_choice = run.chosen.choice;
  result.is_part = !run.options.since.empty();
  return result;
}

// Check `roots`, several of them at once, and append the results in the order of the roots.
void check_roots(std::vector<input::Root> roots, const Run& run, std::vector<CheckedRoot>& checked) {
  const unsigned jobs = run.options.jobs;
  // One root uses all threads on its files; of many roots each gets one thread.
  const unsigned jobs_inside = roots.size() == 1 ? jobs : 1;
  constexpr std::size_t kAheadPerThread = 8;
  base::Sequencer<CheckedRoot> in_order(kAheadPerThread * base::effective_jobs(jobs),
                                        [&](CheckedRoot&& one) { checked.push_back(std::move(one)); });
  base::parallel_for(roots.size(), jobs, {}, [&](std::size_t index, unsigned) {
    CheckedRoot one;
    one.root = std::move(roots[index]);
    session::Session session(one.root, run.chosen.rules, run.memo, session_options(run, jobs_inside));
    if (run.new_file && run.new_file->top == one.root.top) session.update(run.new_file->path, run.new_bytes);
    one.result = session.check();
    if (run.options.command == Command::diff) {
      session::CompareOptions compare{run.options.environments, side_by_side(one.root, run.options.paths)};
      one.comparisons = session.compare(one.result, compare);
    }
    in_order.put(index, std::move(one));
  });
}

// `name` as a plain path, for a file whose folder does not exist.
std::string plain_path(const std::string& name) {
  std::string path;
  for (const std::filesystem::path& part : std::filesystem::path(name).lexically_normal().relative_path()) {
    if (part.empty() || part == "." || part == "..") continue;
    if (!path.empty()) path += '/';
    path += part.string();
  }
  return path;
}

// A root that holds standard input alone.
input::Root memory_root(const std::string& name, Run& run) {
  input::Root root;
  root.file_system = std::make_unique<input::MemoryFileSystem>();
  run.new_file = input::NewFile{root.top, plain_path(name)};
  root.reported_files = {run.new_file->path};
  return root;
}

input::GitSource git_source(const Options& options) {
  const char* index_file = std::getenv("GIT_INDEX_FILE");
  return {options.git_dir, options.revision, options.staged, index_file == nullptr ? "" : index_file};
}

// Leave only what came since options.since in the results. A root where that cannot be told becomes a failure: its
// findings are not known to be new.
void reduce_to_since(const Run& run, CheckedPaths& checked) {
  const Options& options = run.options;
  const std::string head = options.revision.empty() ? "HEAD" : options.revision;
  std::erase_if(checked.roots, [&](CheckedRoot& one) {
    // What is kept by content holds for one set of rules.
    session::ContentMemo own_memo;
    const check::RuleSet* own = one.result.own_rules.get();
    auto since = session::check_since(one.root, options.since, head, own ? *own : run.chosen.rules,
                                      own ? own_memo : run.memo, session_options(run, options.jobs), one.result);
    if (!since) {
      checked.failures.push_back({input::display_path(one.root, ""), std::move(since).error()});
      return true;
    }
    if (!since->is_merge_base && options.verbose) {
      write_stderr("paritylint: " + base::quoted(options.since) + " and " + base::quoted(head) +
                   " have no merge base here, so the findings are compared with " + base::quoted(options.since) +
                   " itself\n");
    }
    return false;
  });
}

// The error names a rule of --select or --ignore that neither the rules of the run nor those of a root have.
base::Result<void> check_names(const ChosenRules& chosen, const CheckedPaths& checked) {
  for (const std::vector<std::string>* names : {&chosen.choice.select, &chosen.choice.ignore}) {
    for (const std::string& name : *names) {
      const auto named = chosen.rules.named(name);
      const bool is_known =
          named || std::ranges::any_of(checked.roots, [&](const CheckedRoot& one) {
            // A root that was not judged may have had such a rule, and its failure is told.
            return one.result.own_rules ? one.result.own_rules->named(name).has_value() : !one.result.failures.empty();
          });
      if (!is_known) return named.error();
    }
  }
  return {};
}

std::vector<std::string> nested_paths(const std::vector<CheckedRoot>& checked, std::size_t from) {
  std::vector<std::string> paths;
  for (std::size_t i = from; i < checked.size(); ++i) {
    for (const std::string& nested : checked[i].result.nested_repositories) {
      paths.push_back(checked[i].root.display_prefix + nested);
    }
  }
  return paths;
}

// A nested repository that was named as well is checked already: leave it when it was so as a whole, else forget the
// part, because now it is checked whole.
void drop_checked(std::vector<input::Root>& nested, std::vector<CheckedRoot>& checked) {
  std::erase_if(nested, [&](const input::Root& root) {
    const auto same = std::ranges::find(checked, root.top, [](const CheckedRoot& one) { return one.root.top; });
    if (same == checked.end()) return false;
    if (same->root.is_reported("")) return true;
    checked.erase(same);
    return false;
  });
}

// Take the paths of bare repositories out of `paths`: they have no files, only revisions.
std::vector<input::OpenFailure> refuse_bare(std::vector<std::string>& paths) {
  std::vector<input::OpenFailure> failures;
  std::erase_if(paths, [&](const std::string& path) {
    if (!input::is_git_folder(path)) return false;
    failures.push_back({path,
                        {base::ErrorCode::usage,
                         base::quoted(path) + " is a git repository without a work tree: give it to --git-dir, which " +
                             "checks a revision"}});
    return true;
  });
  return failures;
}

// Check what is on the disk, and standard input in the place that its name has there.
void check_disk(std::vector<std::string> paths, std::optional<Stdin> standard_input, Run& run, CheckedPaths& checked) {
  checked.failures = refuse_bare(paths);
  const std::string name = standard_input ? standard_input->name : std::string();
  const bool is_diff = run.options.command == Command::diff;
  if (standard_input) run.new_bytes = std::move(standard_input->bytes);
  input::OpenedRoots opened = input::open_each_root(paths, name);
  run.new_file = std::move(opened.new_file);
  if (is_diff) join_roots(opened.roots, opened.failures);
  if (standard_input && !run.new_file) opened.roots.push_back(memory_root(name, run));
  for (;;) {
    std::ranges::move(opened.failures, std::back_inserter(checked.failures));
    const std::size_t before = checked.roots.size();
    check_roots(std::move(opened.roots), run, checked.roots);
    // Of a submodule, diffs record nothing but an id.
    if (!run.options.since.empty()) return;
    const std::vector<std::string> nested = nested_paths(checked.roots, before);
    if (nested.empty()) return;
    opened = input::open_each_root(nested);
    drop_checked(opened.roots, checked.roots);
  }
}

}  // namespace

int fail(const base::Error& error) {
  std::string text;
  for (const std::string_view line : base::split(error.message, '\n')) text.append("paritylint: ").append(line) += '\n';
  write_stderr(text);
  return 2;
}

base::Result<CheckedPaths> check_paths(const Options& options, const ChosenRules& chosen, session::ContentMemo& memo) {
  std::vector<std::string> paths = options.paths;
  TRY_ASSIGN(std::optional<Stdin> standard_input, take_stdin(options, paths));
  if (!options.files_from.empty()) {
    TRY(add_listed(options, paths));
  } else if (paths.empty() && !standard_input) {
    paths.emplace_back(".");
  }
  CheckedPaths checked;
  Run run{options, chosen, memo};
  if (!options.revision.empty() || options.staged) {
    input::OpenedRoots opened = input::open_each_git_root(git_source(options), paths);
    checked.failures = std::move(opened.failures);
    check_roots(std::move(opened.roots), run, checked.roots);
  } else {
    check_disk(std::move(paths), std::move(standard_input), run, checked);
  }
  if (const auto names = check_names(chosen, checked); !names) return names.error();
  if (!options.since.empty()) reduce_to_since(run, checked);
  std::ranges::stable_sort(checked.roots, {},
                           [](const CheckedRoot& one) -> const std::string& { return one.root.top; });
  return checked;
}

}  // namespace paritylint::app
