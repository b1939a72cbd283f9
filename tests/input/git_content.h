// What a file system over git objects holds, as texts for tests.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "input/git_file_system.h"

namespace paritylint::test {

// What is staged in the repository at `path`; nullptr and a failure of the test when it cannot be read.
inline std::unique_ptr<input::GitFileSystem> open_index(const std::string& path, const std::string& index_file = "") {
  auto repository = input::GitRepository::open(path, input::GitRepository::Search::here);
  if (!repository) {
    ADD_FAILURE() << repository.error().message;
    return nullptr;
  }
  auto opened = input::GitFileSystem::of_index(*std::move(repository), index_file, {"", ""});
  if (!opened) {
    ADD_FAILURE() << opened.error().message;
    return nullptr;
  }
  return *std::move(opened);
}

// The content of a file, or "error: " and why it cannot be read.
inline std::string read(const input::FileSystem& files, std::string_view path, std::size_t limit = 1 << 20) {
  input::Bytes bytes;
  bytes.assign("stale");
  const auto done = files.read(path, limit, bytes);
  if (!done && !bytes.view().empty()) return "bytes are left after an error";
  return done ? std::string(bytes.view()) : "error: " + done.error().message;
}

// The names in a folder, each with a mark of its kind and a blank.
inline std::string listed(const input::FileSystem& files, std::string_view folder) {
  const auto entries = files.list(folder);
  if (!entries) return "error: " + entries.error().message;
  std::string text;
  for (const input::Entry& entry : *entries) {
    text += entry.name;
    text += entry.kind == input::EntryKind::directory ? "/ "
            : entry.kind == input::EntryKind::link    ? "@ "
            : entry.kind == input::EntryKind::other   ? "? "
                                                      : " ";
  }
  return text;
}

}  // namespace paritylint::test
