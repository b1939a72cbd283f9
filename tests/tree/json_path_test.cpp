#include "tree/json_path.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read_document.h"

namespace paritylint::tree {
namespace {

using test::ReadDocument;

JsonPath parsed(std::string_view query) {
  auto path = JsonPath::parse(query);
  EXPECT_TRUE(path.has_value()) << query << ": " << (path.has_value() ? "" : path.error().message);
  return path.has_value() ? *std::move(path) : JsonPath();
}

// The tokens of the nodes that `query` selects, joined by spaces.
std::string selected(const ReadDocument& document, std::string_view query) {
  std::string tokens;
  for (const Cursor& node : parsed(query).evaluate(document.root())) {
    if (!tokens.empty()) tokens += ' ';
    tokens += document.tree().token(node.node());
  }
  return tokens;
}

TEST(JsonPath, SaysWhatWasExpectedAndWhere) {
  const struct {
    std::string_view query;
    std::string_view message;
  } cases[] = {
      {"", R"(column 1: expected "$", found the end of the query)"},
      {" $", R"(column 1: expected "$", found " ")"},
      {"a.b", R"(column 1: expected "$", found "a")"},
      {"$ ", R"(column 2: expected no white space at the end of the query)"},
      {"$x", R"(column 2: expected ".", "[" or the end of the query, found "x")"},
      {"$.a x", R"(column 5: expected ".", "[" or the end of the query, found "x")"},
      {"$.", R"(column 3: expected a name or "*" after ".", found the end of the query)"},
      {"$.1", R"(column 3: expected a name or "*" after ".", found "1")"},
      {"$. a", R"(column 3: expected a name or "*" after ".", found " ")"},
      {"$.a.['b']", R"(column 5: expected a name or "*" after ".", found "[")"},
      {"$..", R"(column 4: expected a name, "*" or "[" after "..", found the end of the query)"},
      {"$...a", R"(column 4: expected a name, "*" or "[" after "..", found ".")"},
      {"$.é[1", R"(column 6: expected "," or "]", found the end of the query)"},
      {"$['é' é]", R"(column 7: expected "," or "]", found "é")"},
      {"$[]", R"(column 3: expected a quoted name, an index, a slice, a filter or "*", found "]")"},
      {"$[0,]", R"(column 5: expected a quoted name, an index, a slice, a filter or "*", found "]")"},
      {"$[a]", R"(column 3: expected a quoted name, an index, a slice, a filter or "*", found "a")"},
      {"$[01]", R"(column 3: expected an integer without "-0" or leading zeros, found "0")"},
      {"$[-0]", R"(column 3: expected an integer without "-0" or leading zeros, found "-")"},
      {"$[1:-]", R"(column 6: expected a digit after "-", found "]")"},
      {"$[1.0]", R"(column 4: expected "," or "]", found ".")"},
      {"$[9007199254740992]", "column 3: expected an integer between -9007199254740991 and 9007199254740991"},
      {"$[::99999999999999999999]", "column 5: expected an integer between -9007199254740991 and 9007199254740991"},
      {"$[1:2:3:4]", R"(column 8: expected "," or "]", found ":")"},
      {"$['a", "column 3: expected a closing single quote for the name that begins here"},
      {"$[\"a]", "column 3: expected a closing double quote for the name that begins here"},
      {"$['\t']", R"(column 4: expected an escape instead of a control character, found "\t")"},
      {R"($['\"'])", R"(column 4: expected one of the escapes \b \f \n \r \t \/ \\ \u \')"},
      {R"($["a\x"])", R"(column 5: expected one of the escapes \b \f \n \r \t \/ \\ \u \")"},
      {R"($['\u12g4'])", R"(column 8: expected four hexadecimal digits after "\u", found "g")"},
      {R"($['\uDC00'])", "column 4: expected a high surrogate before this low one"},
      {R"($['\uD800x'])", "column 10: expected the escape of a low surrogate"},
      {R"($['\uD800\u0041'])", "column 10: expected the escape of a low surrogate"},
      {"$.a\xff", "column 4: expected UTF-8"},
      {"$[?]", R"(column 4: expected "@", "$", a literal or a function, found "]")"},
      {"$[?@.b", R"(column 7: expected "," or "]", found the end of the query)"},
      {"$[?@.b == ]", R"(column 11: expected "@", "$", a literal or a function, found "]")"},
      {"$[?@.b = 1]", R"(column 8: expected "," or "]", found "=")"},
      {"$[?1]", "column 4: expected a comparison with this literal"},
      {"$[?!true]", "column 5: expected a comparison with this literal"},
      {"$[?@.* == 1]", "column 4: expected a query that gives at most one node: names and single indices only"},
      {"$[?@.a == $..b]", "column 11: expected a query that gives at most one node: names and single indices only"},
      {"$[?(@.a]", R"x(column 8: expected "&&", "||" or ")", found "]")x"},
      {"$[?@.a || ]", R"(column 11: expected "@", "$", a literal or a function, found "]")"},
      {"$[?yes]", R"(column 4: expected true, false, null or a function, found "yes")"},
      {"$[?first(@.a)]", R"(column 4: expected length, count, match, search or value, found "first")"},
      {"$[?length(@.a)]", "column 4: expected a comparison with the value of length()"},
      {"$[?length(@.a, @.b) == 1]", "column 4: length() expects one argument"},
      {"$[?match(@.a)]", "column 4: match() expects two arguments"},
      {"$[?count(1) == 1]", "column 10: expected a query as the argument of count()"},
      {"$[?match(@.a, 'b') == true]", "column 4: match() is true or false and has no value to use here"},
      {"$[?@.a == 01]", R"(column 11: expected a number without leading zeros, found "0")"},
      {"$[?@.a == 1.]", R"(column 13: expected a digit after ".", found "]")"},
      {"$[?@.a == 'b]", "column 11: expected a closing single quote for the text that begins here"},
  };
  for (const auto& [query, message] : cases) {
    const auto path = JsonPath::parse(query);
    ASSERT_FALSE(path.has_value()) << query;
    EXPECT_EQ(path.error().message, message) << query;
    EXPECT_EQ(path.error().code, base::ErrorCode::invalid_rule);
  }
}

TEST(JsonPath, NamesAColumnForEveryDamagedQuery) {
  const std::string query = R"($..a['b\u00e9\uD834\uDD1E' , -12, 1 : -2:3,*]["é"] .*)";
  ASSERT_TRUE(JsonPath::parse(query).has_value());
  for (std::size_t place = 0; place < query.size(); ++place) {
    std::vector<std::string> damaged = {query.substr(0, place), query.substr(place)};
    for (int byte = 0; byte < 256; ++byte) {
      damaged.push_back(query);
      damaged.back()[place] = static_cast<char>(byte);
    }
    for (const std::string& text : damaged) {
      const auto path = JsonPath::parse(text);
      if (path.has_value()) continue;
      const std::string_view message = path.error().message;
      ASSERT_TRUE(message.starts_with("column ")) << message;
      const int column = std::atoi(message.data() + 7);
      EXPECT_TRUE(column >= 1 && static_cast<std::size_t>(column) <= text.size() + 1) << message;
    }
  }
}

TEST(JsonPath, ReadsNamesInEverySpelling) {
  const struct {
    std::string_view query;
    std::string_view name;
  } cases[] = {
      {"$.a", "a"},
      {"$._a1", "_a1"},
      {"$.größe☺", "größe☺"},
      {"$ .a", "a"},
      {"$['awslogs-group']", "awslogs-group"},
      {"$[ \"a'b\"\n]", "a'b"},
      {"$['a\"b']", "a\"b"},
      {R"($['\'\\\/\b\f\n\r\t'])", "'\\/\b\f\n\r\t"},
      {R"($["\""])", "\""},
      {R"($['\u00e9\uD834\uDD1E'])", "\u00e9\U0001D11E"},
      {"$['']", ""},
      {"$['[?]']", "[?]"},
  };
  for (const auto& [query, name] : cases) {
    const JsonPath path = parsed(query);
    ASSERT_EQ(path.segments().size(), 1u) << query;
    ASSERT_EQ(path.segments()[0].selectors.size(), 1u) << query;
    EXPECT_EQ(path.segments()[0].selectors[0].kind, Selector::Kind::name);
    EXPECT_EQ(path.segments()[0].selectors[0].name, name);
  }
}

TEST(JsonPath, ReadsUnionsSlicesAndDescendants) {
  const JsonPath path = parsed("$..['a' , 1,-2 , 1 : 5 :-2,:,*].*");
  ASSERT_EQ(path.segments().size(), 2u);
  EXPECT_TRUE(path.segments()[0].descendant);
  EXPECT_FALSE(path.segments()[1].descendant);
  const auto& selectors = path.segments()[0].selectors;
  ASSERT_EQ(selectors.size(), 6u);
  EXPECT_EQ(selectors[0].name, "a");
  EXPECT_EQ(selectors[1].index, 1);
  EXPECT_EQ(selectors[2].index, -2);
  EXPECT_EQ(selectors[3].kind, Selector::Kind::slice);
  EXPECT_EQ(selectors[3].slice.start, std::optional<std::int64_t>(1));
  EXPECT_EQ(selectors[3].slice.end, std::optional<std::int64_t>(5));
  EXPECT_EQ(selectors[3].slice.step, std::optional<std::int64_t>(-2));
  EXPECT_EQ(selectors[4].kind, Selector::Kind::slice);
  EXPECT_FALSE(selectors[4].slice.start || selectors[4].slice.end || selectors[4].slice.step);
  EXPECT_EQ(selectors[5].kind, Selector::Kind::wildcard);
}

TEST(JsonPath, SelectsInTheOrderOfTheRfcAndKeepsDoubles) {
  const ReadDocument document(Format::json, R"({"a": [1, 2, 3, {"a": 4}], "b": {"a": 5}})");
  const struct {
    std::string_view query;
    std::string_view tokens;
  } cases[] = {
      {"$.a[0]", "1"},         {"$.a[-2]", "3"},
      {"$.a[-5]", ""},         {"$.b[0]", ""},
      {"$.a.b", ""},           {"$.a[2,0,0]", "3 1 1"},
      {"$.a[2::-1]", "3 2 1"}, {"$.a[:-9007199254740991:-9007199254740991]", R"({"a": 4})"},
      {"$.a[0:2,1]", "1 2 2"}, {"$..a", R"([1, 2, 3, {"a": 4}] 4 5)"},
      {"$..[0]", "1"},         {"$.b.*", "5"},
      {"$.*.a", "5"},          {"$", R"({"a": [1, 2, 3, {"a": 4}], "b": {"a": 5}})"},
  };
  for (const auto& [query, tokens] : cases) EXPECT_EQ(selected(document, query), tokens) << query;
}

TEST(JsonPath, FollowsAliasesAndMerges) {
  const ReadDocument document(Format::yaml,
                              "base: &base {image: one, cpu: 1}\n"
                              "web:\n  <<: *base\n  cpu: 2\n"
                              "job: *base\n");
  EXPECT_EQ(selected(document, "$.web.image"), "one");
  EXPECT_EQ(selected(document, "$.web.cpu"), "2");
  EXPECT_EQ(selected(document, "$.job.cpu"), "1");
  EXPECT_EQ(selected(document, "$..cpu"), "1 2 1");
}

TEST(DisplayPath, SpellsTheShortestPath) {
  const ReadDocument document(Format::json,
                              R"({"a": {"b-c": [0, {"é": 1, "": 2, "it's\n\u0001": 3}]}, "_x1": 4, "1": 5})");
  const struct {
    std::string_view token;
    std::string_view path;
  } cases[] = {
      {"0", "$.a['b-c'][0]"},
      {"1", "$.a['b-c'][1].é"},
      {"2", "$.a['b-c'][1]['']"},
      {"3", R"($.a['b-c'][1]['it\'s\n\u0001'])"},
      {"4", "$._x1"},
      {"5", "$['1']"},
      {"\"b-c\"", "$.a['b-c']"},
  };
  const SiblingIndices indices(document.tree());
  for (const auto& [token, path] : cases) {
    NodeId found = kNoNode;
    for (NodeId id = 0; id < document.tree().nodes().size(); ++id) {
      if (document.tree().token(id) == token) found = id;
    }
    ASSERT_NE(found, kNoNode) << token;
    EXPECT_EQ(display_path(document.tree(), found, indices), path);
  }
  EXPECT_EQ(display_path(document.tree(), 0, indices), "$");
}

TEST(DisplayPath, LeadsBackToTheNode) {
  const ReadDocument document(
      Format::json, R"({"a": {"b-c": [0, [[], {}], {"é": 1, "": 2, "\"'\\\u0000\u001f\u007f": [3]}]}, "": null})");
  const SiblingIndices indices(document.tree());
  for (NodeId id = 0; id < document.tree().nodes().size(); ++id) {
    if (document.tree().node(id).is_key) continue;
    const std::string path = display_path(document.tree(), id, indices);
    const std::vector<Cursor> nodes = parsed(path).evaluate(document.root());
    ASSERT_EQ(nodes.size(), 1u) << path;
    EXPECT_EQ(nodes[0].node(), id) << path;
  }
}

TEST(DisplayPath, LeavesOutWhatNobodyReads) {
  const std::string name(5000, 'n');
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "{\"" + std::string(200, 'd') + "\": ";
  const ReadDocument document(Format::json, "[{\"" + name + "\": 1}, " + deep + "2" + std::string(100, '}') + "]");
  const SiblingIndices indices(document.tree());
  const auto last = static_cast<NodeId>(document.tree().nodes().size() - 1);
  EXPECT_EQ(display_path(document.tree(), 3, indices), "$[0]." + std::string(256, 'n') + "…");
  const std::string path = display_path(document.tree(), last, indices);
  EXPECT_LT(path.size(), 2010u);
  EXPECT_TRUE(path.starts_with("$[1].ddd")) << path;
  EXPECT_TRUE(path.ends_with("ddd")) << path;
}

TEST(SiblingIndices, NumbersTheElementsOfEveryList) {
  const ReadDocument document(Format::json, R"([7, [8, [9]], {"a": [10, 11]}, 12])");
  const SiblingIndices indices(document.tree());
  const Tree& tree = document.tree();
  std::size_t elements = 0;
  for (NodeId id = 0; id < tree.nodes().size(); ++id) {
    if (tree.node(id).parent == kNoNode || tree.node(tree.node(id).parent).kind != NodeKind::sequence) continue;
    std::uint32_t index = 0;
    for (NodeId other = tree.first_child(tree.node(id).parent); other != id; other = tree.next_sibling(other)) ++index;
    EXPECT_EQ(indices.of(id), index) << tree.token(id);
    ++elements;
  }
  EXPECT_EQ(elements, 9u);
}

}  // namespace
}  // namespace paritylint::tree
