#pragma once

#include <cstdint>

namespace taskshape {

/// Asks for the two cache lines that a scan reaches some hundred cycles later: the processor's own prefetcher stops
/// at page borders. A prefetch never faults, whatever it is asked for.
inline void prefetch_ahead(const uint8_t* at) {
  constexpr uintptr_t kAhead = 2048;
  // Integer arithmetic: the address may lie beyond the mapping.
  const auto ahead = reinterpret_cast<uintptr_t>(at) + kAhead;
  __builtin_prefetch(reinterpret_cast<const void*>(ahead));
  __builtin_prefetch(reinterpret_cast<const void*>(ahead + 64));
}

}  // namespace taskshape
