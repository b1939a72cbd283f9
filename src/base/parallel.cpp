#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace paritylint::base {
namespace {

// More threads than this only cost memory, whatever the command line says.
constexpr unsigned kMaxJobs = 512;

}  // namespace

unsigned effective_jobs(unsigned jobs) {
  if (jobs == 0) {
    static const unsigned cores = std::thread::hardware_concurrency();  // reads a file of the system's
    jobs = cores;                                                       // which may not know, and says 0
  }
  return std::clamp(jobs, 1U, kMaxJobs);
}

void parallel_for(std::size_t count, unsigned jobs, const std::stop_token& stop,
                  const std::function<void(std::size_t index, unsigned worker)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&](unsigned worker) {
    while (!stop.stop_requested()) {
      const std::size_t index = next.fetch_add(1, std::memory_order_relaxed);
      if (index >= count) return;
      work(index, worker);
    }
  };

  const auto workers = static_cast<unsigned>(std::min<std::size_t>(effective_jobs(jobs), count));
  std::vector<std::jthread> helpers;
  if (workers > 1) helpers.reserve(workers - 1);
  for (unsigned worker = 1; worker < workers; ++worker) {
    try {
      helpers.emplace_back(run, worker);
    } catch (const std::system_error&) {
      break;  // the system gives no more threads: those that run, and this one, do all the work
    }
  }
  run(0);
}

}  // namespace paritylint::base
