// Running many independent pieces of work on several threads, and putting their results back in order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <utility>

namespace paritylint::base {

// Call work(index, worker) for every index in [0, count) on up to `jobs` threads (0 = one per core), the calling
// thread among them; `worker` is in [0, jobs). Indices are taken in ascending order; none is started after `stop`
// was requested. Returns when all started work is done. `work` must not throw.
void parallel_for(std::size_t count, unsigned jobs, const std::stop_token& stop,
                  const std::function<void(std::size_t index, unsigned worker)>& work);

// The number of threads that parallel_for uses for `jobs`, never 0.
unsigned effective_jobs(unsigned jobs);

// Hands items on in the order of their numbers 0, 1, 2, ..., whatever order they arrive in. Thread-safe;
// `deliver` runs under the sequencer's lock, one item at a time. Holds only items that came early, at most `window` -
// 1: while one item takes long, those who bring later ones wait in put() instead of piling them up.
//
// Every number must be put, and the lowest missing one must not be waited for by a thread that still has it to put.
// That is so when parallel_for's work puts its own index: indices are taken in ascending order, so the lowest missing
// one is with a thread that is at work and whose put() will not wait.
template <class Item>
class Sequencer {
 public:
  // Requires: window > 0.
  Sequencer(std::size_t window, std::function<void(Item&&)> deliver) : window_(window), deliver_(std::move(deliver)) {}

  void put(std::size_t number, Item item) {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [&] { return number < next_ + window_; });
    early_.emplace(number, std::move(item));
    const std::size_t first = next_;
    for (auto next = early_.find(next_); next != early_.end(); next = early_.find(next_)) {
      deliver_(std::move(next->second));
      early_.erase(next);
      ++next_;
    }
    if (next_ != first) has_room_.notify_all();
  }

 private:
  std::size_t window_;
  std::function<void(Item&&)> deliver_;
  std::mutex mutex_;
  std::condition_variable has_room_;
  std::map<std::size_t, Item> early_;
  std::size_t next_ = 0;
};

}  // namespace paritylint::base
