#include "manifest/same_service.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

#include "base/text.h"
#include "manifest/characters.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestName = 512;

bool begins_part(std::string_view text, std::size_t at) {
  return begins_word(text, at) || (base::is_upper(text[at]) && !base::is_upper(text[at - 1]));
}

bool ends_part(std::string_view text, std::size_t end) {
  const char next = at_or_nul(text, end);
  return !base::is_alnum(next) || base::is_upper(next);
}

// A name in lower case, letters and digits only, without the word of an environment.
struct BareName {
  std::string letters;
  bool had_word = false;
};

BareName bare_name(std::string_view name, std::string_view word, std::optional<std::uint8_t> environment,
                   const Vocabulary& vocabulary) {
  std::string text(name.substr(0, kLongestName));
  BareName result;
  const auto take_out = [&](std::size_t at, std::size_t size) {
    text.replace(at, size, size, '-');
    result.had_word = true;
  };
  for (std::size_t at = 0; !word.empty() && at + word.size() <= text.size(); ++at) {
    const bool is_word = base::equals_ignore_case(std::string_view(text).substr(at, word.size()), word) &&
                         begins_part(text, at) && ends_part(text, at + word.size());
    if (is_word) take_out(at, word.size());
  }
  if (environment) {
    for (const EnvironmentWord& one : find_environment_words(text, vocabulary)) {
      if (one.environment == *environment) take_out(one.span.begin, one.span.size());
    }
  }
  for (const char c : text) {
    if (base::is_alnum(c)) result.letters += base::to_lower(c);
  }
  return result;
}

class Comparer {
 public:
  Comparer(const NamedContent& one, const NamedContent& other, const Vocabulary& vocabulary)
      : one_(one), other_(other), vocabulary_(vocabulary) {
    one_environment_ = environment_of(one.word);
    other_environment_ = environment_of(other.word);
  }

  ServiceComparison run() {
    const Identity& a = one_.identity;
    const Identity& b = other_.identity;
    const auto family =
        agree("family", {&a.family, a.family.empty() ? 0u : 1u}, {&b.family, b.family.empty() ? 0u : 1u});
    const auto containers = agree("containers", a.containers, b.containers);
    if (!family && !containers) agree("log groups", a.log_groups, b.log_groups);
    if (!differing_.empty()) {
      result_.verdict = SameService::different;
      result_.evidence = differing_;
    } else if (!same_.empty()) {
      result_.verdict = SameService::same;
      result_.evidence = "both have the same " + same_;
    }
    return std::move(result_);
  }

 private:
  std::optional<std::uint8_t> environment_of(std::string_view word) const {
    const auto words = find_environment_words(word, vocabulary_);
    return words.empty() ? std::nullopt : std::optional(words.front().environment);
  }

  std::vector<std::string> bare(std::span<const std::string> names, const NamedContent& owner,
                                std::optional<std::uint8_t> environment) {
    std::vector<std::string> result;
    for (const std::string& name : names) {
      BareName one = bare_name(name, owner.word, environment, vocabulary_);
      if (&owner == &one_) result_.by_word = result_.by_word || one.had_word;
      result.push_back(std::move(one.letters));
    }
    return result;
  }

  // What a placeholder stands for is unknown.
  static std::vector<std::string> literal(std::span<const std::string> names) {
    std::vector<std::string> result;
    std::ranges::copy_if(names, std::back_inserter(result),
                         [](const std::string& name) { return name.find_first_of("<>{}$%") == std::string::npos; });
    return result;
  }

  // Nothing when either has none.
  std::optional<bool> agree(std::string_view what, std::span<const std::string> all_a,
                            std::span<const std::string> all_b) {
    const std::vector<std::string> a = literal(all_a);
    const std::vector<std::string> b = literal(all_b);
    if (a.empty() || b.empty()) return std::nullopt;
    std::vector<std::string> fewer = bare(a, one_, one_environment_);
    std::vector<std::string> more = bare(b, other_, other_environment_);
    if (fewer.size() > more.size()) fewer.swap(more);
    const bool same = std::ranges::all_of(
        fewer, [&](const std::string& name) { return !name.empty() && std::ranges::find(more, name) != more.end(); });
    if (same) {
      if (!same_.empty()) same_ += " and ";
      same_ += what;
    } else if (differing_.empty()) {
      const bool is_plural = a.size() > 1 || what != "family";
      differing_ = "its " + std::string(what) + (is_plural ? " are " : " is ") + joined(a) + ", not " + joined(b);
    }
    return same;
  }

  static std::string joined(std::span<const std::string> names) {
    constexpr std::size_t kMostShown = 3;
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) text += ", ";
      if (i == kMostShown) return text + "...";
      text += names[i].substr(0, kLongestName);
    }
    return text;
  }

  const NamedContent& one_;
  const NamedContent& other_;
  const Vocabulary& vocabulary_;
  std::optional<std::uint8_t> one_environment_;
  std::optional<std::uint8_t> other_environment_;
  std::string same_;       // what agrees
  std::string differing_;  // the first that does not
  ServiceComparison result_;
};

}  // namespace

ServiceComparison compare_services(const NamedContent& one, const NamedContent& other, const Vocabulary& vocabulary) {
  return Comparer(one, other, vocabulary).run();
}

}  // namespace paritylint::manifest
