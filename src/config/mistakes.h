// Mistakes: what is wrong in the files of one configuration, each with its place, told all at once. Internal to
// src/config.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/lines.h"
#include "base/result.h"
#include "config/config.h"
#include "input/file_system.h"

namespace paritylint::config {

// One file of a configuration, its bytes and where its lines begin. Not to be moved: marks point to it.
struct ConfigSource {
  // Takes over `content`. `order` counts the files of one configuration from 0.
  ConfigSource(std::string file_path, std::size_t file_order, input::Bytes content)
      : path(std::move(file_path)), order(file_order), bytes(std::move(content)), lines(bytes.view()) {}
  ConfigSource(const ConfigSource&) = delete;
  ConfigSource& operator=(const ConfigSource&) = delete;

  const std::string path;  // root-relative
  const std::size_t order;
  const input::Bytes bytes;
  const base::LineTable lines;
};

// A byte of a source.
struct Mark {
  const ConfigSource* source = nullptr;
  std::uint32_t offset = 0;  // at most the size of the source
};

Place place_of(const Mark& mark);

// A text with the place where it stands.
struct MarkedText {
  std::string text;
  Mark mark;
  std::uint32_t token_size = 0;  // bytes from the mark on, quotes included
};

class Mistakes {
 public:
  // Note a mistake; `what` says what was expected. Beyond kMost nothing is kept.
  void add(const Mark& mark, std::string what);

  bool empty() const { return mistakes_.empty(); }
  // No more will be told: whoever walks through a file stops.
  bool is_full() const { return mistakes_.size() >= kMost; }

  // All of them, one per line in the order of the files and of their text: `path:line:column: what`. The columns of
  // messages count code points, as everywhere in the program. Requires: !empty().
  base::Error take_error();

 private:
  static constexpr std::size_t kMost = 100;
  struct Mistake {
    Mark mark;
    std::string what;
  };
  std::vector<Mistake> mistakes_;
};

}  // namespace paritylint::config
