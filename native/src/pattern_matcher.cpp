#include <algorithm>
#include <array>
#include <cstring>

#include "byte_rarity.h"
#include "matcher.h"
#include "pattern_vectors.h"

namespace taskshape {
namespace {

/// Adds all patterns that lie at `start`.
void verify(const std::vector<Pattern>& patterns, const Window& window, size_t start, MatchList& found) {
  for (size_t which = 0; which < patterns.size(); which++) {
    const Pattern& pattern = patterns[which];
    if (pattern.size() > window.available - start) continue;
    if (std::memcmp(window.data + start, pattern.data(), pattern.size()) == 0) {
      found.add(start, static_cast<uint32_t>(which));
    }
  }
}

/// The loop without vector instructions: one table look-up for each position, by the byte at a common distance from
/// the start in which the patterns are rarest.
class PortablePatterns final : public Matcher {
 public:
  explicit PortablePatterns(std::vector<Pattern> patterns) : patterns_(std::move(patterns)) {
    size_t shortest = patterns_.front().size();
    for (const Pattern& pattern : patterns_) {
      shortest = std::min(shortest, pattern.size());
      longest_ = std::max(longest_, pattern.size());
    }
    probe_ = rarest_common_byte(patterns_, shortest);
    for (const Pattern& pattern : patterns_) wanted_[pattern[probe_]] = true;
  }

  void scan(const Window& window, MatchList& found) const override { scan_from(0, window, found); }

  void scan_from(size_t start, const Window& window, MatchList& found) const {
    if (window.available <= probe_) return;
    const size_t end = std::min(window.starts, window.available - probe_);
    for (; start < end; start++) {
      if (!wanted_[window.data[start + probe_]]) continue;
      verify(patterns_, window, start, found);
      if (found.full()) return;
    }
  }

  size_t reach() const override { return longest_; }
  const std::vector<Pattern>& patterns() const { return patterns_; }

 private:
  std::vector<Pattern> patterns_;
  size_t longest_ = 0;
  size_t probe_ = 0;
  std::array<bool, 256> wanted_{};
};

#if defined(__x86_64__)
/// Vector filter in front; the portable loop takes the last bytes of the window.
template <class Filter>
class VectorPatterns final : public Matcher {
 public:
  explicit VectorPatterns(std::vector<Pattern> patterns) : portable_(std::move(patterns)), filter_(portable_.patterns()) {}

  void scan(const Window& window, MatchList& found) const override {
    const size_t start = filter_.scan(portable_.patterns(), window, found);
    if (!found.full()) portable_.scan_from(start, window, found);
  }

  size_t reach() const override { return portable_.reach(); }

 private:
  PortablePatterns portable_;
  Filter filter_;
};
#endif

}  // namespace

std::unique_ptr<Matcher> match_patterns(std::vector<Pattern> patterns, bool portable) {
#if defined(__x86_64__)
  if (!portable && has_avx2()) {
    if (patterns.size() == 1) return std::make_unique<VectorPatterns<PairFilter>>(std::move(patterns));
    return std::make_unique<VectorPatterns<NibbleFilter>>(std::move(patterns));
  }
#endif
  static_cast<void>(portable);
  return std::make_unique<PortablePatterns>(std::move(patterns));
}

}  // namespace taskshape
