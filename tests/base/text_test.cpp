#include "base/text.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace paritylint::base {
namespace {

using namespace std::literals;

TEST(Text, ChangesCaseOfAsciiOnly) {
  EXPECT_EQ(to_lower("AbC-Ä9"sv), "abc-Ä9");
  EXPECT_TRUE(equals_ignore_case("STG", "stg"));
  EXPECT_FALSE(equals_ignore_case("STG", "st"));
  EXPECT_FALSE(equals_ignore_case("a[", "A{"));
}

TEST(Text, AppendsNumbers) {
  std::string out = "n";
  append_number(out, 0);
  append_number(out, std::numeric_limits<std::uint64_t>::max());
  append_number(out, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(out, "n018446744073709551615-9223372036854775808");
}

TEST(Text, ReadsHexadecimalNumbers) {
  EXPECT_EQ(parse_hex("0"), 0U);
  EXPECT_EQ(parse_hex("00fF"), 255U);
  EXPECT_EQ(parse_hex("ffffffff"), 0xffffffffU);
  for (const std::string_view text : {"", "g", "-1", "+1", " 1", "1 ", "0x1", "000000001"}) {
    EXPECT_EQ(parse_hex(text), std::nullopt) << text;
  }
}

TEST(Split, KeepsEmptyParts) {
  using Parts = std::vector<std::string_view>;
  EXPECT_EQ(split("", ','), Parts{});
  EXPECT_EQ(split("a", ','), Parts{"a"});
  EXPECT_EQ(split("a,b", ','), (Parts{"a", "b"}));
  EXPECT_EQ(split(",a,,", ','), (Parts{"", "a", "", ""}));
}

TEST(Trim, RemovesWhiteSpaceAtBothEnds) {
  EXPECT_EQ(trim(" \t\r\na b\n "), "a b");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim(""), "");
}

TEST(EditDistance, CountsInsertionsDeletionsSubstitutionsAndSwaps) {
  const struct {
    std::string_view a, b;
    std::size_t distance;
  } cases[] = {
      {"", "", 0},
      {"", "abc", 3},
      {"abc", "", 3},
      {"kitten", "sitting", 3},
      {"check", "chekc", 1},
      {"diff", "dif", 1},
      {"memory", "memroy", 1},
      {"ca", "abc", 3},
      {"abcd", "badc", 2},
      {"family", "family", 0},
      {"secrets", "scerets", 1},
  };
  for (const auto& [a, b, distance] : cases) {
    EXPECT_EQ(edit_distance(a, b), distance) << a << " " << b;
    EXPECT_EQ(edit_distance(b, a), distance) << b << " " << a;
  }
}

TEST(Nearest, NamesWhatWasMostLikelyMeant) {
  constexpr std::array<std::string_view, 5> kKeys = {"memory", "memoryReservation", "cpu", "name", "secrets"};
  EXPECT_EQ(nearest("memroy", kKeys), "memory");
  EXPECT_EQ(nearest("Secrets", kKeys), "secrets");
  EXPECT_EQ(nearest("NAME", kKeys), "name");
  EXPECT_EQ(nearest("memoryReservations", kKeys), "memoryReservation");
  EXPECT_EQ(nearest("cup", kKeys), "cpu");
  EXPECT_EQ(nearest("image", kKeys), std::nullopt);
  EXPECT_EQ(nearest("", kKeys), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
}

TEST(Nearest, PrefersTheSmallestDistanceThenTheFirst) {
  constexpr std::array<std::string_view, 3> kWords = {"abcdxx", "abcdex", "abcdey"};
  EXPECT_EQ(nearest("abcdef", kWords), "abcdex");
}

TEST(Nearest, IsCheapForAVeryLongWord) {
  constexpr std::array<std::string_view, 1> kWords = {"memory"};
  EXPECT_EQ(nearest(std::string(10'000'000, 'm'), kWords), std::nullopt);
}

TEST(Printable, MakesWhatDisturbsATerminalVisible) {
  const struct {
    std::string_view text, printed;
  } cases[] = {
      {"plain \"text\" \\ 日本 😀", "plain \"text\" \\ 日本 😀"},
      {"a\nb\r\tc", "a\\nb\\r\\tc"},
      {"\x1b[31m", "\\x1b[31m"},
      {"\0"sv, "\\x00"},
      {"\x7f", "\\x7f"},
      {"\u009b2J", "\\u009b2J"},
      {"\u202Eevil\u2066", "\\u202eevil\\u2066"},
      {"\u2028\u2029", "\\u2028\\u2029"},
      {"a\uFEFFb", "a\\ufeffb"},
      {"\u061c\u180e\u200b\u200e\u200f", "\\u061c\\u180e\\u200b\\u200e\\u200f"},
      {"x\u2060y\u206f\ufff9", "x\\u2060y\\u206f\\ufff9"},
      {"\U000E0041\U000E007F", "\\U000e0041\\U000e007f"},
      {"👩\u200d💻", "👩\\u200d💻"},
      {"\\x1b \\ \"", "\\x1b \\ \""},
      {"\xff\xC3(", "\\xff\\xc3("},
      {"\uFFFD", "\uFFFD"},
  };
  for (const auto& [text, printed] : cases) EXPECT_EQ(printable(text), printed);
}

TEST(Quoted, CutsLongTextAtWholeEscapes) {
  EXPECT_EQ(quoted("abc"), "\"abc\"");
  EXPECT_EQ(quoted(""), "\"\"");
  EXPECT_EQ(quoted("abc", 3), "\"abc\"");
  EXPECT_EQ(quoted("abcd", 3), "\"abc…\"");
  EXPECT_EQ(quoted("日本語", 2), "\"日本…\"");
  EXPECT_EQ(quoted("say \"a\\b\""), "\"say \"a\\b\"\"");
  EXPECT_EQ(quoted("a\x1b\x1b", 6), "\"a\\x1b…\"");
  EXPECT_EQ(quoted(std::string(500, 'x')), "\"" + std::string(120, 'x') + "…\"");
}

TEST(DidYouMean, IsTheEndOfASentenceOrNothing) {
  const std::vector<std::string_view> known = {"check", "explain"};
  EXPECT_EQ(did_you_mean("chekc", known), ", did you mean \"check\"?");
  EXPECT_EQ(did_you_mean("deploy", known), "");
}

TEST(Text, CountsInSingularAndPlural) {
  EXPECT_EQ(counted(0, "file"), "0 files");
  EXPECT_EQ(counted(1, "file"), "1 file");
  EXPECT_EQ(counted(1, "entry", "entries"), "1 entry");
  EXPECT_EQ(counted(2, "entry", "entries"), "2 entries");
}

}  // namespace
}  // namespace paritylint::base
