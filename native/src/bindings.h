#pragma once

#include <cstddef>
#include <cstdint>

#include <node_api.h>

namespace taskshape {

/// What a call answers instead of a count; the TypeScript side turns it into a typed error.
inline constexpr double kClosed = -1;
inline constexpr double kChanged = -2;
/// The arguments were not what the TypeScript side promises: a bug there.
inline constexpr double kBadCall = -3;

napi_value open_file(napi_env env, napi_callback_info info);
napi_value file_size(napi_env env, napi_callback_info info);
napi_value changed_at(napi_env env, napi_callback_info info);
napi_value read_file(napi_env env, napi_callback_info info);
napi_value gather_file(napi_env env, napi_callback_info info);
napi_value close_file(napi_env env, napi_callback_info info);

napi_value compile_query(napi_env env, napi_callback_info info);
napi_value start_scan(napi_env env, napi_callback_info info);
napi_value cancel_scan(napi_env env, napi_callback_info info);
napi_value scan_bytes(napi_env env, napi_callback_info info);

inline napi_value number(napi_env env, double value) {
  napi_value result = nullptr;
  napi_create_double(env, value, &result);
  return result;
}

/// The bytes of a typed array of the given type. Valid until the call returns to JavaScript.
template <class T>
struct Column {
  T* data = nullptr;
  size_t length = 0;
};

template <class T>
bool column_of(napi_env env, napi_value value, napi_typedarray_type wanted, Column<T>& column) {
  napi_typedarray_type type;
  void* data = nullptr;
  if (napi_get_typedarray_info(env, value, &type, &column.length, &data, nullptr, nullptr) != napi_ok) return false;
  column.data = static_cast<T*>(data);
  return type == wanted;
}

}  // namespace taskshape
