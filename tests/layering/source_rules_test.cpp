// The checkers must find what they are for: each gets small files with and without a violation.
#include "layering/source_rules.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace paritylint::test {
namespace {

TEST(BlankCommentsAndStrings, KeepsCodeAndLines) {
  struct Case {
    const char* text;
    const char* code;
  };
  for (const Case& c : {
           Case{"a // b\nc", "a     \nc"},
           Case{"a /* b\nc */ d", "a     \n     d"},
           Case{"a \"b // c\" d", "a          d"},
           Case{"a \"\\\"b\" c", "a       c"},
           Case{"'\"' x '\\'' y", "    x      y"},
           Case{"1'000 x 0xff'ff y", "1'000 x 0xff'ff y"},
           Case{"R\"(a \" // b)\" c", "R             c"},
           Case{"R\"x(a )\" )x\" c", "R            c"},
           Case{"a / b * c", "a / b * c"},
           Case{"/* open", "       "},
       }) {
    EXPECT_EQ(blank_comments_and_strings(c.text), c.code) << c.text;
  }
}

TEST(CheckIncludeDirection, AllowsTheSameStageAndThoseBelow) {
  EXPECT_EQ(check_include_direction({"tree/a.h", "#include \"tree/b.h\"\n#include \"base/c.h\"\n#include <map>\n"}),
            Violations{});
  EXPECT_EQ(check_include_direction({"app/a.cpp", "#include \"report/b.h\"\n#include \"check/builtin/c.h\"\n"}),
            Violations{});
  EXPECT_EQ(check_include_direction({"base/a.h", "// #include \"app/b.h\"\n/*\n#include \"app/b.h\"\n*/\n"}),
            Violations{});
  EXPECT_EQ(check_include_direction({"base/a.cpp", "auto s = R\"(\n#include \"app/b.h\"\n)\";\n"}), Violations{});
}

TEST(CheckIncludeDirection, FindsIncludesThatPointUp) {
  EXPECT_EQ(check_include_direction({"base/a.h", "\n#include \"input/b.h\"\n"}),
            Violations{"base/a.h:2: base includes input, which is above it"});
  EXPECT_EQ(check_include_direction({"check/builtin/a.cpp", "  #  include \"session/b.h\"\n"}),
            Violations{"check/builtin/a.cpp:1: check includes session, which is above it"});
  EXPECT_EQ(check_include_direction({"manifest/a.h", "#include \"diff/b.h\"  // why\n"}).size(), 1u);
}

TEST(CheckIncludeDirection, FindsIncludesThatDoNotStartAtTheTop) {
  for (const char* name : {"b.h", "../base/b.h", "builtin/b.h", "base"}) {
    EXPECT_EQ(check_include_direction({"check/a.cpp", "#include \"" + std::string(name) + "\"\n"}),
              Violations{"check/a.cpp:1: \"" + std::string(name) + "\" does not start at src/ with a stage"});
  }
  EXPECT_EQ(check_include_direction({"utils/a.h", ""}), Violations{"utils/a.h:1: stands in no stage"});
}

TEST(CheckThirdPartyHeaders, KnowsTheOwnerOfEachLibrary) {
  struct Case {
    const char* owner;
    const char* header;
  };
  for (const Case& c : {
           Case{"base/regex.cpp", "re2/re2.h"},
           Case{"base/hash.cpp", "xxhash.h"},
           Case{"tree/json_walk.cpp", "simdjson.h"},
           Case{"tree/yaml_events.cpp", "yaml-cpp/parser.h"},
           Case{"app/options.cpp", "CLI/CLI.hpp"},
           Case{"input/libgit2.h", "git2.h"},
           Case{"input/libgit2.h", "git2/diff.h"},
       }) {
    for (const std::string& include : {"<" + std::string(c.header) + ">", "\"" + std::string(c.header) + "\""}) {
      EXPECT_EQ(check_third_party_headers({c.owner, "#include " + include + "\n"}), Violations{});
      EXPECT_EQ(check_third_party_headers({"check/engine.cpp", "#include " + include + "\n"}),
                Violations{"check/engine.cpp:1: " + std::string(c.header) + " belongs to " + c.owner});
    }
  }
}

TEST(CheckThirdPartyHeaders, FindsLibrariesThatNobodyOwns) {
  EXPECT_EQ(
      check_third_party_headers({"input/a.cpp", "#include <vector>\n#include <sys/stat.h>\n#include <unistd.h>\n"}),
      Violations{});
  for (const char* name : {"curl/curl.h", "boost/any.hpp", "absl/types/span.h"}) {
    EXPECT_EQ(check_third_party_headers({"input/a.cpp", "#include <" + std::string(name) + ">\n"}),
              Violations{"input/a.cpp:1: " + std::string(name) + " has no owner"});
  }
}

TEST(CheckHeaderForm, AsksForACommentAndPragmaOnce) {
  EXPECT_EQ(check_header_form({"base/a.h", "// A thing.\n// More.\n#pragma once\n\nint f();\n"}), Violations{});
  EXPECT_EQ(check_header_form({"base/a.cpp", "int x;\n"}), Violations{});
  EXPECT_EQ(check_header_form({"base/a.h", "#pragma once\n"}), Violations{"base/a.h:1: does not begin with a comment"});
  for (const char* text : {"// A thing.\nint f();\n", "// A thing.\n#include <map>\n#pragma once\n",
                           "// A thing.\n// #pragma once\n", "// A thing.\n#ifndef A\n#define A\n#endif\n"}) {
    EXPECT_EQ(check_header_form({"base/a.h", text}), Violations{"base/a.h:1: #pragma once is not its first code"});
  }
}

TEST(CheckLength, CountsLines) {
  const auto lines = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "x\n";
    return text;
  };
  EXPECT_EQ(check_length({"base/a.h", lines(250)}), Violations{});
  EXPECT_EQ(check_length({"base/a.cpp", lines(400)}), Violations{});
  EXPECT_EQ(check_length({"base/table.inc", lines(5000)}), Violations{});
  EXPECT_EQ(check_length({"base/a.h", lines(251)}), Violations{"base/a.h:251: has 251 lines, more than 250"});
  EXPECT_EQ(check_length({"base/a.cpp", lines(400) + "x"}), Violations{"base/a.cpp:401: has 401 lines, more than 400"});
}

TEST(CheckForbiddenNames, FindsRegexStreamsAndNamespaces) {
  struct Case {
    const char* path;
    const char* text;
    const char* expected;  // or "" for none
  };
  for (const Case& c : {
           Case{"base/a.cpp", "\n#include <regex>\n", "base/a.cpp:2: uses std::regex"},
           Case{"base/a.cpp", "std::regex r;\n", "base/a.cpp:1: uses std::regex"},
           Case{"base/a.cpp", "// no std::regex here\n", ""},
           Case{"base/a.cpp", "f(\"std::regex\");\n", ""},
           Case{"check/a.cpp", "#include <iostream>\n", "check/a.cpp:1: uses <iostream> outside app"},
           Case{"check/a.cpp", "\n\nstd::cerr << 1;\n", "check/a.cpp:3: uses std::cerr outside app"},
           Case{"app/a.cpp", "#include <iostream>\nstd::cout << 1;\n", ""},
           Case{"tree/a.cpp", "#include <istream>\n", ""},
           Case{"tree/a.cpp", "using namespace std;\n", "tree/a.cpp:1: using namespace std"},
           Case{"tree/a.cpp", "using namespace paritylint::base;\n", "tree/a.cpp:1: using namespace paritylint::base"},
           Case{"tree/a.cpp", "using namespace std::string_view_literals;\n", ""},
           Case{"tree/a.cpp", "// using namespace std;\n", ""},
       }) {
    const Violations expected = *c.expected == '\0' ? Violations{} : Violations{c.expected};
    EXPECT_EQ(check_forbidden_names({c.path, c.text}), expected) << c.text;
  }
}

TEST(CheckBuildLists, FindsSourcesThatAreNotBuilt) {
  const std::vector<SourceFile> files = {
      {"check/CMakeLists.txt",
       "module(check SOURCES a.cpp\n  builtin/b.cpp\n  # c.cpp\n  LINKS x)\nadd(main main.cpp)\n"},
      {"check/a.cpp", ""},
      {"check/main.cpp", ""},
      {"check/builtin/b.cpp", ""},
      {"check/c.cpp", ""},
      {"check/a.h", ""},
      {"base/a.cpp", ""},
  };
  EXPECT_EQ(check_build_lists(files),
            (Violations{"check/c.cpp:1: is in no CMakeLists.txt", "base/a.cpp:1: is in no CMakeLists.txt"}));
}

TEST(CheckSources, RunsEveryCheck) {
  const std::vector<SourceFile> files = {
      {"base/a.h", "#include \"app/b.h\"\n#include <re2/re2.h>\nusing namespace std;\n" + std::string(300, '\n')},
      {"base/b.cpp", ""},
  };
  EXPECT_EQ(check_sources(files).size(), 7u);
}

}  // namespace
}  // namespace paritylint::test
