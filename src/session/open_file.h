// OpenFile: a file that takes part in a comparison, and comparing such files. Internal to src/session.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "check/closer.h"
#include "session/session.h"

namespace paritylint::session {

// A file read once more: its tree and what closes places in it.
struct OpenFile {
  const FileSummary* summary = nullptr;
  std::string environment;
  std::string revision;  // that it is read from, as the user named it; empty for the files of the root
  std::string label;     // of its column; empty until the files beside it are known
  input::Bytes bytes;
  tree::ReadResult read;
  check::FileView view;
  std::unique_ptr<check::Closer> closer;
};

diff::Column column_of(const OpenFile& file);

// nullptr for what cannot be read. `summary` outlives the file.
std::unique_ptr<OpenFile> open_file(const FileSummary& summary, input::Bytes bytes, const tree::ReadOptions& options,
                                    tree::Reader& reader);

struct CompareManner {
  bool together = false;               // though they are different designs
  bool only_reportable = false;        // as CompareOptions::only_reportable
  std::vector<const OpenFile*> bases;  // empty, or for each file what check::judge_pending asks for
};

// Compare `files`, of one kind, at least one.
void compare_files(std::vector<std::unique_ptr<OpenFile>>& files, const CompareManner& manner,
                   const manifest::Vocabulary& vocabulary, Comparisons& comparisons);

}  // namespace paritylint::session
