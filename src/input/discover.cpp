// The folders still to be listed stand on one stack that all threads share; each thread keeps what it found, and all
// is sorted at the end, so that the result does not depend on who listed what. Threads are started only while there
// is more work than threads: a small tree is walked by the caller alone.
#include "input/discover.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "base/parallel.h"

namespace paritylint::input {
namespace {

constexpr std::size_t kFoldersPerThread = 16;  // waiting folders that are worth a thread more

template <class T>
void move_to_end(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool is_never_entered(std::string_view name) { return name == ".git" || name == "node_modules"; }

bool holds(const std::vector<Entry>& entries, std::string_view name) {
  const auto found = std::ranges::lower_bound(entries, name, {}, &Entry::name);
  return found != entries.end() && found->name == name;
}

// A folder to be listed, and the rules as they were in the folder around it; in the start itself.
struct Waiting {
  std::string path;
  std::array<IgnoreRules::Scope, kMaxIgnoreRules> around;
};

class Walk {
 public:
  Walk(const FileSystem& file_system, std::string_view start, const WalkOptions& options,
       const std::function<bool(std::string_view)>& wanted)
      : file_system_(file_system),
        start_(start),
        jobs_(base::effective_jobs(options.jobs)),
        stop_(options.stop),
        wanted_(wanted),
        rules_(options.ignored_by) {
    if (rules_.size() > kMaxIgnoreRules) BUG("more ignore rules than the walk can hold");
    Waiting first{start_, {}};
    for (std::size_t i = 0; i < rules_.size(); ++i) first.around[i] = rules_[i]->scope_of_named(start_);
    waiting_.push_back(std::move(first));
  }

  WalkResult run() {
    WalkResult result = work(Starts::threads);
    threads_.clear();  // joins
    for (WalkResult& other : finished_) {
      move_to_end(result.files, other.files);
      move_to_end(result.nested_repositories, other.nested_repositories);
      move_to_end(result.skipped, other.skipped);
      move_to_end(result.errors, other.errors);
    }
    std::ranges::sort(result.files);
    std::ranges::sort(result.nested_repositories);
    std::ranges::sort(result.skipped, {}, &SkippedEntry::path);
    std::ranges::sort(result.errors, {}, &base::Error::message);
    // Threads that reach the bounds at the same time say the same.
    const auto is_same = [](const base::Error& one, const base::Error& other) { return one.message == other.message; };
    result.errors.erase(std::unique(result.errors.begin(), result.errors.end(), is_same), result.errors.end());
    return result;
  }

 private:
  // Only the caller's thread starts others, so that it can join them without a lock.
  enum class Starts : bool { nothing, threads };

  WalkResult work(Starts starts) {
    WalkResult found;
    std::vector<Waiting> below;
    while (std::optional<Waiting> folder = next(starts)) {
      visit(*folder, found, below);
      const std::lock_guard lock(mutex_);
      move_to_end(waiting_, below);
      --busy_;
      if (!waiting_.empty() || busy_ == 0) changed_.notify_all();
      below.clear();
    }
    return found;
  }

  // The next folder to list; nothing when all are done or the walk was stopped.
  std::optional<Waiting> next(Starts starts) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !waiting_.empty() || busy_ == 0; });
    if (waiting_.empty() || stop_.stop_requested() || is_beyond_bounds_) return std::nullopt;
    Waiting folder = std::move(waiting_.back());
    waiting_.pop_back();
    ++busy_;
    const std::size_t threads = threads_.size() + 1;
    if (starts == Starts::threads && threads < jobs_ && waiting_.size() >= threads * kFoldersPerThread) start_thread();
    return folder;
  }

  // Requires: mutex_ is held.
  void start_thread() {
    try {
      threads_.emplace_back([this] {
        WalkResult found = work(Starts::nothing);
        const std::lock_guard lock(mutex_);
        finished_.push_back(std::move(found));
      });
    } catch (const std::system_error&) {
      jobs_ = 1;  // the system gives no more threads: those that run do the work
    }
  }

  void visit(const Waiting& folder, WalkResult& found, std::vector<Waiting>& below) const {
    base::Result<std::vector<Entry>> entries = file_system_.list(folder.path);
    if (!entries) {
      // So much was listed already that the file system says this of every folder from now on.
      if (entries.error().code == base::ErrorCode::cancelled) is_beyond_bounds_ = true;
      found.errors.push_back(std::move(entries).error());
      return;
    }
    const bool is_start = folder.path == start_;
    if (!is_start && holds(*entries, ".git")) {
      found.nested_repositories.push_back(folder.path);
      return;
    }
    Waiting inside{folder.path, folder.around};
    for (std::size_t i = 0; i < rules_.size() && !is_start; ++i) {
      const bool has_rules = holds(*entries, rules_[i]->file_name());
      inside.around[i] =
          rules_[i]->enter(folder.around[i], folder.path,
                           has_rules ? IgnoreRules::RulesFile::may_exist : IgnoreRules::RulesFile::absent);
    }
    std::string& path = inside.path;
    if (!path.empty()) path += '/';
    const std::size_t name_begin = path.size();
    for (const Entry& entry : *entries) {
      path.resize(name_begin);
      path += entry.name;
      if (entry.kind == EntryKind::directory) {
        if (!is_never_entered(entry.name) && !is_ignored(inside, entry.kind)) below.push_back(inside);
      } else if (is_wanted(entry, inside)) {
        if (const std::string_view reason = reason_to_skip(file_system_, entry.kind, path); reason.empty()) {
          found.files.push_back(path);
        } else {
          found.skipped.push_back({path, reason});
        }
      }
    }
  }

  // `entry` stands for an entry with the rules of the folder around it.
  bool is_ignored(const Waiting& entry, EntryKind kind) const {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (rules_[i]->ignores(entry.around[i], entry.path, kind)) return true;
    }
    return false;
  }

  bool is_wanted(const Entry& entry, const Waiting& place) const {
    return entry.name != ".git" && wanted_(place.path) && !is_ignored(place, entry.kind);
  }

  const FileSystem& file_system_;
  const std::string start_;
  unsigned jobs_;
  const std::stop_token stop_;
  const std::function<bool(std::string_view)>& wanted_;
  const std::span<IgnoreRules* const> rules_;
  mutable std::atomic<bool> is_beyond_bounds_ = false;  // the file system lists no further folder

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Waiting> waiting_;  // folders found and not yet listed
  std::size_t busy_ = 0;          // folders being listed
  std::vector<WalkResult> finished_;
  std::vector<std::jthread> threads_;  // last: joined before the rest goes away
};

}  // namespace

std::string_view reason_to_skip(const FileSystem& file_system, EntryKind kind, std::string_view path) {
  if (kind == EntryKind::file) return {};
  if (kind == EntryKind::other) return "it is no regular file";
  const base::Result<EntryKind> target = file_system.target_kind(path);
  if (!target) {
    // A link that a partial clone does not have is listed, so that reading it tells.
    if (target.error().code == base::ErrorCode::missing_object) return {};
    return target.error().code == base::ErrorCode::not_found ? "it is a link that leads nowhere"
                                                             : "it is a link that leads out of what is checked";
  }
  if (*target == EntryKind::file) return {};
  return *target == EntryKind::directory ? "it is a link to a folder" : "it is a link to no regular file";
}

WalkResult walk(const FileSystem& file_system, std::string_view directory, const WalkOptions& options,
                const std::function<bool(std::string_view path)>& wanted) {
  return Walk(file_system, directory, options, wanted).run();
}

}  // namespace paritylint::input
