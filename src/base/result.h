// Result<T>: a value or an Error, for everything that the world can refuse (files, options, rule files).
//
// What a user wrote wrongly in a manifest is never an Error: it is a tree::Problem and becomes a finding.
// The spelling follows std::expected, which GCC 12 has only under C++23, so that it can become an alias later.
#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

// Our own mistake: stop at once with the place. Never used for anything that input can cause.
#define BUG(what)                                                                       \
  do {                                                                                  \
    std::fprintf(stderr, "paritylint: bug at %s:%d: %s\n", __FILE__, __LINE__, (what)); \
    std::abort();                                                                       \
  } while (false)

namespace paritylint::base {

enum class ErrorCode : unsigned char {
  usage,           // the command line asks for something that does not exist
  not_found,       // a named file or folder is missing
  io,              // the system refused to list, read or write
  too_large,       // beyond a stated limit
  invalid_rule,    // a rule file is wrong; the message carries file, line and column
  invalid_config,  // a configuration file is wrong or misplaced; the message carries file, line and column
  cancelled,       // a stop token or a budget ended the work
  missing_object,  // a partial clone does not have this git object; Error::object is its id
};

// `message` names the thing and the action, in lower case and without a full stop.
struct Error {
  ErrorCode code = ErrorCode::io;
  std::string message;
  std::string object = {};  // with missing_object: the id, hexadecimal
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return state_.index() == 0; }
  bool has_value() const { return state_.index() == 0; }

  // Requires: has_value().
  T& operator*() & { return part<0>(state_); }
  const T& operator*() const& { return part<0>(state_); }
  T&& operator*() && { return std::move(part<0>(state_)); }
  T* operator->() { return &part<0>(state_); }
  const T* operator->() const { return &part<0>(state_); }

  // Requires: !has_value().
  Error& error() & { return part<1>(state_); }
  const Error& error() const& { return part<1>(state_); }
  Error&& error() && { return std::move(part<1>(state_)); }

 private:
  template <std::size_t kIndex, class State>
  static auto& part(State& state) {
    auto* found = std::get_if<kIndex>(&state);
    if (found == nullptr) BUG("a Result was read as what it is not");
    return *found;
  }

  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), failed_(true) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return !failed_; }
  bool has_value() const { return !failed_; }
  const Error& error() const& { return error_; }
  Error&& error() && { return std::move(error_); }

 private:
  Error error_;
  bool failed_ = false;
};

}  // namespace paritylint::base

// Return the error of `expression` (a Result<void>) from the enclosing function.
#define TRY(expression)                                            \
  do {                                                             \
    if (auto try_result = (expression); !try_result.has_value()) { \
      return std::move(try_result).error();                        \
    }                                                              \
  } while (false)

#define PARITYLINT_CONCAT_(a, b) a##b
#define PARITYLINT_CONCAT(a, b) PARITYLINT_CONCAT_(a, b)
#define PARITYLINT_TRY_ASSIGN(result, declaration, expression) \
  auto result = (expression);                                  \
  if (!result.has_value()) return std::move(result).error();   \
  declaration = *std::move(result)

// Declare `declaration` with the value of `expression`, or return its error.
#define TRY_ASSIGN(declaration, expression) \
  PARITYLINT_TRY_ASSIGN(PARITYLINT_CONCAT(try_assign_, __LINE__), declaration, expression)
