#include <cstring>
#include <limits>
#include <utility>

#include "matcher.h"
#include "value_set.h"
#include "word_tests.h"

namespace taskshape {
namespace {

#if defined(__x86_64__)
/// Adds the exact matches among the candidate bytes of one vector. Kept out of the loop: candidates are rare.
template <class Test>
void add_candidates(const Test& test, const Window& window, size_t position, uint32_t bytes, MatchList& found) {
  using Word = typename Test::Word;
  constexpr uint32_t kWordBits = (uint32_t{1} << sizeof(Word)) - 1;
  while (bytes != 0) {
    const unsigned lane = static_cast<unsigned>(__builtin_ctz(bytes));
    bytes &= ~(kWordBits << lane);
    const uint32_t which = test.which(load<Word>(window.data + position + lane), window.address + position + lane);
    if (which != ValueSet::kAbsent) found.add(position + lane, which);
  }
}

/// Goes over whole groups of four vectors from `position` and returns where it stopped.
template <class Test>
TASKSHAPE_AVX2 size_t scan_vectors(const Test& test, const Window& window, size_t position, MatchList& found) {
  constexpr size_t kStep = 128;
  typename Test::Lanes lanes(test, window.address + position);
  const size_t end = std::min(window.starts, window.available);
  for (; position + kStep <= end; position += kStep) {
    const auto* at = reinterpret_cast<const __m256i*>(window.data + position);
    prefetch_ahead(window.data + position);
    const __m256i first = lanes.candidates(_mm256_loadu_si256(at));
    const __m256i second = lanes.candidates(_mm256_loadu_si256(at + 1));
    const __m256i third = lanes.candidates(_mm256_loadu_si256(at + 2));
    const __m256i fourth = lanes.candidates(_mm256_loadu_si256(at + 3));
    const __m256i any = _mm256_or_si256(_mm256_or_si256(first, second), _mm256_or_si256(third, fourth));
    if (_mm256_testz_si256(any, any)) continue;
    add_candidates(test, window, position, static_cast<uint32_t>(_mm256_movemask_epi8(first)), found);
    add_candidates(test, window, position + 32, static_cast<uint32_t>(_mm256_movemask_epi8(second)), found);
    add_candidates(test, window, position + 64, static_cast<uint32_t>(_mm256_movemask_epi8(third)), found);
    add_candidates(test, window, position + 96, static_cast<uint32_t>(_mm256_movemask_epi8(fourth)), found);
    if (found.full()) return position + kStep;
  }
  return position;
}
#endif

/// Goes over words from `position` to the end of the window.
template <class Test>
void scan_scalar(const Test& test, const Window& window, size_t position, MatchList& found) {
  using Word = typename Test::Word;
  constexpr size_t kGroup = 8;
  // Words may start before `starts` and end beyond it, but never beyond `available`.
  if (window.available < sizeof(Word)) return;
  const size_t end = std::min(window.starts, window.available - sizeof(Word) + 1);
  while (position < end && !found.full()) {
    if (position + (kGroup - 1) * sizeof(Word) < end) {
      bool any = false;
      for (size_t at = 0; at < kGroup; at++) {
        const size_t where = position + at * sizeof(Word);
        any |= test.may_match(load<Word>(window.data + where), window.address + where);
      }
      if (!any) {
        position += kGroup * sizeof(Word);
        continue;
      }
    }
    const size_t group_end = std::min(end, position + kGroup * sizeof(Word));
    for (; position < group_end; position += sizeof(Word)) {
      const uint32_t which = test.which(load<Word>(window.data + position), window.address + position);
      if (which != ValueSet::kAbsent) found.add(position, which);
    }
  }
}

template <class Test>
class WordMatcher final : public Matcher {
 public:
  WordMatcher(Test test, bool portable) : test_(std::move(test)), vectors_(!portable && has_avx2()) {}

  void scan(const Window& window, MatchList& found) const override {
    size_t position = (0 - window.address) & (sizeof(typename Test::Word) - 1);
#if defined(__x86_64__)
    if (vectors_) position = scan_vectors(test_, window, position, found);
#endif
    scan_scalar(test_, window, position, found);
  }

  size_t reach() const override { return sizeof(typename Test::Word); }

 private:
  Test test_;
  [[maybe_unused]] bool vectors_;
};

/// What can match nothing.
class NoMatcher final : public Matcher {
 public:
  void scan(const Window&, MatchList&) const override {}
  size_t reach() const override { return 1; }
};

template <class Test>
std::unique_ptr<Matcher> matcher_of(Test test, bool portable) {
  return std::make_unique<WordMatcher<Test>>(std::move(test), portable);
}

template <class Word>
std::unique_ptr<Matcher> values_of(const uint64_t* values, size_t count, bool big_endian, bool portable) {
  // The set holds words as they lie in memory, so that the scan need not swap. A value wider than a word keeps its
  // place (indices count) but can equal no word.
  std::vector<uint64_t> stored(values, values + count);
  std::vector<uint64_t> possible;
  for (uint64_t& value : stored) {
    if (value > std::numeric_limits<Word>::max()) continue;
    if (big_endian) value = swap_bytes(static_cast<Word>(value));
    possible.push_back(value);
  }
  if (possible.empty()) return std::make_unique<NoMatcher>();
  const std::vector<BitGroup> groups = group_values(std::move(possible));
  ValueSet set(stored.data(), stored.size());
  if (groups.size() == 1) return matcher_of(ValueTest<Word, 1>(std::move(set), groups), portable);
  if (groups.size() == 2) return matcher_of(ValueTest<Word, 2>(std::move(set), groups), portable);
  return matcher_of(ValueTest<Word, 4>(std::move(set), groups), portable);
}

template <class Word, bool kSwap>
std::unique_ptr<Matcher> range_of(uint64_t low, uint64_t high, bool portable) {
  constexpr uint64_t kTop = std::numeric_limits<Word>::max();
  if (low > high || low > kTop) return std::make_unique<NoMatcher>();
  const auto from = static_cast<Word>(low);
  return matcher_of(RangeTest<Word, kSwap>{from, static_cast<Word>(std::min(high, kTop) - from)}, portable);
}

template <class Word, bool kSwap>
std::unique_ptr<Matcher> self_relative_of(uint64_t delta, bool portable) {
  return matcher_of(SelfRelativeTest<Word, kSwap>{static_cast<Word>(delta)}, portable);
}

}  // namespace

std::unique_ptr<Matcher> match_values(const uint64_t* values, size_t count, WordLayout layout, bool portable) {
  return layout.size == 8 ? values_of<uint64_t>(values, count, layout.big_endian, portable)
                          : values_of<uint32_t>(values, count, layout.big_endian, portable);
}

std::unique_ptr<Matcher> match_range(uint64_t low, uint64_t high, WordLayout layout, bool portable) {
  if (layout.size == 8) {
    return layout.big_endian ? range_of<uint64_t, true>(low, high, portable)
                             : range_of<uint64_t, false>(low, high, portable);
  }
  return layout.big_endian ? range_of<uint32_t, true>(low, high, portable)
                           : range_of<uint32_t, false>(low, high, portable);
}

std::unique_ptr<Matcher> match_self_relative(uint64_t delta, WordLayout layout, bool portable) {
  if (layout.size == 8) {
    return layout.big_endian ? self_relative_of<uint64_t, true>(delta, portable)
                             : self_relative_of<uint64_t, false>(delta, portable);
  }
  return layout.big_endian ? self_relative_of<uint32_t, true>(delta, portable)
                           : self_relative_of<uint32_t, false>(delta, portable);
}

}  // namespace taskshape
