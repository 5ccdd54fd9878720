#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace taskshape {

/// Exact lookup of a word among many, with a bit filter in front that settles most of the words that are not in it.
class ValueSet {
 public:
  static constexpr uint32_t kAbsent = ~uint32_t{0};

  ValueSet(const uint64_t* values, size_t count);

  /// Index of `word` in the values given, the lowest if listed twice, or `kAbsent`.
  uint32_t find(uint64_t word) const {
    const uint64_t hash = word * kMultiplier;
    const uint64_t bit = hash >> filter_shift_;
    if ((filter_[bit >> 6] >> (bit & 63) & 1) == 0) return kAbsent;
    return look_up(word, hash);
  }

 private:
  // 2^64 / golden ratio: spreads words that differ in few bits over the high half of the product.
  static constexpr uint64_t kMultiplier = 0x9e3779b97f4a7c15u;
  struct Entry {
    uint64_t word;
    uint32_t which;
  };

  uint32_t look_up(uint64_t word, uint64_t hash) const;

  std::vector<uint64_t> filter_;
  std::vector<Entry> table_;
  unsigned filter_shift_;
  unsigned table_shift_;
};

/// Words that agree with `value` in the bits of `mask`: a cheap superset of a group of values.
struct BitGroup {
  uint64_t mask;
  uint64_t value;
};

/// Splits the values into at most four groups of neighbours and returns the bits that each group has in common. Four
/// values or fewer are matched exactly. Kernel pointers share their high bits and their alignment, so that almost no
/// other word passes.
std::vector<BitGroup> group_values(std::vector<uint64_t> values);

}  // namespace taskshape
