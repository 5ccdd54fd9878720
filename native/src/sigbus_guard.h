#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace taskshape {

/// One mapping that the process-wide SIGBUS handler watches over.
///
/// Reading a mapped page that the file no longer has (it was cut short, or the disk failed) raises SIGBUS, which
/// would kill the process. The handler puts zero pages in place of the rest of the mapping, notes the offset, and
/// lets the read go on; whoever reads asks `faulted` afterwards and throws the bytes away.
struct GuardSlot {
  std::atomic<bool> taken{false};
  std::atomic<uintptr_t> base{0};
  /// Zero while the slot is not in use; written last when it is armed and first when it is released.
  std::atomic<size_t> size{0};
  /// Offset of the first page that could not be read; `kNoFault` while all is well.
  std::atomic<uint64_t> fault_offset{0};
};

inline constexpr uint64_t kNoFault = ~uint64_t{0};

/// Watches over [base, base+size). Installs the handler at the first call in the process, whichever thread or
/// environment makes it. Returns nullptr when all slots are taken or the handler cannot be installed.
GuardSlot* guard_mapping(void* base, size_t size);

/// Ends the watch. Nobody may read the mapping any more.
void release_guard(GuardSlot* slot);

}  // namespace taskshape
