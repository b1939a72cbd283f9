#include "tree/query_evaluator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read_document.h"

namespace paritylint::tree {
namespace {

using test::ReadDocument;

constexpr std::size_t kManyVisits = 1'000'000;

JsonPath parsed(std::string_view query) {
  auto path = JsonPath::parse(query);
  EXPECT_TRUE(path.has_value()) << query << ": " << (path.has_value() ? "" : path.error().message);
  return path.has_value() ? *std::move(path) : JsonPath();
}

// A trie over `queries`, numbered by their place.
QueryTrieBuilder builder_of(const std::vector<std::string>& queries) {
  QueryTrieBuilder builder;
  for (std::size_t i = 0; i < queries.size(); ++i) builder.add(parsed(queries[i]), static_cast<std::uint32_t>(i));
  return builder;
}

// "number:token" of every match in the order of the calls, joined by spaces.
std::string matches_of(const std::vector<std::string>& queries, Format format, const std::string& text) {
  QueryTrieBuilder builder = builder_of(queries);
  const QueryTrie trie = builder.finish();
  const ReadDocument document(format, text, trie.keys);
  std::string matches;
  EXPECT_TRUE(evaluate(trie, document.root(), kManyVisits, [&](std::uint32_t number, const Cursor& match) {
    if (!matches.empty()) matches += ' ';
    matches += std::to_string(number) + ':';
    matches += document.tree().token(match.node());
  }));
  return matches;
}

TEST(QueryTrie, ReportsMatchesInDocumentOrder) {
  const struct {
    std::vector<std::string> queries;
    std::string document;
    std::string matches;
  } cases[] = {
      {{"$"}, "7", "0:7"},
      {{"$.b", "$.a"}, R"({"a": 1, "b": 2, "c": 3})", "1:1 0:2"},
      {{"$.a", "$['a']", "$.a"}, R"({"a": 1})", "0:1 1:1 2:1"},
      {{"$.a.x", "$['a','b'].y"}, R"({"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 4}})", "0:1 1:2 1:4"},
      {{"$[1,1,0:2]"}, "[5, 6, 7]", "0:5 0:6"},
      {{"$[-1]", "$[::2]", "$[::-2]"}, "[5, 6, 7, 8]", "1:5 2:6 1:7 0:8 2:8"},
      {{"$[0]", "$.a", "$[:]"}, R"({"a": [1]})", "1:[1]"},
      {{"$..a"}, R"({"a": {"b": [{"a": 1}]}, "c": 2})", R"(0:{"b": [{"a": 1}]} 0:1)"},
      {{"$..a..a"}, R"({"a": {"a": {"a": 1}}})", R"(0:{"a": 1} 0:1)"},
      {{"$..[1:]", "$..*"}, "[[3, 4], 5]", "1:[3, 4] 1:3 0:4 1:4 0:5 1:5"},
      {{"$.*.*"}, R"({"a": [1], "b": {"c": 2}, "d": 3})", "0:1 0:2"},
      {{"$[9007199254740991]", "$[-9007199254740991:9007199254740991:9007199254740991]"}, "[1, 2]", "1:1"},
      {{"$[::0]"}, "[1, 2]", ""},
  };
  for (const auto& [queries, document, matches] : cases) {
    EXPECT_EQ(matches_of(queries, Format::json, document), matches) << queries[0] << " in " << document;
  }
}

TEST(QueryTrie, HidesAliasesMergesAndDuplicates) {
  EXPECT_EQ(matches_of({"$.a", "$.*"}, Format::json, R"({"a": 1, "b": 2, "a": 3})"), "1:2 0:3 1:3");
  const std::string text =
      "base: &base {image: one, cpu: 1}\n"
      "web:\n  <<: *base\n  cpu: 2\n"
      "jobs: [*base, &name cpu]\n"
      "more: {*name : 3}\n";
  EXPECT_EQ(matches_of({"$.web.image", "$.web.cpu", "$.jobs[0].cpu", "$.more.cpu", "$.web['<<']"}, Format::yaml, text),
            "0:one 1:2 2:1 3:3");
}

TEST(QueryTrie, SharesPrefixes) {
  QueryTrieBuilder builder = builder_of({"$.a.b.c", "$.a.b.d", "$.a.b", "$..a", "$['a','b'].c", "$['b',\"a\"].d"});
  const QueryTrie trie = builder.finish();
  // $, .a, .a.b, .a.b.c, .a.b.d, ..a, [a,b], [a,b].c, [a,b].d
  EXPECT_EQ(trie.nodes.size(), 9u);
  EXPECT_EQ(std::vector<std::string_view>(trie.keys.begin(), trie.keys.end()),
            (std::vector<std::string_view>{"a", "b", "c", "d"}));
}

TEST(QueryTrie, KeepsTheNumbersOfKnownKeys) {
  const std::array<std::string_view, 2> known = {"b", "x"};
  QueryTrieBuilder builder(known);
  builder.add(parsed("$.a.b"), 0);
  const QueryTrie trie = builder.finish();
  EXPECT_EQ(std::vector<std::string_view>(trie.keys.begin(), trie.keys.end()),
            (std::vector<std::string_view>{"b", "x", "a"}));
  const ReadDocument document(Format::json, R"({"x": {"b": 1}, "a": {"b": 2}})", trie.keys);
  std::string matches;
  evaluate(trie, document.root(), kManyVisits,
           [&](std::uint32_t, const Cursor& match) { matches += document.tree().token(match.node()); });
  EXPECT_EQ(matches, "2");
}

// Unions in a row must not multiply into one state per combination.
TEST(QueryTrie, StaysSmallForManyUnions) {
  std::string query = "$";
  for (int i = 0; i < 40; ++i) query += "['a','b']";
  QueryTrieBuilder builder = builder_of({query});
  EXPECT_EQ(builder.finish().nodes.size(), 41u);
}

TEST(QueryTrie, EvaluatesFilters) {
  EXPECT_EQ(matches_of(
                {"$.c[?@.name == 'web'].image", "$.c[?@.cpu > $.limit]['name']", "$..[?@ == true]"}, Format::json,
                R"({"limit": 2, "c": [{"name": "web", "image": "w", "cpu": 1}, {"name": "db", "cpu": 3, "x": true}]})"),
            R"(0:"w" 1:"db" 2:true)");
  EXPECT_EQ(matches_of({"$[?match(@.k, 'a.*')]"}, Format::yaml, "x: {k: ab}\ny: {k: ba}\n"), "0:{k: ab}");
}

// Filters inside filters look at the document again and again; all of it counts.
TEST(QueryTrie, CountsWhatFiltersLookAt) {
  QueryTrieBuilder builder = builder_of({"$..[?count($..[?count($..*) > 1]) > 1]"});
  const QueryTrie trie = builder.finish();
  std::string text = "[0";
  for (int i = 1; i < 500; ++i) text += ", [" + std::to_string(i) + "]";
  const ReadDocument document(Format::json, text + "]", trie.keys);
  EXPECT_FALSE(evaluate(trie, document.root(), kManyVisits, [](std::uint32_t, const Cursor&) { FAIL(); }));
}

TEST(QueryTrie, ReportsANumberOncePerNode) {
  QueryTrieBuilder builder;
  for (const char* query : {"$.a", "$.*", "$..a"}) builder.add(parsed(query), 7);
  const QueryTrie trie = builder.finish();
  const ReadDocument document(Format::json, R"({"a": 1})", trie.keys);
  int calls = 0;
  EXPECT_TRUE(evaluate(trie, document.root(), kManyVisits, [&](std::uint32_t, const Cursor&) { ++calls; }));
  EXPECT_EQ(calls, 1);
}

TEST(QueryTrie, EvaluatesAnEmptyTrie) {
  QueryTrieBuilder builder;
  const QueryTrie trie = builder.finish();
  const ReadDocument document(Format::json, "[1]", trie.keys);
  EXPECT_TRUE(evaluate(trie, document.root(), kManyVisits, [](std::uint32_t, const Cursor&) { FAIL(); }));
}

TEST(QueryTrie, StopsAtTheLimitOfVisits) {
  QueryTrieBuilder builder = builder_of({"$..x"});
  const QueryTrie trie = builder.finish();
  std::string bomb = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  const ReadDocument document(Format::yaml, bomb, trie.keys);
  EXPECT_FALSE(evaluate(trie, document.root(), 10'000, [](std::uint32_t, const Cursor&) { FAIL(); }));
  const ReadDocument small(Format::json, "[1, [2]]", trie.keys);
  EXPECT_FALSE(evaluate(trie, small.root(), 3, [](std::uint32_t, const Cursor&) {}));
  EXPECT_TRUE(evaluate(trie, small.root(), 4, [](std::uint32_t, const Cursor&) {}));
}

TEST(QueryTrie, StopsBelowTheDeepestWalk) {
  QueryTrieBuilder builder = builder_of({"$..x"});
  const QueryTrie trie = builder.finish();
  std::string nested = "1";
  for (int i = 0; i < 100; ++i) nested = "[" + nested + "]";
  std::string text = "a0: &a0 " + nested + "\n";
  for (int i = 1; i < 20; ++i) {
    std::string deeper = "*a" + std::to_string(i - 1);
    for (int level = 0; level < 100; ++level) deeper = "[ " + deeper + " ]";
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " " + deeper + "\n";
  }
  const ReadDocument document(Format::yaml, text, trie.keys);
  EXPECT_FALSE(evaluate(trie, document.root(), kManyVisits, [](std::uint32_t, const Cursor&) { FAIL(); }));
}

// The same queries over the whole document, over parts of it that stand where they stood, and in another spelling.
TEST(QueryTrie, SeesThePartAndTheSpellingThatAShapeSays) {
  QueryTrieBuilder builder = builder_of({"$.list[*].name", "$..name", "$.list[0].name", "$.name", "$.list[1].name"});
  const QueryTrie trie = builder.finish();
  QueryEvaluator evaluator(trie);
  constexpr std::string_view kList[] = {"list"};
  constexpr std::string_view kElement[] = {"list", "*"};
  constexpr std::string_view kNowhere[] = {"other"};
  const struct {
    std::string text;
    Shape shape;
    std::string matches;
  } cases[] = {
      {R"({"list": [{"name": 1}, {"name": 2}]})", {}, "0:1 1:1 2:1 0:2 1:2 4:2 "},
      {R"([{"name": 1}, {"name": 2}])", {kList, false}, "0:1 1:1 2:1 0:2 1:2 4:2 "},
      {R"({"name": 1})", {kElement, false}, "0:1 1:1 2:1 "},
      {R"({"name": 1})", {kNowhere, false}, "1:1 "},
      {R"({"List": [{"Name": 1}]})", {}, ""},
      {R"({"List": [{"Name": 1}]})", {{}, true}, "0:1 1:1 2:1 "},
      {R"({"NAME": 1})", {kElement, true}, "0:1 1:1 2:1 "},
  };
  for (const auto& one : cases) {
    const ReadDocument document(Format::json, one.text, trie.keys);
    std::string matches;
    EXPECT_TRUE(evaluator.evaluate(
        document.root(), kManyVisits,
        [&](std::uint32_t number, const Cursor& match) {
          matches += std::to_string(number) + ':';
          matches += document.tree().token(match.node());
          matches += ' ';
        },
        one.shape));
    EXPECT_EQ(matches, one.matches) << one.text;
  }
}

TEST(QueryTrie, QueriesOfOtherSpellingsHideNothing) {
  QueryTrieBuilder builder = builder_of({"$.properties.name", "$.Properties.Name", "$..NAME"});
  const QueryTrie trie = builder.finish();
  QueryEvaluator evaluator(trie);
  for (const char* text : {R"({"properties": {"name": 1}})", R"({"Properties": {"Name": 1}})"}) {
    const ReadDocument document(Format::json, text, trie.keys);
    std::set<std::uint32_t> found;
    Shape shape;
    shape.ignores_case = true;
    const auto note = [&](std::uint32_t number, const Cursor&) { found.insert(number); };
    EXPECT_TRUE(evaluator.evaluate(document.root(), kManyVisits, note, shape));
    EXPECT_EQ(found, (std::set<std::uint32_t>{0, 1, 2})) << text;
  }
}

TEST(QueryTrie, GivesTheSameWhenReused) {
  QueryTrieBuilder builder = builder_of({"$..a", "$[1]", "$.b[-1]"});
  const QueryTrie trie = builder.finish();
  QueryEvaluator evaluator(trie);
  for (int round = 0; round < 3; ++round) {
    for (const char* text : {R"({"a": {"a": 1}, "b": [1, 2]})", "[1, 2]", "3"}) {
      const ReadDocument document(Format::json, text, trie.keys);
      std::vector<std::pair<std::uint32_t, NodeId>> reused;
      std::vector<std::pair<std::uint32_t, NodeId>> fresh;
      evaluator.evaluate(document.root(), round == 1 ? 2 : kManyVisits,
                         [&](std::uint32_t number, const Cursor& match) { reused.emplace_back(number, match.node()); });
      evaluate(trie, document.root(), round == 1 ? 2 : kManyVisits,
               [&](std::uint32_t number, const Cursor& match) { fresh.emplace_back(number, match.node()); });
      EXPECT_EQ(reused, fresh) << text;
    }
  }
}

// Random queries and documents, from few names and short lists so that they meet often.
class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}

  int below(int limit) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(limit)); }

  std::string query() {
    std::string text = "$";
    for (int segments = below(5); segments > 0; --segments) {
      if (below(4) == 0) text += "..";
      text += '[' + selector();
      while (below(4) == 0) text += ',' + selector();
      text += ']';
    }
    return text;
  }

  std::string json(int depth) {
    const int kind = depth == 0 ? 0 : below(4);
    if (kind == 0) return std::to_string(below(9));
    return list(depth, kind == 1 ? '{' : '[');
  }

  // A flow mapping whose later members may use the anchors of earlier ones.
  std::string yaml() {
    std::string text = "{";
    for (int i = 0; i < 4; ++i) {
      anchors_ = i;
      text += name() + std::to_string(i) + ": &x" + std::to_string(i) + ' ' + json(2) + ", ";
    }
    anchors_ = 4;
    return text + "a: " + json(3) + ", b: " + json(3) + "}";
  }

 private:
  std::string name() { return std::string(1, static_cast<char>('a' + below(3))); }
  std::string integer() { return std::to_string(below(9) - 4); }

  std::string selector() {
    switch (below(7)) {
      case 0:
        return "*";
      case 1:
        return integer();
      case 6:
        return "?" + filter(2);
      case 2: {
        std::string slice = below(3) == 0 ? ":" : integer() + ":";
        if (below(3) != 0) slice += integer();
        return below(2) == 0 ? slice : slice + ":" + integer();
      }
      default:
        return "'" + name() + "'";
    }
  }

  std::string relative_query() {
    std::string text = below(4) == 0 ? "$" : "@";
    for (int steps = below(3); steps > 0; --steps) text += below(3) == 0 ? '[' + integer() + ']' : '.' + name();
    return text;
  }

  std::string filter(int depth) {
    static constexpr const char* kSigns[] = {"==", "!=", "<", "<=", ">", ">="};
    switch (depth == 0 ? below(2) : below(7)) {
      case 0:
        return relative_query();
      case 1:
        return relative_query() + ' ' + kSigns[below(6)] + ' ' + (below(3) == 0 ? relative_query() : integer());
      case 2:
        return "!(" + filter(depth - 1) + ')';
      case 3:
        return filter(depth - 1) + " && " + filter(depth - 1);
      case 4:
        return '(' + filter(depth - 1) + ") || " + filter(depth - 1);
      case 5:
        return "count(@..*) > " + std::to_string(below(6));
      default:
        return "@[?" + filter(depth - 1) + ']';
    }
  }

  std::string list(int depth, char open) {
    std::string text(1, open);
    for (int count = below(5); count > 0; --count) {
      if (text.size() > 1) text += ", ";
      if (open == '{' && anchors_ > 0 && below(4) == 0) {
        text += "<<: *x" + std::to_string(below(anchors_));
        continue;
      }
      if (open == '{') text += '"' + name() + "\": ";
      text += anchors_ > 0 && below(4) == 0 ? "*x" + std::to_string(below(anchors_)) : json(depth - 1);
    }
    return text + (open == '{' ? '}' : ']');
  }

  std::mt19937 engine_;
  int anchors_ = 0;
};

using Places = std::set<std::pair<NodeId, NodeId>>;  // node and alias

void expect_same_nodes(Random& random, Format format, const std::string& text) {
  std::vector<std::string> queries;
  for (int i = 0; i < 6; ++i) queries.push_back(random.query());
  QueryTrieBuilder builder = builder_of(queries);
  const QueryTrie trie = builder.finish();
  const ReadDocument document(format, text, trie.keys);
  std::map<std::uint32_t, Places> found;
  std::map<std::uint32_t, std::vector<NodeId>> order;
  EXPECT_TRUE(evaluate(trie, document.root(), kManyVisits, [&](std::uint32_t number, const Cursor& match) {
    found[number].emplace(match.node(), match.via());
    order[number].push_back(match.node());
  }));
  for (std::uint32_t i = 0; i < queries.size(); ++i) {
    Places expected;
    for (const Cursor& node : parsed(queries[i]).evaluate(document.root())) expected.emplace(node.node(), node.via());
    EXPECT_EQ(found[i], expected) << queries[i] << " in " << text;
    if (format == Format::yaml) continue;
    // Without aliases every node is reported once, in document order.
    EXPECT_TRUE(std::ranges::is_sorted(order[i])) << queries[i] << " in " << text;
    EXPECT_EQ(order[i].size(), expected.size()) << queries[i] << " in " << text;
  }
}

TEST(QueryTrie, SelectsWhatTheReferenceSelects) {
  Random random(9535);
  for (int round = 0; round < 1500; ++round) expect_same_nodes(random, Format::json, random.json(4));
}

TEST(QueryTrie, SelectsWhatTheReferenceSelectsThroughAliases) {
  Random random(12);
  for (int round = 0; round < 300; ++round) expect_same_nodes(random, Format::yaml, random.yaml());
}

}  // namespace
}  // namespace paritylint::tree
