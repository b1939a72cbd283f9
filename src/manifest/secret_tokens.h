// Secrets that are known by their own shape, whatever they are called: keys of cloud services, private key blocks,
// signed tokens, passwords in URLs.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"

namespace paritylint::manifest {

// What a token's shape says about it.
enum class TokenShape : unsigned char {
  issued,       // the documented form of one issuer
  limited,      // opens little or may be public: a web hook, a test key, a Google API key, a signed web token
  identifier,   // names a key and opens nothing alone
  private_key,  // a block -----BEGIN ... PRIVATE KEY-----
  login,        // the password, or a token in the user's place, of a URL or a data source's name
  random,       // characters that look random; nobody knows what they are
};

struct SecretToken {
  base::Span span;
  TokenShape shape = TokenShape::random;
  std::string_view title;  // "a GitHub token"; empty for `login` and `random`
};

// Append the tokens of `text`. They may overlap.
void find_secret_tokens(std::string_view text, std::vector<SecretToken>& tokens);

// Append the spans of `text` that have such a shape. Spans may overlap.
void append_token_spans(std::string_view text, std::vector<base::Span>& spans);

}  // namespace paritylint::manifest
