#include "base/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

namespace paritylint::base {
namespace {

using namespace std::literals;

void write_sample(JsonWriter& json) {
  json.begin_object();
  json.member("name", "a \"b\"");
  json.member("count", std::uint64_t{3});
  json.member("ok", true);
  json.key("empty");
  json.begin_array();
  json.end_array();
  json.key("none");
  json.begin_object();
  json.end_object();
  json.key("list");
  json.begin_array();
  json.null();
  json.begin_object();
  json.member("x", false);
  json.end_object();
  json.raw("[1]");
  json.end_array();
  json.end_object();
}

TEST(JsonWriter, WritesCompactly) {
  std::string out;
  JsonWriter json(out, JsonWriter::Layout::compact);
  write_sample(json);
  EXPECT_EQ(out, R"({"name":"a \"b\"","count":3,"ok":true,"empty":[],"none":{},"list":[null,{"x":false},[1]]})");
}

TEST(JsonWriter, IndentsByTwoSpaces) {
  std::string out;
  JsonWriter json(out);
  write_sample(json);
  EXPECT_EQ(out, R"({
  "name": "a \"b\"",
  "count": 3,
  "ok": true,
  "empty": [],
  "none": {},
  "list": [
    null,
    {
      "x": false
    },
    [1]
  ]
})");
}

TEST(JsonWriter, AppendsBehindWhatIsThereAndKeepsBigNumbers) {
  std::string out = "data: ";
  JsonWriter json(out, JsonWriter::Layout::compact);
  json.number(std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(out, "data: 18446744073709551615");
}

TEST(JsonWriter, SeparatesNothingBetweenDocuments) {
  std::string out;
  JsonWriter json(out, JsonWriter::Layout::compact);
  for (int line = 0; line < 2; ++line) {
    json.begin_array();
    json.end_array();
    out += '\n';
  }
  EXPECT_EQ(out, "[]\n[]\n");
}

TEST(AppendJsonString, EscapesWhatCouldDisturbAReader) {
  const struct {
    std::string_view text, json;
  } cases[] = {
      {"", R"("")"},
      {"plain 日本 😀 é", R"("plain 日本 😀 é")"},
      {"\"\\/", R"("\"\\/")"},
      {"\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {"\0\x1b[31m\x7f"sv, R"("\u0000\u001b[31m\u007f")"},
      {"\u009b\u2028\u2029\u202e", R"("\u009b\u2028\u2029\u202e")"},
      {"a\U000E0041😀", R"("a\udb40\udc41😀")"},
      {"a\xff\xC3(", "\"a\uFFFD\uFFFD(\""},
      {"\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""},
  };
  for (const auto& [text, json] : cases) {
    std::string out;
    append_json_string(out, text);
    EXPECT_EQ(out, json);
  }
}

}  // namespace
}  // namespace paritylint::base
