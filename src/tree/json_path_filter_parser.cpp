// The part of PathParser that reads filter expressions (RFC 9535, 2.3.5 and 2.4).
//
//   filter      = conjunction *( "||" conjunction )
//   conjunction = basic *( "&&" basic )
//   basic       = [ "!" ] "(" filter ")" / operand comparison operand / [ "!" ] operand
//   operand     = literal / query / function
//
// The grammar tells queries that may be compared (singular ones) from others, and the types of functions; both are
// checked on the operand that was read, where the message can say what is wrong with it.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "tree/json_path_parser.h"
#include "tree/number.h"

namespace paritylint::tree {
namespace {

constexpr unsigned kMaxDepth = 64;

// What a function takes and gives.
enum class ArgumentType : std::uint8_t { value, nodes };

struct FunctionInfo {
  std::string_view name;
  Filter::Function function;
  ArgumentType argument;  // of all its parameters
  std::size_t parameters;
  bool gives_value;  // else it is true or false
};

constexpr std::array<FunctionInfo, 5> kFunctions = {{
    {"length", Filter::Function::length, ArgumentType::value, 1, true},
    {"count", Filter::Function::count, ArgumentType::nodes, 1, true},
    {"match", Filter::Function::match, ArgumentType::value, 2, false},
    {"search", Filter::Function::search, ArgumentType::value, 2, false},
    {"value", Filter::Function::value, ArgumentType::nodes, 1, true},
}};

const FunctionInfo& info(Filter::Function function) { return kFunctions[static_cast<std::size_t>(function)]; }

bool is_word_char(char c) { return base::is_lower(c) || base::is_digit(c) || c == '_'; }

// A query that gives at most one node.
bool is_singular(const Filter& query) {
  return std::ranges::all_of(query.segments, [](const Segment& segment) {
    if (segment.descendant || segment.selectors.size() != 1) return false;
    const Selector::Kind kind = segment.selectors.front().kind;
    return kind == Selector::Kind::name || kind == Selector::Kind::index;
  });
}

bool gives_value(const Filter& operand) {
  if (operand.kind == Filter::Kind::query) return is_singular(operand);
  return operand.kind == Filter::Kind::literal || info(operand.function).gives_value;
}

// Join expressions that stand beside each other; one alone stays what it is.
Filter joined(Filter::Kind kind, std::vector<Filter> operands) {
  if (operands.size() == 1) return std::move(operands.front());
  Filter filter;
  filter.kind = kind;
  filter.operands = std::move(operands);
  return filter;
}

Filter negated(Filter operand) {
  Filter filter;
  filter.kind = Filter::Kind::negation;
  filter.operands.push_back(std::move(operand));
  return filter;
}

Filter compared(Filter left, Filter::Comparison comparison, Filter right) {
  Filter filter;
  filter.kind = Filter::Kind::comparison;
  filter.comparison = comparison;
  filter.operands.push_back(std::move(left));
  filter.operands.push_back(std::move(right));
  return filter;
}

}  // namespace

base::Result<Filter> PathParser::parse_filter_text() {
  TRY_ASSIGN(Filter filter, parse_filter());
  if (!at_end()) return expected("the end of the filter");
  return filter;
}

base::Result<Filter> PathParser::parse_filter() {
  std::vector<Filter> operands;
  for (;;) {
    TRY_ASSIGN(Filter operand, parse_conjunction());
    operands.push_back(std::move(operand));
    const std::size_t behind = at_;
    skip_space();
    if (!query_.substr(at_).starts_with("||")) {
      at_ = behind;
      return joined(Filter::Kind::any_of, std::move(operands));
    }
    at_ += 2;
    skip_space();
  }
}

base::Result<Filter> PathParser::parse_conjunction() {
  std::vector<Filter> operands;
  for (;;) {
    TRY_ASSIGN(Filter operand, parse_basic());
    operands.push_back(std::move(operand));
    const std::size_t behind = at_;
    skip_space();
    if (!query_.substr(at_).starts_with("&&")) {
      at_ = behind;
      return joined(Filter::Kind::all_of, std::move(operands));
    }
    at_ += 2;
    skip_space();
  }
}

base::Result<Filter> PathParser::parse_basic() {
  const bool is_negated = take('!');
  if (is_negated) skip_space();
  if (peek() == '(') {
    TRY_ASSIGN(Filter inside, parse_parenthesis());
    return is_negated ? negated(std::move(inside)) : std::move(inside);
  }
  const std::size_t begin = at_;
  TRY_ASSIGN(Filter left, parse_operand());
  const std::size_t behind = at_;
  skip_space();
  const auto comparison = is_negated ? std::nullopt : take_comparison();
  if (!comparison) {
    at_ = behind;
    TRY(check_test(left, begin));
    return is_negated ? negated(std::move(left)) : std::move(left);
  }
  TRY(check_comparable(left, begin));
  skip_space();
  const std::size_t right_begin = at_;
  TRY_ASSIGN(Filter right, parse_operand());
  TRY(check_comparable(right, right_begin));
  return compared(std::move(left), *comparison, std::move(right));
}

base::Result<Filter> PathParser::parse_parenthesis() {
  if (++depth_ > kMaxDepth) return error_at(at_, "expected at most 64 levels of nesting");
  ++at_;  // the parenthesis
  skip_space();
  TRY_ASSIGN(Filter inside, parse_filter());
  skip_space();
  if (!take(')')) return expected("\"&&\", \"||\" or \")\"");
  --depth_;
  return inside;
}

base::Result<Filter> PathParser::parse_operand() {
  Filter literal;
  if (peek() == '"' || peek() == '\'') {
    literal.literal = NodeKind::string;
    TRY_ASSIGN(literal.text, parse_string("text"));
    return literal;
  }
  if (at_integer()) return parse_number();
  if (peek() == '@' || peek() == '$') return parse_filter_query();
  if (base::is_lower(peek())) return parse_word();
  return expected("\"@\", \"$\", a literal or a function");
}

base::Result<Filter> PathParser::parse_filter_query() {
  if (++depth_ > kMaxDepth) return error_at(at_, "expected at most 64 levels of nesting");
  Filter query;
  query.kind = Filter::Kind::query;
  query.from_current = query_[at_++] == '@';
  TRY_ASSIGN(query.segments, parse_segments());
  --depth_;
  return query;
}

base::Result<Filter> PathParser::parse_word() {
  const std::size_t begin = at_;
  while (!at_end() && is_word_char(peek())) ++at_;
  const std::string_view word = query_.substr(begin, at_ - begin);
  if (peek() == '(') return parse_function(word, begin);
  Filter literal;
  if (word == "null") return literal;
  if (word == "true" || word == "false") {
    literal.literal = NodeKind::boolean;
    literal.truth = word == "true";
    return literal;
  }
  return error_at(begin, "expected true, false, null or a function, found " + base::quoted(word));
}

base::Result<Filter> PathParser::parse_function(std::string_view name, std::size_t begin) {
  const auto* known = std::ranges::find(kFunctions, name, &FunctionInfo::name);
  if (known == kFunctions.end()) {
    return error_at(begin, "expected length, count, match, search or value, found " + base::quoted(name));
  }
  if (++depth_ > kMaxDepth) return error_at(at_, "expected at most 64 levels of nesting");
  Filter function;
  function.kind = Filter::Kind::function;
  function.function = known->function;
  ++at_;  // the parenthesis
  do {
    skip_space();
    const std::size_t argument_begin = at_;
    TRY_ASSIGN(Filter argument, parse_operand());
    if (known->argument == ArgumentType::nodes && argument.kind != Filter::Kind::query) {
      return error_at(argument_begin, "expected a query as the argument of " + std::string(name) + "()");
    }
    if (known->argument == ArgumentType::value) TRY(check_comparable(argument, argument_begin));
    function.operands.push_back(std::move(argument));
    skip_space();
  } while (take(','));
  if (!take(')')) return expected("\",\" or \")\"");
  if (function.operands.size() != known->parameters) {
    return error_at(begin,
                    std::string(name) + "() expects " + (known->parameters == 1 ? "one argument" : "two arguments"));
  }
  --depth_;
  return function;
}

base::Result<Filter> PathParser::parse_number() {
  const std::size_t begin = at_;
  const auto take_digits = [&] {
    const std::size_t first = at_;
    while (!at_end() && base::is_digit(peek())) ++at_;
    return at_ > first;
  };
  take('-');
  const std::size_t digits = at_;
  if (!take_digits()) return expected("a digit after \"-\"");
  if (query_[digits] == '0' && at_ - digits > 1) return expected("a number without leading zeros", begin);
  if (take('.') && !take_digits()) return expected("a digit after \".\"");
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (!take('-')) take('+');
    if (!take_digits()) return expected("a digit in the exponent");
  }
  Filter literal;
  literal.literal = NodeKind::real;
  literal.number = number_value(query_.substr(begin, at_ - begin)).value_or(0);
  return literal;
}

std::optional<Filter::Comparison> PathParser::take_comparison() {
  static constexpr std::array<std::pair<std::string_view, Filter::Comparison>, 6> kSigns = {{
      {"==", Filter::Comparison::equal},
      {"!=", Filter::Comparison::not_equal},
      {"<=", Filter::Comparison::less_or_equal},
      {">=", Filter::Comparison::greater_or_equal},
      {"<", Filter::Comparison::less},
      {">", Filter::Comparison::greater},
  }};
  for (const auto& [sign, comparison] : kSigns) {
    if (!query_.substr(at_).starts_with(sign)) continue;
    at_ += sign.size();
    return comparison;
  }
  return std::nullopt;
}

base::Result<void> PathParser::check_test(const Filter& operand, std::size_t begin) const {
  if (operand.kind == Filter::Kind::query) return {};
  if (operand.kind == Filter::Kind::literal) return error_at(begin, "expected a comparison with this literal");
  const FunctionInfo& function = info(operand.function);
  if (!function.gives_value) return {};
  return error_at(begin, "expected a comparison with the value of " + std::string(function.name) + "()");
}

base::Result<void> PathParser::check_comparable(const Filter& operand, std::size_t begin) const {
  if (gives_value(operand)) return {};
  if (operand.kind == Filter::Kind::query) {
    return error_at(begin, "expected a query that gives at most one node: names and single indices only");
  }
  return error_at(begin, std::string(info(operand.function).name) + "() is true or false and has no value to use here");
}

}  // namespace paritylint::tree
