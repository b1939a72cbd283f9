// The folders still to be listed stand on one stack that all threads share; each thread keeps what it found, and all
// is sorted at the end, so that the result does not depend on who listed what. Threads are started only while there
// is more work than threads: a small tree is walked by the caller alone.
#include "input/discover.h"

#include <algorithm>
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

bool holds_git(const std::vector<Entry>& entries) {
  const auto found = std::ranges::lower_bound(entries, std::string_view(".git"), {}, &Entry::name);
  return found != entries.end() && found->name == ".git";
}

class Walk {
 public:
  Walk(const FileSystem& file_system, std::string_view start, const WalkOptions& options,
       const std::function<bool(std::string_view)>& wanted)
      : file_system_(file_system),
        start_(start),
        jobs_(base::effective_jobs(options.jobs)),
        stop_(options.stop),
        wanted_(wanted),
        waiting_{start_} {}

  WalkResult run() {
    WalkResult result = work(Starts::threads);
    threads_.clear();  // joins
    for (WalkResult& other : finished_) {
      move_to_end(result.files, other.files);
      move_to_end(result.nested_repositories, other.nested_repositories);
      move_to_end(result.errors, other.errors);
    }
    std::ranges::sort(result.files);
    std::ranges::sort(result.nested_repositories);
    std::ranges::sort(result.errors, {}, &base::Error::message);
    return result;
  }

 private:
  // Only the caller's thread starts others, so that it can join them without a lock.
  enum class Starts : bool { nothing, threads };

  WalkResult work(Starts starts) {
    WalkResult found;
    std::vector<std::string> below;
    while (std::optional<std::string> folder = next(starts)) {
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
  std::optional<std::string> next(Starts starts) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !waiting_.empty() || busy_ == 0; });
    if (waiting_.empty() || stop_.stop_requested()) return std::nullopt;
    std::string folder = std::move(waiting_.back());
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

  void visit(const std::string& folder, WalkResult& found, std::vector<std::string>& below) const {
    base::Result<std::vector<Entry>> entries = file_system_.list(folder);
    if (!entries) {
      found.errors.push_back(std::move(entries).error());
      return;
    }
    if (folder != start_ && holds_git(*entries)) {
      found.nested_repositories.push_back(folder);
      return;
    }
    std::string path = folder;
    if (!path.empty()) path += '/';
    const std::size_t name_begin = path.size();
    for (const Entry& entry : *entries) {
      path.resize(name_begin);
      path += entry.name;
      if (entry.kind == EntryKind::directory) {
        if (!is_never_entered(entry.name)) below.push_back(path);
      } else if (is_wanted_file(entry, path)) {
        found.files.push_back(path);
      }
    }
  }

  bool is_wanted_file(const Entry& entry, const std::string& path) const {
    if (entry.kind == EntryKind::other || entry.name == ".git" || !wanted_(path)) return false;
    if (entry.kind == EntryKind::file) return true;
    const base::Result<EntryKind> target = file_system_.target_kind(path);
    // A link that a partial clone does not have is listed, so that reading it tells.
    return target ? *target == EntryKind::file : target.error().code == base::ErrorCode::missing_object;
  }

  const FileSystem& file_system_;
  const std::string start_;
  unsigned jobs_;
  const std::stop_token stop_;
  const std::function<bool(std::string_view)>& wanted_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> waiting_;  // folders found and not yet listed
  std::size_t busy_ = 0;              // folders being listed
  std::vector<WalkResult> finished_;
  std::vector<std::jthread> threads_;  // last: joined before the rest goes away
};

}  // namespace

WalkResult walk(const FileSystem& file_system, std::string_view directory, const WalkOptions& options,
                const std::function<bool(std::string_view path)>& wanted) {
  return Walk(file_system, directory, options, wanted).run();
}

}  // namespace paritylint::input
