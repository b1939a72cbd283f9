#include "base/needed_texts.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace paritylint::base {
namespace {

using Line = std::vector<std::string>;
using CanMatch = std::function<bool(const std::vector<int>&)>;

// More would cost more than they spare.
constexpr std::size_t kMaxLines = 4;
constexpr std::size_t kMaxStarts = 16;

// Begins a line that says how the text begins.
constexpr char kPrefix = '^';

std::vector<int> all_but(const std::vector<bool>& missing) {
  std::vector<int> present;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (!missing[i]) present.push_back(static_cast<int>(i));
  }
  return present;
}

// Letter case is ignored in ASCII alone, and the statement has marks of its own.
bool is_plain(char c) { return c >= ' ' && c < 0x7f && c != kPrefix; }

// The longest part of a text that a statement can hold.
std::string plain_part(std::string_view text) {
  std::string_view best;
  while (!text.empty()) {
    const auto begin = static_cast<std::size_t>(std::ranges::find_if(text, is_plain) - text.begin());
    text.remove_prefix(begin);
    const auto length = static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
    if (length > best.size()) best = text.substr(0, length);
    text.remove_prefix(length);
  }
  return std::string(best);
}

// The texts that are `missing` as alternatives, without those that hold another one; empty when one has no plain part.
Line alternatives(const std::vector<std::string>& texts, const std::vector<bool>& missing) {
  Line parts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (missing[i]) parts.push_back(plain_part(texts[i]));
  }
  std::ranges::sort(parts, {}, [](const std::string& part) { return std::pair(part.size(), part); });
  Line line;
  for (std::string& part : parts) {
    if (part.empty()) return {};
    const auto is_inside = [&](const std::string& other) { return part.find(other) != std::string::npos; };
    if (std::ranges::none_of(line, is_inside)) line.push_back(std::move(part));
  }
  return line;
}

// Texts of which one must be there, as few as there can be: those of `order` that come late are kept where there is a
// choice.
Line smallest_line(const std::vector<std::string>& texts, const std::vector<std::size_t>& order,
                   const CanMatch& can_match) {
  std::vector<bool> missing(texts.size(), true);
  for (const std::size_t one : order) {
    missing[one] = false;
    if (can_match(all_but(missing))) missing[one] = true;
  }
  return alternatives(texts, missing);
}

std::vector<Line> lines_of(const std::vector<std::string>& texts, const CanMatch& can_match) {
  std::vector<std::size_t> order(texts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<Line> lines;
  for (std::size_t start = 0; start < std::min(texts.size(), kMaxStarts); ++start) {
    lines.push_back(smallest_line(texts, order, can_match));
    std::ranges::reverse(order);
    lines.push_back(smallest_line(texts, order, can_match));
    std::ranges::reverse(order);
    std::rotate(order.begin(), order.begin() + 1, order.end());
  }
  std::erase_if(lines, [](const Line& line) { return line.empty(); });
  // What excludes most goes first: words before single characters, few alternatives, long ones.
  std::ranges::sort(lines, {}, [](const Line& line) {
    const std::size_t shortest = line.front().size();
    return std::tuple(shortest < 2, line.size(), -static_cast<std::ptrdiff_t>(shortest), line);
  });
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

bool holds_ignoring_case(std::string_view text, std::string_view part) {
  const auto found = std::search(text.begin(), text.end(), part.begin(), part.end(),
                                 [](char a, char b) { return to_lower(a) == to_lower(b); });
  return found != text.end();
}

template <class Predicate>
bool any_part(std::string_view text, char separator, Predicate&& predicate) {
  while (true) {
    const std::size_t end = text.find(separator);
    if (predicate(text.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string needed_of(std::string_view prefix, const std::vector<std::string>& texts, const CanMatch& can_match) {
  std::string needed;
  if (!prefix.empty()) needed.append(1, kPrefix).append(prefix);
  if (texts.empty() || can_match({})) return needed;
  std::vector<Line> lines = lines_of(texts, can_match);
  std::erase_if(lines, [&](const Line& line) {
    return std::ranges::any_of(line, [&](const std::string& one) { return holds_ignoring_case(prefix, one); });
  });
  for (std::size_t i = 0; i < std::min(lines.size(), kMaxLines); ++i) {
    if (!needed.empty()) needed += '\n';
    for (const std::string& one : lines[i]) needed.append(&one == lines[i].data() ? "" : "\t").append(one);
  }
  return needed;
}

bool may_be_found(std::string_view needed, std::string_view text) {
  if (needed.empty()) return true;
  // Letters beyond ASCII fold into ASCII ones: the Kelvin sign is a k.
  if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return true;
  return !any_part(needed, '\n', [&](std::string_view line) {
    if (line.front() == kPrefix) return !text.starts_with(line.substr(1));
    return !any_part(line, '\t', [&](std::string_view one) { return holds_ignoring_case(text, one); });
  });
}

}  // namespace paritylint::base
