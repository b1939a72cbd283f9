#include "check/message.h"

#include <gtest/gtest.h>

namespace paritylint::check {
namespace {

// A lookup that knows one name.
auto knows(std::string_view known, std::string_view value) {
  return [=](std::string_view name) { return std::string(name == known ? value : ""); };
}

TEST(ExpandMessage, PutsValuesIn) {
  const auto values = [](std::string_view name) {
    return name == "value" ? std::string("/ecs/stg") : std::string("stg");
  };
  EXPECT_EQ(expand_message("log group \"{value}\" names \"{environment}\"", values),
            "log group \"/ecs/stg\" names \"stg\"");
}

TEST(ExpandMessage, DoubledBracesStandForOne) { EXPECT_EQ(expand_message("a {{x}} b", knows("x", "y")), "a {x} b"); }

TEST(ExpandMessage, NeverExpandsAValueAgain) { EXPECT_EQ(expand_message("{value}", knows("value", "{key}")), "{key}"); }

TEST(ExpandMessage, MakesValuesPrintable) {
  EXPECT_EQ(expand_message("{value}", knows("value", "a\n\x1b[31mb")), "a\\n\\x1b[31mb");
}

TEST(ExpandMessage, CutsLongValues) {
  const std::string text(1000, 'x');
  EXPECT_LT(expand_message("{value}", knows("value", text)).size(), 200u);
}

TEST(NamesIn, GivesThemInOrder) {
  EXPECT_EQ(names_in("{value} {vlaue} {x}"), (std::vector<std::string_view>{"value", "vlaue", "x"}));
  EXPECT_EQ(names_in("{value} {{x}} }"), (std::vector<std::string_view>{"value"}));
}

}  // namespace
}  // namespace paritylint::check
