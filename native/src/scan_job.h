#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "mapping.h"
#include "matcher.h"
#include "scan_plan.h"

namespace taskshape {

/// A match in the file.
struct Hit {
  uint64_t offset;
  uint32_t which;
  /// The chunk it was found in, which orders hits as a single thread would have met them.
  uint32_t chunk;
};

/// What is new since the last call.
struct ScanNews {
  uint64_t done_bytes;
  uint64_t total_bytes;
  std::vector<Hit> fresh;
  /// The fields below hold once this is true.
  bool finished;
  bool capped;
  /// `kNoFault`, or where the file was found changed; the hits mean nothing then.
  uint64_t changed_at;
  /// All hits, ascending by offset.
  std::vector<Hit> hits;
};

/// One scan over one mapping by several threads. Knows nothing of JavaScript.
///
/// Threads take chunks in ascending order. Once the chunks taken hold `max_hits` hits no further chunk is taken, but
/// those begun are finished: the hits kept are then exactly the first ones, whatever the number of threads.
class ScanJob {
 public:
  struct Options {
    uint64_t max_hits;
    unsigned threads;
  };

  ScanJob(std::shared_ptr<const Mapping> mapping, std::shared_ptr<const Matcher> matcher, ScanPlan plan,
          Options options);
  /// Cancels and waits.
  ~ScanJob();
  ScanJob(const ScanJob&) = delete;
  ScanJob& operator=(const ScanJob&) = delete;

  /// Starts the threads. `notify` is called on one of them when there is news: soon after hits were found and
  /// otherwise ten times a second, and a last time, with true, when the scan is over.
  void start(std::function<void(bool last)> notify);
  /// Asks the threads to stop; they do within one block.
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  /// Waits for all threads.
  void join();
  ScanNews take_news();

 private:
  void coordinate();
  void work();
  bool scan_chunk(uint32_t chunk, MatchList& found);
  void publish(const MatchList& found, uint64_t offset, uint32_t chunk);
  void finish();
  bool stopping() const { return cancelled_.load(std::memory_order_relaxed) || changed_.load(std::memory_order_relaxed); }

  const std::shared_ptr<const Mapping> mapping_;
  const std::shared_ptr<const Matcher> matcher_;
  const ScanPlan plan_;
  const Options options_;
  std::function<void(bool)> notify_;
  std::thread coordinator_;

  std::atomic<bool> cancelled_{false};
  std::atomic<bool> changed_{false};
  std::atomic<uint32_t> next_chunk_{0};
  std::atomic<uint64_t> done_bytes_{0};
  std::atomic<uint64_t> found_{0};

  std::mutex mutex_;
  std::condition_variable wake_;
  // Guarded by mutex_.
  std::vector<Hit> hits_;
  size_t delivered_ = 0;
  unsigned live_ = 0;
  bool finished_ = false;
  uint64_t changed_at_ = kNoFault;
};

}  // namespace taskshape
