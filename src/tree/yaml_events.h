// YamlEvents: what yaml-cpp says about a text, recorded in flat reused memory. Internal to src/tree; only
// yaml_events.cpp knows the library.
//
// It is the reference of the YAML reader: tests hold what YamlParser reads, over whole corpora and damaged files,
// against it, and the reader asks it for a second opinion on a layout that it refuses. It does not build the tree: the
// library gives no ends, styles or comments, takes ten times as long, and on some damaged texts (one that begins with
// ',' is enough) reports nulls without end. Recording therefore stops behind more events or text than bytes can mean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::tree {

struct YamlEvent {
  enum class Kind : std::uint8_t {
    document_start,
    document_end,
    scalar,
    alias,
    sequence_start,
    sequence_end,
    mapping_start,
    mapping_end,
  };
  Kind kind = Kind::scalar;
  std::uint32_t offset = 0;  // of the node's first property or byte; of the next token for empty scalars
  std::uint32_t text_offset = 0, text_size = 0;
};

class YamlEvents {
 public:
  // Record `text`, which must not begin with a byte-order mark. Returns false when the library refuses it or reports
  // more than 4 * text.size() + 64 events or bytes of text; the events before that may be invented.
  bool record(std::string_view text);

  const std::vector<YamlEvent>& events() const { return events_; }
  // The value of a scalar; empty for every null. A view that lives until the next record().
  std::string_view text(const YamlEvent& event) const { return {arena_.data() + event.text_offset, event.text_size}; }

 private:
  struct Recorder;
  std::vector<YamlEvent> events_;
  std::string arena_;
};

}  // namespace paritylint::tree
