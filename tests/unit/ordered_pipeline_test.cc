#include "base/ordered_pipeline.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

namespace dragoman {
namespace {

// Work that takes a time unrelated to the item's position, so that results finish out of order.
int slow_square(int n) {
  std::this_thread::sleep_for(std::chrono::microseconds((n * 7919) % 13 * 50));
  return n * n;
}

std::vector<int> squares(unsigned threads, std::size_t window, int count) {
  std::vector<int> out;
  int next = 0;
  run_ordered<int, int>(
      {threads, window},
      [&]() -> std::optional<int> { return next < count ? std::optional(next++) : std::nullopt; },
      [](int n, unsigned) { return slow_square(n); },
      [&](int square) { return out.push_back(square), true; });
  return out;
}

TEST(OrderedPipeline, KeepsInputOrderWhateverTheThreads) {
  const auto expected = squares(1, 0, 300);
  ASSERT_EQ(expected.size(), 300u);
  EXPECT_EQ(expected[17], 289);
  for (unsigned threads : {2u, 3u, 8u})
    for (std::size_t window : {std::size_t{1}, std::size_t{2}, std::size_t{40}})
      EXPECT_EQ(squares(threads, window, 300), expected) << threads << " threads, " << window;
}

TEST(OrderedPipeline, EmptyInputEnds) {
  EXPECT_TRUE(squares(1, 0, 0).empty());
  EXPECT_TRUE(squares(4, 0, 0).empty());
}

TEST(OrderedPipeline, NeverHoldsMoreThanTheWindow) {
  std::atomic<int> under_way{0}, most{0};
  int next = 0, written = 0;
  run_ordered<int, int>(
      {4, 6},
      [&]() -> std::optional<int> {
        if (next == 200) return std::nullopt;
        const int now = ++under_way;
        int before = most.load();
        while (now > before && !most.compare_exchange_weak(before, now)) {
        }
        return next++;
      },
      [](int n, unsigned) { return slow_square(n); },
      [&](int) {
        std::this_thread::sleep_for(std::chrono::microseconds(100));  // a slow reader of our output
        --under_way;
        return ++written, true;
      });
  EXPECT_EQ(written, 200);
  // One more than the window: the slot is free as soon as its result was handed over.
  EXPECT_LE(most.load(), 7);
  EXPECT_GE(most.load(), 2);
}

TEST(OrderedPipeline, FirstResultsAppearBeforeTheLastItemIsRead) {
  for (unsigned threads : {1u, 2u}) {
    std::atomic<int> written{0};
    int next = 0;
    run_ordered<int, int>(
        {threads, 4},
        [&]() -> std::optional<int> {
          // The last item comes only once the first results were seen.
          if (next == 3)
            for (int wait = 0; written.load() < 3 && wait < 5000; ++wait)
              std::this_thread::sleep_for(std::chrono::milliseconds(1));
          if (next == 3) {
            EXPECT_EQ(written.load(), 3);
          }
          return next < 4 ? std::optional(next++) : std::nullopt;
        },
        [](int n, unsigned) { return n; }, [&](int) { return ++written, true; });
    EXPECT_EQ(written.load(), 4);
  }
}

TEST(OrderedPipeline, StopsWhenTheWriterHasEnough) {
  for (unsigned threads : {1u, 4u}) {
    int next = 0, written = 0;
    run_ordered<int, std::unique_ptr<int>>(
        {threads, 8}, [&]() -> std::optional<int> { return next++; },
        [](int n, unsigned) { return std::make_unique<int>(n); },
        [&](std::unique_ptr<int> n) { return ++written, *n < 20; });
    EXPECT_EQ(written, 21);
    EXPECT_LE(next, 21 + 9);
  }
}

TEST(OrderedPipeline, WorkersAreNumbered) {
  std::atomic<unsigned> highest{0};
  int next = 0;
  run_ordered<int, int>(
      {3, 0},
      [&]() -> std::optional<int> { return next < 100 ? std::optional(next++) : std::nullopt; },
      [&](int n, unsigned worker) {
        unsigned before = highest.load();
        while (worker > before && !highest.compare_exchange_weak(before, worker)) {
        }
        return slow_square(n);
      },
      [](int) { return true; });
  EXPECT_LT(highest.load(), 3u);
}

}  // namespace
}  // namespace dragoman
