#include "input/find_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "input/discover.h"
#include "input/git_directory.h"
#include "input/git_index.h"
#include "input/ignore_rules.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

bool is_below(std::string_view path, std::string_view folder) {
  if (folder.empty()) return true;
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

void sort_and_drop_copies(std::vector<std::string>& paths) {
  std::ranges::sort(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
}

// Looks for tracked files on the disk, below one folder.
class TrackedFiles {
 public:
  TrackedFiles(const FileSystem& files, IgnoreRules& own_rules, std::string_view start)
      : files_(files), scopes_(own_rules, start), start_(start) {}

  // Add what is there of `entries` to `found`, whose files are those that the walk gave, in order.
  void add(std::span<const IndexEntry> entries, FoundFiles& found) {
    const std::size_t walked = found.files.size();
    std::string_view before;
    for (const IndexEntry& entry : entries) {
      if (!is_below(entry.path, start_) || entry.path == before) continue;  // the same path again: a conflict
      before = entry.path;
      switch (entry.kind) {
        case TrackedKind::sparse_folder:
          break;  // not in the work tree
        case TrackedKind::repository:
          if (!is_in_folders(entry.path, found) || scopes_.ignore(entry.path, EntryKind::directory)) break;
          if (files_.kind(std::string(entry.path) + "/.git")) found.nested_repositories.emplace_back(entry.path);
          break;
        case TrackedKind::file:
        case TrackedKind::link: {
          const auto end = found.files.begin() + static_cast<std::ptrdiff_t>(walked);
          if (!std::binary_search(found.files.begin(), end, entry.path) && is_there(entry.path, found)) {
            found.files.emplace_back(entry.path);
          }
          break;
        }
      }
    }
  }

 private:
  bool is_there(std::string_view path, FoundFiles& found) {
    if (!is_in_folders(path, found)) return false;
    const Result<EntryKind> kind = files_.kind(path);
    if (!kind && kind.error().code != ErrorCode::not_found) found.errors.push_back(kind.error());
    if (!kind || scopes_.ignore(path, *kind)) return false;
    if (*kind == EntryKind::directory) return false;  // the tracked file is gone
    const std::string_view reason = reason_to_skip(files_, *kind, path);
    if (!reason.empty()) found.skipped.push_back({std::string(path), reason});
    return reason.empty();
  }

  // True when all that stands above `path` are folders of this repository: no links, no repositories of their own.
  bool is_in_folders(std::string_view path, FoundFiles& found) {
    for (std::size_t begin = start_.empty() ? 0 : start_.size() + 1;;) {
      const std::size_t end = path.find('/', begin);
      if (end == std::string_view::npos) return true;
      const std::string_view folder = path.substr(0, end);
      auto known = folders_.find(folder);
      if (known == folders_.end()) known = folders_.emplace(folder, is_own_folder(folder, found)).first;
      if (!known->second) return false;
      begin = end + 1;
    }
  }

  bool is_own_folder(std::string_view folder, FoundFiles& found) const {
    const Result<EntryKind> kind = files_.kind(folder);
    if (!kind && kind.error().code != ErrorCode::not_found) found.errors.push_back(kind.error());
    if (!kind || *kind != EntryKind::directory) return false;
    if (!files_.kind(std::string(folder) + "/.git")) return true;
    found.nested_repositories.emplace_back(folder);
    return false;
  }

  const FileSystem& files_;
  IgnoreScopes scopes_;
  const std::string start_;
  std::map<std::string, bool, std::less<>> folders_;
};

}  // namespace

class FileFinder::State {
 public:
  State(const Root& root, FindOptions options, Wanted wanted)
      : files_(*root.file_system),
        root_(root),
        options_(std::move(options)),
        wanted_(std::move(wanted)),
        own_rules_(files_, ".paritylintignore", LetterCase::kept) {}

  FoundFiles find(std::string_view folder) {
    prepare();
    const GitIndex* tracked = index();
    FoundFiles found;
    if (!options_.tracked_only || tracked == nullptr) walk_into(found, folder);
    if (is_work_tree_ && options_.tracked_only && tracked == nullptr) found.errors.push_back(no_index_error());
    if (tracked != nullptr) TrackedFiles(files_, own_rules_, folder).add(tracked->entries(), found);
    take_rules_errors(found);
    sort_and_drop_copies(found.files);
    sort_and_drop_copies(found.nested_repositories);
    std::ranges::sort(found.skipped, {}, &SkippedEntry::path);
    found.skipped.erase(std::unique(found.skipped.begin(), found.skipped.end()), found.skipped.end());
    std::ranges::sort(found.errors, {}, &Error::message);
    return found;
  }

  bool counts(std::string_view path) {
    prepare();
    if (!own_scopes_) own_scopes_.emplace(own_rules_, "");
    if (own_scopes_->ignore(path, EntryKind::file)) return false;
    if (!is_work_tree_) return true;
    if (options_.tracked_only && index() != nullptr) return is_tracked(path);
    if (!git_scopes_) git_scopes_.emplace(*git_rules_, "");
    return !git_scopes_->ignore(path, EntryKind::file) || is_tracked(path);
  }

  const std::vector<std::string>& notes() const { return notes_; }

 private:
  // Find the repository and its rules, once.
  void prepare() {
    if (is_prepared_) return;
    is_prepared_ = true;
    if (!root_.is_repository || !files_.kind(".git")) return;
    is_work_tree_ = true;
    Result<GitDirectory> git = GitDirectory::open(files_, root_.top);
    const bool ignores_case = git && git->ignores_case();
    git_rules_.emplace(files_, ".gitignore", ignores_case ? LetterCase::ignored : LetterCase::kept);
    if (!git) return leave_index_alone(git.error());
    git_ = *std::move(git);
    Bytes exclude;
    if (const Result<void> done = git_->read_exclude(exclude); !done) notes_.push_back(done.error().message);
    git_rules_->add_fallback(exclude.view());
  }

  void leave_index_alone(const Error& error) {
    no_index_because_ = error.message;
    notes_.push_back("the git index of " + display_path(root_, "") + " is left alone: " + error.message);
  }

  Error no_index_error() const {
    return {ErrorCode::io,
            "cannot tell which files git tracks in " + display_path(root_, "") + ": " + no_index_because_};
  }

  // The index, read once; nullptr when it cannot be used or there is none.
  const GitIndex* index() {
    if (!git_ || !no_index_because_.empty()) return nullptr;
    if (!index_) {
      Result<GitIndex> read = read_index();
      if (!read) {
        leave_index_alone(read.error());
        return nullptr;
      }
      index_ = *std::move(read);
    }
    return &*index_;
  }

  Result<GitIndex> read_index() const {
    Bytes bytes;
    TRY(git_->read_index(bytes));
    return GitIndex::read(std::move(bytes), git_->id_size(), wanted_,
                          [&](std::string_view id, Bytes& shared) { return git_->read_shared_index(id, shared); });
  }

  bool is_tracked(std::string_view path) {
    const GitIndex* tracked = index();
    if (tracked == nullptr) return false;
    const std::span<const IndexEntry> entries = tracked->entries();
    const auto found = std::ranges::lower_bound(entries, path, {}, &IndexEntry::path);
    return found != entries.end() && found->path == path;
  }

  void walk_into(FoundFiles& found, std::string_view folder) {
    std::array<IgnoreRules*, kMaxIgnoreRules> rules = {&own_rules_, nullptr};
    if (git_rules_) rules[1] = &*git_rules_;
    const std::size_t count = git_rules_ ? 2 : 1;
    WalkResult walked = walk(files_, folder, {options_.jobs, options_.stop, std::span(rules).first(count)}, wanted_);
    found.files = std::move(walked.files);
    found.nested_repositories = std::move(walked.nested_repositories);
    found.skipped = std::move(walked.skipped);
    found.errors = std::move(walked.errors);
  }

  // Each is told once, however often its file was needed.
  void take_rules_errors(FoundFiles& found) {
    std::vector<Error> errors = own_rules_.errors();
    if (git_rules_) std::ranges::move(git_rules_->errors(), std::back_inserter(errors));
    for (Error& error : errors) {
      if (told_.insert(error.message).second) found.errors.push_back(std::move(error));
    }
  }

  const FileSystem& files_;
  const Root& root_;
  const FindOptions options_;
  const Wanted wanted_;
  IgnoreRules own_rules_;
  bool is_prepared_ = false;
  bool is_work_tree_ = false;
  std::optional<IgnoreRules> git_rules_;  // in a work tree
  std::optional<GitDirectory> git_;
  std::optional<GitIndex> index_;
  std::string no_index_because_;
  std::optional<IgnoreScopes> own_scopes_, git_scopes_;  // for counts()
  std::vector<std::string> notes_;
  std::set<std::string> told_;
};

FileFinder::FileFinder(const Root& root, FindOptions options, Wanted wanted)
    : state_(std::make_unique<State>(root, std::move(options), std::move(wanted))) {}

FileFinder::~FileFinder() = default;

FoundFiles FileFinder::find(std::string_view folder) { return state_->find(folder); }

bool FileFinder::counts(std::string_view path) { return state_->counts(path); }

const std::vector<std::string>& FileFinder::notes() const { return state_->notes(); }

}  // namespace paritylint::input
