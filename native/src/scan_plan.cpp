#include "scan_plan.h"

#include <algorithm>

namespace taskshape {

ScanPlan plan_scan(const std::vector<Range>& ranges, uint64_t file_size, uint64_t chunk_bytes) {
  ScanPlan plan;
  uint64_t room = 0;
  for (const Range& range : ranges) {
    if (range.offset >= file_size) continue;
    const uint64_t length = std::min(range.length, file_size - range.offset);
    plan.total_bytes += length;
    for (uint64_t done = 0; done < length;) {
      if (room == 0) {
        plan.chunks.push_back({plan.pieces.size(), plan.pieces.size()});
        room = chunk_bytes;
      }
      const uint64_t part = std::min(room, length - done);
      plan.pieces.push_back({range.offset + done, part, length - done, range.address + done});
      plan.chunks.back().last = plan.pieces.size();
      done += part;
      room -= part;
    }
  }
  return plan;
}

}  // namespace taskshape
