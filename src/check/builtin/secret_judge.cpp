#include "check/builtin/secret_judge.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "manifest/secret_values.h"

namespace paritylint::check::builtin {
namespace {

// What people write where the secret will stand, and where there is none.
constexpr std::array<std::string_view, 20> kFillers = {
    "changeme", "change-me", "change_me", "replaceme",   "replace-me", "replace_me", "todo",
    "tbd",      "dummy",     "example",   "fillme",      "redacted",   "hidden",     "empty",
    "default",  "fake",      "secret",    "placeholder", "nosecret",   "nopassword"};

constexpr std::array<std::string_view, 12> kSecretWords = {
    "password", "passwd", "secret", "secrets", "token", "key", "apikey", "credential", "pass", "auth", "pwd", "keys"};

// Schemes and endings of what only leads to a secret.
constexpr std::array<std::string_view, 9> kReferences = {"file:", "ssm:", "secretsmanager:", "vault:", "{{resolve",
                                                         "env:",  "kms:", "projects/",       "op://"};
constexpr std::array<std::string_view, 10> kFileEndings = {".json", ".pem", ".key", ".yml", ".yaml",
                                                           ".env",  ".txt", ".crt", ".p12", ".jks"};

bool is_filler(std::string_view value) {
  if (std::ranges::any_of(kFillers, [&](std::string_view one) { return base::equals_ignore_case(one, value); })) {
    return true;
  }
  const std::string lower = base::to_lower(value);
  if (lower.starts_with("your") || lower.starts_with("enter") || lower.starts_with("insert")) return true;
  for (const std::string_view part : {"xxxx", "****", "....", "changeme", "change_me", "change-me", "replace"}) {
    if (lower.find(part) != std::string::npos) return true;
  }
  return false;
}

// EXECUTION_ROLE_ARN, DB_PASSWORD: what a step of the pipeline is told to replace.
bool is_constant(std::string_view value) {
  return value.find('_') != std::string_view::npos &&
         std::ranges::all_of(value, [](char c) { return base::is_upper(c) || base::is_digit(c) || c == '_'; });
}

// app-db-password, prod/api.key: several words in lower case, one of which says what it is.
bool is_name_of_secret(std::string_view value) {
  constexpr std::string_view kSeparators = "-_/.:";
  std::size_t words = 0;
  bool says_secret = false;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find_first_of(kSeparators, at), value.size());
    const std::string_view word = value.substr(at, end - at);
    if (!std::ranges::all_of(word, [](char c) { return base::is_alpha(c) || base::is_digit(c); })) return false;
    const std::string lower = base::to_lower(word);
    says_secret |= std::ranges::find(kSecretWords, std::string_view(lower)) != kSecretWords.end();
    ++words;
    at = end + 1;
  }
  return says_secret && words > 1;
}

bool is_reference(std::string_view value) {
  const auto begins = [&](std::string_view one) { return value.starts_with(one); };
  const auto ends = [&](std::string_view one) { return value.ends_with(one); };
  if (std::ranges::any_of(kReferences, begins) || std::ranges::any_of(kFileEndings, ends)) return true;
  const bool address = value.find("://") != std::string_view::npos;
  return address && value.find('@') == std::string_view::npos;
}

// 15m, 3600, 7d, 1.5
bool is_amount(std::string_view value) {
  std::size_t digits = 0;
  while (digits < value.size() && (base::is_digit(value[digits]) || value[digits] == '.')) ++digits;
  const std::string_view unit = value.substr(digits);
  return digits > 0 && unit.size() <= 10 &&
         std::ranges::all_of(unit, [](char c) { return base::is_alpha(c) || c == ' '; });
}

// Keys that are made to be seen: STRIPE_PUBLIC_KEY, NEXT_PUBLIC_API_KEY, pk_live_...
bool is_public(std::string_view name, std::string_view value) {
  const std::string lower = base::to_lower(name);
  for (const std::string_view part :
       {"public", "publishable", "react_app", "vite_", "site_key", "sitekey", "client_token"}) {
    if (lower.find(part) != std::string::npos) return true;
  }
  return value.starts_with("pk_") || value.starts_with("ssh-rsa ") || value.starts_with("-----BEGIN PUBLIC") ||
         value.starts_with("-----BEGIN CERT");
}

constexpr std::array<std::string_view, 6> kLocalHosts = {
    "localhost", "127.0.0.1", "0.0.0.0", "host.docker.internal", "tcp(localhost", "tcp(127."};

// The user whose password is at `span`.
std::string_view user_of(std::string_view text, base::Span span) {
  constexpr std::string_view kEnds = " \t\n\"'`/=";
  constexpr std::size_t kLongestUser = 512;
  if (span.begin == 0 || text[span.begin - 1] != ':') return {};
  const std::size_t end = span.begin - 1;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kLongestUser && kEnds.find(text[begin - 1]) == std::string_view::npos) --begin;
  return text.substr(begin, end - begin);
}

// Text for people: a subject of a mail under S3_DESTINATION_SECRET.
bool is_prose(std::string_view value) { return std::ranges::count(value, ' ') > 2; }

bool is_password_name(std::string_view name) {
  const std::string lower = base::to_lower(name);
  return lower.find("pass") != std::string::npos || lower.find("pwd") != std::string::npos ||
         lower.find("pin") != std::string::npos;
}

}  // namespace

bool is_plain_argument(std::string_view value) {
  constexpr std::size_t kShortest = 4;
  value = base::trim(value);
  return value.size() >= kShortest && manifest::is_secret_value(value) && !is_filler(value) && !is_constant(value) &&
         !is_name_of_secret(value) && !is_reference(value);
}

bool is_plain_secret(std::string_view name, std::string_view value) {
  if (name == "GOOGLE_APPLICATION_CREDENTIALS") return false;  // the path of a file
  if (!manifest::is_secret(name, value) || !is_plain_argument(value) || is_public(name, value)) return false;
  return value != name && (is_password_name(name) || (!is_amount(base::trim(value)) && !is_prose(value)));
}

bool is_real_token(std::string_view text, const manifest::SecretToken& token) {
  const std::string_view value = base::slice(text, token.span);
  // The keys of AWS's own manuals.
  if (value == "AKIAIOSFODNN7EXAMPLE" || value == "AKIAI44QH8DHBEXAMPLE") return false;
  if (token.shape != manifest::TokenShape::private_key) return !is_filler(value);
  // A block with three dots in it is a sample.
  constexpr std::ptrdiff_t kShortestKey = 120;
  return std::ranges::count_if(value, base::is_alnum) >= kShortestKey;
}

bool is_real_login(std::string_view text, base::Span span) {
  if (!is_plain_argument(base::slice(text, span))) return false;
  const std::string_view user = user_of(text, span);
  const std::string_view password = base::slice(text, span);
  const bool is_sample_user = base::equals_ignore_case(user, "user") || base::equals_ignore_case(user, "username");
  if (is_sample_user && base::to_lower(password).starts_with("pass")) return false;
  constexpr std::size_t kLongestHost = 256;
  const std::string_view host = text.substr(std::min<std::size_t>(span.end + 1, text.size()), kLongestHost);
  for (const std::string_view local : kLocalHosts) {
    if (host.starts_with(local)) return false;
  }
  // The key in the address of a Sentry project is public.
  const std::string_view authority = host.substr(0, host.find_first_of("/ \"'"));
  return authority.find("sentry") == std::string_view::npos;
}

bool is_default_login(std::string_view text, base::Span span) { return user_of(text, span) == base::slice(text, span); }

}  // namespace paritylint::check::builtin
