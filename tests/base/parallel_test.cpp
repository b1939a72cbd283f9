#include "base/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <set>
#include <thread>
#include <vector>

namespace paritylint::base {
namespace {

TEST(ParallelFor, CallsWorkOnceForEveryIndexWhateverTheNumberOfThreads) {
  for (const unsigned jobs : {0U, 1U, 2U, 8U, 100'000U}) {
    for (const std::size_t count : {0U, 1U, 7U, 1000U}) {
      std::vector<std::atomic<int>> calls(count);
      parallel_for(count, jobs, {}, [&](std::size_t index, unsigned) { ++calls[index]; });
      EXPECT_TRUE(std::ranges::all_of(calls, [](const auto& n) { return n == 1; })) << jobs << " " << count;
    }
  }
}

TEST(ParallelFor, GivesEachThreadItsOwnWorkerNumber) {
  std::vector<std::set<std::thread::id>> threads(4);
  std::atomic<bool> is_in_range = true;
  parallel_for(2000, 4, {}, [&](std::size_t, unsigned worker) {
    if (worker >= threads.size()) {
      is_in_range = false;
      return;
    }
    threads[worker].insert(std::this_thread::get_id());  // a race unless one thread alone has this number
  });
  EXPECT_TRUE(is_in_range);
  for (const auto& ids : threads) EXPECT_LE(ids.size(), 1U);
}

TEST(ParallelFor, UsesTheCallingThreadAloneForOneJob) {
  std::vector<std::size_t> order;
  const auto caller = std::this_thread::get_id();
  parallel_for(5, 1, {}, [&](std::size_t index, unsigned worker) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_EQ(worker, 0U);
    order.push_back(index);
  });
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(ParallelFor, StartsNothingAfterStop) {
  std::stop_source stop;
  std::size_t calls = 0;
  parallel_for(100, 1, stop.get_token(), [&](std::size_t index, unsigned) {
    ++calls;
    if (index == 9) stop.request_stop();
  });
  EXPECT_EQ(calls, 10U);

  std::atomic<std::size_t> later = 0;
  parallel_for(100, 4, stop.get_token(), [&](std::size_t, unsigned) { ++later; });
  EXPECT_EQ(later, 0U);
}

TEST(EffectiveJobs, IsNeverZeroAndBounded) {
  EXPECT_GE(effective_jobs(0), 1U);
  EXPECT_EQ(effective_jobs(3), 3U);
  EXPECT_LE(effective_jobs(4'000'000'000U), 10'000U);
}

TEST(Sequencer, DeliversInOrderWhateverTheOrderOfArrival) {
  std::vector<std::size_t> numbers = {0, 1, 2, 3, 4};
  do {
    std::vector<std::size_t> delivered;
    Sequencer<std::size_t> sequencer(numbers.size(), [&](std::size_t&& item) { delivered.push_back(item); });
    for (const std::size_t number : numbers) sequencer.put(number, number);
    EXPECT_EQ(delivered, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  } while (std::ranges::next_permutation(numbers).found);
}

TEST(Sequencer, DeliversAsSoonAsAllEarlierItemsAreThere) {
  std::vector<std::string> delivered;
  Sequencer<std::string> sequencer(2, [&](std::string&& item) { delivered.push_back(std::move(item)); });
  sequencer.put(1, "b");
  EXPECT_TRUE(delivered.empty());
  sequencer.put(0, "a");
  EXPECT_EQ(delivered, (std::vector<std::string>{"a", "b"}));
}

TEST(Sequencer, TakesItemsThatCannotBeCopiedFromManyThreads) {
  std::vector<std::size_t> delivered;
  Sequencer<std::unique_ptr<std::size_t>> sequencer(
      3, [&](std::unique_ptr<std::size_t>&& item) { delivered.push_back(*item); });
  parallel_for(500, 8, {}, [&](std::size_t i, unsigned) { sequencer.put(i, std::make_unique<std::size_t>(i)); });
  ASSERT_EQ(delivered.size(), 500U);
  EXPECT_TRUE(std::ranges::is_sorted(delivered));
}

TEST(Sequencer, LetsNoMoreThanAWindowOfItemsPileUpBehindASlowOne) {
  constexpr std::size_t kWindow = 5;
  constexpr unsigned kJobs = 4;
  // Those that wait for their turn and, on every other thread, one that its put() does not let go.
  constexpr std::size_t kMost = kWindow - 1 + kJobs - 1;
  std::atomic<std::size_t> started = 0;
  std::size_t delivered = 0;
  Sequencer<std::size_t> sequencer(kWindow, [&](std::size_t&& item) { EXPECT_EQ(item, delivered++); });
  parallel_for(1000, kJobs, {}, [&](std::size_t index, unsigned) {
    if (index != 0) {
      ++started;
    } else {
      while (started < kMost) std::this_thread::yield();
      for (int i = 0; i < 1000; ++i) std::this_thread::yield();  // time enough to do too much
      EXPECT_EQ(started, kMost);
    }
    sequencer.put(index, index);
  });
  EXPECT_EQ(delivered, 1000U);
}

TEST(Sequencer, WorksWithAWindowOfOne) {
  std::vector<std::size_t> delivered;
  Sequencer<std::size_t> sequencer(1, [&](std::size_t&& item) { delivered.push_back(item); });
  parallel_for(200, 8, {}, [&](std::size_t index, unsigned) { sequencer.put(index, index); });
  ASSERT_EQ(delivered.size(), 200U);
  EXPECT_TRUE(std::ranges::is_sorted(delivered));
}

}  // namespace
}  // namespace paritylint::base
