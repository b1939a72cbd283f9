// Variants of a manifest, read from texts.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "diff/compare.h"
#include "tree/read.h"

namespace paritylint::test {

class Variants {
 public:
  // Pairs of environment and text; a text is JSON when it begins with '{', else YAML.
  explicit Variants(std::vector<std::pair<std::string, std::string>> texts) {
    static const tree::KeyTable keys;
    tree::Reader reader(keys);
    for (auto& [environment, text] : texts) {
      std::string& source = sources_.emplace_back(std::move(text));
      const std::size_t size = source.size();
      source.append(tree::kPadding, '\0');
      const std::string_view view = std::string_view(source).substr(0, size);
      tree::ReadResult& read = reads_.emplace_back();
      reader.read(tree::guess_format("x", view), view, {}, read);
      EXPECT_TRUE(read.complete) << view;
      const auto recognition = manifest::recognise(read.tree, std::nullopt);
      EXPECT_TRUE(recognition) << view;
      columns_.push_back({environment, environment, &read.tree, recognition.value_or(manifest::Recognition())});
    }
  }

  std::span<const diff::Column> columns() const { return columns_; }
  diff::Comparison compare() const { return diff::compare(columns_, manifest::Vocabulary::built_in()); }

  // "parameter family", one line for each row that is not equal.
  std::vector<std::string> differences() const {
    static constexpr const char* kNames[] = {"equal", "parameter", "sizing", "missing", "drift"};
    const diff::Comparison comparison = compare();
    std::vector<std::string> lines;
    for (std::size_t r = 0; r < comparison.differences.size(); ++r) {
      if (comparison.differences[r] == diff::Difference::equal) continue;
      lines.push_back(std::string(kNames[static_cast<std::size_t>(comparison.differences[r])]) + " " +
                      comparison.matrix.rows[r].place);
    }
    return lines;
  }

 private:
  std::deque<std::string> sources_;
  std::deque<tree::ReadResult> reads_;
  std::vector<diff::Column> columns_;
};

// A task definition with one container that has these members beside its name and image.
inline std::string task(const std::string& container, const std::string& top = "") {
  return R"({"family": "a", )" + top + R"("containerDefinitions": [{"name": "web", "image": "web")" +
         (container.empty() ? "" : ", ") + container + "}]}";
}

}  // namespace paritylint::test
