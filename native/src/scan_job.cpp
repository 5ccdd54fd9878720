#include "scan_job.h"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

namespace taskshape {
namespace {

using Clock = std::chrono::steady_clock;

/// How often a scan without hits reports, and how long hits may wait.
constexpr auto kProgressEvery = std::chrono::milliseconds(100);
constexpr auto kHitsEvery = std::chrono::milliseconds(10);

/// Between two looks at the flags. Small enough to stop at once and to stay in the second-level cache.
constexpr uint64_t kBlock = 256 * 1024;

}  // namespace

ScanJob::ScanJob(std::shared_ptr<const Mapping> mapping, std::shared_ptr<const Matcher> matcher, ScanPlan plan,
                 Options options)
    : mapping_(std::move(mapping)), matcher_(std::move(matcher)), plan_(std::move(plan)), options_(options) {}

ScanJob::~ScanJob() {
  cancel();
  join();
}

void ScanJob::start(std::function<void(bool)> notify) {
  notify_ = std::move(notify);
  try {
    coordinator_ = std::thread(&ScanJob::coordinate, this);
  } catch (const std::system_error&) {
    // Not one thread to be had: scan on this one.
    coordinate();
  }
}

void ScanJob::join() {
  if (coordinator_.joinable()) coordinator_.join();
}

void ScanJob::coordinate() {
  const size_t useful = std::min<size_t>(options_.threads, plan_.chunks.size());
  std::vector<std::thread> workers;
  live_ = static_cast<unsigned>(useful);
  for (size_t at = 0; at < useful; at++) {
    try {
      workers.emplace_back(&ScanJob::work, this);
    } catch (const std::system_error&) {
      // No more threads to be had: those that run take all chunks, and if none runs this one does.
      const std::lock_guard lock(mutex_);
      live_ -= static_cast<unsigned>(useful - at);
      break;
    }
  }
  if (workers.empty() && useful != 0) {
    live_ = 1;
    work();
  }
  auto last_notice = Clock::now() - kProgressEvery;
  std::unique_lock lock(mutex_);
  while (live_ != 0) {
    const auto has_hits = [this] { return live_ == 0 || hits_.size() > delivered_; };
    wake_.wait_until(lock, last_notice + kHitsEvery, [this] { return live_ == 0; });
    wake_.wait_until(lock, last_notice + kProgressEvery, has_hits);
    if (live_ == 0) break;
    last_notice = Clock::now();
    lock.unlock();
    notify_(false);
    lock.lock();
  }
  lock.unlock();
  for (std::thread& worker : workers) worker.join();
  finish();
  notify_(true);
}

void ScanJob::work() {
  MatchList found(0);
  while (!stopping() && found_.load(std::memory_order_relaxed) < options_.max_hits) {
    const uint32_t chunk = next_chunk_.fetch_add(1, std::memory_order_relaxed);
    if (chunk >= plan_.chunks.size() || !scan_chunk(chunk, found)) break;
  }
  const std::lock_guard lock(mutex_);
  live_--;
  wake_.notify_one();
}

bool ScanJob::scan_chunk(uint32_t chunk, MatchList& found) {
  uint64_t room = options_.max_hits;
  const uint64_t overlap = matcher_->reach() - 1;
  for (size_t at = plan_.chunks[chunk].first; at < plan_.chunks[chunk].last && room != 0; at++) {
    const Piece& piece = plan_.pieces[at];
    for (uint64_t done = 0; done < piece.length && room != 0;) {
      if (stopping()) return false;
      const uint64_t length = std::min(kBlock, piece.length - done);
      const uint64_t available = std::min(length + overlap, piece.available - done);
      found.clear(room);
      matcher_->scan({mapping_->data() + piece.offset + done, length, available, piece.address + done}, found);
      if (mapping_->changed_at() != kNoFault) {
        changed_.store(true, std::memory_order_relaxed);
        return false;
      }
      if (!found.matches().empty()) publish(found, piece.offset + done, chunk);
      room -= found.matches().size();
      done += length;
      done_bytes_.fetch_add(length, std::memory_order_relaxed);
    }
  }
  if (mapping_->check_changed() == kNoFault) return true;
  changed_.store(true, std::memory_order_relaxed);
  return false;
}

void ScanJob::publish(const MatchList& found, uint64_t offset, uint32_t chunk) {
  found_.fetch_add(found.matches().size(), std::memory_order_relaxed);
  const std::lock_guard lock(mutex_);
  const bool first = hits_.size() == delivered_;
  for (const Match& match : found.matches()) hits_.push_back({offset + match.position, match.which, chunk});
  if (first) wake_.notify_one();
}

void ScanJob::finish() {
  const uint64_t changed_at = mapping_->check_changed();
  const std::lock_guard lock(mutex_);
  changed_at_ = changed_at;
  finished_ = true;
}

ScanNews ScanJob::take_news() {
  const std::lock_guard lock(mutex_);
  ScanNews news = {done_bytes_.load(std::memory_order_relaxed), plan_.total_bytes, {}, finished_, false, kNoFault, {}};
  const size_t kept = std::min<uint64_t>(hits_.size(), options_.max_hits);
  if (delivered_ < kept) {
    news.fresh.assign(hits_.begin() + static_cast<ptrdiff_t>(delivered_), hits_.begin() + static_cast<ptrdiff_t>(kept));
  }
  delivered_ = hits_.size();
  if (!finished_) return news;
  news.capped = hits_.size() >= options_.max_hits;
  news.changed_at = changed_at_;
  if (hits_.size() > options_.max_hits) {
    std::stable_sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) { return a.chunk < b.chunk; });
    hits_.resize(options_.max_hits);
  }
  std::sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.which < b.which;
  });
  news.hits = std::move(hits_);
  hits_.clear();
  return news;
}

}  // namespace taskshape
