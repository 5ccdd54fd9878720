{
  'targets': [
    {
      'target_name': 'taskshape',
      'sources': [
        'src/addon.cpp',
        'src/file_bindings.cpp',
        'src/mapping.cpp',
        'src/pattern_matcher.cpp',
        'src/query_bindings.cpp',
        'src/scan_bindings.cpp',
        'src/scan_job.cpp',
        'src/scan_plan.cpp',
        'src/sigbus_guard.cpp',
        'src/value_set.cpp',
        'src/word_matcher.cpp',
      ],
      'include_dirs': ["<!(node -p \"require('node-api-headers').include_dir\")"],
      'defines': ['NAPI_VERSION=8', 'NODE_API_NO_EXTERNAL_BUFFERS_ALLOWED'],
      'cflags': ['-Wall', '-Wextra', '-O3', '-fvisibility=hidden', '-pthread'],
      'cflags_cc': ['-std=c++20', '-fno-rtti'],
      'ldflags': ['-pthread'],
      'xcode_settings': {
        'CLANG_CXX_LANGUAGE_STANDARD': 'c++20',
        'CLANG_CXX_LIBRARY': 'libc++',
        'GCC_OPTIMIZATION_LEVEL': '3',
        'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
        'MACOSX_DEPLOYMENT_TARGET': '12.0',
      },
    },
  ],
}
