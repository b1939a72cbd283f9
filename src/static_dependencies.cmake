# The libraries of the one self-contained binary, from the sources of the versions that Debian 12 carries.
#
# Each comes from its upstream release by URL and SHA-256, or from a folder that `script/fetch-sources` fills from
# Debian's archive: -DPARITYLINT_SOURCES=FOLDER, and then nothing is downloaded.
#
# How far the pins are verified: for simdjson and xxHash, Debian's archive carries the upstream archive byte for byte, so
# its signed index vouches for the hash. Debian repacks yaml-cpp, RE2 and CLI11 (without files that it may not or need
# not ship), libgit2 without its bundled libraries; their hashes were compared with those that several other distributions
# and projects publish for the same URL, but the URLs themselves could not be fetched where this was written.
set(PARITYLINT_SOURCES "" CACHE PATH "Folder with the sources of the libraries, as script/fetch-sources leaves it")

include(FetchContent)
set(BUILD_SHARED_LIBS OFF)
add_link_options(-static)

# paritylint_source(NAME FOLDER URL SHA256 [argument...]): declare one library; the folder wins over the URL. Not SYSTEM:
# CMake 3.25 hands that word on to the download, which takes it for a second URL_HASH.
function(paritylint_source name folder url sha256)
  if(PARITYLINT_SOURCES)
    FetchContent_Declare(${name} SOURCE_DIR ${PARITYLINT_SOURCES}/${folder} ${ARGN})
  else()
    FetchContent_Declare(${name} URL ${url} URL_HASH SHA256=${sha256} DOWNLOAD_EXTRACT_TIMESTAMP ON ${ARGN})
  endif()
endfunction()

set(github https://github.com)
paritylint_source(simdjson simdjson ${github}/simdjson/simdjson/archive/v3.0.1.tar.gz
  156b1bc5eb0561b2bd166b46d191fd3d95a3e709cc63761477d3b7aec2b6e9ed)
paritylint_source(yaml-cpp yaml-cpp ${github}/jbeder/yaml-cpp/archive/yaml-cpp-0.7.0.tar.gz
  43e6a9fcb146ad871515f0d0873947e5d497a1c9c60c58cb102a97b47208b7c3)
# Only headers are used of these two: no CMakeLists.txt of theirs is read.
paritylint_source(cli11 cli11 ${github}/CLIUtils/CLI11/archive/v2.1.2.tar.gz
  26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb SOURCE_SUBDIR none)
paritylint_source(xxhash xxhash ${github}/Cyan4973/xxHash/archive/v0.8.1.tar.gz
  3bb6b7d6f30c591dd65aaaff1c8b7a5b94d81687998ca9400082c739a690436c SOURCE_SUBDIR none)
paritylint_source(re2 re2 ${github}/google/re2/archive/2022-06-01.tar.gz
  f89c61410a072e5cbcf8c27e3a778da7d6fd2f2b5b1445cd4f4508bee946ab0f)
paritylint_source(libgit2 libgit2 ${github}/libgit2/libgit2/archive/refs/tags/v1.5.1.tar.gz
  7074f1e2697992b82402501182db254fe62d64877b12f6e4c64656516f4cde88)

set(YAML_CPP_BUILD_TESTS OFF)
set(YAML_CPP_BUILD_TOOLS OFF)
set(YAML_CPP_BUILD_CONTRIB OFF)
set(RE2_BUILD_TESTING OFF)
# The libraries ask for CMake versions so old that option() would ignore the variables above.
set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
set(CMAKE_POLICY_DEFAULT_CMP0126 NEW)  # nor set(... CACHE)
set(CMAKE_POLICY_DEFAULT_CMP0069 NEW)  # and CMAKE_INTERPROCEDURAL_OPTIMIZATION too
# simdjson chooses among its implementations at run time, so the binary needs no particular processor.
FetchContent_MakeAvailable(simdjson yaml-cpp cli11 xxhash)
set_target_properties(simdjson yaml-cpp PROPERTIES SYSTEM ON)
# Neither build nor install more of them than the program needs.
set_property(DIRECTORY ${simdjson_SOURCE_DIR} PROPERTY EXCLUDE_FROM_ALL ON)
set_property(DIRECTORY ${yaml-cpp_SOURCE_DIR} PROPERTY EXCLUDE_FROM_ALL ON)

add_library(CLI11::CLI11 INTERFACE IMPORTED)
target_include_directories(CLI11::CLI11 INTERFACE ${cli11_SOURCE_DIR}/include)
add_library(xxhash::xxhash INTERFACE IMPORTED)
target_include_directories(xxhash::xxhash INTERFACE ${xxhash_SOURCE_DIR})

# Debian's source of RE2 lacks a generated file; script/fetch-sources takes the compiled library of the package instead.
file(GLOB packaged_re2 ${PARITYLINT_SOURCES}/re2/usr/lib/*/libre2.a)
if(PARITYLINT_SOURCES AND packaged_re2)
  add_library(re2::re2 STATIC IMPORTED)
  set_target_properties(re2::re2 PROPERTIES IMPORTED_LOCATION ${packaged_re2})
  target_include_directories(re2::re2 INTERFACE ${PARITYLINT_SOURCES}/re2/usr/include)
  target_link_libraries(re2::re2 INTERFACE Threads::Threads)
else()
  FetchContent_MakeAvailable(re2)
  set_target_properties(re2 PROPERTIES SYSTEM ON)
  if(NOT TARGET re2::re2)
    add_library(re2::re2 ALIAS re2)
  endif()
endif()

# Of libgit2 only what reads local objects is wanted: without TLS and SSH it needs zlib and an HTTP parser (which stays
# unused), bundled in its own archive; Debian's has neither, so script/fetch-sources takes the compiled packages.
set(BUILD_TESTS OFF)
set(BUILD_CLI OFF)
set(BUILD_EXAMPLES OFF)
set(USE_SSH OFF)
set(USE_HTTPS OFF)
set(USE_GSSAPI OFF)
set(USE_NTLMCLIENT OFF)
set(USE_SHA256 Builtin)
set(REGEX_BACKEND regcomp)
file(GLOB packaged_zlib ${PARITYLINT_SOURCES}/zlib/usr/lib/*/libz.a)
file(GLOB packaged_http_parser ${PARITYLINT_SOURCES}/http-parser/usr/lib/*/libhttp_parser.a)
if(PARITYLINT_SOURCES AND packaged_zlib AND packaged_http_parser)
  set(USE_HTTP_PARSER system)
  set(ZLIB_LIBRARY ${packaged_zlib})
  set(ZLIB_INCLUDE_DIR ${PARITYLINT_SOURCES}/zlib/usr/include)
  set(HTTP_PARSER_LIBRARY ${packaged_http_parser})
  set(HTTP_PARSER_INCLUDE_DIR ${PARITYLINT_SOURCES}/http-parser/usr/include)
else()
  set(USE_HTTP_PARSER builtin)
  set(USE_BUNDLED_ZLIB ON)
endif()
FetchContent_MakeAvailable(libgit2)
set_property(DIRECTORY ${libgit2_SOURCE_DIR} PROPERTY EXCLUDE_FROM_ALL ON)
set_target_properties(libgit2package PROPERTIES SYSTEM ON)
add_library(libgit2::libgit2 INTERFACE IMPORTED)
target_include_directories(libgit2::libgit2 INTERFACE ${libgit2_SOURCE_DIR}/include)
target_link_libraries(libgit2::libgit2 INTERFACE libgit2package)
