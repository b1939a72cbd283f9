#include "tree/yaml_events.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <exception>
#include <istream>
#include <streambuf>

#include "base/span.h"

namespace paritylint::tree {
namespace {

// Our bytes as a stream, without a copy.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    // The interface wants mutable characters; nothing writes through a buffer that was never opened for writing.
    char* const begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

// Thrown through the library, which has no other way to be stopped, and caught in this file.
struct TooMuch {};

// Every event but a document's stands for a byte, a missing value beside one, or the end of what one opened; an escape
// of two bytes spells at most three.
std::size_t most_for(std::string_view text) { return 4 * text.size() + 64; }

}  // namespace

struct YamlEvents::Recorder : YAML::EventHandler {
  Recorder(YamlEvents& target, std::size_t limit) : out(target), most(limit) {}

  YamlEvent& add(YamlEvent::Kind kind) {
    if (out.events_.size() == most) throw TooMuch{};
    YamlEvent& event = out.events_.emplace_back();
    event.kind = kind;
    event.offset = last_offset;
    return event;
  }
  YamlEvent& add(YamlEvent::Kind kind, const YAML::Mark& mark) {
    last_offset = static_cast<std::uint32_t>(mark.pos);
    return add(kind);
  }

  void OnDocumentStart(const YAML::Mark& mark) override { add(YamlEvent::Kind::document_start, mark); }
  void OnDocumentEnd() override { add(YamlEvent::Kind::document_end); }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override { add(YamlEvent::Kind::scalar, mark); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override { add(YamlEvent::Kind::alias, mark); }
  void OnScalar(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& value) override {
    if (value.size() > most - out.arena_.size()) throw TooMuch{};
    YamlEvent& event = add(YamlEvent::Kind::scalar, mark);
    event.text_offset = base::offset32(out.arena_.size());
    event.text_size = base::offset32(value.size());
    out.arena_ += value;
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    add(YamlEvent::Kind::sequence_start, mark);
  }
  void OnSequenceEnd() override { add(YamlEvent::Kind::sequence_end); }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    add(YamlEvent::Kind::mapping_start, mark);
  }
  void OnMapEnd() override { add(YamlEvent::Kind::mapping_end); }

  YamlEvents& out;
  const std::size_t most;  // events, and bytes of text
  std::uint32_t last_offset = 0;
};

bool YamlEvents::record(std::string_view text) {
  events_.clear();
  arena_.clear();
  Recorder recorder(*this, most_for(text));
  try {
    TextBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(recorder)) {
    }
  } catch (const TooMuch&) {
    return false;
  } catch (const std::exception&) {  // nearly always a YAML::Exception
    return false;
  }
  return true;
}

}  // namespace paritylint::tree
