// Running many independent pieces of work on several threads, and putting their results back in order.
#pragma once

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
// `deliver` runs under the sequencer's lock, one item at a time. Holds only items that came early.
template <class Item>
class Sequencer {
 public:
  explicit Sequencer(std::function<void(Item&&)> deliver) : deliver_(std::move(deliver)) {}

  void put(std::size_t number, Item item) {
    const std::lock_guard lock(mutex_);
    early_.emplace(number, std::move(item));
    for (auto next = early_.find(next_); next != early_.end(); next = early_.find(next_)) {
      deliver_(std::move(next->second));
      early_.erase(next);
      ++next_;
    }
  }

 private:
  std::function<void(Item&&)> deliver_;
  std::mutex mutex_;
  std::map<std::size_t, Item> early_;
  std::size_t next_ = 0;
};

}  // namespace paritylint::base
