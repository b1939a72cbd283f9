// What the libraries alone cost on the same inputs: a bare simdjson walk that takes every offset and text, and
// yaml-cpp's bare events. The readers are judged by their ratio to these in the same run.
#include <benchmark/benchmark.h>
#include <simdjson.h>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/emitterstyle.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>
#include <string>
#include <string_view>

#include "inputs.h"
#include "tree/read.h"

namespace paritylint::bench {
namespace {

// Adds up offsets and sizes, so that nothing that a tree would need is left out of the walk.
class SimdjsonWalk {
 public:
  // False when the text is not JSON.
  bool run(std::string_view text) {
    simdjson::ondemand::document document;
    const simdjson::padded_string_view padded(text.data(), text.size(), text.size() + tree::kPadding);
    if (parser_.iterate(padded).get(document) != simdjson::SUCCESS) return false;
    base_ = text.data();
    simdjson::ondemand::value root;
    return document.get_value().get(root) == simdjson::SUCCESS && walk(root);
  }
  std::size_t sum() const { return sum_; }

 private:
  bool walk(simdjson::ondemand::value value) {
    const std::string_view token = value.raw_json_token();
    sum_ += static_cast<std::size_t>(token.data() - base_) + token.size();
    simdjson::ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return false;
    switch (type) {
      case simdjson::ondemand::json_type::object:
        return walk_object(value);
      case simdjson::ondemand::json_type::array:
        return walk_array(value);
      case simdjson::ondemand::json_type::string: {
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS) return false;
        sum_ += text.size();
        return true;
      }
      case simdjson::ondemand::json_type::number: {
        double number = 0;
        return value.get_double().get(number) == simdjson::SUCCESS;
      }
      case simdjson::ondemand::json_type::boolean: {
        bool truth = false;
        return value.get_bool().get(truth) == simdjson::SUCCESS;
      }
      case simdjson::ondemand::json_type::null:
        return value.is_null();
    }
    return false;
  }

  bool walk_object(simdjson::ondemand::value value) {
    simdjson::ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return false;
    for (auto member : object) {
      simdjson::ondemand::raw_json_string key;
      simdjson::ondemand::value child;
      if (member.key().get(key) != simdjson::SUCCESS) return false;
      sum_ += static_cast<std::size_t>(key.raw() - base_);
      if (member.value().get(child) != simdjson::SUCCESS || !walk(child)) return false;
    }
    return true;
  }

  bool walk_array(simdjson::ondemand::value value) {
    simdjson::ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    for (auto element : array) {
      simdjson::ondemand::value child;
      if (element.get(child) != simdjson::SUCCESS || !walk(child)) return false;
    }
    return true;
  }

  simdjson::ondemand::parser parser_;
  const char* base_ = nullptr;
  std::size_t sum_ = 0;
};

class EventCounter final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override { count(mark); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { count(mark); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { count(mark); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string& value) override {
    count(mark);
    sum_ += value.size();
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    count(mark);
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    count(mark);
  }
  void OnMapEnd() override {}
  std::size_t sum() const { return sum_; }

 private:
  void count(const YAML::Mark& mark) { sum_ += static_cast<std::size_t>(mark.pos); }

  std::size_t sum_ = 0;
};

// Bytes as a stream, without a copy.
class ViewBuffer final : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());  // the buffer is only read
    setg(begin, begin, begin + text.size());
  }
};

void walk_simdjson(benchmark::State& state, const Inputs& inputs) {
  SimdjsonWalk walk;
  const auto pass = [&] {
    for (std::size_t i = 0; i < inputs.count(); ++i) {
      if (!walk.run(inputs[i])) state.SkipWithError("simdjson refused an input");
    }
    benchmark::DoNotOptimize(walk.sum());
  };
  pass();
  Counting counting(state);
  for (auto _ : state) pass();
  counting.finish(inputs);
}

void parse_yaml_cpp(benchmark::State& state, const Inputs& inputs) {
  Counting counting(state);
  for (auto _ : state) {
    EventCounter events;
    for (std::size_t i = 0; i < inputs.count(); ++i) {
      ViewBuffer buffer(inputs[i]);
      std::istream stream(&buffer);
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(events)) {
      }
    }
    benchmark::DoNotOptimize(events.sum());
  }
  counting.finish(inputs);
}

void baseline_simdjson_typical(benchmark::State& state) { walk_simdjson(state, typical_task_definitions()); }
void baseline_simdjson_large(benchmark::State& state) { walk_simdjson(state, large_task_definition_input()); }
void baseline_yaml_cpp_typical(benchmark::State& state) { parse_yaml_cpp(state, typical_buildspecs()); }
void baseline_yaml_cpp_large(benchmark::State& state) { parse_yaml_cpp(state, large_buildspec_input()); }

BENCHMARK(baseline_simdjson_typical);
BENCHMARK(baseline_simdjson_large);
BENCHMARK(baseline_yaml_cpp_typical);
BENCHMARK(baseline_yaml_cpp_large);

}  // namespace
}  // namespace paritylint::bench
