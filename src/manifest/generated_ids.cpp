#include "manifest/generated_ids.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "manifest/characters.h"
#include "manifest/placeholder.h"

namespace paritylint::manifest {
namespace {

enum class Digits : std::uint8_t { hex, lower };

struct IdForm {
  std::string_view prefix;
  Digits digits;
  std::size_t shortest, longest;
};

// An EC2 id has 8 digits (old) or 17; the model of EFS allows up to 40.
constexpr IdForm kIdForms[] = {
    {"fs", Digits::hex, 8, 40},    {"fsap", Digits::hex, 8, 40},   {"sg", Digits::hex, 8, 17},
    {"vpc", Digits::hex, 8, 17},   {"eni", Digits::hex, 8, 17},    {"subnet", Digits::hex, 8, 17},
    {"ns", Digits::lower, 16, 17}, {"srv", Digits::lower, 16, 17}, {"mrk", Digits::hex, 32, 32},
};

constexpr bool is_hex(char c) { return base::is_digit(c) || (c >= 'a' && c <= 'f'); }

// True when a name goes on at `index`, so that what stands before it is only its beginning.
bool goes_on(std::string_view text, std::size_t index) {
  const char c = at_or_nul(text, index);
  return base::is_alnum(c) || c == '-' || c == '_';
}

// The end of the UUID at `begin`, or 0.
std::size_t uuid_end(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLength = 36;
  if (text.size() < begin + kLength || goes_on(text, begin + kLength)) return 0;
  for (std::size_t i = 0; i < kLength; ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? text[begin + i] != '-' : !is_hex(text[begin + i])) return 0;
  }
  return begin + kLength;
}

bool contains_ignoring_case(std::string_view text, std::string_view lower) {
  const auto same = [](char a, char b) { return base::to_lower(a) == b; };
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(), same) != text.end();
}

// What a resource's name begins with, by service; the name behind it is drawn by AWS or ends in what is.
struct ResourceForm {
  std::string_view service, prefix;
};
constexpr ResourceForm kResourceForms[] = {
    {"elasticloadbalancing", "targetgroup/"},
    {"elasticloadbalancing", "loadbalancer/"},
    {"elasticloadbalancing", "listener/"},
    {"acm", "certificate/"},
    {"kms", "key/"},
    {"servicediscovery", "service/"},
    {"servicediscovery", "namespace/"},
    {"wafv2", "regional/webacl/"},
    {"wafv2", "global/webacl/"},
    {"elasticfilesystem", "file-system/"},
    {"elasticfilesystem", "access-point/"},
    {"s3files", "file-system/"},
    {"cognito-idp", "userpool/"},
    {"cognito-identity", "identitypool/"},
    {"codestar-connections", "connection/"},
    {"codeconnections", "connection/"},
};

}  // namespace

std::optional<base::Span> prefixed_id_at(std::string_view text, std::size_t begin, std::size_t dash) {
  const std::string_view prefix = text.substr(begin, dash - begin);
  const auto* const form = std::ranges::find(kIdForms, prefix, &IdForm::prefix);
  if (form == std::end(kIdForms)) return std::nullopt;
  if (begin > 0 && (text[begin - 1] == '-' || text[begin - 1] == '_')) return std::nullopt;
  std::size_t end = dash + 1;
  bool has_digit = false;
  while (end < text.size() && end - dash <= form->longest + 1) {
    const char c = text[end];
    if (form->digits == Digits::hex ? !is_hex(c) : !base::is_digit(c) && !base::is_lower(c)) break;
    has_digit = has_digit || base::is_digit(c);
    ++end;
  }
  const std::size_t length = end - dash - 1;
  const bool is_gap = form->longest == 17 && form->shortest == 8 && length != 8 && length != 17;
  if (length < form->shortest || length > form->longest || is_gap || !has_digit || goes_on(text, end)) {
    return std::nullopt;
  }
  return base::Span{base::offset32(begin), base::offset32(end)};
}

std::optional<base::Span> pool_id_at(std::string_view text, base::Span region) {
  constexpr std::size_t kLength = 9;
  const char mark = at_or_nul(text, region.end);
  if (mark == ':') {
    const std::size_t end = uuid_end(text, region.end + 1);
    return end != 0 ? std::optional(base::Span{region.begin, base::offset32(end)}) : std::nullopt;
  }
  if (mark != '_') return std::nullopt;
  std::size_t end = region.end + 1;
  while (end < text.size() && end - region.end <= kLength + 1 && base::is_alnum(text[end])) ++end;
  if (end - region.end - 1 != kLength || goes_on(text, end)) return std::nullopt;
  return base::Span{region.begin, base::offset32(end)};
}

std::optional<base::Span> kms_key_id_at(std::string_view text, std::string_view key, std::size_t begin) {
  if (!contains_ignoring_case(key, "kms")) return std::nullopt;
  const std::size_t end = uuid_end(text, begin);
  return end != 0 ? std::optional(base::Span{base::offset32(begin), base::offset32(end)}) : std::nullopt;
}

bool is_distribution_id(std::string_view text, std::string_view key, base::Span word) {
  constexpr std::size_t kShortest = 13, kLongest = 14;
  if (word.size() < kShortest || word.size() > kLongest || text[word.begin] != 'E') return false;
  if (goes_on(text, word.end)) return false;
  if (contains_ignoring_case(key, "distribution") || contains_ignoring_case(key, "cloudfront")) return true;
  constexpr std::size_t kFlagReach = 24;  // --distribution-id "E2..., DistributionId=E2...
  const std::size_t first = word.begin > kFlagReach ? word.begin - kFlagReach : 0;
  return contains_ignoring_case(text.substr(first, word.begin - first), "distribution");
}

bool names_generated_resource(std::string_view text, const Arn& arn) {
  const std::string_view service = slice(text, arn.service);
  const std::string_view resource = slice(text, arn.resource);
  const bool is_known = std::ranges::any_of(kResourceForms, [&](const ResourceForm& form) {
    return form.service == service && resource.starts_with(form.prefix) && resource.size() > form.prefix.size();
  });
  if (!is_known || resource.ends_with('*')) return false;
  for (std::size_t i = arn.resource.begin; i < arn.resource.end; ++i) {
    if ((character_class(text[i]) & kPlaceholderMark) != 0 && placeholder_at(text, i)) return false;
  }
  return true;
}

}  // namespace paritylint::manifest
