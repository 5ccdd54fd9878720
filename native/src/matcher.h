#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace taskshape {

/// A stretch of bytes to search. A match may start at positions [0, starts) and must end within `available`.
struct Window {
  const uint8_t* data;
  size_t starts;
  size_t available;
  /// Address of data[0] in the searched space; words are aligned in it.
  uint64_t address;
};

/// Where in the window, and which pattern or value.
struct Match {
  size_t position;
  uint32_t which;
};

/// Matches of one window, ascending, up to a limit.
class MatchList {
 public:
  explicit MatchList(size_t limit) : limit_(limit) {}
  bool full() const { return matches_.size() >= limit_; }
  void add(size_t position, uint32_t which) {
    if (!full()) matches_.push_back({position, which});
  }
  const std::vector<Match>& matches() const { return matches_; }
  void clear(size_t limit) {
    matches_.clear();
    limit_ = limit;
  }

 private:
  std::vector<Match> matches_;
  size_t limit_;
};

/// A compiled query: immutable, shared by all threads of all scans that use it.
class Matcher {
 public:
  virtual ~Matcher() = default;
  /// Adds all matches that start in the window, ascending; stops early when the list is full.
  virtual void scan(const Window& window, MatchList& found) const = 0;
  /// Bytes of the longest match.
  virtual size_t reach() const = 0;
};

/// True when this processor has AVX2 (x86-64 only).
inline bool has_avx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2");
#else
  return false;
#endif
}

using Pattern = std::vector<uint8_t>;

/// Byte strings at any alignment. None may be empty. `portable` leaves the vector paths out (for tests).
std::unique_ptr<Matcher> match_patterns(std::vector<Pattern> patterns, bool portable);

/// How words lie in memory.
struct WordLayout {
  /// 4 or 8.
  unsigned size;
  bool big_endian;
};

/// Words equal to one of `values`; the lowest index counts when a value is listed twice.
std::unique_ptr<Matcher> match_values(const uint64_t* values, size_t count, WordLayout layout, bool portable);

/// Words w with low <= w <= high.
std::unique_ptr<Matcher> match_range(uint64_t low, uint64_t high, WordLayout layout, bool portable);

/// Words w with w - address(w) == delta, modulo the word size.
std::unique_ptr<Matcher> match_self_relative(uint64_t delta, WordLayout layout, bool portable);

}  // namespace taskshape
