#include <cstddef>

#include <node_api.h>

#include "bindings.h"
#include "env_state.h"

namespace taskshape {
namespace {

/// Runs when an environment ends, before its memory goes: scans still running on it are stopped and waited for.
void stop_scans(void* data) {
  auto* state = static_cast<EnvState*>(data);
  for (auto& [handle, weak] : state->jobs) {
    if (const auto job = weak.lock()) job->cancel();
  }
  for (auto& [handle, weak] : state->jobs) {
    if (const auto job = weak.lock()) job->join();
  }
  state->jobs.clear();
}

napi_value init(napi_env env, napi_value exports) {
  auto* state = new EnvState();
  const auto free_state = [](napi_env, void* data, void*) { delete static_cast<EnvState*>(data); };
  napi_set_instance_data(env, state, free_state, nullptr);
  napi_add_env_cleanup_hook(env, stop_scans, state);
  const napi_property_descriptor functions[] = {
      {"open", nullptr, open_file, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"size", nullptr, file_size, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"changedAt", nullptr, changed_at, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"read", nullptr, read_file, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"gather", nullptr, gather_file, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"close", nullptr, close_file, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"compile", nullptr, compile_query, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"scan", nullptr, start_scan, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"cancel", nullptr, cancel_scan, nullptr, nullptr, nullptr, napi_enumerable, state},
      {"scanBytes", nullptr, scan_bytes, nullptr, nullptr, nullptr, napi_enumerable, state},
  };
  napi_define_properties(env, exports, sizeof functions / sizeof *functions, functions);
  return exports;
}

}  // namespace
}  // namespace taskshape

/// Context-aware: each environment that loads the addon runs this and gets its own state.
NAPI_MODULE_INIT() { return taskshape::init(env, exports); }
