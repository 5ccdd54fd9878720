#include <algorithm>
#include <string_view>
#include <vector>

#include "bindings.h"
#include "hit_columns.h"
#include "query.h"

namespace taskshape {
namespace {

/// Patterns from their bytes, one after the other, and their lengths. Empty when the lengths do not add up.
std::vector<Pattern> patterns_of(const Column<uint8_t>& bytes, const Column<uint32_t>& lengths) {
  std::vector<Pattern> patterns;
  size_t at = 0;
  for (size_t index = 0; index < lengths.length; index++) {
    const size_t length = lengths.data[index];
    if (length == 0 || length > bytes.length - at) return {};
    patterns.emplace_back(bytes.data + at, bytes.data + at + length);
    at += length;
  }
  return patterns;
}

std::unique_ptr<Matcher> word_matcher(std::string_view kind, const Column<uint64_t>& words, WordLayout layout,
                                      bool portable) {
  if (kind == "values") return match_values(words.data, words.length, layout, portable);
  if (kind == "range" && words.length == 2) return match_range(words.data[0], words.data[1], layout, portable);
  if (kind == "selfRelative" && words.length == 1) return match_self_relative(words.data[0], layout, portable);
  return nullptr;
}

}  // namespace

/// compile('patterns', bytes: Uint8Array, lengths: Uint32Array, 0, false, portable) or
/// compile('values' | 'range' | 'selfRelative', words: BigUint64Array, undefined, wordSize, bigEndian, portable):
/// a query ready to run, or undefined for a bad call.
napi_value compile_query(napi_env env, napi_callback_info info) {
  size_t count = 6;
  napi_value arguments[6];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  char kind[16] = {};
  size_t kind_length = 0;
  uint32_t word_size = 0;
  bool big_endian = false;
  bool portable = false;
  if (napi_get_value_string_utf8(env, arguments[0], kind, sizeof kind, &kind_length) != napi_ok ||
      napi_get_value_uint32(env, arguments[3], &word_size) != napi_ok ||
      napi_get_value_bool(env, arguments[4], &big_endian) != napi_ok ||
      napi_get_value_bool(env, arguments[5], &portable) != napi_ok) {
    return nullptr;
  }
  std::unique_ptr<Matcher> matcher;
  if (std::string_view(kind) == "patterns") {
    Column<uint8_t> bytes;
    Column<uint32_t> lengths;
    if (!column_of(env, arguments[1], napi_uint8_array, bytes) ||
        !column_of(env, arguments[2], napi_uint32_array, lengths)) {
      return nullptr;
    }
    std::vector<Pattern> patterns = patterns_of(bytes, lengths);
    if (!patterns.empty()) matcher = match_patterns(std::move(patterns), portable);
  } else {
    Column<uint64_t> words;
    if (!column_of(env, arguments[1], napi_biguint64_array, words) || (word_size != 4 && word_size != 8)) return nullptr;
    matcher = word_matcher(kind, words, {word_size, big_endian}, portable);
  }
  if (matcher == nullptr) return nullptr;
  auto* shared = new SharedMatcher(std::move(matcher));
  napi_value result = nullptr;
  const auto free_matcher = [](napi_env, void* data, void*) { delete static_cast<SharedMatcher*>(data); };
  if (napi_create_external(env, shared, free_matcher, nullptr, &result) != napi_ok) delete shared;
  return result;
}

/// scanBytes(query, bytes: Uint8Array, address, maxHits): [offsets, which], positions in `bytes`, ascending; undefined
/// for a bad call.
napi_value scan_bytes(napi_env env, napi_callback_info info) {
  size_t count = 4;
  napi_value arguments[4];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  const SharedMatcher* matcher = compiled_query(env, arguments[0]);
  Column<uint8_t> bytes;
  double address = 0;
  double max_hits = 0;
  if (matcher == nullptr || !column_of(env, arguments[1], napi_uint8_array, bytes) ||
      napi_get_value_double(env, arguments[2], &address) != napi_ok || !(address >= 0 && address < 1.8e19) ||
      napi_get_value_double(env, arguments[3], &max_hits) != napi_ok || !(max_hits >= 0)) {
    return nullptr;
  }
  MatchList found(static_cast<size_t>(std::min(max_hits, 1e12)));
  if (!found.full()) (*matcher)->scan({bytes.data, bytes.length, bytes.length, static_cast<uint64_t>(address)}, found);
  const HitColumns hits = columns_of(env, found.matches(), [](const Match& match) { return match.position; });
  napi_value result = nullptr;
  napi_create_array_with_length(env, 2, &result);
  napi_set_element(env, result, 0, hits.offsets);
  napi_set_element(env, result, 1, hits.which);
  return result;
}

}  // namespace taskshape
