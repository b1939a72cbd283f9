#include "tree/encoding.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tree/read.h"
#include "tree/reading.h"

namespace paritylint::tree {
namespace {

using namespace std::string_literals;

TEST(Encoding, RefusesWideEncodings) {
  const std::vector<std::string> texts = {
      "\xff\xfe{\0}\0"s,      "\xfe\xff\0{\0}"s,      "{\0}\0"s,         "\0{\0}"s,         "{\0"s,   "\0{"s,
      "\xff\xfe\0\0{\0\0\0"s, "\0\0\xfe\xff\0\0\0{"s, "{\0\0\0}\0\0\0"s, "\0\0\0{\0\0\0}"s, "a\0:\0"s};
  for (const std::string& text : texts) {
    for (const Format format : {Format::json, Format::yaml}) {
      const test::Reading reading(format, text);
      EXPECT_FALSE(reading.is_complete());
      ASSERT_EQ(reading.result().problems.size(), 1u) << text;
      EXPECT_EQ(reading.result().problems[0].code, ProblemCode::wrong_encoding) << text;
    }
  }
}

TEST(Encoding, DoesNotTakeAStrayNulForAnEncoding) {
  for (const std::string& text : {"{\0}"s, "{}\0"s, "[1\0,2]"s, "{\0\"a\": 1}"s}) {
    const std::optional<Problem> problem = find_wrong_encoding(text);
    EXPECT_FALSE(problem.has_value()) << text;
  }
}

TEST(Encoding, FindsTheFirstUnreadableByte) {
  struct Case {
    std::string text;
    ProblemCode code;
    std::uint32_t at;
  };
  const std::vector<Case> cases = {
      {"ab\xc3", ProblemCode::invalid_utf8, 2},          {"ab\xff\x01", ProblemCode::invalid_utf8, 2},
      {"ab\x01\xff", ProblemCode::control_character, 2}, {"é\x1f", ProblemCode::control_character, 2},
      {"\xed\xa0\x80", ProblemCode::invalid_utf8, 0},    {"\xc3\x01", ProblemCode::invalid_utf8, 0}};
  for (const Case& one : cases) {
    const std::optional<Problem> problem = find_unreadable_byte(one.text, 0);
    ASSERT_TRUE(problem.has_value()) << one.text;
    EXPECT_EQ(problem->code, one.code) << one.text;
    EXPECT_EQ(problem->span, (base::Span{one.at, one.at + 1})) << one.text;
  }
  EXPECT_FALSE(find_unreadable_byte("tab\t\r\n é 😀 \x7f", 0).has_value());
}

TEST(GuessFormat, LooksAtNameAndFirstByte) {
  EXPECT_EQ(guess_format("a.json", "family: x"), Format::json);
  EXPECT_EQ(guess_format("A.JSON", ""), Format::json);
  EXPECT_EQ(guess_format("a.tpl", "\xef\xbb\xbf \n{\"a\": 1}"), Format::json);
  EXPECT_EQ(guess_format("a", "[1]"), Format::json);
  EXPECT_EQ(guess_format("a.yaml", "{version: 0.2}"), Format::yaml);
  EXPECT_EQ(guess_format("A.YML", "[1]"), Format::yaml);
  EXPECT_EQ(guess_format("a.yaml", "version: 0.2"), Format::yaml);
  EXPECT_EQ(guess_format("a", ""), Format::yaml);
}

}  // namespace
}  // namespace paritylint::tree
