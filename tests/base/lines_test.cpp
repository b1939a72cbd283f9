#include "base/lines.h"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"

namespace paritylint::base {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  const LineTable table(text);
  std::vector<std::string> lines;
  for (std::uint32_t line = 1; line <= table.line_count(); ++line) {
    lines.emplace_back(slice(text, table.line_span(line)));
  }
  return lines;
}

TEST(LineTable, EndsALineAtLfCrlfAndLoneCr) {
  const struct {
    std::string_view text;
    std::vector<std::string> lines;
  } cases[] = {
      {"", {""}},
      {"a", {"a"}},
      {"a\n", {"a", ""}},
      {"a\nb", {"a", "b"}},
      {"a\r\nb", {"a", "b"}},
      {"a\rb", {"a", "b"}},
      {"a\r", {"a", ""}},
      {"a\r\n", {"a", ""}},
      {"\r\r\n\n", {"", "", "", ""}},
      {"a\n\rb", {"a", "", "b"}},
  };
  for (const auto& [text, lines] : cases) EXPECT_EQ(lines_of(text), lines) << testing::PrintToString(text);
}

TEST(LineTable, FindsTheLineOfEveryOffset) {
  const LineTable table("ab\r\nc\rd\n");
  const std::uint32_t expected[] = {1, 1, 1, 1, 2, 2, 3, 3, 4};
  for (std::uint32_t offset = 0; offset < std::size(expected); ++offset) {
    EXPECT_EQ(table.line_of(offset), expected[offset]) << offset;
  }
}

// Long lines are counted from checkpoints; the sum must be what counting from the start of the line gives.
TEST(PositionOf, CountsInLongLinesAsInShortOnes) {
  std::string text = "first\n";
  while (text.size() < 9000)
    text += text.size() % 3 == 0 ? "\xE6\x97\xA5" : text.size() % 7 == 0 ? "\xF0\x9F\x98\x80" : "ab\xFF";
  const LineTable table(text);
  for (std::uint32_t offset = 6; offset <= text.size(); offset += 7) {
    const std::string_view before = std::string_view(text).substr(6, offset - 6);
    const Position position = position_of(table, text, offset);
    EXPECT_EQ(position.column_utf16, utf16_length(before) + 1) << offset;
    EXPECT_EQ(position.column_code_points, code_point_length(before) + 1) << offset;
  }
}

TEST(PositionOf, CountsBytesUtf16AndCodePoints) {
  const std::string_view text = "x\n日😀é!";
  const LineTable table(text);
  EXPECT_EQ(position_of(table, text, 0), (Position{1, 1, 1, 1}));
  EXPECT_EQ(position_of(table, text, 2), (Position{2, 1, 1, 1}));
  EXPECT_EQ(position_of(table, text, 5), (Position{2, 4, 2, 2}));
  EXPECT_EQ(position_of(table, text, 9), (Position{2, 8, 4, 3}));
  EXPECT_EQ(position_of(table, text, 11), (Position{2, 10, 5, 4}));
  EXPECT_EQ(position_of(table, text, 12), (Position{2, 11, 6, 5}));
}

TEST(PositionOf, DoesNotCountAByteOrderMarkInAColumn) {
  const std::string_view text =
      "\xEF\xBB\xBF"
      "ab\nc";
  const LineTable table(text);
  EXPECT_EQ(position_of(table, text, 0), (Position{1, 1, 1, 1}));
  EXPECT_EQ(position_of(table, text, 3), (Position{1, 1, 1, 1}));
  EXPECT_EQ(position_of(table, text, 4), (Position{1, 2, 2, 2}));
  EXPECT_EQ(position_of(table, text, 6), (Position{2, 1, 1, 1}));
}

TEST(PositionOf, CountsAByteThatIsNotUtf8AsOneColumn) {
  const std::string_view text = "\xFF\xFEz";
  EXPECT_EQ(position_of(LineTable(text), text, 2), (Position{1, 3, 3, 3}));
}

TEST(PositionOf, TakesAnOffsetBeyondTheTextAsItsEnd) {
  EXPECT_EQ(position_of(LineTable("a\nbc"), "a\nbc", 99), (Position{2, 3, 3, 3}));
}

TEST(PositionOf, CountsALongLineAsADecoderWould) {
  std::string text = "x\n";
  for (int i = 0; i < 400; ++i) text += i % 5 == 0 ? "日" : i % 7 == 0 ? "😀" : i % 11 == 0 ? "\xFF\xE3\x81" : "ab";
  text += "\nend é";
  const LineTable table(text);
  for (std::uint32_t offset = 0; offset <= text.size(); ++offset) {
    const Position position = position_of(table, text, offset);
    const std::string_view before = slice(text, {table.line_span(position.line).begin, offset});
    ASSERT_EQ(position.column_bytes, before.size() + 1) << offset;
    ASSERT_EQ(position.column_utf16, utf16_length(before) + 1) << offset;
    ASSERT_EQ(position.column_code_points, code_point_length(before) + 1) << offset;
  }
}

}  // namespace
}  // namespace paritylint::base
