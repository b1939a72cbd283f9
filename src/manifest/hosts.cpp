#include "manifest/hosts.h"

#include <algorithm>

#include "manifest/characters.h"
#include "manifest/data_tables.h"
#include "manifest/placeholder.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestHost = 300;  // 253 by DNS, more with placeholders

// Bytes of a host name and of the placeholders in one: ${REGION}, <region>, {{region}}, %REGION%.
constexpr bool is_host_byte(char c) {
  return base::is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '$' || c == '{' || c == '}' || c == '<' ||
         c == '>' || c == '%';
}

template <class Visit>
bool any_suffix(Visit visit) {
  for (const Partition& partition : partitions()) {
    if (visit(partition.dns_suffix) || visit(partition.dual_stack_dns_suffix)) return true;
  }
  return std::any_of(extra_ecr_suffixes().begin(), extra_ecr_suffixes().end(), visit) || visit("aws.amazon.com");
}

// The end of the longest AWS suffix at `index` that ends a host, or 0.
std::size_t suffix_end(std::string_view text, std::size_t index) {
  if (const auto placeholder = placeholder_at(text, index)) return placeholder->end;
  std::size_t longest = 0;
  any_suffix([&](std::string_view suffix) {
    if (text.substr(index).starts_with(suffix)) longest = std::max(longest, index + suffix.size());
    return false;
  });
  if (longest == 0) return 0;
  const char next = at_or_nul(text, longest);
  const bool goes_on =
      base::is_alnum(next) || next == '-' || (next == '.' && base::is_alnum(at_or_nul(text, longest + 1)));
  return goes_on ? 0 : longest;
}

// The end of one label of a host name, or of the placeholder in its place.
std::size_t label_end(std::string_view text, std::size_t begin) {
  if (const auto placeholder = placeholder_at(text, begin)) return placeholder->end;
  std::size_t end = begin;
  while (end < text.size() && end - begin < 64 && (base::is_alnum(text[end]) || text[end] == '-' || text[end] == '_'))
    ++end;
  return end;
}

}  // namespace

std::optional<std::size_t> ecr_host_end(std::string_view text, std::size_t after_account) {
  std::string_view rest = text.substr(after_account);
  if (!rest.starts_with(".dkr.ecr") && !rest.starts_with(".dkr-ecr")) return std::nullopt;
  rest.remove_prefix(8);
  if (rest.starts_with("-fips")) rest.remove_prefix(5);
  if (!rest.starts_with(".")) return std::nullopt;
  const std::size_t region = text.size() - rest.size() + 1;
  const std::size_t end = label_end(text, region);
  if (end == region || at_or_nul(text, end) != '.') return std::nullopt;
  const std::size_t host_end = suffix_end(text, end + 1);
  if (host_end == 0) return std::nullopt;
  return host_end;
}

base::Span host_around(std::string_view text, std::size_t index) {
  std::size_t begin = index;
  while (begin > 0 && index - begin < kLongestHost && is_host_byte(text[begin - 1])) --begin;
  std::size_t end = index;
  while (end < text.size() && end - index < kLongestHost && is_host_byte(text[end])) ++end;
  return {base::offset32(begin), base::offset32(end)};
}

bool is_aws_host(std::string_view host) {
  return any_suffix([&](std::string_view suffix) {
    return host.size() > suffix.size() && host.ends_with(suffix) && host[host.size() - suffix.size() - 1] == '.';
  });
}

std::optional<base::Span> bucket_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  bool literal = false;
  while (end < text.size() && end - begin < kLongestHost) {
    const char c = text[end];
    if (const auto placeholder = placeholder_at(text, end)) {
      end = placeholder->end;
    } else if (base::is_alnum(c) || c == '.' || c == '-' || c == '_') {
      literal = literal || base::is_alnum(c);
      ++end;
    } else {
      break;
    }
  }
  if (!literal) return std::nullopt;
  return base::Span{base::offset32(begin), base::offset32(end)};
}

std::optional<base::Span> bucket_of_host(std::string_view text, std::size_t s3) {
  const char next = at_or_nul(text, s3 + 2);
  if (next != '.' && next != '-') return std::nullopt;
  const base::Span host = host_around(text, s3);
  if (!is_aws_host(slice(text, host))) return std::nullopt;
  if (s3 == host.begin) {
    return at_or_nul(text, host.end) == '/' ? bucket_at(text, host.end + 1) : std::nullopt;
  }
  if (text[s3 - 1] != '.' || s3 - 1 == host.begin) return std::nullopt;
  const base::Span bucket{host.begin, base::offset32(s3 - 1)};
  if (is_placeholder(slice(text, bucket))) return std::nullopt;
  return bucket;
}

}  // namespace paritylint::manifest
