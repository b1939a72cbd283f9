// The corpus' index: one row per manifest of the reference collection, with its columns by name.
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "support/shared.h"

namespace paritylint::test {

using IndexRow = std::map<std::string, std::string>;

inline std::vector<std::string> split_row(const std::string& line) {
  std::vector<std::string> cells;
  std::string cell;
  std::istringstream stream(line);
  while (std::getline(stream, cell, '\t')) cells.push_back(cell);
  return cells;
}

// Rows of corpus/INDEX.tsv.
inline std::vector<IndexRow> read_index(const std::filesystem::path& shared) {
  std::istringstream stream(read_file(shared / "corpus" / "INDEX.tsv"));
  std::string line;
  std::getline(stream, line);
  const std::vector<std::string> names = split_row(line);
  std::vector<IndexRow> rows;
  while (std::getline(stream, line)) {
    const std::vector<std::string> cells = split_row(line);
    IndexRow row;
    for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

// The path inside the repository: open/OWNER__NAME[@REF]/PATH without the first two folders.
inline std::string path_in_set(const std::string& corpus_path) {
  const std::size_t set = corpus_path.find('/');
  return corpus_path.substr(corpus_path.find('/', set + 1) + 1);
}

// All files below a folder of the corpus, relative to it, sorted.
inline std::vector<std::string> files_below(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(std::filesystem::relative(entry.path(), folder).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace paritylint::test
