#include "session/renames.h"

#include <gtest/gtest.h>

namespace paritylint::session {
namespace {

using Contents = std::map<std::string, std::string>;

// A root in memory that holds manifests alone.
struct State {
  explicit State(const Contents& contents) {
    auto memory = std::make_unique<input::MemoryFileSystem>();
    for (const auto& [path, text] : contents) {
      memory->put(path, text);
      FileSummary& file = files.emplace_back();
      file.path = path;
      file.is_manifest = true;
      file.kind = path.ends_with("yaml") ? manifest::ManifestKind::appspec : manifest::ManifestKind::taskdef;
    }
    root.file_system = std::move(memory);
  }
  input::Root root;
  std::vector<FileSummary> files;
};

Renames renames(const Contents& before, const Contents& now) {
  const State base(before);
  const State present(now);
  return find_renames(present.root, present.files, base.root, base.files, 1 << 20);
}

TEST(FindRenames, ByTheSameBytes) {
  EXPECT_EQ(renames({{"a/t.json", "1\n"}, {"kept.json", "2\n"}}, {{"b/u.json", "1\n"}, {"kept.json", "2\n"}}),
            (Renames{{"b/u.json", "a/t.json"}}));
}

TEST(FindRenames, OfTheSameBytesByTheName) {
  EXPECT_EQ(renames({{"a/x.json", "1\n"}, {"a/y.json", "1\n"}}, {{"b/y.json", "1\n"}, {"b/x.json", "1\n"}}),
            (Renames{{"b/x.json", "a/x.json"}, {"b/y.json", "a/y.json"}}));
}

TEST(FindRenames, ByMostOfTheLines) {
  EXPECT_EQ(renames({{"a.json", "1\n2\n3\n4\n"}, {"z.json", "1\n2\n3\n9\n"}}, {{"b.json", "1\n2\n3\n9\n8\n"}}),
            (Renames{{"b.json", "z.json"}}));
  EXPECT_EQ(renames({{"a.json", "1\n2\n3\n4\n"}}, {{"b.json", "5\n6\n7\n4\n"}}), Renames{});
  EXPECT_EQ(renames({{"a.json", "1\n2\n3\n4\n"}}, {{"b.yaml", "1\n2\n3\n5\n"}}), Renames{}) << "another kind";
}

TEST(FindRenames, ACopyIsNone) {
  EXPECT_EQ(renames({{"a.json", "1\n"}}, {{"a.json", "1\n"}, {"b.json", "1\n"}}), Renames{});
  EXPECT_EQ(renames({{"a.json", "1\n"}}, {{"b.json", "1\n"}, {"c.json", "1\n"}}), (Renames{{"b.json", "a.json"}}));
}

TEST(FindRenames, OfMoreFilesThanCanBeComparedOnlyByBytes) {
  Contents before, now;
  for (int i = 0; i < 3000; ++i) {
    const std::string number = std::to_string(i);
    before["a/" + number + ".json"] = "same\n" + number + "\n";
    now["b/" + number + ".json"] = "same\n" + number + "\n";
    before["c/" + number + ".json"] = "1\n2\n3\n" + number + "\n";
    now["d/" + number + ".json"] = "1\n2\n3\n" + number + " changed\n";
  }
  const Renames found = renames(before, now);
  EXPECT_GE(found.size(), 3000u);
  EXPECT_EQ(found.at("b/7.json"), "a/7.json");
}

TEST(FindRenames, OfMoreBytesThanCanBeComparedOnlyByBytes) {
  Contents before, now;
  for (int i = 0; i < 24; ++i) {
    std::string lines;
    for (int line = 0; line < 100000; ++line) lines += std::to_string(line * 24 + i) + "\n";
    before["a/" + std::to_string(i) + ".json"] = lines;
    now["b/" + std::to_string(i) + ".json"] = i == 0 ? lines : "changed\n" + lines;
  }
  const Renames found = renames(before, now);
  EXPECT_EQ(found.at("b/0.json"), "a/0.json");
  EXPECT_LT(found.size(), 24u);
}

}  // namespace
}  // namespace paritylint::session
