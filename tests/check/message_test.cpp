#include "check/message.h"

#include <gtest/gtest.h>

namespace paritylint::check {
namespace {

TEST(ExpandMessage, PutsValuesIn) {
  MessageValues values;
  values.value = "/ecs/stg";
  values.environment = "stg";
  EXPECT_EQ(expand_message("log group \"{value}\" names \"{environment}\"", values),
            "log group \"/ecs/stg\" names \"stg\"");
}

TEST(ExpandMessage, DoubledBracesStandForOne) { EXPECT_EQ(expand_message("a {{x}} b", {}), "a {x} b"); }

TEST(ExpandMessage, NeverExpandsAValueAgain) {
  MessageValues values;
  values.value = "{key}";
  values.key = "secret";
  EXPECT_EQ(expand_message("{value}", values), "{key}");
}

TEST(ExpandMessage, MakesValuesPrintable) {
  MessageValues values;
  values.value = "a\n\x1b[31mb";
  EXPECT_EQ(expand_message("{value}", values), "a\\n\\x1b[31mb");
}

TEST(ExpandMessage, CutsLongValues) {
  const std::string text(1000, 'x');
  MessageValues values;
  values.value = text;
  EXPECT_LT(expand_message("{value}", values).size(), 200u);
}

TEST(UnknownPlaceholder, NamesTheFirst) {
  EXPECT_EQ(unknown_placeholder("{value} {vlaue} {x}"), "vlaue");
  EXPECT_EQ(unknown_placeholder("{value} {{x}} }"), std::nullopt);
}

}  // namespace
}  // namespace paritylint::check
