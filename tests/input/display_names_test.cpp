#include "input/display_names.h"

#include <gtest/gtest.h>

namespace paritylint::input {
namespace {

TEST(RelativePath, GoesUpAndDown) {
  struct Case {
    const char* from;
    const char* to;
    const char* expected;
  };
  for (const Case& c : {
           Case{"", "", ""},
           Case{"", "a", "a"},
           Case{"", "a/b", "a/b"},
           Case{"a", "", ".."},
           Case{"a/b", "", "../.."},
           Case{"a", "a", ""},
           Case{"a/b", "a/b", ""},
           Case{"a", "a/b", "b"},
           Case{"a/b", "a", ".."},
           Case{"a/b/c", "a", "../.."},
           Case{"a/b", "a/c", "../c"},
           Case{"a", "ab", "../ab"},
           Case{"ab", "a", "../a"},
           Case{"a/bc", "a/bd/e", "../bd/e"},
           Case{"x/y", "a/b", "../../a/b"},
       }) {
    EXPECT_EQ(relative_path(c.from, c.to), c.expected) << c.from << " -> " << c.to;
  }
}

TEST(DisplayNames, PutsThePrefixBefore) {
  EXPECT_EQ((DisplayNames{"../x/", ""}).of("a/b"), "../x/a/b");
  EXPECT_EQ((DisplayNames{"../x/", ""}).of(""), "../x");
  EXPECT_EQ((DisplayNames{"", ""}).of("a"), "a");
  EXPECT_EQ((DisplayNames{"", ""}).of(""), ".");
  EXPECT_EQ((DisplayNames{"/", ""}).of("a"), "/a");
  EXPECT_EQ((DisplayNames{"/", ""}).of(""), "/");
}

TEST(DisplayNames, ShortensPathsBelowTheWorkingDirectory) {
  const DisplayNames names{"../../", "services/web"};
  EXPECT_EQ(names.of("services/web/taskdef.json"), "taskdef.json");
  EXPECT_EQ(names.of("services/api/taskdef.json"), "../api/taskdef.json");
  EXPECT_EQ(names.of("buildspec.yaml"), "../../buildspec.yaml");
  EXPECT_EQ(names.of("services/web"), ".");
  EXPECT_EQ(names.of(""), "../..");
}

}  // namespace
}  // namespace paritylint::input
