// Whatever a configuration holds: no crash, no unbounded work, and every message names a place inside its file.
#include <gtest/gtest.h>

#include "base/lines.h"
#include "base/text.h"
#include "base/utf8.h"
#include "config/loaded.h"
#include "config/samples.h"

namespace paritylint::config {
namespace {

using test::Sample;

std::uint32_t number_at(std::string_view text, std::size_t& offset) {
  std::uint32_t number = 0;
  for (; offset < text.size() && base::is_digit(text[offset]); ++offset) {
    number = number * 10 + static_cast<std::uint32_t>(text[offset] - '0');
  }
  return number;
}

// True when `line` begins with the path and a place in `text`.
bool has_place_in(std::string_view line, std::string_view text) {
  constexpr std::string_view kPath = "paritylint.yaml:";
  if (!line.starts_with(kPath)) return false;
  std::size_t offset = kPath.size();
  const std::uint32_t number = number_at(line, offset);
  if (!line.substr(offset).starts_with(":")) return false;
  const std::uint32_t column = number_at(line, ++offset);
  const base::LineTable lines(text);
  if (number < 1 || number > lines.line_count() || column < 1 || !line.substr(offset).starts_with(": ")) return false;
  return column <= base::code_point_length(base::slice(text, lines.line_span(number))) + 1;
}

void expect_right_or_refused(const std::string& text) {
  input::MemoryFileSystem memory;
  memory.put("paritylint.yaml", text);
  memory.put("extended/accounts.yaml", "environments: [{name: prod}]");
  memory.put("extended/broken.yaml", "");
  const auto config = load_config(memory);
  if (config) return;
  ASSERT_EQ(config.error().code, base::ErrorCode::invalid_config);
  ASSERT_FALSE(config.error().message.empty());
  for (const std::string_view line : base::split(config.error().message, '\n')) {
    ASSERT_TRUE(has_place_in(line, text)) << line << "\nin\n" << text;
  }
}

class Robustness : public testing::TestWithParam<Sample> {
 protected:
  static std::string text() {
    return test::read_file(test::samples_path() / GetParam().folder / (GetParam().name + ".yaml"));
  }
};

TEST_P(Robustness, TruncationsAreReadOrRefusedInPlace) {
  const std::string whole = text();
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    expect_right_or_refused(whole.substr(0, size));
    if (HasFatalFailure()) return;
  }
}

TEST_P(Robustness, ChangedBytesAreReadOrRefusedInPlace) {
  const std::string whole = text();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const char mask : {'\x01', '\x20', '\x80', '\x7f'}) {
      std::string changed = whole;
      changed[i] = static_cast<char>(changed[i] ^ mask);
      expect_right_or_refused(changed);
      if (HasFatalFailure()) return;
    }
    std::string shorter = whole;
    shorter.erase(i, 1);
    expect_right_or_refused(shorter);
    if (HasFatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Good, Robustness, testing::ValuesIn(test::samples("good")), test::name_of_sample);
INSTANTIATE_TEST_SUITE_P(Bad, Robustness, testing::ValuesIn(test::samples("bad")), test::name_of_sample);

TEST(Robustness, AliasesCannotMultiplyASmallFile) {
  std::string globs = "[";
  for (int i = 0; i < 500; ++i) globs += "g" + std::to_string(i) + ", ";
  std::string text = "portability:\n  - {files: &g " + globs + "x0y], mode: auto}\n";
  for (int i = 0; i < 900; ++i) text += "  - {files: *g, mode: auto}\n";
  EXPECT_NE(test::mistakes_of({{"paritylint.yaml", text}}).find("expected at most 500 texts"), std::string::npos);
  text.replace(text.find(", x0y"), 5, "");
  EXPECT_NE(test::mistakes_of({{"paritylint.yaml", text}}).find("expected at most 10000 texts in one file"),
            std::string::npos);
}

TEST(Robustness, EndlessMistakesAreCut) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "k" + std::to_string(i) + ": 1\n";
  const std::string message = test::mistakes_of({{"paritylint.yaml", text}});
  EXPECT_EQ(base::split(message, '\n').size(), 100u);
  EXPECT_TRUE(message.ends_with("(there may be more mistakes, of which these come first)"));
}

TEST(Robustness, OneVeryLongLineIsReadOnce) {
  std::string text = "{\"portability\": [";
  for (int i = 0; i < 1000; ++i) text += "{\"files\": \"é\", \"mode\":" + std::string(900, ' ') + "\"auto\"}, ";
  text += "]}";
  const Config config = test::loaded({{"paritylint.yaml", text}});
  ASSERT_EQ(config.portability.size(), 1000u);
  EXPECT_EQ(config.portability[1].place.column, text.find("{", 20) + 1);
}

TEST(Robustness, DeepNestingIsRefused) {
  EXPECT_NE(test::mistakes_of({{"paritylint.yaml", std::string(100'000, '[')}}), "");
  std::string text = "environments:\n  - name: ";
  text += std::string(200, '[') + std::string(200, ']');
  EXPECT_NE(test::mistakes_of({{"paritylint.yaml", text}}).find("expected a text, found a list"), std::string::npos);
}

}  // namespace
}  // namespace paritylint::config
