#pragma once

#include <cstddef>
#include <cstdint>

#include <node_api.h>

namespace taskshape {

/// Two columns of the same length: [offsets: Float64Array, which: Uint32Array].
struct HitColumns {
  napi_value offsets = nullptr;
  napi_value which = nullptr;
};

/// Copies `items`, which have a `which` each, into buffers that JavaScript owns.
template <class Items, class OffsetOf>
HitColumns columns_of(napi_env env, const Items& items, OffsetOf offset_of) {
  HitColumns columns;
  napi_value buffer = nullptr;
  void* data = nullptr;
  napi_create_arraybuffer(env, items.size() * sizeof(double), &data, &buffer);
  napi_create_typedarray(env, napi_float64_array, items.size(), buffer, 0, &columns.offsets);
  for (size_t at = 0; at < items.size(); at++) static_cast<double*>(data)[at] = static_cast<double>(offset_of(items[at]));
  napi_create_arraybuffer(env, items.size() * sizeof(uint32_t), &data, &buffer);
  napi_create_typedarray(env, napi_uint32_array, items.size(), buffer, 0, &columns.which);
  for (size_t at = 0; at < items.size(); at++) static_cast<uint32_t*>(data)[at] = items[at].which;
  return columns;
}

}  // namespace taskshape
