#include "manifest/secret_names.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "manifest/characters.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMaxParts = 24;
constexpr std::size_t kLongestPart = 48;

// Parts that are a secret by themselves.
constexpr std::string_view kSecretParts[] = {"password",   "passwd",     "passwords",   "pwd",          "passphrase",
                                             "secret",     "secrets",    "token",       "tokens",       "apikey",
                                             "apikeys",    "credential", "credentials", "pass",         "accesskey",
                                             "secretkey",  "privatekey", "authkey",     "apitoken",     "accesstoken",
                                             "dbpassword", "dbpass",     "authtoken",   "clientsecret", "pat"};
// Parts that make the `key` behind them a secret: API_KEY, private-key, appKey.
constexpr std::string_view kKeyQualifiers[] = {
    "api",     "access",    "private", "secret",  "encryption", "encrypt", "signing",   "auth",        "app",
    "master",  "jwt",       "session", "service", "license",    "storage", "hmac",      "webhook",     "ssh",
    "account", "signature", "sas",     "deploy",  "write",      "ingest",  "ingestion", "integration", "shared",
    "cipher",  "crypto",    "aes",     "rsa",     "pem",        "admin",   "client",    "decryption",  "subscription",
    "stripe",  "sendgrid",  "datadog", "dd",      "openai",     "twilio",  "mail",      "mailgun",     "maps"};
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

// Words that end like a secret and are none.
constexpr std::string_view kNoSecrets[] = {
    "compass",  "encompass", "bypass",    "trespass",   "surpass", "overpass",    "underpass", "lowpass",
    "highpass", "bandpass",  "multipass", "onepass",    "keepass", "lastpass",    "oldpwd",    "nopassword",
    "nopasswd", "nosecret",  "nopass",    "singlepass", "twopass", "passwordless"};
// Ends that make a word of one piece a secret: PGPASSWORD, rootpass.
constexpr std::string_view kFusedEnds[] = {
    "password", "passwords", "passwd",    "passwort",  "passphrase", "pass",       "pwd",        "secret",
    "token",    "apikey",    "secretkey", "accesskey", "authkey",    "privatekey", "credential", "credentials"};
constexpr std::string_view kFusedBeginnings[] = {"passwords", "password",     "passwd",      "passwort",
                                                 "secretkey", "secretaccess", "secretvalue", "privatekey"};

// A word of one piece that holds a secret's word at an end: PGPASSWORD, SECRETKEYBASE; not COMPASS, not PASSWORDFILE.
bool is_fused(std::string_view part) {
  if (is_one_of(part, kNoSecrets)) return false;
  if (std::ranges::any_of(kFusedEnds, [&](std::string_view end) { return part.ends_with(end); })) return true;
  return std::ranges::any_of(kFusedBeginnings, [&](std::string_view beginning) {
    if (!part.starts_with(beginning)) return false;
    std::string_view rest = part.substr(beginning.size());
    if (rest.starts_with("key")) rest.remove_prefix(3);
    return rest != "less" && !is_one_of(rest, kAboutParts);
  });
}

// The last part, or the last two, name what is a secret only there: AUTHORIZATION, SESSION_COOKIE, HASH_SALT.
bool ends_as_secret(const Parts& parts) {
  const std::string_view last = parts[parts.count - 1];
  if (last == "authorization" || last == "salt" || last == "totp" || last == "basicauth") return true;
  if (parts.count == 1) return last == "cookie" || last == "auth";
  const std::string_view before = parts[parts.count - 2];
  if (last == "cookie") return before == "session" || before == "auth" || before == "login" || before == "set";
  return last == "auth" && (before == "basic" || before == "http" || before == "proxy" || before == "redis");
}

}  // namespace

bool is_secret_name(std::string_view name) {
  const Parts parts = parts_of(name);
  if (parts.count == 0) return false;
  const std::string_view last = parts[parts.count - 1];
  const bool access_key_id =
      last == "id" && parts.count > 2 && parts[parts.count - 2] == "key" && parts[parts.count - 3] == "access";
  if (ends_as_secret(parts)) return true;
  if (is_one_of(last, kAboutParts) && !access_key_id) return false;
  for (std::size_t i = 0; i < parts.count; ++i) {
    if (is_one_of(parts[i], kSecretParts) || is_fused(parts[i])) return true;
    const bool is_key = parts[i] == "key" || parts[i] == "keys";
    if (is_key && i > 0 && is_one_of(parts[i - 1], kKeyQualifiers)) return true;
  }
  return false;
}

}  // namespace paritylint::manifest
