#include "check/builtin/drift/odd_names.h"

#include <optional>
#include <string>

#include "base/text.h"
#include "manifest/placeholder.h"

namespace paritylint::check {
namespace {

using diff::Cell;
using diff::CellState;
using diff::Difference;
using diff::Row;
using diff::Subject;

// The role that AWS's console makes, called so in every account.
bool is_default_role(const std::string& text) {
  constexpr std::string_view kName = "role/ecstaskexecutionrole";
  const bool is_named_so = text.size() >= kName.size() && base::to_lower(text).ends_with(kName);
  return is_named_so && text.find_first_of("<${%[") == std::string::npos;
}

// The place of a variable up to the first part of its name; "" for everything else.
std::string_view stem_of(const Row& one) {
  const std::size_t end =
      one.place.rfind('[') == std::string::npos ? std::string::npos : one.place.find('_', one.place.rfind('['));
  const bool has_stem = one.subject == Subject::variable && end != std::string::npos;
  return has_stem ? std::string_view(one.place).substr(0, end) : std::string_view();
}

std::string without_placeholders(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto placeholder = manifest::placeholder_at(text, at);
    if (placeholder && !placeholder->empty()) {
      result += '\0';
      at = placeholder->end;
    } else {
      result += text[at++];
    }
  }
  return result;
}

}  // namespace

bool OddNames::is_odd(std::size_t r) {
  std::size_t told = 0;
  std::map<std::string, std::size_t> untold;  // by text
  for (std::size_t c = 0; c < facts_.columns().size(); ++c) {
    const Cell& cell = facts_.rows()[r].cells[c];
    if (cell.state != CellState::present) continue;
    if (facts_.says_own(r, c) || is_default_role(cell.text)) {
      ++told;
    } else if (++untold[cell.text] > 1) {
      return true;
    }
  }
  const Cell& strict = facts_.rows()[r].cells[strictest_];
  // What a bare file is for is a guess.
  const bool is_known = facts_.columns()[strictest_].environment != "default";
  if (told == 0 || (is_known && strict.state == CellState::present && untold.contains(strict.text))) return true;
  return breaks_from_siblings(r);
}

// RABBITMQ_HOST, where RABBITMQ_PORT and RABBITMQ_USER differ by the environment alone.
bool OddNames::breaks_from_siblings(std::size_t r) {
  const std::string_view stem = stem_of(facts_.rows()[r]);
  if (stem.empty()) return false;
  if (siblings_.empty()) read_siblings();
  const auto found = siblings_.find(stem);
  return found != siblings_.end() && found->second.regular > found->second.odd && found->second.regular > 1;
}

void OddNames::read_siblings() {
  for (std::size_t r = 0; r < facts_.rows().size(); ++r) {
    const std::string_view stem = stem_of(facts_.rows()[r]);
    if (stem.empty()) continue;
    siblings_[stem].regular += facts_.difference(r) == Difference::parameter ? 1 : 0;
    siblings_[stem].odd += facts_.difference(r) == Difference::drift ? 1 : 0;
  }
}

bool OddNames::differs_in_placeholders(std::size_t r) const {
  std::optional<std::string> first;
  std::size_t placeholders = 0, present = 0;
  for (const Cell& cell : facts_.rows()[r].cells) {
    if (cell.state != CellState::present) continue;
    constexpr std::size_t kLongestValue = 2000;  // a name; every byte may begin a placeholder
    if (cell.text.size() > kLongestValue) return false;
    ++present;
    std::string text = without_placeholders(cell.text);
    placeholders += text != cell.text ? 1 : 0;
    if (first && *first != text) return false;
    first = std::move(text);
  }
  return present > 1 && placeholders == present;
}

}  // namespace paritylint::check
