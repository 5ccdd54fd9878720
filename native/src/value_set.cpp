#include "value_set.h"

#include <algorithm>
#include <bit>

namespace taskshape {
namespace {

/// log2 of a power of two that is at least `wanted`, within [low, high].
unsigned log2_size(size_t wanted, unsigned low, unsigned high) {
  const unsigned needed = static_cast<unsigned>(std::bit_width(std::max<size_t>(wanted, 1) - 1));
  return std::clamp(needed, low, high);
}

}  // namespace

ValueSet::ValueSet(const uint64_t* values, size_t count) {
  // Sixteen filter bits for each value let one word in sixteen through to the table.
  const unsigned filter_log2 = log2_size(count * 16, 12, 26);
  const unsigned table_log2 = log2_size(count * 2, 4, 34);
  filter_shift_ = 64 - filter_log2;
  table_shift_ = 64 - table_log2;
  filter_.assign((size_t{1} << filter_log2) / 64, 0);
  table_.assign(size_t{1} << table_log2, Entry{0, kAbsent});
  const size_t slot_mask = table_.size() - 1;
  for (size_t index = 0; index < count; index++) {
    const uint64_t hash = values[index] * kMultiplier;
    const uint64_t bit = hash >> filter_shift_;
    filter_[bit >> 6] |= uint64_t{1} << (bit & 63);
    size_t slot = hash >> table_shift_;
    while (table_[slot].which != kAbsent && table_[slot].word != values[index]) slot = (slot + 1) & slot_mask;
    if (table_[slot].which == kAbsent) table_[slot] = {values[index], static_cast<uint32_t>(index)};
  }
}

uint32_t ValueSet::look_up(uint64_t word, uint64_t hash) const {
  const size_t slot_mask = table_.size() - 1;
  for (size_t slot = hash >> table_shift_; table_[slot].which != kAbsent; slot = (slot + 1) & slot_mask) {
    if (table_[slot].word == word) return table_[slot].which;
  }
  return kAbsent;
}

std::vector<BitGroup> group_values(std::vector<uint64_t> values) {
  constexpr size_t kGroups = 4;
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  // Cut where neighbours differ most.
  std::vector<size_t> cuts(values.empty() ? 0 : values.size() - 1);
  for (size_t at = 0; at < cuts.size(); at++) cuts[at] = at + 1;
  const size_t kept = std::min(cuts.size(), kGroups - 1);
  std::partial_sort(cuts.begin(), cuts.begin() + static_cast<ptrdiff_t>(kept), cuts.end(), [&](size_t a, size_t b) {
    return (values[a] ^ values[a - 1]) > (values[b] ^ values[b - 1]);
  });
  cuts.resize(kept);
  std::sort(cuts.begin(), cuts.end());
  cuts.push_back(values.size());
  std::vector<BitGroup> groups;
  size_t first = 0;
  for (size_t cut : cuts) {
    if (first == cut) continue;
    uint64_t differing = 0;
    for (size_t at = first; at < cut; at++) differing |= values[at] ^ values[first];
    groups.push_back({~differing, values[first] & ~differing});
    first = cut;
  }
  return groups;
}

}  // namespace taskshape
