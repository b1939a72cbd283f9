// What a call of jq does to a JSON text, as far as build scripts use it on task definitions: paths, assignments and
// del, joined by |. Everything else is opaque. An action that puts values into a task definition is such a filter, too.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/pipeline/rendered_text.h"

namespace paritylint::manifest {

struct JqPathStep {
  enum class Kind : std::uint8_t {
    field,    // .name, ["name"]
    index,    // [0]
    iterate,  // []
    select,   // select(.name == "web")
  };
  Kind kind = Kind::field;
  std::string name;        // of a field; select: of the field that is compared
  std::string value;       // select: the text that it must be equal to
  std::int64_t index = 0;  // from the end when negative
};

using JqPath = std::vector<JqPathStep>;

constexpr std::uint32_t kNoJqInput = 0xffffffff;

struct JqStage {
  enum class Kind : std::uint8_t {
    path,
    assign,
    remove,
    put,  // actions: in the list that the path leads to, the member called `name` gets the value, or one is added
  };
  Kind kind = Kind::path;
  std::vector<JqPath> paths;  // one; several of del(.a, .b)
  std::string value;          // assign: a string's text, or JSON when !is_string
  bool is_string = true;
  std::string name;                  // put
  std::string value_name;            // put: "value" or "valueFrom"
  std::uint32_t input = kNoJqInput;  // of an action: index of the step's input that says so
};

struct JqFilter {
  std::vector<JqStage> stages;
  bool is_compact = false;  // -c
  bool is_raw = false;      // -r
  bool ends_line = true;    // false for an action: no line break behind the text
  std::string tool = "jq";
  std::string opaque;  // why it cannot be followed; "" when it can
};

struct JqVariable {
  std::string value;
  bool is_string = true;  // --arg; else --argjson
};

// Read a program as it reaches jq into `filter`. `value_of` gives exported variables: $ENV.X, env.X.
void read_jq_program(std::string_view program, const std::map<std::string, JqVariable, std::less<>>& variables,
                     const std::function<std::string(std::string_view name)>& value_of, JqFilter& filter);

// Run it over `text`, which becomes what jq 1.6 prints. Marked as inexact where it cannot be known. By stage the number
// of values that it reached; nothing when the program did not run to its end.
std::vector<std::size_t> apply_jq(const JqFilter& filter, std::uint32_t step, RenderedText& text);

// ".containerDefinitions[0].image", for people.
std::string spelled(const JqPath& path);

}  // namespace paritylint::manifest
