#pragma once

#include "avx2.h"
#include "byte_rarity.h"
#include "matcher.h"
#include "prefetch.h"

#if defined(__x86_64__)
#include <algorithm>
#include <cstring>

namespace taskshape {

/// One pattern: compares its two rarest bytes at 32 positions at once.
class PairFilter {
 public:
  explicit PairFilter(const std::vector<Pattern>& patterns) {
    const Pattern& pattern = patterns.front();
    std::vector<size_t> order(pattern.size());
    for (size_t at = 0; at < order.size(); at++) order[at] = at;
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return commonness(pattern[a]) < commonness(pattern[b]); });
    first_ = order[0];
    // A second byte that differs from the first tells more; the same byte again still tells something.
    const auto other = std::find_if(order.begin(), order.end(), [&](size_t at) { return pattern[at] != pattern[first_]; });
    second_ = other != order.end() ? *other : order[order.size() - 1];
  }

  /// Adds matches from the window's start on and returns the first start it did not look at.
  TASKSHAPE_AVX2 size_t scan(const std::vector<Pattern>& patterns, const Window& window, MatchList& found) const {
    const Pattern& pattern = patterns.front();
    if (window.available < pattern.size()) return window.starts;
    const size_t end = std::min(window.starts, window.available - pattern.size() + 1);
    const __m256i first = _mm256_set1_epi8(static_cast<char>(pattern[first_]));
    const __m256i second = _mm256_set1_epi8(static_cast<char>(pattern[second_]));
    size_t start = 0;
    for (; start + 64 <= end; start += 64) {
      const uint8_t* at = window.data + start;
      prefetch_ahead(at);
      const __m256i low = _mm256_and_si256(_mm256_cmpeq_epi8(load(at + first_), first),
                                           _mm256_cmpeq_epi8(load(at + second_), second));
      const __m256i high = _mm256_and_si256(_mm256_cmpeq_epi8(load(at + 32 + first_), first),
                                            _mm256_cmpeq_epi8(load(at + 32 + second_), second));
      const __m256i any = _mm256_or_si256(low, high);
      if (_mm256_testz_si256(any, any)) continue;
      uint64_t candidates = static_cast<uint32_t>(_mm256_movemask_epi8(high));
      candidates = candidates << 32 | static_cast<uint32_t>(_mm256_movemask_epi8(low));
      for (; candidates != 0; candidates &= candidates - 1) {
        const size_t where = start + static_cast<size_t>(__builtin_ctzll(candidates));
        if (std::memcmp(window.data + where, pattern.data(), pattern.size()) == 0) found.add(where, 0);
      }
      if (found.full()) return start + 64;
    }
    return start;
  }

 private:
  TASKSHAPE_AVX2_INLINE static __m256i load(const uint8_t* at) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  }

  size_t first_;
  size_t second_;
};

/// Many patterns: each of eight buckets of patterns is one bit. For up to three neighbouring bytes, two 16-entry
/// tables tell by the byte's two nibbles which buckets may have it there; a position where some bit survives all
/// look-ups is verified. (The idea is Teddy's, from the Hyperscan library.)
class NibbleFilter {
 public:
  explicit NibbleFilter(const std::vector<Pattern>& patterns) {
    size_t shortest = patterns.front().size();
    for (const Pattern& pattern : patterns) shortest = std::min(shortest, pattern.size());
    width_ = std::min<size_t>(shortest, kWidest);
    probe_ = best_probe(patterns, shortest);
    bucket_size_ = (patterns.size() + 7) / 8;
    for (size_t which = 0; which < patterns.size(); which++) {
      const auto bit = static_cast<uint8_t>(1u << (which / bucket_size_));
      for (size_t at = 0; at < kWidest; at++) {
        for (unsigned nibble = 0; nibble < 16; nibble++) {
          const bool beyond = at >= width_;
          const uint8_t byte = beyond ? 0 : patterns[which][probe_ + at];
          if (beyond || nibble == (byte & 15u)) low_[at][nibble] |= bit;
          if (beyond || nibble == (byte >> 4u)) high_[at][nibble] |= bit;
        }
      }
    }
    skip_zeros_ = (low_[0][0] & high_[0][0]) == 0;
  }

  TASKSHAPE_AVX2 size_t scan(const std::vector<Pattern>& patterns, const Window& window, MatchList& found) const {
    // Vectors reach this far beyond a start.
    const size_t reach = probe_ + kWidest - 1;
    if (window.available < reach + 64) return 0;
    const size_t end = std::min(window.starts, window.available - reach);
    Table low[kWidest];
    Table high[kWidest];
    for (size_t at = 0; at < kWidest; at++) {
      low[at].value = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(low_[at])));
      high[at].value = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(high_[at])));
    }
    size_t start = 0;
    for (; start + 64 <= end; start += 64) {
      const uint8_t* from = window.data + start + probe_;
      prefetch_ahead(from);
      if (skip_zeros_ && all_zero(from)) continue;
      verify_alive(patterns, window, start, alive_buckets(from, low, high), found);
      verify_alive(patterns, window, start + 32, alive_buckets(from + 32, low, high), found);
      if (found.full()) return start + 64;
    }
    return start;
  }

 private:
  static constexpr size_t kWidest = 3;
  struct Table {
    __m256i value;
  };

  TASKSHAPE_AVX2_INLINE static bool all_zero(const uint8_t* at) {
    const auto* vectors = reinterpret_cast<const __m256i*>(at);
    const __m256i any = _mm256_or_si256(_mm256_loadu_si256(vectors), _mm256_loadu_si256(vectors + 1));
    return _mm256_testz_si256(any, any) != 0;
  }

  /// For each of the 32 positions from `from`, the buckets that may have a pattern there.
  TASKSHAPE_AVX2_INLINE static __m256i alive_buckets(const uint8_t* from, const Table* low, const Table* high) {
    const __m256i nibbles = _mm256_set1_epi8(15);
    __m256i alive = _mm256_set1_epi8(-1);
    for (size_t at = 0; at < kWidest; at++) {
      const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + at));
      const __m256i by_low = _mm256_shuffle_epi8(low[at].value, _mm256_and_si256(bytes, nibbles));
      const __m256i by_high =
          _mm256_shuffle_epi8(high[at].value, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibbles));
      alive = _mm256_and_si256(alive, _mm256_and_si256(by_low, by_high));
    }
    return alive;
  }

  TASKSHAPE_AVX2 void verify_alive(const std::vector<Pattern>& patterns, const Window& window, size_t start,
                                   __m256i alive, MatchList& found) const {
    const __m256i dead = _mm256_cmpeq_epi8(alive, _mm256_setzero_si256());
    auto candidates = ~static_cast<uint32_t>(_mm256_movemask_epi8(dead));
    if (candidates == 0) return;
    alignas(32) uint8_t buckets[32];
    _mm256_store_si256(reinterpret_cast<__m256i*>(buckets), alive);
    for (; candidates != 0; candidates &= candidates - 1) {
      const auto lane = static_cast<size_t>(__builtin_ctz(candidates));
      verify_buckets(patterns, window, start + lane, buckets[lane], found);
    }
  }

  size_t best_probe(const std::vector<Pattern>& patterns, size_t shortest) const {
    size_t best = 0;
    unsigned best_score = ~0u;
    for (size_t probe = 0; probe + width_ <= shortest; probe++) {
      // The most common pattern decides the number of false alarms.
      unsigned score = 0;
      for (const Pattern& pattern : patterns) {
        unsigned sum = 0;
        for (size_t at = 0; at < width_; at++) sum += commonness(pattern[probe + at]);
        score = std::max(score, sum);
      }
      if (score < best_score) {
        best_score = score;
        best = probe;
      }
    }
    return best;
  }

  void verify_buckets(const std::vector<Pattern>& patterns, const Window& window, size_t start, uint8_t buckets,
                      MatchList& found) const {
    for (unsigned left = buckets; left != 0; left &= left - 1) {
      const size_t first = static_cast<size_t>(__builtin_ctz(left)) * bucket_size_;
      const size_t last = std::min(first + bucket_size_, patterns.size());
      for (size_t which = first; which < last; which++) {
        const Pattern& pattern = patterns[which];
        if (pattern.size() > window.available - start) continue;
        if (std::memcmp(window.data + start, pattern.data(), pattern.size()) != 0) continue;
        found.add(start, static_cast<uint32_t>(which));
      }
    }
  }

  size_t width_;
  size_t probe_;
  size_t bucket_size_;
  /// No pattern has a zero where it is probed first: zero pages need one look.
  bool skip_zeros_;
  uint8_t low_[kWidest][16] = {};
  uint8_t high_[kWidest][16] = {};
};

}  // namespace taskshape
#endif
