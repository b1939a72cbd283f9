// The files of a root for those who look at several of them: bytes, trees and what closes places in them, each read
// when somebody first asks.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "check/root_view.h"
#include "input/file_system.h"
#include "session/session.h"
#include "tree/read.h"

namespace paritylint::session {

class RootFiles {
 public:
  using ReadBytes = std::function<base::Result<void>(const std::string& path, input::Bytes& bytes)>;

  // `keys`, `vocabulary` and `summaries` (sorted by path: the manifests' kinds and bindings) must outlive it.
  RootFiles(ReadBytes read, tree::ReadOptions options, const tree::KeyTable& keys,
            const manifest::Vocabulary& vocabulary, std::span<const FileSummary> summaries);

  // Nothing: there is no such file, or nobody may read it. Good as long as this lives, like all that follows.
  std::optional<std::string_view> bytes(std::string_view path);
  // nullptr: it cannot be read, or is no document.
  const tree::Tree* tree(std::string_view path);
  // nullptr: it cannot be read. One that is no manifest has a view without recognition; a script has no tree.
  check::RootFile* find(std::string_view path);

 private:
  struct File {
    input::Bytes bytes;
    bool is_there = false;
    bool is_parsed = false;
    tree::ReadResult read;
    std::optional<check::RootFile> root_file;
    std::optional<check::Closer> closer;
  };
  File* open(std::string_view path);
  const FileSummary* summary_of(std::string_view path) const;
  void parse(const std::string& path, File& file);

  ReadBytes read_;
  tree::ReadOptions options_;
  tree::Reader reader_;
  const manifest::Vocabulary& vocabulary_;
  std::span<const FileSummary> summaries_;
  std::map<std::string, std::unique_ptr<File>, std::less<>> files_;
};

}  // namespace paritylint::session
