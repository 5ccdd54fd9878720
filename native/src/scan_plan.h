#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace taskshape {

/// A part of the file to search, and the address of its first byte.
struct Range {
  uint64_t offset;
  uint64_t length;
  uint64_t address;
};

/// A range or a part of one. A match starts within `length` and ends within `available`, the rest of the range, so
/// that no match is lost between two pieces and none leaves its range.
struct Piece {
  uint64_t offset;
  uint64_t length;
  uint64_t available;
  uint64_t address;
};

/// The pieces [first, last) that a thread takes at once: about as many bytes for each chunk, whether the ranges are a
/// few large ones or many of a page.
struct Chunk {
  size_t first;
  size_t last;
};

struct ScanPlan {
  std::vector<Piece> pieces;
  std::vector<Chunk> chunks;
  uint64_t total_bytes = 0;
};

/// Cuts `ranges` into chunks of `chunk_bytes` in the order given. Parts beyond `file_size` are left out.
ScanPlan plan_scan(const std::vector<Range>& ranges, uint64_t file_size, uint64_t chunk_bytes);

}  // namespace taskshape
