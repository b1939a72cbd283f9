// Which of the texts that look like a secret are one: samples, names of secrets and public keys are not.
#pragma once

#include <string_view>

#include "base/span.h"
#include "manifest/secret_tokens.h"

namespace paritylint::check::builtin {

// True when a variable `name` with this value holds its secret as it is.
bool is_plain_secret(std::string_view name, std::string_view value);

// True when `value`, which stands where a command takes a secret, is the secret itself.
bool is_plain_argument(std::string_view value);

// True when the token, found in `text`, is a real one and no sample of a manual.
bool is_real_token(std::string_view text, const manifest::SecretToken& token);

// True when the login at `span` of `text` opens something beyond the machine itself.
bool is_real_login(std::string_view text, base::Span span);

// True for one that everybody knows: postgres:postgres, guest:guest.
bool is_default_login(std::string_view text, base::Span span);

}  // namespace paritylint::check::builtin
