// What a call of jq does to a JSON text, as far as build scripts use it on task definitions: paths, assignments and
// del, joined by |. Everything else is opaque.
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

struct JqStage {
  enum class Kind : std::uint8_t { path, assign, remove };
  Kind kind = Kind::path;
  std::vector<JqPath> paths;  // one; several of del(.a, .b)
  std::string value;          // assign: a string's text, or JSON when !is_string
  bool is_string = true;
};

struct JqFilter {
  std::vector<JqStage> stages;
  bool is_compact = false;  // -c
  bool is_raw = false;      // -r
  std::string opaque;       // why it cannot be followed; "" when it can
};

struct JqVariable {
  std::string value;
  bool is_string = true;  // --arg; else --argjson
};

// Read a program as it reaches jq into `filter`. `value_of` gives exported variables: $ENV.X, env.X.
void read_jq_program(std::string_view program, const std::map<std::string, JqVariable, std::less<>>& variables,
                     const std::function<std::string(std::string_view name)>& value_of, JqFilter& filter);

// Run it over `text`, which becomes what jq 1.6 prints. Marked as inexact where it cannot be known.
void apply_jq(const JqFilter& filter, std::uint32_t step, RenderedText& text);

// ".containerDefinitions[0].image", for people.
std::string spelled(const JqPath& path);

}  // namespace paritylint::manifest
