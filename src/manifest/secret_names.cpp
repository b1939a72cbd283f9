#include "manifest/secret_names.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "manifest/characters.h"
#include "manifest/placeholder.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMaxParts = 24;
constexpr std::size_t kLongestPart = 24;

// Parts that are a secret by themselves.
constexpr std::string_view kSecretParts[] = {"password",   "passwd",     "passwords",   "pwd",          "passphrase",
                                             "secret",     "secrets",    "token",       "tokens",       "apikey",
                                             "apikeys",    "credential", "credentials", "pass",         "accesskey",
                                             "secretkey",  "privatekey", "authkey",     "apitoken",     "accesstoken",
                                             "dbpassword", "dbpass",     "authtoken",   "clientsecret", "pat"};
// Parts that make the `key` behind them a secret: API_KEY, private-key, appKey.
constexpr std::string_view kKeyQualifiers[] = {
    "api",    "access", "private", "secret",    "encryption",  "encrypt",      "signing", "auth",     "app",
    "master", "jwt",    "session", "service",   "license",     "storage",      "hmac",    "webhook",  "ssh",
    "deploy", "write",  "ingest",  "ingestion", "integration", "shared",       "cipher",  "crypto",   "aes",
    "rsa",    "pem",    "admin",   "client",    "decryption",  "subscription", "stripe",  "sendgrid", "datadog",
    "dd",     "openai", "twilio",  "mail",      "mailgun",     "maps"};
// Last parts that make the name one about a secret, not of one.
constexpr std::string_view kAboutParts[] = {
    "arn",      "name",      "names",      "path",     "file",     "files",    "url",       "uri",      "ttl",
    "expiry",   "expires",   "expiration", "expire",   "exp",      "timeout",  "length",    "size",     "type",
    "host",     "port",      "region",     "prefix",   "suffix",   "version",  "enabled",   "enable",   "required",
    "policy",   "parameter", "param",      "id",       "ids",      "issuer",   "audience",  "endpoint", "algorithm",
    "alg",      "header",    "field",      "store",    "manager",  "dir",      "directory", "location", "minutes",
    "seconds",  "hours",     "days",       "age",      "duration", "lifetime", "helper",    "format",   "count",
    "limit",    "mode",      "class",      "provider", "interval", "rotation", "ref",       "label",    "group",
    "stage",    "specs",     "options",    "public",   "username", "user",     "email",     "cookie",   "scheme",
    "validity", "refresh",   "max",        "min",      "bucket",   "scope",    "hint",      "stdin",    "code",
    "through"};

struct Parts {
  std::array<std::array<char, kLongestPart>, kMaxParts> bytes{};
  std::array<std::size_t, kMaxParts> sizes{};
  std::size_t count = 0;
  std::string_view operator[](std::size_t index) const { return {bytes[index].data(), sizes[index]}; }
};

// The parts of a name in lower case: separators and camel humps divide it.
Parts parts_of(std::string_view name) {
  Parts parts;
  bool open = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!base::is_alpha(c)) {
      open = open && base::is_digit(c);
      continue;
    }
    const bool hump =
        base::is_upper(c) && i > 0 &&
        (base::is_lower(name[i - 1]) || (base::is_upper(name[i - 1]) && base::is_lower(at_or_nul(name, i + 1))));
    if (!open || hump) {
      if (parts.count == kMaxParts) return parts;
      ++parts.count;
      open = true;
    }
    std::size_t& size = parts.sizes[parts.count - 1];
    if (size < kLongestPart) parts.bytes[parts.count - 1][size++] = base::to_lower(c);
  }
  return parts;
}

template <std::size_t kCount>
bool is_one_of(std::string_view part, const std::string_view (&words)[kCount]) {
  return std::find(std::begin(words), std::end(words), part) != std::end(words);
}

bool is_switch(std::string_view value) {
  constexpr std::string_view kSwitches[] = {"true", "false", "null", "none",      "yes", "no",
                                            "on",   "off",   "nil",  "undefined", "~"};
  return std::any_of(std::begin(kSwitches), std::end(kSwitches),
                     [&](std::string_view word) { return base::equals_ignore_case(value, word); });
}

// A parameter's name or a file's: /app/prod/db-password.
bool is_path(std::string_view value) {
  if (!value.starts_with('/') && !value.starts_with("./") && !value.starts_with("s3://")) return false;
  if (value.find('/', 1) == std::string_view::npos) return false;
  return std::all_of(value.begin(), value.end(), [](char c) {
    return base::is_alnum(c) || c == '/' || c == '-' || c == '_' || c == '.' || c == ':';
  });
}

// True when nothing of `value` is left beside placeholders, command substitutions and separators.
bool is_composed(std::string_view value) {
  std::size_t literal = 0;
  for (std::size_t i = 0; i < value.size();) {
    if (const auto placeholder = placeholder_at(value, i)) {
      i = placeholder->end;
      continue;
    }
    if (value.substr(i).starts_with("$(") || value.substr(i).starts_with("$[")) return true;
    literal += base::is_alnum(value[i]) ? 1 : 0;
    ++i;
  }
  return literal == 0;
}

}  // namespace

bool is_secret_name(std::string_view name) {
  const Parts parts = parts_of(name);
  if (parts.count == 0) return false;
  const std::string_view last = parts[parts.count - 1];
  const bool access_key_id =
      last == "id" && parts.count > 2 && parts[parts.count - 2] == "key" && parts[parts.count - 3] == "access";
  if (is_one_of(last, kAboutParts) && !access_key_id) return false;
  for (std::size_t i = 0; i < parts.count; ++i) {
    if (is_one_of(parts[i], kSecretParts)) return true;
    const bool is_key = parts[i] == "key" || parts[i] == "keys";
    if (is_key && i > 0 && is_one_of(parts[i - 1], kKeyQualifiers)) return true;
  }
  return false;
}

bool is_secret_value(std::string_view value) {
  value = base::trim(value);
  if (value.size() < 2 || is_switch(value) || value.starts_with("arn:") || is_path(value)) return false;
  const bool number = std::all_of(value.begin(), value.end(), base::is_digit);
  if (number && value.size() < 6) return false;
  return !is_composed(value);
}

}  // namespace paritylint::manifest
