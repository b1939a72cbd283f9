#include "manifest/pointer.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "manifest/parsed.h"

namespace paritylint::manifest {
namespace {

// The pointer of the first scalar whose text is `text`.
std::string pointer_to(const tree::Tree& tree, std::string_view text, ManifestKind kind = ManifestKind::taskdef) {
  const tree::SiblingIndices indices(tree);
  for (tree::NodeId id = 0; id < tree.nodes().size(); ++id) {
    if (tree.node(id).is_scalar() && tree.text(id) == text) return StablePointers(tree, indices, kind).of(id);
  }
  return "not found";
}

constexpr std::string_view kTaskdef = R"({
  "family": "f",
  "containerDefinitions": [
    {"name": "web", "environment": [{"name": "LOG", "value": "debug"}, {"name": "A/B~C", "value": "slash"}],
     "portMappings": [{"containerPort": 80, "protocol": "tcp-80"}], "command": ["first", "second"]},
    {"name": "log", "secrets": [{"name": "TWICE", "valueFrom": "one"}, {"name": "TWICE", "valueFrom": "two"}]},
    {"image": "nameless"}
  ],
  "volumes": [{"name": "data", "host": "h"}],
  "tags": [{"key": "env", "value": "tagged"}]
})";

TEST(StablePointer, NamesElementsByIdentity) {
  const test::Parsed parsed("taskdef.json", kTaskdef);
  ASSERT_TRUE(parsed.complete());
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {"f", "/family"},
      {"debug", "/containerDefinitions/[name=web]/environment/[name=LOG]/value"},
      {"slash", "/containerDefinitions/[name=web]/environment/[name=A~1B~0C]/value"},
      {"tcp-80", "/containerDefinitions/[name=web]/portMappings/[containerPort=80]/protocol"},
      {"second", "/containerDefinitions/[name=web]/command/1"},
      {"one", "/containerDefinitions/[name=log]/secrets/0/valueFrom"},
      {"two", "/containerDefinitions/[name=log]/secrets/1/valueFrom"},
      {"nameless", "/containerDefinitions/2/image"},
      {"h", "/volumes/[name=data]/host"},
      {"tagged", "/tags/[key=env]/value"},
  };
  for (const auto& [text, pointer] : kCases) EXPECT_EQ(pointer_to(parsed.tree(), text), pointer) << text;
  const tree::SiblingIndices indices(parsed.tree());
  EXPECT_EQ(StablePointers(parsed.tree(), indices, ManifestKind::taskdef).of(0), "");
}

TEST(StablePointer, SurvivesReordering) {
  const test::Parsed a("a.json", R"({"containerDefinitions": [{"name": "x"}, {"name": "web", "image": "i"}]})");
  const test::Parsed b("b.json", R"({"containerDefinitions": [{"image": "i", "name": "web"}, {"name": "x"}]})");
  EXPECT_EQ(pointer_to(a.tree(), "i"), pointer_to(b.tree(), "i"));
  const test::Parsed pascal("c.json", R"({"ContainerDefinitions": [{"Name": "web", "Image": "i"}]})");
  EXPECT_EQ(pointer_to(pascal.tree(), "i"), "/ContainerDefinitions/[name=web]/Image");
}

TEST(StablePointer, IsDistinctForEveryValue) {
  const test::Parsed parsed("t.json", R"({"a": 1, "a": 2, "a": {"b": 3, "b": 4}, "containerDefinitions":
    [{"name": "x", "name": "y", "image": "p"}, {"name": "y", "image": "q"}, {"name": "x"}, 7, [8, [9]]]})");
  ASSERT_TRUE(parsed.complete());
  const tree::SiblingIndices indices(parsed.tree());
  StablePointers stable(parsed.tree(), indices, ManifestKind::taskdef);
  std::set<std::string> pointers;
  std::size_t values = 0;
  for (tree::NodeId id = 0; id < parsed.tree().nodes().size(); ++id) {
    if (parsed.tree().node(id).is_key) continue;
    ++values;
    pointers.insert(stable.of(id));
  }
  EXPECT_EQ(pointers.size(), values);
  EXPECT_TRUE(pointers.contains("/a#2"));
}

// Many findings in one long list or mapping: what has been told apart once must not be told apart again.
TEST(StablePointer, LooksAtEveryChildOnceHoweverManyPointers) {
  std::string environment;
  std::string labels;
  for (int i = 0; i < 2000; ++i) {
    const std::string number = std::to_string(i % 1900);  // the last hundred repeat earlier ones
    if (i != 0) environment += ", ", labels += ", ";
    environment.append(R"({"name": "N)").append(number).append(R"(", "value": "v"})");
    labels.append("\"L").append(number).append(R"(": "v")");
  }
  const test::Parsed parsed("taskdef.json", R"({"containerDefinitions": [{"name": "web", "environment": [)" +
                                                environment + R"(], "dockerLabels": {)" + labels + "}}]}");
  ASSERT_TRUE(parsed.complete());
  const tree::Tree& tree = parsed.tree();
  const tree::SiblingIndices indices(tree);
  StablePointers stable(tree, indices, ManifestKind::taskdef);
  std::set<std::string> pointers;
  std::size_t values = 0;
  for (tree::NodeId id = 0; id < tree.nodes().size(); ++id) {
    if (tree.node(id).is_key) continue;
    ++values;
    pointers.insert(stable.of(id));
  }
  EXPECT_EQ(pointers.size(), values);
  EXPECT_TRUE(pointers.contains("/containerDefinitions/[name=web]/environment/[name=N1899]/value"));
  EXPECT_TRUE(pointers.contains("/containerDefinitions/[name=web]/environment/1999/value"));
  EXPECT_TRUE(pointers.contains("/containerDefinitions/[name=web]/dockerLabels/L99#2"));
  EXPECT_LE(stable.children_visited(), 2 * tree.nodes().size());
}

TEST(StablePointer, StaysShortUnderLongNamesAndDepth) {
  const std::string name(100'000, 'n');
  const test::Parsed parsed("t.json", R"({")" + name + R"(": {"a": "here"}})");
  EXPECT_EQ(pointer_to(parsed.tree(), "here"), "/" + std::string(256, 'n') + "…/a");
}

}  // namespace
}  // namespace paritylint::manifest
