#include "diff/abstraction.h"

#include <algorithm>

#include "base/text.h"

namespace paritylint::diff {
namespace {

using manifest::Atom;
using manifest::AtomKind;

constexpr std::size_t kSecretSuffix = 7;  // "-AbCdEf", which Secrets Manager adds to a name
constexpr std::size_t kRandomLabel = 10;

// The six random characters behind a secret's name, "" when the ARN ends without them.
base::Span secret_suffix(std::string_view value, base::Span arn) {
  std::string_view text = base::slice(value, arn);
  // Behind the name a JSON key, stage and version may follow.
  constexpr std::string_view kMark = ":secret:";
  const std::size_t name = text.find(kMark);
  if (name == std::string_view::npos) return {};
  const std::size_t end = std::min(text.find(':', name + kMark.size()), text.size());
  if (end < kSecretSuffix || text[end - kSecretSuffix] != '-') return {};
  for (std::size_t i = end - kSecretSuffix + 1; i < end; ++i) {
    if (!base::is_alnum(text[i])) return {};
  }
  const std::uint32_t last = arn.begin + base::offset32(end);
  return {last - base::offset32(kSecretSuffix) + 1, last};
}

// Call visit(span) for the labels of an endpoint's host that AWS drew: letters and digits, long, with both in them.
template <class Visit>
void for_each_random_label(std::string_view value, base::Span host, Visit&& visit) {
  for (std::uint32_t begin = host.begin; begin < host.end;) {
    std::uint32_t end = begin;
    bool has_digit = false, has_letter = false;
    for (; end < host.end && base::is_alnum(value[end]); ++end) {
      has_digit = has_digit || base::is_digit(value[end]);
      has_letter = has_letter || base::is_alpha(value[end]);
    }
    if (end - begin >= kRandomLabel && has_digit && has_letter) visit(base::Span{begin, end});
    begin = end + 1;
  }
}

char variable_of(AtomKind kind) {
  switch (kind) {
    case AtomKind::account_id:
      return Abstraction::kAccount;
    case AtomKind::region:
      return Abstraction::kRegion;
    case AtomKind::partition:
      return Abstraction::kPartition;
    case AtomKind::generated_id:
      return Abstraction::kId;
    default:
      return 0;
  }
}

}  // namespace

void Abstraction::split(std::string_view value, std::string_view name) {
  atoms_.clear();
  pieces_.clear();
  manifest::scan_atoms(value, name, vocabulary_, atoms_);
  for (const Atom& atom : atoms_) {
    if (atom.kind == AtomKind::secret_arn) {
      if (const base::Span suffix = secret_suffix(value, atom.span); !suffix.empty())
        pieces_.push_back({suffix, kId, {}});
    } else if (atom.kind == AtomKind::endpoint) {
      for_each_random_label(value, atom.span, [&](base::Span label) { pieces_.push_back({label, kId, {}}); });
    }
    if (const char variable = variable_of(atom.kind); variable != 0) pieces_.push_back({atom.span, variable, {}});
  }
  // Atoms leave out words in what could be a variable's name, STAGING_SECRET_KEY; here both sides are at hand.
  for (const manifest::EnvironmentWord& word : manifest::find_environment_words(value, vocabulary_)) {
    manifest::NamedEnvironment named = manifest::named_environment(value, word, vocabulary_);
    pieces_.push_back({named.span, kEnvironment, {named.span, std::move(named.name), word.strong}});
  }
  std::ranges::stable_sort(pieces_, [](const Piece& a, const Piece& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::uint32_t end = 0;
  std::erase_if(pieces_, [&](const Piece& piece) {
    if (piece.span.begin < end) return true;
    end = piece.span.end;
    return false;
  });
}

std::vector<Word> Abstraction::words(std::string_view value, std::string_view name) {
  split(value, name);
  std::vector<Word> result;
  for (Piece& piece : pieces_) {
    if (piece.variable == kEnvironment) result.push_back(std::move(piece.word));
  }
  return result;
}

std::vector<std::string_view> Abstraction::accounts(std::string_view value, std::string_view name) {
  atoms_.clear();
  manifest::scan_atoms(value, name, vocabulary_, atoms_);
  std::vector<std::string_view> result;
  for (const Atom& atom : atoms_) {
    if (atom.kind == AtomKind::account_id && atom.strong && atom.account_class == manifest::AccountClass::ordinary)
      result.push_back(base::slice(value, atom.span));
  }
  return result;
}

std::string without_environment(std::string_view abstracted) {
  const auto is_separator = [](char c) { return c == '-' || c == '_' || c == '.' || c == '/' || c == ' '; };
  std::string result;
  for (std::size_t i = 0; i < abstracted.size(); ++i) {
    if (abstracted[i] != Abstraction::kEnvironment) {
      result += abstracted[i];
      continue;
    }
    const bool has_after = i + 1 < abstracted.size() && is_separator(abstracted[i + 1]);
    const bool has_before = !result.empty() && is_separator(result.back());
    // A '/' before goes on separating what stands in front of it.
    const bool takes_before = has_before && !(has_after && result.back() == '/');
    if (takes_before) {
      result.pop_back();
    } else if (has_after) {
      ++i;
    }
  }
  return result;
}

std::string_view repository_of(std::string_view image) {
  const std::size_t slash = image.rfind('/');
  const std::size_t from = slash == std::string_view::npos ? 0 : slash;
  return image.substr(0, std::min(image.find_first_of("@:", from), image.size()));
}

}  // namespace paritylint::diff
