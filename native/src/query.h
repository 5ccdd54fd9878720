#pragma once

#include <memory>

#include <node_api.h>

#include "matcher.h"

namespace taskshape {

/// What `compile` hands to JavaScript; scans hold on to it while they run.
using SharedMatcher = std::shared_ptr<const Matcher>;

/// The query behind a value that `compile` made; nullptr for any other value.
inline const SharedMatcher* compiled_query(napi_env env, napi_value value) {
  void* data = nullptr;
  return napi_get_value_external(env, value, &data) == napi_ok ? static_cast<const SharedMatcher*>(data) : nullptr;
}

}  // namespace taskshape
