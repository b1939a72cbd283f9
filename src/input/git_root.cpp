#include "input/git_root.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "input/git_file_system.h"

namespace paritylint::input {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorCode;
using base::Result;

std::string shell_quoted(const std::string& text) {
  const auto is_plain = [](char c) {
    return base::is_alnum(c) || std::string_view("/._-+:@").find(c) != std::string::npos;
  };
  if (!text.empty() && std::ranges::all_of(text, is_plain)) return text;
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? "'\\''" : std::string(1, c));
  return quoted + "'";
}

// Nothing but the objects that are asked for is fetched, and no reference changes.
std::string fetch_command(const GitRepository& repository) {
  if (repository.promisor().empty()) return {};
  const std::string& place = repository.work_tree().empty() ? repository.git_folder() : repository.work_tree();
  return "git -C " + shell_quoted(place) + " fetch --no-tags --no-write-fetch-head --filter=blob:none " +
         shell_quoted(repository.promisor());
}

// `index_file` when it lies in the repository: git sets GIT_INDEX_FILE for the hooks of `git commit FILE`, and a hook
// may look at other repositories too.
std::string own_index_file(const std::string& index_file, const GitRepository& repository) {
  if (index_file.empty()) return {};
  std::error_code ignored;
  const fs::path file = fs::weakly_canonical(index_file, ignored);
  return file.parent_path() == fs::weakly_canonical(repository.git_folder(), ignored) ? file.string() : std::string();
}

// Let `root` read `source` from `repository`.
Result<void> mount(Root& root, GitRepository repository, const GitSource& source) {
  root.is_repository = true;
  root.fetch_command = fetch_command(repository);
  DisplayNames names{root.display_prefix, root.working_directory};
  if (source.staged) {
    if (repository.work_tree().empty()) {
      return Error{ErrorCode::usage, base::quoted(repository.git_folder(), kMaxMessagePath) +
                                         " is a bare repository: nothing is staged there"};
    }
    const std::string index_file = own_index_file(source.index_file, repository);
    TRY_ASSIGN(root.file_system, GitFileSystem::of_index(std::move(repository), index_file, std::move(names)));
    return {};
  }
  TRY_ASSIGN(const ObjectId tree, repository.find_tree(source.revision));
  root.file_system = GitFileSystem::of_revision(std::move(repository), tree, std::move(names));
  return {};
}

// Report on `path` (root-relative) as the folder or file that it is in the root's file system.
Result<void> report_on(Root& root, const std::string& path, const GitSource& source) {
  const Result<EntryKind> kind = root.file_system->target_kind(path);
  if (kind) {
    (*kind == EntryKind::directory ? root.reported_folders : root.reported_files).push_back(path);
    return {};
  }
  if (kind.error().code != ErrorCode::not_found) return kind.error();
  const std::string where = source.staged ? "the index" : "the revision " + base::quoted(source.revision);
  return Error{ErrorCode::not_found,
               "cannot find " + base::quoted(display_path(root, path), kMaxMessagePath) + " in " + where};
}

// A path as named inside a revision, without "." parts; an error for what cannot be inside.
Result<std::string> path_in_revision(const std::string& given) {
  std::string path = fs::path(given).lexically_normal().generic_string();
  if (path.ends_with('/')) path.pop_back();
  if (path == ".") path.clear();
  if (given.starts_with('/') || path == ".." || path.starts_with("../")) {
    return Error{ErrorCode::usage, base::quoted(given, kMaxMessagePath) +
                                       " is no path inside the revision: with --git-dir, paths begin at its top"};
  }
  return path;
}

OpenedRoots open_in_git_dir(const GitSource& source, std::span<const std::string> paths) {
  OpenedRoots opened;
  Root root;
  const auto open_root = [&]() -> Result<void> {
    TRY_ASSIGN(GitRepository repository, GitRepository::open(source.git_dir, GitRepository::Search::here));
    root.top = repository.git_folder();
    return mount(root, std::move(repository), source);
  };
  if (auto done = open_root(); !done) {
    opened.failures.push_back({source.git_dir, std::move(done).error()});
    return opened;
  }
  for (const std::string& given : paths) {
    const Result<std::string> path = path_in_revision(given);
    auto done = path ? report_on(root, *path, source) : Result<void>(path.error());
    if (!done) opened.failures.push_back({given, std::move(done).error()});
  }
  tidy_reported(root);
  if (!root.reported_files.empty() || !root.reported_folders.empty()) opened.roots.push_back(std::move(root));
  return opened;
}

// A path on the disk, split into what is there and what may only be in the revision.
struct SplitPath {
  std::string existing;
  std::string rest;
};

SplitPath split_at_disk(const std::string& given) {
  std::error_code error;
  if (fs::exists(given, error)) return {given, ""};
  fs::path existing = fs::path(given).lexically_normal();
  fs::path rest;
  while (!existing.empty() && !fs::is_directory(existing, error)) {
    rest = rest.empty() ? existing.filename() : existing.filename() / rest;
    if (existing == existing.parent_path()) break;
    existing = existing.parent_path();
  }
  return {existing.empty() ? "." : existing.string(), rest.generic_string()};
}

std::string join(const std::string& folder, const std::string& rest) {
  if (folder.empty() || rest.empty()) return folder + rest;
  return folder + '/' + rest;
}

// The root of one path, not yet reading from git, and the path in it.
struct Located {
  Root root;
  std::string path;
};

Result<Located> locate(const std::string& given) {
  const SplitPath split = split_at_disk(given);
  TRY_ASSIGN(std::vector<Root> roots, open_roots(std::span(&split.existing, 1)));
  Located located{std::move(roots.front()), {}};
  Root& root = located.root;
  located.path =
      join(root.reported_files.empty() ? root.reported_folders.front() : root.reported_files.front(), split.rest);
  root.reported_files.clear();
  root.reported_folders.clear();
  return located;
}

// Add what the path `given` names to its root, which is opened when it is not among `roots` yet.
Result<void> add_path(const std::string& given, const GitSource& source, std::vector<Root>& roots) {
  TRY_ASSIGN(Located located, locate(given));
  auto root = std::ranges::find(roots, located.root.top, &Root::top);
  if (root != roots.end()) return report_on(*root, located.path, source);
  const auto search = located.root.is_repository ? GitRepository::Search::here : GitRepository::Search::upwards;
  TRY_ASSIGN(GitRepository repository, GitRepository::open(located.root.top, search));
  // Inside a bare repository there is nothing on the disk that a path could mean.
  if (!located.root.is_repository) located.path.clear();
  TRY(mount(located.root, std::move(repository), source));
  TRY(report_on(located.root, located.path, source));
  roots.push_back(std::move(located.root));
  return {};
}

}  // namespace

OpenedRoots open_each_git_root(const GitSource& source, std::span<const std::string> paths) {
  if (!source.git_dir.empty()) return open_in_git_dir(source, paths);
  OpenedRoots opened;
  for (const std::string& given : paths) {
    if (auto done = add_path(given, source, opened.roots); !done) {
      opened.failures.push_back({given, std::move(done).error()});
    }
  }
  std::ranges::for_each(opened.roots, tidy_reported);
  std::ranges::sort(opened.roots, {}, &Root::top);
  return opened;
}

Result<std::vector<Root>> open_git_roots(const GitSource& source, std::span<const std::string> paths) {
  OpenedRoots opened = open_each_git_root(source, paths);
  if (!opened.failures.empty()) return std::move(opened.failures.front().error);
  return std::move(opened.roots);
}

Result<BaseRoot> open_base_root(const Root& present, const std::string& reference, const std::string& head) {
  TRY_ASSIGN(GitRepository repository, GitRepository::open(present.top, GitRepository::Search::here));
  TRY_ASSIGN(const ObjectId reference_id, repository.find_commit(reference));
  TRY_ASSIGN(const ObjectId head_id, repository.find_commit(head));
  auto common = repository.merge_base(reference_id, head_id);
  BaseRoot base;
  // A history that ends too early (a shallow or damaged one) is as good as none.
  base.is_merge_base = common && common->has_value();
  GitSource source;
  source.revision = (base.is_merge_base ? **common : reference_id).hex();
  base.root.top = present.top;
  base.root.display_prefix = present.display_prefix;
  base.root.working_directory = present.working_directory;
  TRY(mount(base.root, std::move(repository), source));
  const auto existed = [&](const std::string& path, bool folder) {
    const Result<EntryKind> kind = base.root.file_system->target_kind(path);
    // What cannot be looked at is kept, so that the failure is heard of.
    if (!kind) return kind.error().code != ErrorCode::not_found;
    return folder == (*kind == EntryKind::directory);
  };
  std::ranges::copy_if(present.reported_folders, std::back_inserter(base.root.reported_folders),
                       [&](const std::string& path) { return existed(path, true); });
  std::ranges::copy_if(present.reported_files, std::back_inserter(base.root.reported_files),
                       [&](const std::string& path) { return existed(path, false); });
  return base;
}

}  // namespace paritylint::input
