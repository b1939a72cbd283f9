#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "app/commands.h"
#include "app/terminal.h"
#include "base/parallel.h"
#include "base/system_error.h"
#include "base/text.h"
#include "input/discover.h"
#include "input/git_root.h"
#include "input/posix.h"
#include "session/since.h"

namespace paritylint::app {
namespace {

constexpr std::size_t kMaxListBytes = std::size_t{64} << 20;

// All bytes of an open file; `name` and `limit` ("any manifest") are for messages.
base::Result<std::string> read_all(int file, const std::string& name, std::size_t max_bytes, std::string_view limit) {
  std::string text;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = ::read(file, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      return base::Error{base::ErrorCode::io, "cannot read " + name + ": " + base::system_error_text(errno)};
    if (count == 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > max_bytes)
      return base::Error{base::ErrorCode::too_large, name + " is larger than " + std::string(limit)};
  }
}

bool is_yaml(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

// The name that a folder has, also when it is given as "." or "rules/".
std::string last_name(const std::string& folder) {
  std::error_code unknown;
  return std::filesystem::canonical(folder, unknown).filename().string();
}

// A rule file's theme is the name of the folder that it lies in.
base::Result<std::vector<check::RuleSource>> read_rule_folder(const std::string& folder) {
  TRY_ASSIGN(const input::DiskFileSystem disk, input::DiskFileSystem::open(folder));
  const input::WalkResult walked = input::walk(disk, "", {1, {}}, is_yaml);
  if (!walked.errors.empty()) return walked.errors.front();
  if (walked.files.empty())
    return base::Error{base::ErrorCode::not_found, "no rule files (*.yaml) in " + base::quoted(folder)};
  const std::string top_theme = last_name(folder);
  std::vector<check::RuleSource> sources;
  input::Bytes bytes;
  for (const std::string& file : walked.files) {
    TRY(disk.read(file, tree::ReadOptions().max_bytes, bytes));
    const std::filesystem::path above = std::filesystem::path(file).parent_path();
    const std::string theme = above.empty() ? top_theme : above.filename().string();
    sources.push_back({(std::filesystem::path(folder) / file).string(), theme, std::string(bytes.view())});
  }
  return sources;
}

session::SessionOptions session_options(const Options& options, unsigned jobs) {
  session::SessionOptions result;
  result.jobs = jobs;
  result.tracked_only = options.tracked_only;
  return result;
}

// What "-" stands for: standard input under the name of --stdin-filename.
struct Stdin {
  std::string name;
  std::string bytes;
};

base::Result<std::optional<Stdin>> take_stdin(const Options& options, std::vector<std::string>& paths) {
  const auto dash = std::ranges::find(paths, "-");
  if (dash == paths.end()) return std::optional<Stdin>();
  if (options.files_from == "-") {
    return base::Error{base::ErrorCode::usage, "- and --files-from - cannot both read standard input"};
  }
  paths.erase(dash);
  if (options.stdin_filename.empty()) {
    return base::Error{base::ErrorCode::usage, "- needs --stdin-filename, which says what kind of manifest it is"};
  }
  TRY_ASSIGN(std::string bytes,
             read_all(STDIN_FILENO, "standard input", tree::ReadOptions().max_bytes, "any manifest"));
  return std::optional<Stdin>(Stdin{options.stdin_filename, std::move(bytes)});
}

// The bytes of the list that --files-from names, which may be a pipe.
base::Result<std::string> read_list(const std::string& name) {
  if (name == "-") return read_all(STDIN_FILENO, "standard input", kMaxListBytes, "any list of files");
  const input::FileDescriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    return base::Error{base::ErrorCode::io,
                       "cannot read " + base::quoted(name) + ": " + base::system_error_text(errno)};
  }
  return read_all(file.get(), base::quoted(name), kMaxListBytes, "any list of files");
}

// Append the paths that the list of --files-from names. A name is never an option, nor "-" standard input.
base::Result<void> add_listed(const Options& options, std::vector<std::string>& paths) {
  TRY_ASSIGN(const std::string list, read_list(options.files_from));
  if (!options.null_separated && list.find('\0') != std::string::npos) {
    return base::Error{base::ErrorCode::usage,
                       "the names in " +
                           (options.files_from == "-" ? "standard input" : base::quoted(options.files_from)) +
                           " are separated by NUL: add -0 to --files-from"};
  }
  for (const std::string_view name : base::split(list, options.null_separated ? '\0' : '\n')) {
    if (!name.empty()) paths.push_back(name == "-" ? "./-" : std::string(name));
  }
  return {};
}

CheckedRoot check_stdin(Stdin&& input, const Options& options, const check::RuleSet& rules,
                        session::ContentMemo& memo) {
  CheckedRoot checked;
  checked.root.file_system = std::make_unique<input::MemoryFileSystem>();
  session::Session session(checked.root, rules, memo, session_options(options, options.jobs));
  session.update(std::move(input.name), std::move(input.bytes));
  checked.result = session.check();
  return checked;
}

// Check `roots`, several of them at once, and append the results in the order of the roots.
void check_roots(std::vector<input::Root> roots, const Options& options, const check::RuleSet& rules,
                 session::ContentMemo& memo, std::vector<CheckedRoot>& checked) {
  // One root uses all threads on its files; of many roots each gets one thread.
  const unsigned jobs_inside = roots.size() == 1 ? options.jobs : 1;
  constexpr std::size_t kAheadPerThread = 8;
  base::Sequencer<CheckedRoot> in_order(kAheadPerThread * base::effective_jobs(options.jobs),
                                        [&](CheckedRoot&& one) { checked.push_back(std::move(one)); });
  base::parallel_for(roots.size(), options.jobs, {}, [&](std::size_t index, unsigned) {
    CheckedRoot one;
    one.root = std::move(roots[index]);
    one.result = session::Session(one.root, rules, memo, session_options(options, jobs_inside)).check();
    in_order.put(index, std::move(one));
  });
}

input::GitSource git_source(const Options& options) {
  const char* index_file = std::getenv("GIT_INDEX_FILE");
  return {options.git_dir, options.revision, options.staged, index_file == nullptr ? "" : index_file};
}

// Leave only what came since options.since in the results.
base::Result<void> reduce_to_since(const Options& options, const check::RuleSet& rules, session::ContentMemo& memo,
                                   std::vector<CheckedRoot>& checked) {
  const std::string head = options.revision.empty() ? "HEAD" : options.revision;
  for (CheckedRoot& one : checked) {
    TRY_ASSIGN(const session::SinceResult since, session::check_since(one.root, options.since, head, rules, memo,
                                                                      session_options(options.jobs), one.result));
    if (since.is_merge_base || !options.verbose) continue;
    write_stderr("paritylint: " + base::quoted(options.since) + " and " + base::quoted(head) +
                 " have no merge base here, so the findings are compared with " + base::quoted(options.since) +
                 " itself\n");
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

}  // namespace

int fail(const base::Error& error) {
  write_stderr("paritylint: " + error.message + "\n");
  return 2;
}

base::Result<check::RuleSet> choose_rules(const Options& options) {
  std::vector<check::RuleSource> sources;
  for (const std::string& folder : options.rule_folders) {
    TRY_ASSIGN(std::vector<check::RuleSource> more, read_rule_folder(folder));
    std::ranges::move(more, std::back_inserter(sources));
  }
  const check::RulePack& built_in = check::embedded_rules();
  std::unique_ptr<check::CompiledRules> user_rules;
  if (!sources.empty()) {
    TRY_ASSIGN(check::CompiledRules compiled, check::compile_rules(sources, built_in.selects.keys));
    user_rules = std::make_unique<check::CompiledRules>(std::move(compiled));
  }
  return check::RuleSet::make(built_in, std::move(user_rules), options.select, options.ignore);
}

base::Result<std::vector<CheckedRoot>> check_paths(const Options& options, const check::RuleSet& rules,
                                                   session::ContentMemo& memo) {
  std::vector<std::string> paths = options.paths;
  TRY_ASSIGN(std::optional<Stdin> standard_input, take_stdin(options, paths));
  if (!options.files_from.empty()) {
    TRY(add_listed(options, paths));
  } else if (paths.empty() && !standard_input) {
    paths.emplace_back(".");
  }
  std::vector<CheckedRoot> checked;
  if (standard_input) checked.push_back(check_stdin(*std::move(standard_input), options, rules, memo));
  const bool reads_objects = !options.revision.empty() || options.staged;
  while (!paths.empty()) {
    TRY_ASSIGN(std::vector<input::Root> roots,
               reads_objects ? input::open_git_roots(git_source(options), paths) : input::open_roots(paths));
    const std::size_t before = checked.size();
    check_roots(std::move(roots), options, rules, memo, checked);
    // Of a submodule, revisions and diffs record nothing but an id.
    if (reads_objects || !options.since.empty()) break;
    paths = nested_paths(checked, before);
  }
  if (!options.since.empty()) TRY(reduce_to_since(options, rules, memo, checked));
  std::ranges::stable_sort(checked, {}, [](const CheckedRoot& one) -> const std::string& { return one.root.top; });
  return checked;
}

}  // namespace paritylint::app
