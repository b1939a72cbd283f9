# Third-party libraries, each under one target name wherever it comes from: Debian's packages as a rule, pinned sources
# for the one self-contained binary (PARITYLINT_STATIC).
find_program(PARITYLINT_CCACHE ccache)
if(PARITYLINT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PARITYLINT_CCACHE})
endif()

if(PARITYLINT_STATIC)
  include(${CMAKE_CURRENT_LIST_DIR}/static_dependencies.cmake)
  return()
endif()

find_package(simdjson 3.0 REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED)
if(NOT TARGET yaml-cpp::yaml-cpp)  # the target's name before 0.8
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()
find_package(CLI11 2.1 REQUIRED)

find_package(re2 CONFIG QUIET)  # Debian's package before 2023 has no CMake files
if(NOT TARGET re2::re2)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
  add_library(re2::re2 ALIAS PkgConfig::re2)
endif()

# Headers only: hash.cpp compiles the functions that it needs.
find_path(PARITYLINT_XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
add_library(xxhash::xxhash INTERFACE IMPORTED)
target_include_directories(xxhash::xxhash INTERFACE ${PARITYLINT_XXHASH_INCLUDE_DIR})

# Headers only: git_repository.cpp loads the library by its exact name when git objects are read for the first time,
# because its dependencies cost every run 5 to 17 ms.
find_package(PkgConfig REQUIRED)
pkg_check_modules(PARITYLINT_LIBGIT2 REQUIRED libgit2>=1.5)
find_library(PARITYLINT_LIBGIT2_LIBRARY git2 HINTS ${PARITYLINT_LIBGIT2_LIBRARY_DIRS} REQUIRED)
execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${PARITYLINT_LIBGIT2_LIBRARY} OUTPUT_VARIABLE libgit2_dynamic_section)
if(NOT libgit2_dynamic_section MATCHES "SONAME +([^ \n]+)")
  message(FATAL_ERROR "${PARITYLINT_LIBGIT2_LIBRARY} has no SONAME to load it by")
endif()
set(PARITYLINT_LIBGIT2_SONAME ${CMAKE_MATCH_1})
add_library(libgit2::libgit2 INTERFACE IMPORTED)
if(PARITYLINT_LIBGIT2_INCLUDE_DIRS)
  target_include_directories(libgit2::libgit2 INTERFACE ${PARITYLINT_LIBGIT2_INCLUDE_DIRS})
endif()
target_compile_definitions(libgit2::libgit2 INTERFACE PARITYLINT_LIBGIT2_SONAME="${PARITYLINT_LIBGIT2_SONAME}")
