#include "manifest/endpoints.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "manifest/characters.h"
#include "manifest/hosts.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostLabels = 12;

bool is_lower_or_digit(char c) { return base::is_lower(c) || base::is_digit(c); }

bool is_generated(std::string_view label, std::size_t shortest, std::size_t longest) {
  return label.size() >= shortest && label.size() <= longest && std::ranges::all_of(label, is_lower_or_digit) &&
         std::ranges::any_of(label, base::is_digit);
}

// abcdefghijkl, cluster-abcdefghijkl, cluster-ro-abcdefghijkl.
bool is_database_label(std::string_view label) {
  const std::size_t dash = label.rfind('-');
  const std::string_view id = dash == std::string_view::npos ? label : label.substr(dash + 1);
  return id.size() == 12 && std::ranges::all_of(id, is_lower_or_digit);
}

// web-1234567890, web-0123456789abcdef: the name of a load balancer and what AWS has drawn.
bool is_load_balancer_label(std::string_view label) {
  const std::size_t dash = label.rfind('-');
  if (dash == std::string_view::npos) return false;
  const std::string_view id = label.substr(dash + 1);
  const auto is_hex = [](char c) { return base::is_digit(c) || (c >= 'a' && c <= 'f'); };
  return id.size() >= 6 && id.size() <= 16 && std::ranges::all_of(id, is_hex) &&
         std::ranges::any_of(id, base::is_digit);
}

// True when the labels before "amazonaws" are those of one resource.
bool is_of_one_resource(std::span<const std::string_view> labels) {
  const std::size_t count = labels.size();
  const auto from_end = [&](std::size_t index) {
    return index < count ? labels[count - 1 - index] : std::string_view();
  };
  const std::string_view service = from_end(0);
  if (service == "rds") return count >= 4 && is_database_label(from_end(2));
  if (service == "cache") {
    return count >= 4 && std::ranges::any_of(labels, [](std::string_view label) { return is_generated(label, 6, 6); });
  }
  if (service == "elb") return is_load_balancer_label(from_end(2));
  if (from_end(1) == "elb") return is_load_balancer_label(from_end(2));
  if (from_end(1) == "execute-api") return is_generated(from_end(2), 10, 10);
  return false;
}

// The end of the queue's name in sqs.REGION.amazonaws.com/ACCOUNT/NAME, or 0.
std::size_t queue_end(std::string_view text, std::size_t host_end) {
  constexpr std::size_t kAccount = 12, kLongestName = 85;
  if (at_or_nul(text, host_end) != '/' || at_or_nul(text, host_end + 1 + kAccount) != '/') return 0;
  if (!std::ranges::all_of(text.substr(host_end + 1, kAccount), base::is_digit)) return 0;
  const std::size_t name = host_end + 2 + kAccount;
  std::size_t end = name;
  while (end < text.size() && end - name < kLongestName &&
         (base::is_alnum(text[end]) || text[end] == '-' || text[end] == '_' || text[end] == '.')) {
    ++end;
  }
  return end > name ? end : 0;
}

}  // namespace

std::optional<base::Span> aws_endpoint_at(std::string_view text, std::size_t word) {
  if (word == 0 || text[word - 1] != '.') return std::nullopt;
  const base::Span host = host_around(text, word);
  if (host.begin == word || !is_aws_host(slice(text, host))) return std::nullopt;
  std::array<std::string_view, kMostLabels> labels;
  std::size_t count = 0;
  for (std::size_t begin = host.begin; begin < word;) {
    if (count == kMostLabels) return std::nullopt;
    const std::size_t dot = text.find('.', begin);
    labels[count++] = text.substr(begin, dot - begin);
    begin = dot + 1;
  }
  // sqs.REGION, and the old spellings REGION.queue and queue.
  if (labels[0] == "sqs" || labels[count - 1] == "queue") {
    const std::size_t end = queue_end(text, host.end);
    return end != 0 ? std::optional(base::Span{host.begin, base::offset32(end)}) : std::nullopt;
  }
  return is_of_one_resource(std::span(labels).first(count)) ? std::optional(host) : std::nullopt;
}

std::optional<base::Span> cloudfront_endpoint_at(std::string_view text, std::size_t word) {
  if (word == 0 || text[word - 1] != '.' || !text.substr(word).starts_with("cloudfront.net")) return std::nullopt;
  const base::Span host = host_around(text, word);
  const std::string_view label = text.substr(host.begin, word - 1 - host.begin);
  if (!is_generated(label, 13, 14) || slice(text, host).substr(label.size()) != ".cloudfront.net") return std::nullopt;
  return host;
}

}  // namespace paritylint::manifest
