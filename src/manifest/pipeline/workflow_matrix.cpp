#include "manifest/pipeline/workflow_matrix.h"

#include <algorithm>
#include <optional>

namespace paritylint::manifest {
namespace {

using tree::Cursor;

constexpr unsigned kDeepestValue = 4;

class MatrixReader {
 public:
  std::optional<std::vector<MatrixCombination>> read(const Cursor& matrix) {
    if (!matrix.is_mapping()) return std::nullopt;
    std::vector<MatrixCombination> all(1);
    bool is_known = true;
    matrix.for_each_member([&](const Cursor& name, const Cursor& values) {
      if (name.text() == "include" || name.text() == "exclude") return;
      axes_.emplace_back(name.text());
      is_known = is_known && multiply(std::string(name.text()), values, all);
    });
    if (!is_known) return std::nullopt;
    if (axes_.empty()) all.clear();
    if (const auto exclude = matrix.find("exclude")) is_known = remove(*exclude, all);
    if (const auto include = matrix.find("include")) is_known = is_known && add(*include, all);
    if (!is_known || all.size() > kMostCombinations) return std::nullopt;
    return all;
  }

 private:
  // A scalar, or an object of scalars: members get their path. False for an expression.
  static bool set(const std::string& path, const Cursor& value, MatrixCombination& one, unsigned depth = 0) {
    if (value.is_scalar()) {
      one.values[path] = value.text();
      one.nodes[path] = value.node();
      return value.text().find("${{") == std::string_view::npos;
    }
    if (!value.is_mapping() || depth == kDeepestValue) return value.is_sequence();
    bool is_known = true;
    value.for_each_member([&](const Cursor& name, const Cursor& member) {
      is_known = set(path + "." + std::string(name.text()), member, one, depth + 1) && is_known;
    });
    return is_known;
  }

  static bool multiply(const std::string& axis, const Cursor& values, std::vector<MatrixCombination>& all) {
    if (!values.is_sequence() || values.size() == 0 || values.size() * all.size() > 4 * kMostCombinations) return false;
    std::vector<MatrixCombination> product;
    bool is_known = true;
    for (const MatrixCombination& before : all) {
      values.for_each_element([&](std::size_t, const Cursor& value) {
        product.push_back(before);
        is_known = set(axis, value, product.back()) && is_known;
      });
    }
    all = std::move(product);
    return is_known;
  }

  static std::optional<MatrixCombination> entry(const Cursor& value) {
    MatrixCombination one;
    bool is_known = value.is_mapping();
    value.for_each_member([&](const Cursor& name, const Cursor& member) {
      is_known = set(std::string(name.text()), member, one) && is_known;
    });
    return is_known ? std::optional(std::move(one)) : std::nullopt;
  }

  static bool remove(const Cursor& exclude, std::vector<MatrixCombination>& all) {
    bool is_known = exclude.is_sequence();
    exclude.for_each_element([&](std::size_t, const Cursor& value) {
      const auto one = entry(value);
      if (!one) {
        is_known = false;
        return;
      }
      std::erase_if(all, [&](const MatrixCombination& other) {
        return std::ranges::all_of(one->values, [&](const auto& member) {
          const auto found = other.values.find(member.first);
          return found != other.values.end() && found->second == member.second;
        });
      });
    });
    return is_known;
  }

  bool is_axis(std::string_view path) const {
    return std::ranges::find(axes_, path.substr(0, path.find('.'))) != axes_.end();
  }

  // An entry is laid over every combination whose own values it leaves as they are; it is a combination of its own when
  // there is none.
  bool add(const Cursor& include, std::vector<MatrixCombination>& all) {
    const std::size_t count = all.size();
    bool is_known = include.is_sequence() && include.size() <= kMostCombinations;
    if (!is_known) return false;
    include.for_each_element([&](std::size_t, const Cursor& value) {
      auto one = entry(value);
      if (!one) {
        is_known = false;
        return;
      }
      bool is_laid_over = false;
      for (std::size_t i = 0; i < count; ++i) {
        const bool fits = std::ranges::all_of(one->values, [&](const auto& member) {
          const auto found = all[i].values.find(member.first);
          return !is_axis(member.first) || (found != all[i].values.end() && found->second == member.second);
        });
        if (!fits) continue;
        is_laid_over = true;
        for (const auto& [path, text] : one->values) {
          all[i].values[path] = text;
          all[i].nodes[path] = one->nodes[path];
        }
      }
      if (!is_laid_over) all.push_back(std::move(*one));
    });
    return is_known;
  }

  std::vector<std::string> axes_;
};

}  // namespace

std::vector<MatrixCombination> matrix_combinations(const Cursor& job) {
  const auto strategy = job.find("strategy");
  const auto matrix = strategy ? strategy->find("matrix") : std::nullopt;
  if (!matrix) return std::vector<MatrixCombination>(1);
  auto all = MatrixReader().read(*matrix);
  if (!all || all->empty()) return std::vector<MatrixCombination>(1);
  for (MatrixCombination& one : *all) {
    for (const auto& [path, text] : one.values) one.label.append(one.label.empty() ? "" : ", ").append(text);
  }
  return std::move(*all);
}

}  // namespace paritylint::manifest
