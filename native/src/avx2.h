#pragma once

/// Marks functions compiled for AVX2, which run only where `has_avx2` said yes; the rest of the addon runs anywhere.
#if defined(__x86_64__)
#include <immintrin.h>
#define TASKSHAPE_AVX2 __attribute__((target("avx2")))
#define TASKSHAPE_AVX2_INLINE __attribute__((target("avx2"), always_inline)) inline
#endif
