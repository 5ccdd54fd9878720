#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include <node_api.h>

#include "mapping.h"
#include "scan_job.h"

namespace taskshape {

/// What one JavaScript environment (the main thread or a worker) has open. Freed with the environment.
struct EnvState {
  /// Open files by handle; closed ones are empty.
  std::vector<std::shared_ptr<const Mapping>> files;
  /// Running scans by handle.
  std::unordered_map<uint32_t, std::weak_ptr<ScanJob>> jobs;
  uint32_t next_job = 1;
};

inline EnvState* state_of(napi_env env) {
  void* data = nullptr;
  napi_get_instance_data(env, &data);
  return static_cast<EnvState*>(data);
}

}  // namespace taskshape
