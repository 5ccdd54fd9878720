#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "avx2.h"
#include "prefetch.h"
#include "value_set.h"

/// The questions a scan asks of every word. Each test has
///   may_match(raw, address)   a cheap superset, for the portable loop;
///   which(raw, address)       the exact answer: an index, or ValueSet::kAbsent;
///   Lanes                     the cheap superset for a vector of words (x86-64).
/// `raw` is the word as it lies in memory, read in this machine's byte order.
namespace taskshape {

static_assert(std::endian::native == std::endian::little, "without the addon, plain reads serve");

template <class Word>
inline Word load(const uint8_t* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

inline uint32_t swap_bytes(uint32_t word) { return __builtin_bswap32(word); }
inline uint64_t swap_bytes(uint64_t word) { return __builtin_bswap64(word); }

template <bool kSwap, class Word>
inline Word ordered(Word raw) {
  return kSwap ? swap_bytes(raw) : raw;
}

#if defined(__x86_64__)
template <class Word>
TASKSHAPE_AVX2_INLINE __m256i broadcast(Word word) {
  if constexpr (sizeof(Word) == 8) return _mm256_set1_epi64x(static_cast<long long>(word));
  return _mm256_set1_epi32(static_cast<int>(word));
}

template <class Word>
TASKSHAPE_AVX2_INLINE __m256i equal(__m256i a, __m256i b) {
  if constexpr (sizeof(Word) == 8) return _mm256_cmpeq_epi64(a, b);
  return _mm256_cmpeq_epi32(a, b);
}

template <class Word>
TASKSHAPE_AVX2_INLINE __m256i add(__m256i a, __m256i b) {
  if constexpr (sizeof(Word) == 8) return _mm256_add_epi64(a, b);
  return _mm256_add_epi32(a, b);
}

template <class Word>
TASKSHAPE_AVX2_INLINE __m256i greater(__m256i a, __m256i b) {
  if constexpr (sizeof(Word) == 8) return _mm256_cmpgt_epi64(a, b);
  return _mm256_cmpgt_epi32(a, b);
}

/// The words in the order of the dump.
template <bool kSwap, class Word>
TASKSHAPE_AVX2_INLINE __m256i ordered_lanes(__m256i raw) {
  if constexpr (!kSwap) return raw;
  const __m256i order = sizeof(Word) == 8 ? _mm256_set_epi64x(0x08090a0b0c0d0e0f, 0x0001020304050607,
                                                              0x08090a0b0c0d0e0f, 0x0001020304050607)
                                          : _mm256_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203,
                                                              0x0c0d0e0f08090a0b, 0x0405060700010203);
  return _mm256_shuffle_epi8(raw, order);
}
#endif

template <class WordType, size_t kGroups>
class ValueTest {
 public:
  using Word = WordType;

  ValueTest(ValueSet set, const std::vector<BitGroup>& groups) : set_(std::move(set)) {
    for (size_t at = 0; at < kGroups; at++) {
      const BitGroup& group = groups[std::min(at, groups.size() - 1)];
      masks_[at] = static_cast<Word>(group.mask);
      values_[at] = static_cast<Word>(group.value);
    }
  }

  bool may_match(Word raw, uint64_t) const {
    bool any = false;
    for (size_t at = 0; at < kGroups; at++) any |= (raw & masks_[at]) == values_[at];
    return any;
  }

  uint32_t which(Word raw, uint64_t) const { return set_.find(raw); }

#if defined(__x86_64__)
  class Lanes {
   public:
    TASKSHAPE_AVX2_INLINE Lanes(const ValueTest& test, uint64_t) {
      for (size_t at = 0; at < kGroups; at++) {
        masks_[at] = broadcast(test.masks_[at]);
        values_[at] = broadcast(test.values_[at]);
      }
    }
    TASKSHAPE_AVX2_INLINE __m256i candidates(__m256i raw) {
      __m256i any = equal<Word>(_mm256_and_si256(raw, masks_[0]), values_[0]);
      for (size_t at = 1; at < kGroups; at++) {
        any = _mm256_or_si256(any, equal<Word>(_mm256_and_si256(raw, masks_[at]), values_[at]));
      }
      return any;
    }

   private:
    __m256i masks_[kGroups];
    __m256i values_[kGroups];
  };
#endif

 private:
  ValueSet set_;
  Word masks_[kGroups];
  Word values_[kGroups];
};

template <class WordType, bool kSwap>
struct RangeTest {
  using Word = WordType;
  Word low;
  /// Highest minus lowest.
  Word span;

  bool may_match(Word raw, uint64_t) const { return static_cast<Word>(ordered<kSwap>(raw) - low) <= span; }
  uint32_t which(Word raw, uint64_t address) const { return may_match(raw, address) ? 0 : ValueSet::kAbsent; }

#if defined(__x86_64__)
  /// AVX2 compares signed numbers only: adding half of the value range to both sides keeps the unsigned order.
  class Lanes {
   public:
    TASKSHAPE_AVX2_INLINE Lanes(const RangeTest& test, uint64_t)
        : shift_(broadcast(static_cast<Word>(kHalf - test.low))),
          limit_(broadcast(static_cast<Word>(kHalf + test.span))) {}
    TASKSHAPE_AVX2_INLINE __m256i candidates(__m256i raw) {
      const __m256i above = greater<Word>(add<Word>(ordered_lanes<kSwap, Word>(raw), shift_), limit_);
      return _mm256_xor_si256(above, _mm256_set1_epi8(-1));
    }

   private:
    static constexpr Word kHalf = Word{1} << (sizeof(Word) * 8 - 1);
    __m256i shift_;
    __m256i limit_;
  };
#endif
};

template <class WordType, bool kSwap>
struct SelfRelativeTest {
  using Word = WordType;
  Word delta;

  bool may_match(Word raw, uint64_t address) const {
    return ordered<kSwap>(raw) == static_cast<Word>(static_cast<Word>(address) + delta);
  }
  uint32_t which(Word raw, uint64_t address) const { return may_match(raw, address) ? 0 : ValueSet::kAbsent; }

#if defined(__x86_64__)
  class Lanes {
   public:
    TASKSHAPE_AVX2_INLINE Lanes(const SelfRelativeTest& test, uint64_t address)
        : expected_(broadcast(static_cast<Word>(static_cast<Word>(address) + test.delta))),
          step_(broadcast(static_cast<Word>(32))) {
      Word lanes[32 / sizeof(Word)];
      for (size_t at = 0; at < 32 / sizeof(Word); at++) lanes[at] = static_cast<Word>(at * sizeof(Word));
      expected_ = add<Word>(expected_, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(lanes)));
    }
    TASKSHAPE_AVX2_INLINE __m256i candidates(__m256i raw) {
      const __m256i same = equal<Word>(ordered_lanes<kSwap, Word>(raw), expected_);
      expected_ = add<Word>(expected_, step_);
      return same;
    }

   private:
    __m256i expected_;
    __m256i step_;
  };
#endif
};

}  // namespace taskshape
