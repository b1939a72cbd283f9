// Vocabulary: the environments that words can name: the built-in table (rules/data/environments.json) with the
// environments of a repository's configuration laid over it.
//
// What a file says depends on its vocabulary, so results that are kept carry identity() in their key.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "config/config.h"
#include "manifest/environment.h"

namespace paritylint::manifest {

class Vocabulary {
 public:
  // Longer runs of letters are never found in a text; a word of several parts ("plx-dev") may be longer as a whole.
  static constexpr std::size_t kLongestWord = 16;

  static const Vocabulary& built_in();

  // An environment of `config` has its name and synonyms for itself. When its name is a word of a built-in environment
  // it also takes the rest of that environment's words; a built-in environment that has no word left is gone. The
  // configured order is kept, and built-in environments keep their places between those that stand for others of them.
  explicit Vocabulary(const config::Config& config);

  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;

  // In order of strictness: sandboxes first, production last.
  std::span<const Environment> environments() const { return environments_; }
  const Environment& operator[](std::size_t index) const { return environments_[index]; }

  // The environment called `name`, a canonical name.
  std::optional<std::uint8_t> find_name(std::string_view name) const;

  // Differs between vocabularies that know different words; 0 for the built-in one.
  std::uint64_t identity() const { return identity_; }

  // False when [begin, end) surely is no environment word: refuses nearly every word of a text before it is compared
  // with anything. Requires: begin < end.
  bool may_be_word(std::string_view text, std::size_t begin, std::size_t end) const {
    const std::size_t size = end - begin;
    if (base::is_digit(text[end - 1])) return base::is_alpha(text[begin]) || digits_begin_words_;
    if (size > kLongestWord) return false;
    return (initials_[size] >> (static_cast<unsigned char>(text[begin]) & 0x1fu) & 1u) != 0;
  }

  // The environment word that is exactly the bytes [begin, end) of `text`, extended to the left over "pre" and "non"
  // ("pre-prod") and over the first parts of a configured word. Nothing for device files (/dev/null) and names of flags
  // (--prod).
  std::optional<EnvironmentWord> word_at(std::string_view text, std::size_t begin, std::size_t end) const;

  // The names of the environments that the configuration gives an account to, in its order; none without one.
  std::vector<std::string_view> owners_of(std::string_view account) const;
  // True when the configuration gives the environment called `name` an account.
  bool has_account(std::string_view name) const;

 private:
  // Up to 16 letters as two numbers, so that two words are compared without a loop.
  struct PackedWord {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    bool operator==(const PackedWord&) const = default;
  };
  struct TableWord {
    PackedWord letters;
    std::uint8_t environment = 0;
    bool takes_digits = false;  // `dev2` and `stg01` are environments, `sb01` is a name
    bool strong = true;
  };
  // A configured word of several parts, found by its last one.
  struct CompoundWord {
    std::string_view text;  // lower case, with its separators
    std::string_view last;
    std::uint8_t environment = 0;
  };

  Vocabulary();
  static PackedWord pack(std::string_view letters);
  void add_word(std::string_view word, std::uint8_t environment, bool strong, bool configured);
  const TableWord* find(std::string_view letters) const;
  std::optional<EnvironmentWord> compound_at(std::string_view text, std::size_t begin, std::size_t end) const;

  std::vector<Environment> environments_;
  std::uint64_t identity_ = 0;
  std::array<std::uint32_t, kLongestWord + 1> initials_{};  // by length: a bit per letter that a word begins with
  std::array<std::vector<TableWord>, kLongestWord + 1> by_length_;
  std::vector<CompoundWord> compounds_;
  bool digits_begin_words_ = false;
  std::deque<std::string> texts_;  // of configured words
  struct OwnedAccount {
    std::string account, environment;
  };
  std::vector<OwnedAccount> accounts_;
  std::deque<std::vector<std::string_view>> word_lists_;
};

}  // namespace paritylint::manifest
