#include "base/needed_texts.h"

#include <gtest/gtest.h>

#include "base/regex.h"

namespace paritylint::base {
namespace {

std::string needed(std::string_view pattern) { return Regex::compile(pattern)->needed_texts(); }

TEST(NeededTexts, AreWhatEveryMatchHolds) {
  EXPECT_EQ(needed(":latest$"), ":latest");
  EXPECT_EQ(needed("curl[^|]*\\|\\s+sh\\b"), "curl\nsh\n|");
}

TEST(NeededTexts, TellHowEveryMatchBegins) {
  EXPECT_EQ(needed("^arn:[^:]*:secret:"), "^arn:\n:secret:");
  EXPECT_EQ(needed("^0+x"), "0\nx");
  EXPECT_EQ(needed("^ab|c"), "c\tab");
  EXPECT_TRUE(may_be_found("^arn:\n:secret:", "arn:aws:secret:x"));
  EXPECT_FALSE(may_be_found("^arn:\n:secret:", "the arn:aws:secret:x"));
}

TEST(NeededTexts, GiveAlternativesOfWhichOneIsEnough) {
  EXPECT_EQ(needed("docker push|aws ecs deploy"), "docker push\taws ecs deploy");
  EXPECT_EQ(needed("(curl|wget).*sudo"), "sudo\ncurl\twget");
}

TEST(NeededTexts, AreNothingWhereATextWithoutThemMayMatch) {
  for (const std::string_view pattern : {"^[a-z]+$", "", "a?", "x|[^0]", "\n", "^"})
    EXPECT_EQ(needed(pattern), "") << pattern;
}

TEST(NeededTexts, AreFoundInAnyLetterCase) {
  const std::string statement = needed("(?i)secret_id");
  EXPECT_TRUE(may_be_found(statement, "MY_SECRET_ID"));
  EXPECT_FALSE(may_be_found(statement, "MY_SECRET-ID"));
}

TEST(NeededTexts, SayNothingAboutATextWithLettersThatFoldIntoAscii) {
  ASSERT_TRUE(Regex::compile("(?i)task")->search("tas\u212a"));
  EXPECT_TRUE(may_be_found(needed("(?i)task"), "tas\u212a"));
}

TEST(NeededTexts, NeverExcludeATextInWhichThePatternIsFound) {
  constexpr std::string_view kPatterns[] = {
      "ab|c",        "a+b*c",   "(?i)AB[cd]",   "^a.*b$",          "(a|b)(c|d)", "a(b|c)?d",
      "(?m)^b",      "\\ba\\b", "(?:ab){2}|dd", "[ab][cd]",        "a\\|\\|b",   "(ab|ac|ad)",
      "((a|b)c|d)a", "(?s)a.b", "a{2,3}|b{2}",  "(abc|abd|ab)c*d", "\\sa"};
  constexpr std::string_view kLetters = "abcdAB| \n";
  for (const std::string_view pattern : kPatterns) {
    const auto regex = Regex::compile(pattern);
    ASSERT_TRUE(regex) << pattern;
    const std::string statement = regex->needed_texts();
    for (unsigned number = 0; number < 9 * 9 * 9 * 9 * 9; ++number) {
      std::string text;
      for (unsigned rest = number; rest > 0; rest /= 9) text += kLetters[rest % 9];
      ASSERT_TRUE(may_be_found(statement, text) || !regex->search(text)) << pattern << " in " << text;
    }
  }
}

}  // namespace
}  // namespace paritylint::base
