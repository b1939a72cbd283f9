#include "manifest/environment_words.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace paritylint::manifest {
namespace {

// A word without digits glued to its end; empty when it cannot be an environment word.
std::string_view letters_of(std::string_view word) {
  std::size_t end = word.size();
  while (end > 0 && base::is_digit(word[end - 1])) --end;
  if (end < 2 || end > Vocabulary::kLongestWord || word.size() - end > 3) return {};
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

// `letters` in lower case. Requires: at most 16 letters.
Vocabulary::PackedWord Vocabulary::pack(std::string_view letters) {
  char bytes[16] = {};
  for (std::size_t i = 0; i < letters.size(); ++i) bytes[i] = base::to_lower(letters[i]);
  PackedWord word;
  std::memcpy(&word.head, bytes, sizeof word.head);
  std::memcpy(&word.tail, bytes + sizeof word.head, sizeof word.tail);
  return word;
}

// `letters` in any case. Requires: at most kLongestWord letters.
const Vocabulary::TableWord* Vocabulary::find(std::string_view letters) const {
  const PackedWord wanted = pack(letters);
  for (const TableWord& entry : by_length_[letters.size()]) {
    if (entry.letters == wanted) return &entry;
  }
  return nullptr;
}

// The longest configured word of several parts whose last part is [begin, end); its separators may be others or, in
// camel case, be missing.
std::optional<EnvironmentWord> Vocabulary::compound_at(std::string_view text, std::size_t begin,
                                                       std::size_t end) const {
  std::optional<EnvironmentWord> longest;
  for (const CompoundWord& word : compounds_) {
    if (!base::equals_ignore_case(text.substr(begin, end - begin), word.last)) continue;
    std::size_t at = begin;
    bool same = true;
    for (std::size_t i = word.text.size() - word.last.size(); same && i > 0; --i) {
      const char wanted = word.text[i - 1];
      if (!base::is_alnum(wanted)) {
        if (at > 0 && !base::is_alnum(text[at - 1])) --at;
        continue;
      }
      same = at > 0 && base::to_lower(text[at - 1]) == wanted;
      at -= same ? 1 : 0;
    }
    const bool begins = begins_word(text, at) || base::is_upper(text[at]);
    if (same && begins && (!longest || at < longest->span.begin))
      longest = EnvironmentWord{{base::offset32(at), base::offset32(end)}, word.environment, true};
  }
  return longest;
}

std::optional<EnvironmentWord> Vocabulary::word_at(std::string_view text, std::size_t begin, std::size_t end) const {
  if (!compounds_.empty()) {
    const auto compound = compound_at(text, begin, end);
    if (compound && !is_flag_name(text, compound->span.begin)) return compound;
  }
  std::string_view letters = text.substr(begin, end - begin);
  // A configured word may have one letter, or digits of its own: "eu1", "dev1" beside a "dev" that is not configured.
  const TableWord* entry = identity_ != 0 && letters.size() <= kLongestWord ? find(letters) : nullptr;
  if (entry == nullptr) {
    letters = letters_of(text.substr(begin, end - begin));
    entry = letters.empty() ? nullptr : find(letters);
    if (entry != nullptr && letters.size() < end - begin && !entry->takes_digits) entry = nullptr;
  }
  if (entry == nullptr) return std::nullopt;

  std::size_t start = prefix_begin(text, begin);
  if (start != begin) {
    std::string joined = base::to_lower(text[start]) == 'p' ? "pre" : "non";
    joined += letters;
    const TableWord* longer = joined.size() <= kLongestWord ? find(joined) : nullptr;
    if (longer != nullptr) {
      entry = longer;
    } else {
      start = begin;
    }
  }
  if (is_device_folder(text, start, end) || is_flag_name(text, start)) return std::nullopt;
  return EnvironmentWord{{base::offset32(start), base::offset32(end)}, entry->environment, entry->strong};
}

std::vector<EnvironmentWord> find_environment_words(std::string_view text, const Vocabulary& vocabulary) {
  std::vector<EnvironmentWord> words;
  for (std::size_t i = 0; i < text.size();) {
    if ((character_class(text[i]) & kAlnum) == 0) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    std::uint8_t classes = 0;
    for (; i < text.size() && (character_class(text[i]) & kAlnum) != 0; ++i) classes |= character_class(text[i]);
    visit_environment_words(vocabulary, text, begin, i, classes, [&](const EnvironmentWord& word) {
      while (!words.empty() && word.span.contains(words.back().span)) words.pop_back();
      words.push_back(word);
    });
  }
  return words;
}

std::vector<EnvironmentWord> find_environment_words(std::string_view text) {
  return find_environment_words(text, Vocabulary::built_in());
}

}  // namespace paritylint::manifest
