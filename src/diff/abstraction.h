// Abstraction: a value with variables in the place of what differs between environments by nature.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "manifest/atoms.h"
#include "manifest/vocabulary.h"

namespace paritylint::diff {

// An environment's word in a value.
struct Word {
  base::Span span;          // in the value
  std::string environment;  // "prod", "dev2"
  bool strong = true;       // manifest::Atom::strong
};

class Abstraction {
 public:
  // The variables, single bytes that no manifest holds.
  static constexpr char kEnvironment = '\x01', kAccount = '\x02', kRegion = '\x03', kPartition = '\x04', kId = '\x05';

  explicit Abstraction(const manifest::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  // `value` with variables for account, region, partition, generated ids and those words for which `is_variable` says
  // so. `name` is the name of the member or variable that holds it.
  template <class Predicate>
  std::string apply(std::string_view value, std::string_view name, Predicate&& is_variable);

  // The environment words in `value`, in order.
  std::vector<Word> words(std::string_view value, std::string_view name);

  // The ordinary accounts in `value` with strong evidence, in order.
  std::vector<std::string_view> accounts(std::string_view value, std::string_view name);

 private:
  struct Piece {
    base::Span span;
    char variable = 0;
    Word word;  // of kEnvironment
  };
  void split(std::string_view value, std::string_view name);

  const manifest::Vocabulary& vocabulary_;
  std::vector<manifest::Atom> atoms_;
  std::vector<Piece> pieces_;  // in order, disjoint
};

// `abstracted` without the variable for the environment and one separator beside each.
std::string without_environment(std::string_view abstracted);

// An image's name without tag and digest.
std::string_view repository_of(std::string_view image);

template <class Predicate>
std::string Abstraction::apply(std::string_view value, std::string_view name, Predicate&& is_variable) {
  split(value, name);
  std::string result;
  std::size_t at = 0;
  for (const Piece& piece : pieces_) {
    if (piece.variable == kEnvironment && !is_variable(piece.word)) continue;
    result.append(value, at, piece.span.begin - at);
    result += piece.variable;
    at = piece.span.end;
  }
  return result.append(value, at);
}

}  // namespace paritylint::diff
