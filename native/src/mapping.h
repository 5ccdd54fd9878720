#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "sigbus_guard.h"

namespace taskshape {

/// A file mapped read-only, whole. Shared by the handle that JavaScript holds and by every scan that runs on it, so
/// that closing the handle during a scan unmaps only when the scan has let go.
class Mapping {
 public:
  /// Opens and maps `path`. On failure returns nullptr and sets `error` to the errno.
  static std::shared_ptr<Mapping> open(const char* path, int& error);

  Mapping(int descriptor, const uint8_t* base, uint64_t size, GuardSlot* guard);
  ~Mapping();
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  const uint8_t* data() const { return base_; }
  /// Bytes, as of opening.
  uint64_t size() const { return size_; }

  /// Where a read hit bytes that the file no longer has, or `kNoFault`. One atomic load.
  uint64_t changed_at() const { return guard_->fault_offset.load(std::memory_order_relaxed); }

  /// As `changed_at`, but also asks the system whether the file became shorter: its last page reads as zeros then,
  /// without a fault. One system call.
  uint64_t check_changed() const;

  /// Copies [offset, offset+length), zeros beyond the end. Returns how many bytes the file had.
  size_t read(uint64_t offset, uint8_t* target, size_t length) const;

 private:
  int descriptor_;
  const uint8_t* base_;
  uint64_t size_;
  GuardSlot* guard_;
};

}  // namespace taskshape
