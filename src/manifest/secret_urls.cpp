#include "manifest/secret_urls.h"

#include <algorithm>

#include "manifest/characters.h"
#include "manifest/placeholder.h"
#include "manifest/secret_values.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestLogin = 512;

bool is_port(std::string_view text) { return std::ranges::all_of(text, base::is_digit) || is_placeholder(text); }

bool ends_url(char c) { return is_space(c) || c == '"' || c == '\'' || c == '`' || c == '\\' || c == '<' || c == ','; }

}  // namespace

void append_login_span(std::string_view text, std::size_t colon, std::vector<base::Span>& spans) {
  if (!text.substr(colon).starts_with("://")) return;
  const std::size_t login = colon + 3;
  std::size_t separator = 0;
  std::size_t host = 0;
  for (std::size_t i = login; i < text.size() && i - login < kLongestLogin;) {
    const char c = text[i];
    if (const auto placeholder = placeholder_at(text, i); placeholder && c != '@') {
      i = placeholder->end;
      continue;
    }
    if (ends_url(c) || text.substr(i).starts_with("://")) break;
    if (c == '/' || c == '?' || c == '#') {
      // A slash inside a password is one behind `user:` that is no port, as long as no host has begun.
      if (separator == 0 || host != 0 || is_port(text.substr(separator + 1, i - separator - 1))) break;
    }
    if (c == ':' && separator == 0 && host == 0) separator = i;
    if (c == '@') host = i;
    ++i;
  }
  if (host == 0) return;
  if (separator != 0) {
    const base::Span password{base::offset32(separator + 1), base::offset32(host)};
    if (!password.empty() && is_secret_value(slice(text, password))) spans.push_back(password);
  } else if (host - login >= 20 && !is_placeholder(text.substr(login, host - login))) {
    spans.push_back({base::offset32(login), base::offset32(host)});
  }
}

void append_source_name_span(std::string_view text, std::size_t at, std::vector<base::Span>& spans) {
  const std::string_view behind = text.substr(at);
  if (!behind.starts_with("@tcp(") && !behind.starts_with("@unix(")) return;
  std::size_t begin = at;
  std::size_t colon = at;
  while (begin > 0 && at - begin < kLongestLogin && !ends_url(text[begin - 1]) && text[begin - 1] != '=') {
    --begin;
    if (text[begin] == ':') colon = begin;
  }
  if (colon == at) return;
  const base::Span password{base::offset32(colon + 1), base::offset32(at)};
  if (!password.empty() && is_secret_value(slice(text, password))) spans.push_back(password);
}

}  // namespace paritylint::manifest
