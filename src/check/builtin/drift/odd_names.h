// Odd names: of a role or a secret, those that differ by more than what their environments are called.
#pragma once

#include <map>
#include <string_view>

#include "check/builtin/drift/name_facts.h"

namespace paritylint::check {

class OddNames {
 public:
  // `facts` must outlive this; `strictest` is the column of the strictest environment.
  OddNames(const NameFacts& facts, std::size_t strictest) : facts_(facts), strictest_(strictest) {}

  // Of a row that differs: true where production's own name does not say so, where none says its environment, where two
  // environments share one that others have of their own, and where its siblings differ by the environment alone.
  bool is_odd(std::size_t row);

  // True when the values are equal but for how their placeholders are spelt.
  bool differs_in_placeholders(std::size_t row) const;

 private:
  bool breaks_from_siblings(std::size_t row);
  void read_siblings();

  const NameFacts& facts_;
  std::size_t strictest_;
  struct Siblings {
    std::size_t regular = 0, odd = 0;
  };
  std::map<std::string_view, Siblings> siblings_;  // by the place of a variable up to the first part of its name
};

}  // namespace paritylint::check
