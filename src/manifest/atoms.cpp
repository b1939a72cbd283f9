// One pass over a text, word by word. A word (a run of letters and digits) or a mark that can begin an atom calls the
// matcher of that atom, which looks around by itself; most words and marks call none, so that a text without atoms
// costs one table look-up per byte and one comparison per word.
#include "manifest/atoms.h"

#include <algorithm>

#include "manifest/accounts.h"
#include "manifest/characters.h"
#include "manifest/endpoints.h"
#include "manifest/environment_words.h"
#include "manifest/generated_ids.h"
#include "manifest/hosts.h"
#include "manifest/placeholder.h"
#include "manifest/regions.h"

namespace paritylint::manifest {
namespace {

class AtomScanner {
 public:
  AtomScanner(std::string_view text, std::string_view key, const Vocabulary& vocabulary, std::vector<Atom>& atoms)
      : text_(text), key_(key), vocabulary_(vocabulary), atoms_(atoms), first_(atoms.size()) {}

  void scan() {
    for (std::size_t i = 0; i < text_.size();) {
      std::uint8_t classes = character_class(text_[i]);
      if ((classes & kAlnum) == 0) {
        if ((classes & kPlaceholderMark) != 0) add_placeholder(i);
        ++i;
        continue;
      }
      const std::size_t begin = i++;
      while (i < text_.size()) {
        const std::uint8_t next = character_class(text_[i]);
        if ((next & kAlnum) == 0) break;
        classes |= next;
        ++i;
      }
      word(begin, i, classes);
    }
  }

 private:
  void word(std::size_t begin, std::size_t end, std::uint8_t classes) {
    const std::size_t size = end - begin;
    if (classes == kDigit) {
      if (size == 12) account(begin, end);
      return;
    }
    if (size <= 4) {
      if (end < text_.size() && (character_class(text_[end]) & kJoiner) != 0) short_word(begin, end);
    } else {
      long_word(begin, end, classes);
    }
    if (size < 2 || begin < placeholder_end_) return;
    visit_environment_words(vocabulary_, text_, begin, end, classes, [&](const EnvironmentWord& found) {
      // The parts of a longer word that ends here.
      while (atoms_.size() > first_ && atoms_.back().kind == AtomKind::environment_word &&
             found.span.contains(atoms_.back().span)) {
        atoms_.pop_back();
      }
      Atom& atom = add(AtomKind::environment_word, found.span);
      atom.environment = found.environment;
      atom.strong = found.strong;
    });
  }

  // Words of up to four letters begin ARNs, regions, S3 locations, generated ids and MY_ or YOUR_ placeholders.
  // Requires: a joiner follows.
  void short_word(std::size_t begin, std::size_t end) {
    const char next = text_[end];
    const std::string_view word = text_.substr(begin, end - begin);
    if (next == '_') {
      if (word == "MY" || word == "YOUR") add_placeholder(begin);
    } else if (word[0] == 's' && at_or_nul(text_, begin + 1) == '3') {
      s3_word(begin, end);
    } else if (next == ':') {
      if (word == "arn") arn(begin);
    } else if (next == '-' && base::is_lower(word[0]) && (word.size() == 2 || word == "eusc")) {
      if (const auto region = region_at(text_, begin)) {
        add(AtomKind::region, *region);
        add_found(AtomKind::generated_id, pool_id_at(text_, *region));
        return;
      }
    }
    if (next == '-') add_found(AtomKind::generated_id, prefixed_id_at(text_, begin, end));
  }

  // Longer words that begin an id, lead to a host or end a placeholder are few; their lengths tell most others.
  void long_word(std::size_t begin, std::size_t end, std::uint8_t classes) {
    const std::string_view word = text_.substr(begin, end - begin);
    switch (word.size()) {
      case 6:
        if (at_or_nul(text_, end) == '-' && word == "subnet")
          add_found(AtomKind::generated_id, prefixed_id_at(text_, begin, end));
        break;
      case 8:
        if (at_or_nul(text_, end) == '-' && (classes & kUpper) == 0)
          add_found(AtomKind::generated_id, kms_key_id_at(text_, key_, begin));
        break;
      case 9:
        if (word == "amazonaws") add_found(AtomKind::endpoint, aws_endpoint_at(text_, begin));
        break;
      case 10:
        if (word == "cloudfront") add_found(AtomKind::endpoint, cloudfront_endpoint_at(text_, begin));
        break;
      case 11:
        if (classes == kUpper) ending_placeholder(begin, end);
        break;
      case 13:
      case 14: {
        const base::Span span{base::offset32(begin), base::offset32(end)};
        if (classes == (kUpper | kDigit) && is_distribution_id(text_, key_, span)) add(AtomKind::generated_id, span);
        break;
      }
      default:
        break;
    }
  }

  // s3://BUCKET/KEY, s3.REGION.amazonaws.com.
  void s3_word(std::size_t begin, std::size_t end) {
    const std::size_t size = end - begin;
    if (text_[end] == ':') {
      const bool scheme = size == 2 || (size == 3 && (text_[begin + 2] == 'a' || text_[begin + 2] == 'n'));
      if (!scheme || !text_.substr(end).starts_with("://")) return;
      if (const auto bucket = bucket_at(text_, end + 3)) add(AtomKind::s3_bucket, *bucket);
    } else if (size == 2) {
      if (const auto bucket = bucket_of_host(text_, begin)) add(AtomKind::s3_bucket, *bucket);
    }
  }

  // X_PLACEHOLDER is known by its end: go back to where its word begins.
  void ending_placeholder(std::size_t begin, std::size_t end) {
    constexpr std::size_t kLongestName = 128;
    if (text_.substr(begin, end - begin) != "PLACEHOLDER" || begin == 0 || text_[begin - 1] != '_') return;
    std::size_t start = begin;
    while (start > 0 && begin - start < kLongestName && (base::is_alnum(text_[start - 1]) || text_[start - 1] == '_'))
      --start;
    add_placeholder(start);
  }

  void add_placeholder(std::size_t begin) {
    if (begin < placeholder_end_) return;
    const auto found = placeholder_at(text_, begin);
    if (!found) return;
    add(AtomKind::placeholder, *found);
    placeholder_end_ = found->end;
  }

  void arn(std::size_t begin) {
    const auto found = parse_arn(text_, begin);
    if (!found) return;
    add(AtomKind::arn, found->whole);
    account_field_ = found->account;
    if (slice(text_, found->partition).starts_with("aws")) add(AtomKind::partition, found->partition);
    account_field_placeholder(*found);
    if (names_generated_resource(text_, *found)) add(AtomKind::generated_id, found->whole);
    const std::string_view service = slice(text_, found->service);
    const std::string_view resource = slice(text_, found->resource);
    if (service == "iam" && resource.starts_with("role/")) {
      add(AtomKind::role_arn, found->whole);
    } else if (service == "secretsmanager" && resource.starts_with("secret:")) {
      add(AtomKind::secret_arn, found->whole);
    } else if (service == "ssm" && resource.starts_with("parameter")) {
      add(AtomKind::parameter_arn, found->whole);
    } else if (service == "s3" && found->region.empty() && found->account.empty()) {
      const auto bucket = bucket_at(text_, found->resource.begin);
      if (bucket && bucket->end <= found->resource.end) add(AtomKind::s3_bucket, *bucket);
    } else if (service == "s3" && resource.starts_with("accesspoint/")) {
      const std::size_t name = found->resource.begin + sizeof("accesspoint/") - 1;
      const auto access_point = bucket_at(text_, name);
      if (access_point) add(AtomKind::s3_bucket, {found->resource.begin, access_point->end});
    }
  }

  // ACCOUNT_ID or [account] in an ARN's account field; forms with marks are found where they begin.
  void account_field_placeholder(const Arn& arn) {
    const std::string_view field = slice(text_, arn.account);
    if (field.empty() || field == "*" || field == "aws" || field == "cloudfront") return;
    if (std::all_of(field.begin(), field.end(), base::is_digit)) return;
    for (std::size_t i = arn.account.begin; i < arn.account.end; ++i) {
      if (placeholder_at(text_, i)) return;
    }
    add(AtomKind::placeholder, arn.account);
  }

  void account(std::size_t begin, std::size_t end) {
    const base::Span digits{base::offset32(begin), base::offset32(end)};
    const auto host_end = ecr_host_end(text_, end);
    if (host_end) add(AtomKind::ecr_host, {digits.begin, base::offset32(*host_end)});
    AccountEvidence evidence = AccountEvidence::strong;
    if (!host_end && digits != account_field_) evidence = judge_account(text_, key_, digits);
    if (evidence == AccountEvidence::none) return;
    Atom& atom = add(AtomKind::account_id, digits);
    atom.account_class = classify_account(slice(text_, digits));
    atom.strong = evidence == AccountEvidence::strong;
  }

  void add_found(AtomKind kind, std::optional<base::Span> span) {
    if (span) add(kind, *span);
  }

  Atom& add(AtomKind kind, base::Span span) {
    Atom& atom = atoms_.emplace_back();
    atom.kind = kind;
    atom.span = span;
    return atom;
  }

  std::string_view text_;
  std::string_view key_;
  const Vocabulary& vocabulary_;
  std::vector<Atom>& atoms_;
  std::size_t first_;                // atoms before it belong to other texts
  base::Span account_field_;         // of the last ARN
  std::size_t placeholder_end_ = 0;  // names inside a placeholder are a variable's, not an environment's
};

}  // namespace

void scan_atoms(std::string_view text, std::string_view key, const Vocabulary& vocabulary, std::vector<Atom>& atoms) {
  const auto first = static_cast<std::ptrdiff_t>(atoms.size());
  AtomScanner(text, key, vocabulary, atoms).scan();
  if (atoms.size() < static_cast<std::size_t>(first) + 2) return;
  std::sort(atoms.begin() + first, atoms.end(), [](const Atom& a, const Atom& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end > b.span.end;
    return a.kind < b.kind;
  });
}

void scan_atoms(std::string_view text, std::string_view key, std::vector<Atom>& atoms) {
  scan_atoms(text, key, Vocabulary::built_in(), atoms);
}

}  // namespace paritylint::manifest
