#include "manifest/environment_words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "manifest/data_tables.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestWord = kLongestEnvironmentWord;

// Up to 16 letters as two numbers, so that two words are compared without a loop.
struct PackedWord {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  bool operator==(const PackedWord&) const = default;
};

// `letters` in lower case. Requires: at most 16 letters.
PackedWord pack(std::string_view letters) {
  char bytes[16] = {};
  for (std::size_t i = 0; i < letters.size(); ++i) bytes[i] = base::to_lower(letters[i]);
  PackedWord word;
  std::memcpy(&word.head, bytes, sizeof word.head);
  std::memcpy(&word.tail, bytes + sizeof word.head, sizeof word.tail);
  return word;
}

struct TableWord {
  PackedWord letters;
  std::uint8_t environment = 0;
  bool takes_digits = false;  // `dev2` and `stg01` are environments, `sb01` is a name
};

// The words of all environments by length, so that most words of a text are refused by an empty or short list.
class WordTable {
 public:
  WordTable() {
    std::uint8_t number = 0;
    for (const Environment& environment : environments()) {
      for (const std::string_view word : environment.words) {
        by_length_[word.size()].push_back({pack(word), number, environment.strong || word.size() >= 4});
      }
      ++number;
    }
  }

  // `letters` in any case. Requires: at most kLongestWord letters.
  const TableWord* find(std::string_view letters) const {
    const PackedWord wanted = pack(letters);
    for (const TableWord& entry : by_length_[letters.size()]) {
      if (entry.letters == wanted) return &entry;
    }
    return nullptr;
  }

 private:
  std::array<std::vector<TableWord>, kLongestWord + 1> by_length_;
};

const WordTable kWords;

// A word without digits glued to its end; empty when it cannot be an environment word.
std::string_view letters_of(std::string_view word) {
  std::size_t end = word.size();
  while (end > 0 && base::is_digit(word[end - 1])) --end;
  if (end < 2 || end > kLongestWord || word.size() - end > 3) return {};
  return word.substr(0, end);
}

// Where "pre" or "non" begins that belongs to the word at `begin`: pre-prod, non_prod, PreProd. `begin` when none does.
std::size_t prefix_begin(std::string_view text, std::size_t begin) {
  const bool separated = begin > 0 && (text[begin - 1] == '-' || text[begin - 1] == '_' || text[begin - 1] == ' ');
  const std::size_t end = separated ? begin - 1 : begin;
  if (end < 3) return begin;
  const std::size_t start = end - 3;
  const std::string_view prefix = text.substr(start, 3);
  if (!base::equals_ignore_case(prefix, "pre") && !base::equals_ignore_case(prefix, "non")) return begin;
  const bool hump = base::is_upper(text[start]) && base::is_lower(at_or_nul(text, start + 1));
  return begins_word(text, start) || hump ? start : begin;
}

// /dev/null and its kin are no environment.
bool is_device_folder(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin == 0 || text[begin - 1] != '/' || at_or_nul(text, end) != '/') return false;
  constexpr std::string_view kDevices[] = {
      "null", "zero", "stdout", "stderr", "stdin", "shm", "fd/", "tty", "full", "urandom", "random", "sd",  "xvd",
      "nvme", "mem",  "fuse",   "kvm",    "net/",  "snd", "log", "pts", "disk", "mapper",  "tcp/",   "udp/"};
  const std::string_view rest = text.substr(end + 1);
  return std::any_of(std::begin(kDevices), std::end(kDevices), [&](std::string_view device) {
    if (!rest.starts_with(device)) return false;
    const bool whole = device.ends_with('/') || !base::is_alnum(at_or_nul(rest, device.size()));
    return whole || device == "sd" || device == "xvd" || device == "nvme" || device == "tty";
  });
}

// The name of a flag of some tool, `--prod` or `--no-dev`; its value (`--env=prod`) is no part of it.
bool is_flag_name(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongestFlag = 64;
  std::size_t token = begin;
  while (token > 0 && begin - token < kLongestFlag && (base::is_alnum(text[token - 1]) || text[token - 1] == '-'))
    --token;
  if (token == begin || text[token] != '-') return false;
  if (token > 0) return is_space(text[token - 1]);
  return at_or_nul(text, 1) == '-';
}

}  // namespace

const std::array<std::uint32_t, kLongestEnvironmentWord + 1> kEnvironmentWordInitials = [] {
  std::array<std::uint32_t, kLongestEnvironmentWord + 1> initials{};
  for (const Environment& environment : environments()) {
    for (const std::string_view word : environment.words) {
      initials[word.size()] |= 1u << (static_cast<unsigned char>(word[0]) & 0x1fu);
    }
  }
  return initials;
}();

std::optional<EnvironmentWord> environment_word_at(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view letters = letters_of(text.substr(begin, end - begin));
  if (letters.empty()) return std::nullopt;
  const TableWord* entry = kWords.find(letters);
  if (entry == nullptr || (letters.size() < end - begin && !entry->takes_digits)) return std::nullopt;

  std::size_t start = prefix_begin(text, begin);
  if (start != begin) {
    std::string joined = base::to_lower(text[start]) == 'p' ? "pre" : "non";
    joined += letters;
    const TableWord* longer = joined.size() <= kLongestWord ? kWords.find(joined) : nullptr;
    if (longer != nullptr) {
      entry = longer;
    } else {
      start = begin;
    }
  }
  if (is_device_folder(text, start, end) || is_flag_name(text, start)) return std::nullopt;
  return EnvironmentWord{{base::offset32(start), base::offset32(end)}, entry->environment};
}

std::vector<EnvironmentWord> find_environment_words(std::string_view text) {
  std::vector<EnvironmentWord> words;
  for (std::size_t i = 0; i < text.size();) {
    if ((character_class(text[i]) & kAlnum) == 0) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    std::uint8_t classes = 0;
    for (; i < text.size() && (character_class(text[i]) & kAlnum) != 0; ++i) classes |= character_class(text[i]);
    visit_environment_words(text, begin, i, classes, [&](const EnvironmentWord& word) { words.push_back(word); });
  }
  return words;
}

}  // namespace paritylint::manifest
