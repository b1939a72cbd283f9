// The public conformance suite of RFC 9535, read with our own reader.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "read_document.h"
#include "support/shared.h"
#include "tree/json_path.h"

namespace paritylint::tree {
namespace {

// A text that is the same for equal JSON values and different for others.
std::string value_of(const Cursor& node) {
  switch (node.kind()) {
    case NodeKind::null:
      return "null";
    case NodeKind::boolean:
      return std::string(node.text());
    case NodeKind::integer:
    case NodeKind::real: {
      char digits[32];
      std::snprintf(digits, sizeof digits, "%.17g", std::strtod(std::string(node.text()).c_str(), nullptr));
      return digits;
    }
    case NodeKind::string:
      return testing::PrintToString(std::string(node.text()));
    case NodeKind::sequence: {
      std::string text = "[";
      node.for_each_element([&](std::size_t, const Cursor& element) { text += value_of(element) + ","; });
      return text + "]";
    }
    case NodeKind::mapping: {
      std::vector<std::string> members;
      node.for_each_member([&](const Cursor& name, const Cursor& value) {
        members.push_back(testing::PrintToString(std::string(name.text())) + ":" + value_of(value));
      });
      std::ranges::sort(members);
      std::string text = "{";
      for (const std::string& member : members) text += member + ",";
      return text + "}";
    }
    case NodeKind::unquoted:
    case NodeKind::alias:
      break;
  }
  ADD_FAILURE() << "a node that JSON does not have";
  return "";
}

std::string values_of(const std::vector<Cursor>& nodes) {
  std::string text = "[";
  for (const Cursor& node : nodes) text += value_of(node) + ",";
  return text + "]";
}

// The orders of results that the RFC allows for this case.
std::vector<std::string> allowed_results(const Cursor& test_case) {
  std::vector<std::string> allowed;
  if (const auto result = test_case.find("result")) allowed.push_back(value_of(*result));
  if (const auto results = test_case.find("results")) {
    results->for_each_element([&](std::size_t, const Cursor& one) { allowed.push_back(value_of(one)); });
  }
  return allowed;
}

void run_case(const Cursor& test_case) {
  const std::string_view query = test_case.find("selector")->text();
  const auto path = JsonPath::parse(query);
  if (test_case.find("invalid_selector").has_value()) {
    EXPECT_FALSE(path.has_value()) << query;
    return;
  }
  ASSERT_TRUE(path.has_value()) << query << ": " << path.error().message;
  const std::string found = values_of(path->evaluate(*test_case.find("document")));
  EXPECT_TRUE(std::ranges::count(allowed_results(test_case), found) > 0) << query << " gave " << found;
}

TEST(JsonPathSuite, PassesEveryCase) {
  SHARED_OR_SKIP(shared);
  const test::ReadDocument suite(Format::json, test::read_file(shared / "suites/jsonpath/cts.json"));
  int run = 0;
  suite.root().find("tests")->for_each_element([&](std::size_t, const Cursor& test_case) {
    SCOPED_TRACE(test_case.find("name")->text());
    ++run;
    run_case(test_case);
  });
  std::cout << "JSONPath suite: " << run << " cases run\n";
  EXPECT_EQ(run, 703);
}

}  // namespace
}  // namespace paritylint::tree
