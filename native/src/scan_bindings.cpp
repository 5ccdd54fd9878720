#include <algorithm>
#include <atomic>

#include "bindings.h"
#include "env_state.h"
#include "hit_columns.h"
#include "query.h"

namespace taskshape {
namespace {

/// One running scan and the JavaScript function that hears of it.
struct Running {
  std::shared_ptr<ScanJob> job;
  /// True while a call to JavaScript is under way, so that a busy thread is not flooded.
  std::atomic<bool> announced{false};
};

HitColumns columns_of(napi_env env, const std::vector<Hit>& hits) {
  return columns_of(env, hits, [](const Hit& hit) { return hit.offset; });
}

/// Runs on the JavaScript thread: callback(doneBytes, totalBytes, freshOffsets, freshWhich, end) where `end` is
/// undefined until the scan is over, then [offsets, which, capped, changedAt or -1].
void tell_news(napi_env env, napi_value callback, void* context, void*) {
  auto* running = static_cast<Running*>(context);
  running->announced.store(false);
  if (env == nullptr || callback == nullptr) return;
  const ScanNews news = running->job->take_news();
  napi_value undefined = nullptr;
  napi_get_undefined(env, &undefined);
  const HitColumns fresh = columns_of(env, news.fresh);
  napi_value end = undefined;
  if (news.finished) {
    const HitColumns hits = columns_of(env, news.hits);
    napi_value capped = nullptr;
    napi_get_boolean(env, news.capped, &capped);
    napi_create_array_with_length(env, 4, &end);
    napi_set_element(env, end, 0, hits.offsets);
    napi_set_element(env, end, 1, hits.which);
    napi_set_element(env, end, 2, capped);
    napi_set_element(env, end, 3, number(env, news.changed_at == kNoFault ? -1 : static_cast<double>(news.changed_at)));
  }
  napi_value arguments[] = {number(env, static_cast<double>(news.done_bytes)),
                            number(env, static_cast<double>(news.total_bytes)), fresh.offsets, fresh.which, end};
  napi_value ignored = nullptr;
  napi_call_function(env, undefined, callback, 5, arguments, &ignored);
}

void end_running(napi_env, void* data, void*) { delete static_cast<Running*>(data); }

std::vector<Range> ranges_of(const Column<double>& column) {
  std::vector<Range> ranges;
  ranges.reserve(column.length / 3);
  // Beyond 2^53 a double names no exact byte; such a range is as empty as a negative one.
  const auto exact = [](double value) { return value >= 0 && value <= 9007199254740992.0; };
  for (size_t at = 0; at + 2 < column.length; at += 3) {
    const double* range = column.data + at;
    if (!exact(range[0]) || !exact(range[1]) || !exact(range[2])) continue;
    ranges.push_back({static_cast<uint64_t>(range[0]), static_cast<uint64_t>(range[1]), static_cast<uint64_t>(range[2])});
  }
  return ranges;
}

}  // namespace

/// scan(file, query, ranges: Float64Array of (offset, length, address), maxHits, threads, chunkBytes, callback):
/// a handle for `cancel`, or kClosed or kBadCall.
napi_value start_scan(napi_env env, napi_callback_info info) {
  size_t count = 7;
  napi_value arguments[7];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  EnvState* state = state_of(env);
  uint32_t file = 0;
  Column<double> ranges;
  double max_hits = 0;
  uint32_t threads = 0;
  double chunk_bytes = 0;
  const SharedMatcher* matcher = compiled_query(env, arguments[1]);
  if (matcher == nullptr || napi_get_value_uint32(env, arguments[0], &file) != napi_ok ||
      !column_of(env, arguments[2], napi_float64_array, ranges) ||
      napi_get_value_double(env, arguments[3], &max_hits) != napi_ok || !(max_hits >= 0) ||
      napi_get_value_uint32(env, arguments[4], &threads) != napi_ok ||
      napi_get_value_double(env, arguments[5], &chunk_bytes) != napi_ok || !(chunk_bytes >= 1)) {
    return number(env, kBadCall);
  }
  if (file >= state->files.size() || state->files[file] == nullptr) return number(env, kClosed);
  const auto& mapping = state->files[file];
  ScanPlan plan = plan_scan(ranges_of(ranges), mapping->size(), static_cast<uint64_t>(chunk_bytes));
  auto running = std::make_unique<Running>();
  // 2^40 hits fit no memory: above that a cap means none.
  const auto cap = static_cast<uint64_t>(std::min(max_hits, 1e12));
  running->job = std::make_shared<ScanJob>(mapping, *matcher, std::move(plan),
                                           ScanJob::Options{cap, std::clamp(threads, 1u, 64u)});
  napi_value name = nullptr;
  napi_create_string_utf8(env, "taskshape scan", NAPI_AUTO_LENGTH, &name);
  napi_threadsafe_function function = nullptr;
  if (napi_create_threadsafe_function(env, arguments[6], nullptr, name, 0, 1, running.get(), end_running,
                                      running.get(), tell_news, &function) != napi_ok) {
    return number(env, kBadCall);
  }
  Running* scan = running.release();
  const uint32_t handle = state->next_job++;
  std::erase_if(state->jobs, [](const auto& entry) { return entry.second.expired(); });
  state->jobs[handle] = scan->job;
  scan->job->start([scan, function](bool last) {
    if (!last && scan->announced.exchange(true)) return;
    const napi_status status = napi_call_threadsafe_function(function, nullptr, napi_tsfn_nonblocking);
    // When the environment is closing the function is already gone.
    if (last && status != napi_closing) napi_release_threadsafe_function(function, napi_tsfn_release);
  });
  return number(env, handle);
}

/// cancel(handle): the scan's last news comes within a block's time.
napi_value cancel_scan(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value arguments[1];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  uint32_t handle = 0;
  if (napi_get_value_uint32(env, arguments[0], &handle) != napi_ok) return nullptr;
  const EnvState* state = state_of(env);
  const auto entry = state->jobs.find(handle);
  if (entry == state->jobs.end()) return nullptr;
  if (const auto job = entry->second.lock()) job->cancel();
  return nullptr;
}

}  // namespace taskshape
