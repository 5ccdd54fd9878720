#include <cerrno>
#include <cmath>
#include <cstring>
#include <string>

#include "bindings.h"
#include "env_state.h"

namespace taskshape {
namespace {

/// Above this many bytes a read also asks whether the file became shorter, which costs a system call.
constexpr size_t kCheckedRead = 64 * 1024;

/// How many rows ahead a gather asks the cache for.
constexpr size_t kAhead = 8;

/// The arguments of a call and the file that the first one names. Every step here is on the path of small reads, of
/// which an analysis makes tens of thousands.
template <size_t kCount>
struct FileCall {
  FileCall(napi_env env, napi_callback_info info) {
    size_t count = kCount;
    void* data = nullptr;
    uint32_t index = 0;
    napi_get_cb_info(env, info, &count, arguments, nullptr, &data);
    state = static_cast<EnvState*>(data);
    if (napi_get_value_uint32(env, arguments[0], &index) != napi_ok || index >= state->files.size()) return;
    handle = index;
    mapping = state->files[index].get();
  }

  napi_value arguments[kCount];
  EnvState* state = nullptr;
  size_t handle = ~size_t{0};
  /// nullptr when the file is closed.
  const Mapping* mapping = nullptr;
};

/// A count that fits a small integer, which JavaScript need not allocate.
napi_value count_of(napi_env env, size_t value) {
  napi_value result = nullptr;
  if (value > INT32_MAX) return number(env, static_cast<double>(value));
  napi_create_int32(env, static_cast<int32_t>(value), &result);
  return result;
}

uint64_t changed_after(const Mapping& mapping, size_t bytes) {
  return bytes >= kCheckedRead ? mapping.check_changed() : mapping.changed_at();
}

size_t gather_rows(const Mapping& mapping, const Column<double>& offsets, size_t length, uint8_t* target) {
  const uint64_t size = mapping.size();
  const double last = size >= length ? static_cast<double>(size - length) : -1;
  size_t whole = 0;
  for (size_t row = 0; row < offsets.length; row++, target += length) {
    if (row + kAhead < offsets.length) {
      const double ahead = offsets.data[row + kAhead];
      if (ahead >= 0 && ahead <= last) __builtin_prefetch(mapping.data() + static_cast<uint64_t>(ahead));
    }
    const double offset = offsets.data[row];
    // False for NaN as well.
    if (offset >= 0 && offset <= last) {
      std::memcpy(target, mapping.data() + static_cast<uint64_t>(offset), length);
      whole++;
    } else {
      std::memset(target, 0, length);
    }
  }
  return whole;
}

}  // namespace

/// open(path): handle, or the negative errno.
napi_value open_file(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value arguments[1];
  size_t length = 0;
  if (napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr) != napi_ok ||
      napi_get_value_string_utf8(env, arguments[0], nullptr, 0, &length) != napi_ok) {
    return number(env, -EINVAL);
  }
  std::string path(length, '\0');
  napi_get_value_string_utf8(env, arguments[0], path.data(), length + 1, &length);
  int error = 0;
  std::shared_ptr<const Mapping> mapping = Mapping::open(path.c_str(), error);
  if (mapping == nullptr) return number(env, -error);
  auto& files = state_of(env)->files;
  for (size_t at = 0; at < files.size(); at++) {
    if (files[at] == nullptr) {
      files[at] = std::move(mapping);
      return number(env, static_cast<double>(at));
    }
  }
  files.push_back(std::move(mapping));
  return number(env, static_cast<double>(files.size() - 1));
}

/// size(handle): bytes as of opening.
napi_value file_size(napi_env env, napi_callback_info info) {
  const FileCall<1> call(env, info);
  const Mapping* mapping = call.mapping;
  return number(env, mapping == nullptr ? kClosed : static_cast<double>(mapping->size()));
}

/// changedAt(handle): where the file was found changed, or -1.
napi_value changed_at(napi_env env, napi_callback_info info) {
  const FileCall<1> call(env, info);
  const Mapping* mapping = call.mapping;
  const uint64_t offset = mapping == nullptr ? kNoFault : mapping->check_changed();
  return number(env, offset == kNoFault ? -1 : static_cast<double>(offset));
}

/// read(handle, offset, target: Uint8Array): bytes the file had, kClosed, kChanged or kBadCall.
napi_value read_file(napi_env env, napi_callback_info info) {
  const FileCall<3> call(env, info);
  const Mapping* mapping = call.mapping;
  if (mapping == nullptr) return number(env, kClosed);
  double offset = 0;
  Column<uint8_t> target;
  if (napi_get_value_double(env, call.arguments[1], &offset) != napi_ok ||
      !column_of(env, call.arguments[2], napi_uint8_array, target)) {
    return number(env, kBadCall);
  }
  // Beyond the end, negative and NaN alike hold nothing.
  const bool within = offset >= 0 && offset < static_cast<double>(mapping->size());
  const uint64_t from = within ? static_cast<uint64_t>(offset) : mapping->size();
  const size_t held = mapping->read(from, target.data, target.length);
  if (changed_after(*mapping, target.length) != kNoFault) return number(env, kChanged);
  return count_of(env, held);
}

/// gather(handle, offsets: Float64Array, length, target: Uint8Array): whole rows, or as read.
napi_value gather_file(napi_env env, napi_callback_info info) {
  const FileCall<4> call(env, info);
  const Mapping* mapping = call.mapping;
  if (mapping == nullptr) return number(env, kClosed);
  Column<double> offsets;
  Column<uint8_t> target;
  uint32_t length = 0;
  if (!column_of(env, call.arguments[1], napi_float64_array, offsets) ||
      napi_get_value_uint32(env, call.arguments[2], &length) != napi_ok ||
      !column_of(env, call.arguments[3], napi_uint8_array, target) ||
      (length != 0 && offsets.length > target.length / length)) {
    return number(env, kBadCall);
  }
  const size_t whole = gather_rows(*mapping, offsets, length, target.data);
  if (changed_after(*mapping, offsets.length * length) != kNoFault) return number(env, kChanged);
  return count_of(env, whole);
}

/// close(handle). A scan that runs keeps the mapping until it ends.
napi_value close_file(napi_env env, napi_callback_info info) {
  const FileCall<1> call(env, info);
  if (call.mapping != nullptr) call.state->files[call.handle].reset();
  return nullptr;
}

}  // namespace taskshape
