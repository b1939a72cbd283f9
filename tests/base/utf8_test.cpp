#include "base/utf8.h"

#include <gtest/gtest.h>

namespace paritylint::base {
namespace {

TEST(Utf8, DecodesEveryCodePointThatItWrites) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value == 0xD800) value = 0xE000;
    std::string text;
    append_utf8(text, value);
    const CodePoint decoded = decode_utf8(text);
    ASSERT_EQ(decoded.value, value);
    ASSERT_EQ(decoded.size, text.size());
    ASSERT_EQ(find_invalid_utf8(text), std::nullopt);
  }
}

TEST(Utf8, WritesTheReplacementForWhatIsNoCodePoint) {
  for (const char32_t value : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) {
    std::string text;
    append_utf8(text, value);
    EXPECT_EQ(text, "\xEF\xBF\xBD");
  }
}

TEST(Utf8, RefusesMalformedSequencesAtTheirFirstByte) {
  const std::string_view malformed[] = {
      "\x80",              // continuation without a lead
      "\xC0\x80",          // overlong, two bytes
      "\xC1\xBF",          // overlong, two bytes
      "\xE0\x9F\xBF",      // overlong, three bytes
      "\xF0\x8F\xBF\xBF",  // overlong, four bytes
      "\xED\xA0\x80",      // surrogate
      "\xF4\x90\x80\x80",  // beyond U+10FFFF
      "\xF8\x88\x80\x80\x80",
      "\xFF",
      "\xC3",
      "\xE2\x82",
      "\xF0\x9F\x98",
      "\xC3(",
      "\xE2\x82(",
  };
  for (const std::string_view bytes : malformed) {
    const CodePoint decoded = decode_utf8(bytes);
    EXPECT_EQ(decoded.value, 0xFFFDU) << testing::PrintToString(bytes);
    EXPECT_EQ(decoded.size, 1U) << testing::PrintToString(bytes);
    const std::string text = "12345678é" + std::string(bytes);
    EXPECT_EQ(find_invalid_utf8(text), 10U) << testing::PrintToString(bytes);
  }
}

TEST(Utf8, AcceptsAWrittenReplacementCharacter) { EXPECT_EQ(find_invalid_utf8("a\uFFFDb"), std::nullopt); }

TEST(Utf8, MeasuresLengths) {
  const struct {
    std::string_view text;
    std::size_t utf16, code_points, columns;
  } cases[] = {
      {"", 0, 0, 0},
      {"abcdefghij", 10, 10, 10},
      {"é", 1, 1, 1},
      {"e\u0301", 2, 2, 1},             // combining acute accent
      {"日本語", 3, 3, 6},              // wide
      {"ﾆﾎﾝ", 3, 3, 3},                 // half-width katakana
      {"ＡＢ", 2, 2, 4},                // full-width Latin
      {"한글", 2, 2, 4},                // precomposed Hangul
      {"\u1112\u1161\u11AB", 3, 3, 2},  // the same syllable from its letters
      {"😀", 2, 1, 2},
      {"a\u200Bb", 3, 3, 2},    // zero-width space
      {"\U00020000", 2, 1, 2},  // CJK extension B
      {"…—“”", 4, 4, 4},        // ambiguous width counts 1
      {"\xFFz", 2, 2, 2},
  };
  for (const auto& [text, utf16, code_points, columns] : cases) {
    EXPECT_EQ(utf16_length(text), utf16) << text;
    EXPECT_EQ(code_point_length(text), code_points) << text;
    EXPECT_EQ(display_width(text), columns) << text;
  }
}

TEST(Utf8, KnowsWhichCodePointsDisturbADisplay) {
  for (const char32_t value :
       {0x00U, 0x1BU, 0x7FU, 0x85U, 0x9BU, 0x2028U, 0x2029U, 0x202AU, 0x202EU, 0x2066U, 0x2069U, 0xFEFFU}) {
    EXPECT_TRUE(is_display_control(value)) << std::hex << static_cast<std::uint32_t>(value);
  }
  for (const char32_t value : {0x20U, 0x7EU, 0xA0U, 0x2027U, 0x202FU, 0x061BU, 0x061DU, 0x180DU, 0x180FU, 0x200AU,
                               0x2010U, 0x205FU, 0x2070U, 0xFFF8U, 0xFFFCU, 0xDFFFFU, 0xE0080U, 0x3042U, 0x1F600U}) {
    EXPECT_FALSE(is_display_control(value)) << std::hex << static_cast<std::uint32_t>(value);
  }
}

}  // namespace
}  // namespace paritylint::base
