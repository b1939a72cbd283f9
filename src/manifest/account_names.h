// What a name says about the number that it names: AWS_ACCOUNT_ID, accountNumber, --registry-ids.
#pragma once

#include <string_view>

namespace paritylint::manifest {

// True when `name` says that its value is an AWS account. Requires nothing of its spelling: camel humps and everything
// but letters and digits divide a name, so ACCOUNTING_CODE does not say "account".
bool says_account(std::string_view name);

// True when `name` says that its value is another number, although it may speak of an account: a balance, a quota,
// somebody's account at a bank or at another company.
bool says_other_number(std::string_view name);

// True when `name` says that its value is a bucket.
bool says_bucket(std::string_view name);

}  // namespace paritylint::manifest
