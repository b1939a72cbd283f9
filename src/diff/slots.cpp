#include "diff/slots.h"

#include <unordered_map>

#include "base/text.h"

namespace paritylint::diff {
namespace {

// Which columns have the element called so; numbers make duplicates different.
using Owners = std::unordered_map<std::string, std::vector<std::size_t>>;

void number_duplicates(std::vector<std::vector<Element>>& columns) {
  for (std::vector<Element>& column : columns) {
    std::unordered_map<std::string, std::size_t> seen;
    for (Element& element : column) {
      const std::size_t number = ++seen[element.name];
      if (number == 1) continue;
      element.name += " #";
      base::append_number(element.name, number);
    }
  }
}

}  // namespace

std::vector<Slot> bring_together(std::vector<std::vector<Element>> columns, Abstraction& abstraction) {
  number_duplicates(columns);
  Owners owners;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (const Element& element : columns[c]) owners[element.name].push_back(c);
  }
  // A lonely name is abstracted; where that is not unique in its column it stays as it is.
  std::vector<std::unordered_map<std::string, std::size_t>> abstracted(columns.size());
  const auto abstract = [&](const std::string& name) {
    return abstraction.apply(name, {}, [](const Word& word) { return word.strong; });
  };
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (const Element& element : columns[c]) {
      if (owners[element.name].size() == 1) ++abstracted[c][abstract(element.name)];
    }
  }
  std::vector<Slot> slots;
  std::unordered_map<std::string, std::size_t> slot_of;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (Element& element : columns[c]) {
      std::string key = "=" + element.name;
      if (owners[element.name].size() == 1) {
        std::string common = abstract(element.name);
        if (abstracted[c][common] == 1) key = "~" + common;
      }
      const auto [found, is_new] = slot_of.emplace(std::move(key), slots.size());
      if (is_new) {
        slots.push_back({element.name, {}});
        slots.back().at.resize(columns.size());
      }
      slots[found->second].at[c] = std::move(element);
    }
  }
  return slots;
}

}  // namespace paritylint::diff
