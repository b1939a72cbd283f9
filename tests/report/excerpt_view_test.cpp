#include "report/excerpt_view.h"

#include <gtest/gtest.h>

#include <random>

#include "base/text.h"
#include "base/utf8.h"
#include "report/line_layout.h"
#include "report/sample.h"

namespace paritylint::report {
namespace {

std::string drawn(const check::Location& location, std::size_t width = 100) {
  std::string out;
  append_excerpt(out, location, {kPlain, "", width});
  return out;
}

std::string drawn(std::string_view source, std::string_view needle, std::size_t width = 100) {
  return drawn(test::locate("a.json", source, needle), width);
}

TEST(ExcerptView, PointsAtTheRegion) {
  struct Case {
    std::string source, needle, picture;
  };
  const std::vector<Case> cases = {
      {"ab cd ef", "cd", "   1 | ab cd ef\n     |    ^^\n"},
      {"\tab\tcd", "cd", "   1 |     ab  cd\n     |         ^^\n"},
      {"a\tb", "\t", "   1 | a   b\n     |  ^^^\n"},
      {"漢字 x", "字", "   1 | 漢字 x\n     |   ^^\n"},
      {"e\u0301x", "x", "   1 | e\u0301x\n     |  ^\n"},
      {"e\u0301x", "e", "   1 | e\u0301x\n     | ^\n"},
      {"\u0301x", "x", "   1 | ◌\u0301x\n     |  ^\n"},
      {"\x1b[1m!", "!", "   1 | \\x1b[1m!\n     |        ^\n"},
      {"\xff!", "!", "   1 | \\xff!\n     |     ^\n"},
      {"\u202ex", "\u202e", "   1 | \\u202ex\n     | ^^^^^^\n"},
      {"\xEF\xBB\xBFx", "x", "   1 | x\n     | ^\n"},
      {"a\r\nbc\r\nd", "bc", "   2 | bc\n     | ^^\n"},
      {"a\nb  \nc", "b  \n", "   2 | b\n     | ^^^\n"},
      {"a\n", "\n", "   1 | a\n     |  ^\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(drawn(one.source, one.needle), one.picture);
}

TEST(ExcerptView, MarksAnEmptyRegionWithOneCaret) {
  EXPECT_EQ(drawn(test::locate("a", "abc", base::Span{1, 1})), "   1 | abc\n     |  ^\n");
  EXPECT_EQ(drawn(test::locate("a", "abc", base::Span{3, 3})), "   1 | abc\n     |    ^\n");
  EXPECT_EQ(drawn(test::locate("a", "", base::Span{0, 0})), "");
}

TEST(ExcerptView, BracketsSeveralLines) {
  EXPECT_EQ(drawn("x: [a,\n  b]\n", "[a,\n  b]"),
            "   1 |   x: [a,\n"
            "     |  ____^\n"
            "   2 | |   b]\n"
            "     | |____^\n");
  EXPECT_EQ(drawn("  a\n  b\n", "a\n  b"),
            "   1 | /   a\n"
            "   2 | |   b\n"
            "     | |___^\n");
}

TEST(ExcerptView, LeavesOutTheMiddleOfALongRegion) {
  std::string source;
  for (char c = 'a'; c <= 'z'; ++c) source += std::string(1, c) + "\n";
  EXPECT_EQ(drawn(source, source),
            "   1 | / a\n   2 | | b\n   3 | | c\n   … | |\n  25 | | y\n  26 | | z\n     | |_^\n");
  EXPECT_EQ(drawn(source, "a\nb\nc\nd\ne\nf"),
            "   1 | / a\n   2 | | b\n   3 | | c\n   4 | | d\n   5 | | e\n   6 | | f\n     | |_^\n");
  const std::string seven = drawn(source, "a\nb\nc\nd\ne\nf\ng");
  EXPECT_NE(seven.find("   3 | | c\n   … | |\n   6 | | f\n"), std::string::npos) << seven;
}

TEST(ExcerptView, MakesRoomForLargeLineNumbers) {
  check::Location location = test::locate("a", "x", "x");
  location.begin.line = location.end.line = location.excerpt.begin.line = location.excerpt.end.line = 123456;
  EXPECT_EQ(drawn(location), " 123456 | x\n        | ^\n");
}

TEST(ExcerptView, ShowsTheRegionOfALongLine) {
  const std::string source = std::string(500, 'a') + "XYZ" + std::string(500, 'b');
  EXPECT_EQ(drawn(source, "XYZ", 40), "   1 | …" + std::string(14, 'a') + "XYZ" + std::string(14, 'b') + "…\n     | " +
                                          std::string(15, ' ') + "^^^\n");
  const std::string long_region = std::string(500, 'a') + "X" + std::string(500, 'x') + "b";
  EXPECT_EQ(
      drawn(long_region, "X" + std::string(500, 'x'), 40),
      "   1 | …aaaaaaaX" + std::string(23, 'x') + "…\n     | " + std::string(8, ' ') + std::string(25, '^') + "\n");
}

TEST(ExcerptView, SaysThatTheLineGoesOn) {
  check::Location location = test::locate("a", "abc", "b");
  location.excerpt.begin.column_bytes = 7;
  location.excerpt.cut_after = true;
  EXPECT_EQ(drawn(location), "   1 | …abc…\n     |   ^\n");
}

TEST(ExcerptView, NamesTheRegionWhereThereIsRoom) {
  check::Location location = test::locate("a", "\"image\": 1", "1");
  location.display_path = "$.image";
  EXPECT_EQ(drawn(location), "   1 | \"image\": 1\n     |          ^ $.image\n");
  location.display_path = "$.containerDefinitions[0].image";
  EXPECT_EQ(drawn(location, 40), "   1 | \"image\": 1\n     |          ^\n     | $.containerDefinitions[0].image\n");
}

TEST(ExcerptView, SurvivesARegionOutsideItsExcerpt) {
  for (const base::Span bytes : {base::Span{0, 5}, base::Span{90, 95}, base::Span{12, 300}, base::Span{0, 300}}) {
    check::Location location = test::locate("a", std::string(10, '\n') + "abcdef", "abcdef");
    location.bytes = bytes;
    EXPECT_FALSE(drawn(location).empty());
  }
}

// The columns [begin, end) of `line`.
std::string columns(std::string_view line, std::size_t begin, std::size_t end) {
  std::string part;
  std::size_t column = 0;
  while (!line.empty()) {
    const base::CodePoint code_point = base::decode_utf8(line);
    const std::size_t width = base::display_width(line.substr(0, code_point.size));
    const std::size_t place = width == 0 && column > 0 ? column - 1 : column;
    if (place >= begin && place < end) part += line.substr(0, code_point.size);
    column += width;
    line.remove_prefix(code_point.size);
  }
  return part;
}

// Random lines of whole characters (a character with its marks), of which a random run is the region.
struct RandomLine {
  std::string text;
  base::Span region;
  std::string shown_region;
};

RandomLine random_line(std::mt19937& random, std::size_t longest) {
  static const std::vector<std::string> kCharacters = {"a",       "b", " ",    "\t",           "\"",     "漢",
                                                       "e\u0301", "🚀", "\x1b", "\x07",         "\u202e", "\u009b",
                                                       "\xff",    "é", "한",   "x\u0301\u0302"};
  RandomLine line;
  const std::size_t length = 1 + random() % longest;
  const std::size_t first = random() % length;
  const std::size_t last = first + random() % (length - first);
  std::size_t column = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const std::string& character = kCharacters[random() % kCharacters.size()];
    const std::string shown = character == "\t" ? std::string(4 - column % 4, ' ') : base::printable(character);
    if (i == first) line.region.begin = base::offset32(line.text.size());
    line.text += character;
    column += base::display_width(shown);
    if (i >= first && i <= last) line.shown_region += shown;
    if (i == last) line.region.end = base::offset32(line.text.size());
  }
  return line;
}

TEST(ExcerptView, CaretsCoverExactlyTheRegion) {
  std::mt19937 random(20240229);
  for (int round = 0; round < 3000; ++round) {
    const RandomLine line = random_line(random, round % 2 == 0 ? 20 : 200);
    const std::size_t width = round % 3 == 0 ? 10'000 : 40 + random() % 100;
    const std::string text = drawn(
        test::locate("a", "before\n" + line.text + "\nafter", base::Span{line.region.begin + 7, line.region.end + 7}),
        width);
    const std::vector<std::string_view> rows = base::split(text, '\n');
    ASSERT_EQ(rows.size(), 3U) << text;
    for (const std::string_view row : rows) ASSERT_LE(base::display_width(row), width) << text;
    const std::size_t begin = rows[1].find('^');
    const std::size_t end = rows[1].size();
    ASSERT_EQ(rows[1].find_first_not_of('^', begin), std::string_view::npos) << text;
    // The row's blanks at its end are not written.
    std::string source(rows[0]);
    source.append(width - std::min(width, base::display_width(source)), ' ');
    const std::string marked = columns(source, begin, end);
    const std::size_t cut = marked.find("…");
    if (cut == std::string::npos) {
      ASSERT_EQ(marked, line.shown_region) << text;
    } else {
      ASSERT_TRUE(line.shown_region.starts_with(marked.substr(0, cut))) << text;
      ASSERT_GT(cut, 0U) << text;
    }
  }
}

TEST(ExcerptView, BracketsBeginAndEndAtTheRegion) {
  std::mt19937 random(42);
  for (int round = 0; round < 1000; ++round) {
    const RandomLine first = random_line(random, 20);
    const RandomLine last = random_line(random, 20);
    const std::string source = first.text + "\nmiddle\n" + last.text;
    const base::Span span{first.region.begin, base::offset32(source.size() - last.text.size() + last.region.end)};
    const std::string text = drawn(test::locate("a", source, span), 500);
    const std::vector<std::string_view> rows = base::split(text, '\n');
    const LineLayout first_layout(first.text);
    const LineLayout last_layout(last.text);
    const std::size_t begin = first_layout.columns_of({first.region.begin, base::offset32(first.text.size())}).begin;
    const std::size_t end = last_layout.columns_of({0, last.region.end}).end;
    if (rows[0].find('/') == 7) {
      EXPECT_EQ(begin, first_layout.indentation()) << text;
    } else {
      EXPECT_EQ(rows[1].find('^'), 9 + begin) << text;
    }
    EXPECT_EQ(rows[rows.size() - 2].find('^'), 9 + end - 1) << text;
  }
}

}  // namespace
}  // namespace paritylint::report
