// Reads items, works on them in parallel and hands the results over in the order of reading, so
// that the output is the same whatever the number of threads. At most `window` items are under way
// at once: memory does not grow with the input, and a slow writer holds the reader back.
//
//   run_ordered<Source, Coded>({.threads = 8},
//       [&] { return stream.next(); },                        // one thread; nothing: end of input
//       [&](Source s, unsigned worker) { return code(s); },   // many threads
//       [&](Coded c) { print(c); return true; });             // the caller's thread; false: stop
//
// With one thread everything runs in the caller's, one item at a time. After a stop no further item
// is read, and those under way are dropped; a reader that is blocked in a system call is waited
// for.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace dragoman {

struct PipelineOptions {
  unsigned threads = 1;    // 0: as many as the machine has cores
  std::size_t window = 0;  // items under way; 0: four for each thread
};

inline unsigned thread_count(unsigned wanted) {
  return wanted != 0 ? wanted : std::max(1u, std::thread::hardware_concurrency());
}

namespace internal {

// A ring of slots: [written, worked) is being worked on or done, [worked, read) waits for a worker.
template <class In, class Out>
class OrderedRing {
 public:
  explicit OrderedRing(std::size_t window) : slots_(window) {}

  // False once the reader should stop. Blocks while the window is full.
  bool wait_for_room() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || read_ - written_ < slots_.size(); });
    return !stopped_;
  }
  void put(In item) {
    {
      std::lock_guard lock(mutex_);
      slots_[read_ % slots_.size()].in.emplace(std::move(item));
      ++read_;
    }
    work_.notify_one();
  }
  void end_of_input() {
    {
      std::lock_guard lock(mutex_);
      ended_ = true;
    }
    work_.notify_all();
    done_.notify_all();
  }

  // The next item to work on with its number, or nothing when there will be none.
  std::optional<std::pair<std::size_t, In>> take() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return stopped_ || worked_ < read_ || ended_; });
    if (stopped_ || worked_ == read_) return std::nullopt;
    const std::size_t number = worked_++;
    Slot& slot = slots_[number % slots_.size()];
    std::pair<std::size_t, In> taken(number, std::move(*slot.in));
    slot.in.reset();
    return taken;
  }
  void finish(std::size_t number, Out result) {
    bool next;
    {
      std::lock_guard lock(mutex_);
      slots_[number % slots_.size()].out.emplace(std::move(result));
      next = number == written_;
    }
    if (next) done_.notify_one();
  }

  std::optional<Out> next_result() {
    std::optional<Out> result;
    {
      std::unique_lock lock(mutex_);
      const auto ready = [&] { return slots_[written_ % slots_.size()].out.has_value(); };
      done_.wait(lock, [&] { return ready() || (ended_ && written_ == read_); });
      if (!ready()) return std::nullopt;
      result.swap(slots_[written_ % slots_.size()].out);
      ++written_;
    }
    room_.notify_one();
    return result;
  }
  void stop() {
    {
      std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    room_.notify_all();
    work_.notify_all();
  }

 private:
  struct Slot {
    std::optional<In> in;
    std::optional<Out> out;
  };
  std::mutex mutex_;
  std::condition_variable room_, work_, done_;
  std::vector<Slot> slots_;
  std::size_t read_ = 0, worked_ = 0, written_ = 0;
  bool ended_ = false, stopped_ = false;
};

}  // namespace internal

template <class In, class Out>
void run_ordered(PipelineOptions options, const std::function<std::optional<In>()>& read,
                 const std::function<Out(In, unsigned)>& work,
                 const std::function<bool(Out)>& write) {
  const unsigned threads = thread_count(options.threads);
  if (threads == 1) {
    while (auto item = read())
      if (!write(work(std::move(*item), 0))) return;
    return;
  }
  const std::size_t window = options.window != 0 ? options.window : std::size_t{4} * threads;
  internal::OrderedRing<In, Out> ring(window);
  std::vector<std::thread> crew;
  crew.reserve(threads + 1);
  crew.emplace_back([&] {
    while (ring.wait_for_room()) {
      auto item = read();
      if (!item) break;
      ring.put(std::move(*item));
    }
    ring.end_of_input();
  });
  for (unsigned worker = 0; worker < threads; ++worker)
    crew.emplace_back([&, worker] {
      while (auto taken = ring.take()) {
        const std::size_t number = taken->first;
        ring.finish(number, work(std::move(taken->second), worker));
      }
    });
  while (auto result = ring.next_result())
    if (!write(std::move(*result))) break;
  ring.stop();
  for (auto& thread : crew) thread.join();
}

}  // namespace dragoman
