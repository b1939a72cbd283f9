// Writes JSON text, indented by two spaces or compact, into a string. Members keep the order of the calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace paritylint::base {

// Append `text` as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD; control characters,
// DEL and U+2028/2029 are escaped, so that no terminal escape survives in a report.
void append_json_string(std::string& out, std::string_view text);

class JsonWriter {
 public:
  enum class Layout : unsigned char { indented, compact };
  explicit JsonWriter(std::string& out, Layout layout = Layout::indented) : out_(out), layout_(layout) {}

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);
  void string(std::string_view text);
  void number(std::uint64_t value);
  void boolean(bool value);
  void null();
  // Insert text that is one JSON value already; it is taken as it stands.
  void raw(std::string_view json);

  // key() and the value in one call.
  void member(std::string_view name, std::string_view text);
  void member(std::string_view name, const char* text) { member(name, std::string_view(text)); }
  void member(std::string_view name, std::uint64_t value);
  void member(std::string_view name, bool value);

 private:
  void begin(char bracket);
  void end(char bracket);
  void before_value();
  void new_line();

  std::string& out_;
  Layout layout_;
  unsigned depth_ = 0;
  bool first_ = true;       // no element written yet at this depth
  bool after_key_ = false;  // the next value belongs to a key just written
};

}  // namespace paritylint::base
