#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace taskshape {

/// A rough guess how common a byte is in memory, 0 (rare) to 255 (everywhere): zero pages and small numbers, the high
/// bytes of pointers, then text by the frequency of letters. Only speed hangs on it, never a result.
inline unsigned commonness(uint8_t byte) {
  constexpr std::string_view kLetters = "etaoinsrhldcumfpgwybvkxjqz";
  if (byte == 0) return 255;
  if (byte == 0xff) return 220;
  if (byte < 0x11) return 160;
  if (byte == 0x20 || byte == 0x80 || byte == 0x81 || byte == 0x88) return 140;
  const size_t letter = kLetters.find(static_cast<char>(byte));
  if (letter != std::string_view::npos) return 130 - 2 * static_cast<unsigned>(letter);
  if (byte == '_' || byte == '.' || byte == '/' || (byte >= '0' && byte <= '9')) return 90;
  return byte < 0x80 ? 70 : 50;
}

/// The position, common to all patterns, at which their bytes are rarest together.
inline size_t rarest_common_byte(const std::vector<std::vector<uint8_t>>& patterns, size_t shortest) {
  size_t best = 0;
  unsigned best_score = ~0u;
  for (size_t at = 0; at < shortest; at++) {
    unsigned score = 0;
    for (const auto& pattern : patterns) score = std::max(score, commonness(pattern[at]));
    if (score < best_score) {
      best_score = score;
      best = at;
    }
  }
  return best;
}

}  // namespace taskshape
