// How a configuration's environments are laid over the built-in ones. The words are matched in environment_words.cpp.
#include "manifest/vocabulary.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "manifest/data_tables.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostEnvironments = 200;  // an EnvironmentWord has one byte for its number

// One environment while the tables are joined.
struct Entry {
  std::string name;
  std::vector<std::string> words;  // the name first
  bool strong = true;
  bool configured = false;
};

// Words of configured environments, each with the environment that claims it; the first claim counts.
std::map<std::string, std::size_t> claims_of(const config::Config& config) {
  std::map<std::string, std::size_t> claims;
  for (std::size_t i = 0; i < config.environments.size(); ++i) {
    claims.try_emplace(base::to_lower(config.environments[i].name), i);
  }
  for (std::size_t i = 0; i < config.environments.size(); ++i) {
    for (const std::string& synonym : config.environments[i].synonyms) claims.try_emplace(base::to_lower(synonym), i);
  }
  return claims;
}

// By built-in environment, the configured one that stands for it: the one whose name is the environment's own name,
// else the first whose name is one of its words.
std::vector<std::optional<std::size_t>> successors(const config::Config& config,
                                                   std::span<const Environment> built_in) {
  std::vector<std::optional<std::size_t>> result(built_in.size());
  for (std::size_t number = 0; number < built_in.size(); ++number) {
    for (std::size_t i = 0; i < config.environments.size(); ++i) {
      const std::string name = base::to_lower(config.environments[i].name);
      if (name == built_in[number].name) {
        result[number] = i;
        break;
      }
      const auto& words = built_in[number].words;
      if (!result[number] && std::find(words.begin(), words.end(), name) != words.end()) result[number] = i;
    }
  }
  return result;
}

// The configured environments with their own words, and what is left of the built-in ones.
struct SharedOut {
  std::vector<Entry> configured;
  std::vector<Entry> kept;                             // by number of the built-in environment
  std::vector<std::optional<std::size_t>> stands_for;  // by the same, the configured one that has its words
};

SharedOut share_out(const config::Config& config) {
  const std::span<const Environment> built_in = manifest::environments();
  const auto claims = claims_of(config);
  SharedOut result;
  result.stands_for = successors(config, built_in);
  for (const config::Environment& one : config.environments) {
    Entry entry{one.name, {base::to_lower(one.name)}, true, true};
    for (const std::string& synonym : one.synonyms) entry.words.push_back(base::to_lower(synonym));
    result.configured.push_back(std::move(entry));
  }
  result.kept.resize(built_in.size());
  for (std::size_t number = 0; number < built_in.size(); ++number) {
    Entry& rest = result.kept[number];
    rest.name = built_in[number].name;
    rest.strong = built_in[number].strong;
    const auto successor = result.stands_for[number];
    for (const std::string_view word : built_in[number].words) {
      if (claims.contains(std::string(word))) continue;
      (successor ? result.configured[*successor] : rest).words.emplace_back(word);
    }
  }
  return result;
}

// All of them in order of strictness.
std::vector<Entry> joined(const config::Config& config) {
  auto [configured, kept, stands_for] = share_out(config);
  std::vector<Entry> result;
  std::size_t next = 0;  // of the built-in ones
  const auto add_built_in_below = [&result, &next, &left = kept](std::size_t end) {
    for (; next < end; ++next) {
      if (!left[next].words.empty()) result.push_back(std::move(left[next]));
    }
  };
  for (std::size_t i = 0; i < configured.size(); ++i) {
    std::optional<std::size_t> place;
    for (std::size_t number = 0; number < kept.size(); ++number) {
      if (stands_for[number] == i) place = number;
    }
    // The last one is the strictest: one that stands for no built-in environment comes after all of them.
    if (!place && i + 1 == configured.size()) place = kept.size();
    if (place) add_built_in_below(*place);
    result.push_back(std::move(configured[i]));
  }
  add_built_in_below(kept.size());
  if (result.size() > kMostEnvironments) result.resize(kMostEnvironments);
  return result;
}

}  // namespace

const Vocabulary& Vocabulary::built_in() {
  static const Vocabulary vocabulary;
  return vocabulary;
}

std::vector<std::string_view> Vocabulary::owners_of(std::string_view account) const {
  std::vector<std::string_view> owners;
  for (const OwnedAccount& one : accounts_) {
    if (one.account == account) owners.push_back(one.environment);
  }
  return owners;
}

bool Vocabulary::has_account(std::string_view name) const {
  return std::ranges::find(accounts_, name, &OwnedAccount::environment) != accounts_.end();
}

Vocabulary::Vocabulary() {
  for (const Environment& one : manifest::environments()) {
    const auto number = static_cast<std::uint8_t>(environments_.size());
    environments_.push_back(one);
    for (const std::string_view word : one.words) add_word(word, number, one.strong, false);
  }
}

Vocabulary::Vocabulary(const config::Config& config) {
  std::string identity;
  for (Entry& entry : joined(config)) {
    const auto number = static_cast<std::uint8_t>(environments_.size());
    std::vector<std::string_view>& words = word_lists_.emplace_back();
    for (std::string& word : entry.words) words.push_back(texts_.emplace_back(std::move(word)));
    environments_.push_back({texts_.emplace_back(std::move(entry.name)), entry.strong, words});
    identity.append(environments_.back().name).append(entry.strong ? "!" : "?");
    for (const std::string_view word : words) {
      add_word(word, number, entry.strong, entry.configured);
      identity.append(",").append(word);
    }
    identity += '\n';
  }
  // No part of the identity: what a file says does not depend on them, only how files are compared.
  for (const config::Environment& one : config.environments) {
    for (const std::string& account : one.accounts) accounts_.push_back({account, one.name});
  }
  identity_ = config.environments.empty() ? 0 : std::max<std::uint64_t>(1, base::hash64(identity));
}

std::optional<std::uint8_t> Vocabulary::find_name(std::string_view name) const {
  for (std::size_t i = 0; i < environments_.size(); ++i) {
    if (environments_[i].name == name) return static_cast<std::uint8_t>(i);
  }
  return std::nullopt;
}

void Vocabulary::add_word(std::string_view word, std::uint8_t environment, bool strong, bool configured) {
  if (word.empty()) return;
  const std::size_t last = [&] {
    std::size_t begin = word.size();
    while (begin > 0 && base::is_alnum(word[begin - 1])) --begin;
    return begin;
  }();
  const std::string_view end_part = word.substr(last);
  if (end_part.empty() || end_part.size() > kLongestWord) return;
  if (last > 0) {
    compounds_.push_back({word, end_part, environment});
  } else {
    // The first one that claims a word has it.
    if (find(word) != nullptr) return;
    const bool takes_digits =
        configured ? word.size() >= 3 && !base::is_digit(word.back()) : strong || word.size() >= 4;
    by_length_[word.size()].push_back({pack(word), environment, takes_digits, strong});
  }
  initials_[end_part.size()] |= 1u << (static_cast<unsigned char>(end_part[0]) & 0x1fu);
  digits_begin_words_ = digits_begin_words_ || (base::is_digit(end_part.front()) && base::is_digit(end_part.back()));
}

}  // namespace paritylint::manifest
