// Twelve digits in free text are more often something else than an account: the last group of a UUID, a time stamp, a
// fraction, a Google project. So the shape around them is asked first, then what names them, then the place.
// Every look back or ahead is bounded, so that a long text costs no more than its length.
#include "manifest/accounts.h"

#include <algorithm>
#include <string>

#include "manifest/account_names.h"
#include "manifest/atoms.h"
#include "manifest/characters.h"
#include "manifest/data_tables.h"
#include "manifest/hosts.h"
#include "manifest/regions.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLookAround = 200;

// The run without white space, quotes and commas around `digits`, at most kLookAround bytes each way.
base::Span token_around(std::string_view text, base::Span digits) {
  const auto ends = [](char c) { return is_space(c) || c == '"' || c == '\'' || c == '`' || c == ','; };
  std::size_t begin = digits.begin;
  while (begin > 0 && digits.begin - begin < kLookAround && !ends(text[begin - 1])) --begin;
  std::size_t end = digits.end;
  while (end < text.size() && end - digits.end < kLookAround && !ends(text[end])) ++end;
  return {base::offset32(begin), base::offset32(end)};
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The digits end a UUID: -hhhh-hhhh-hhhh- stands before them.
bool ends_uuid(std::string_view text, std::size_t begin) {
  constexpr std::size_t kGroups = 15;
  if (begin < kGroups + 1 || text[begin - 1] != '-') return false;
  for (std::size_t i = 1; i <= kGroups; ++i) {
    const char c = text[begin - 1 - i];
    const bool dash = i % 5 == 0;
    if (dash ? c != '-' : !base::is_hex_digit(c)) return false;
  }
  return true;
}

// Another number's digits: 0.123456789012, 123456789012.5, +123456789012, a short digest, a Google or Firebase id.
bool is_other_number(std::string_view text, base::Span digits) {
  const char before = digits.begin > 0 ? text[digits.begin - 1] : '\0';
  const char before_that = digits.begin > 1 ? text[digits.begin - 2] : '\0';
  const char after = at_or_nul(text, digits.end);
  if (ends_uuid(text, digits.begin) || before == '+') return true;
  if (before == '.' && base::is_digit(before_that)) return true;
  if (after == '.' && base::is_digit(at_or_nul(text, digits.end + 1))) return true;
  const std::string_view head = text.substr(0, digits.begin);
  if (head.ends_with("sha256:") || head.ends_with("sha256-") || head.ends_with("tel:")) return true;
  const std::string_view tail = text.substr(digits.end, kLookAround);
  if (before == ':' && before_that == '1' &&
      (tail.starts_with(":web:") || tail.starts_with(":android:") || tail.starts_with(":ios:"))) {
    return true;
  }
  const base::Span token = token_around(text, digits);
  const std::string_view rest = text.substr(digits.end, token.end - digits.end);
  return contains(rest, "googleusercontent.com") || contains(rest, "gserviceaccount.com");
}

constexpr unsigned number_at(std::string_view digits, std::size_t index) {
  return static_cast<unsigned>(digits[index] - '0') * 10 + static_cast<unsigned>(digits[index + 1] - '0');
}

// YYYYMMDDhhmm or YYMMDDhhmmss of our times.
bool looks_like_time(std::string_view digits) {
  const auto in = [&](std::size_t index, unsigned low, unsigned high) {
    const unsigned value = number_at(digits, index);
    return low <= value && value <= high;
  };
  const bool century = digits.starts_with("19") || digits.starts_with("20");
  if (century && in(4, 1, 12) && in(6, 1, 31) && in(8, 0, 23) && in(10, 0, 59)) return true;
  return in(0, 15, 39) && in(2, 1, 12) && in(4, 1, 31) && in(6, 0, 23) && in(8, 0, 59) && in(10, 0, 59);
}

// Words that may stand between "account" and its number: "AWS account number is 123456789012".
bool is_filler(std::string_view word) {
  constexpr std::string_view kFillers[] = {"id", "ids", "number", "no", "is", "the"};
  return std::any_of(std::begin(kFillers), std::end(kFillers),
                     [&](std::string_view filler) { return base::equals_ignore_case(word, filler); });
}

// AWS_ACCOUNT_ID=1234..., --registry-ids 1234..., "Account": "1234...", account number is 1234...
bool is_named_by_text(std::string_view text, std::size_t begin) {
  std::size_t index = begin;
  for (unsigned words = 0; words < 4; ++words) {
    const std::size_t word_limit = index;
    while (index > 0 && word_limit - index < 6 &&
           (is_space(text[index - 1]) || contains("=:\"'\\([{#", text.substr(index - 1, 1)))) {
      --index;
    }
    if (index == word_limit) return false;
    const std::size_t end = index;
    while (index > 0 && end - index < 64 &&
           (base::is_alnum(text[index - 1]) || contains("_-.", text.substr(index - 1, 1)))) {
      --index;
    }
    const std::string_view word = text.substr(index, end - index);
    if (says_other_number(word)) return false;
    if (says_account(word)) return true;
    if (!is_filler(word)) return false;
  }
  return false;
}

// bucket-123456789012-us-east-1-an, codepipeline-us-east-1-123456789012.
bool is_beside_region(std::string_view text, base::Span digits) {
  if (at_or_nul(text, digits.end) == '-' && region_at(text, digits.end + 1)) return true;
  return digits.begin > 0 && text[digits.begin - 1] == '-' && region_before(text, digits.begin - 1);
}

// https://sqs.us-east-1.amazonaws.com/123456789012/name and the older hosts queue.amazonaws.com and REGION.queue...
bool is_in_queue_url(std::string_view text, std::size_t begin) {
  if (begin < 2 || text[begin - 1] != '/') return false;
  const std::string_view host = slice(text, host_around(text, begin - 1));
  if (!is_aws_host(host) && !host.ends_with('}') && !host.ends_with('>')) return false;
  return host.starts_with("sqs.") || host.starts_with("sqs-fips.") || host.starts_with("queue.") ||
         contains(host, ".queue.") || contains(host, ".sqs.");
}

// 123456789012.signin.aws.amazon.com, 123456789012:function:name, arn:aws:iam::123456789012 without a resource.
bool is_own_field(std::string_view text, base::Span digits) {
  const std::string_view rest = text.substr(digits.end);
  if (rest.starts_with(":function:") || rest.starts_with(":role/") || rest.starts_with(":root")) return true;
  if (rest.starts_with(".") && is_aws_host(slice(text, host_around(text, digits.end)))) return true;
  if (digits.begin == 0 || text[digits.begin - 1] != ':') return false;
  const base::Span token = token_around(text, digits);
  return contains(slice(text, token), "arn:");
}

// An id in a web address of somebody else: https://example.com/orders/123456789012.
bool is_in_foreign_url(std::string_view text, base::Span digits) {
  const base::Span token = token_around(text, digits);
  const std::string_view before = text.substr(token.begin, digits.begin - token.begin);
  const std::size_t scheme = before.rfind("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view host = slice(text, host_around(text, token.begin + scheme + 3));
  const bool own_scheme = before.substr(0, scheme).ends_with("s3");
  return !own_scheme && !is_aws_host(host);
}

// A bucket that ends in its owner's account, as many generated ones do: arn:aws:s3:::config-123456789012/app.env, or
// the whole text under a name that says bucket.
bool ends_bucket(std::string_view text, std::string_view key, base::Span digits) {
  if (digits.begin < 2 || text[digits.begin - 1] != '-') return false;
  const char after = at_or_nul(text, digits.end);
  if (base::is_alnum(after) || after == '-' || after == '.' || after == '_') return false;
  if (digits.end == text.size() && says_bucket(key)) return true;
  const base::Span token = token_around(text, digits);
  const std::string_view before = text.substr(token.begin, digits.begin - token.begin);
  const std::size_t slash = before.rfind('/');
  const std::string_view scheme = slash == std::string_view::npos ? std::string_view() : before.substr(0, slash + 1);
  return scheme.ends_with("s3://") || scheme.ends_with("s3a://") ||
         (slash == std::string_view::npos && contains(before, ":s3:::"));
}

// The prefix under which AWS services deliver logs: AWSLogs/123456789012/, AWSLogs/o-ORGANIZATION/123456789012/.
bool is_in_log_prefix(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongestPrefix = 64;
  const std::size_t first = begin > kLongestPrefix ? begin - kLongestPrefix : 0;
  std::string_view before = text.substr(first, begin - first);
  if (!before.ends_with('/')) return false;
  before.remove_suffix(1);
  if (before.ends_with("AWSLogs")) return true;
  const std::size_t slash = before.rfind('/');
  return slash != std::string_view::npos && before.substr(slash + 1).starts_with("o-") &&
         before.substr(0, slash).ends_with("AWSLogs");
}

const KnownAccount* find_known_account(std::string_view twelve_digits) {
  std::uint64_t id = 0;
  for (const char c : twelve_digits) id = id * 10 + static_cast<std::uint64_t>(c - '0');
  const auto known = known_accounts();
  const auto found = std::lower_bound(known.begin(), known.end(), id,
                                      [](const KnownAccount& row, std::uint64_t wanted) { return row.id < wanted; });
  return found != known.end() && found->id == id ? &*found : nullptr;
}

}  // namespace

AccountEvidence judge_account(std::string_view text, std::string_view key, base::Span digits) {
  if (is_other_number(text, digits)) return AccountEvidence::none;
  if (is_in_queue_url(text, digits.begin) || is_own_field(text, digits)) return AccountEvidence::strong;
  if (is_in_foreign_url(text, digits) || says_other_number(key)) return AccountEvidence::none;
  if (says_account(key) || is_named_by_text(text, digits.begin) || is_in_log_prefix(text, digits.begin)) {
    return AccountEvidence::strong;
  }
  if (looks_like_time(slice(text, digits))) return AccountEvidence::none;
  return is_beside_region(text, digits) || ends_bucket(text, key, digits) ? AccountEvidence::strong
                                                                          : AccountEvidence::weak;
}

AccountClass classify_account(std::string_view twelve_digits) {
  const KnownAccount* known = find_known_account(twelve_digits);
  return known != nullptr ? known->account_class : AccountClass::ordinary;
}

std::string_view account_owner(std::string_view twelve_digits) {
  const KnownAccount* known = find_known_account(twelve_digits);
  return known != nullptr ? known->group : std::string_view();
}

}  // namespace paritylint::manifest
