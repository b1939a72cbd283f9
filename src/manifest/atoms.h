// Atoms: the typed pieces inside a string that tie it to an account, a region or an environment, found in one pass by
// hand-written scanners (RE2 has no look-behind, and most strings hold no atom at all).
//
// Grammars: DOMAIN.md 5. What is never an account: the digits of a UUID, a digest or a longer number, a time stamp,
// a phone number; 12 digits in free text count only where the text says what they are (see account_context).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "manifest/environment.h"

namespace paritylint::manifest {

enum class AtomKind : std::uint8_t {
  account_id,        // 12 digits that name an AWS account
  region,            // us-east-1
  arn,               // a whole ARN, placeholders inside allowed
  role_arn,          // an ARN of iam ...:role/...
  ecr_host,          // 123456789012.dkr.ecr.us-east-1.amazonaws.com
  s3_bucket,         // the bucket (or accesspoint/NAME) in an S3 ARN, an s3:// URI, a virtual-host or path-style S3 URL
  secret_arn,        // Secrets Manager ARN
  parameter_arn,     // SSM parameter ARN
  environment_word,  // dev, stg, prod, ... as a word of its own (separators, camel case)
  placeholder,   // <X> ${X} $X {{X}} %X% __X__ @X@ #{X} MY_X YOUR_X X_PLACEHOLDER; an ARN's account field that is no
                 // account
  generated_id,  // what AWS drew for one resource: fs-0a1b2c3d, us-east-1_AbCdEfGhI, the ARN of a certificate
  endpoint,      // the host of one database, cache, load balancer, API or distribution; the URL of a queue
  partition,     // of an ARN: aws, aws-cn
};

// Whose account an account_id is (data/aws-owned-accounts.json).
enum class AccountClass : std::uint8_t {
  ordinary,
  documentation,  // 123456789012 and the other ids that AWS's documentation uses
  aws_owned,      // a registry, layer or log-delivery account of AWS or a known vendor
  marketplace,    // AWS Marketplace images: neither account nor region is bound
};

struct Atom {
  AtomKind kind = AtomKind::account_id;
  base::Span span;                                      // bytes of the scanned text
  AccountClass account_class = AccountClass::ordinary;  // account_id only
  bool strong = true;  // account_id: stands in an ARN, ECR host, queue URL or under a key that says account;
                       // environment_word: dev, stg, prod, uat, qa, preprod and synonyms (not test, live, main)
  std::uint8_t environment = 0;  // environment_word: index into the vocabulary's environments()
};

// Append the atoms of `text` to `atoms`, ordered by begin, then longer first. `key` is the name of the member whose
// value the text is ("" if none): a number under AWS_ACCOUNT_ID is an account.
void scan_atoms(std::string_view text, std::string_view key, const Vocabulary& vocabulary, std::vector<Atom>& atoms);
void scan_atoms(std::string_view text, std::string_view key, std::vector<Atom>& atoms);  // of the built-in vocabulary

// The six fields of an ARN; spans are bytes of the scanned text. Fields may hold placeholders.
struct Arn {
  base::Span whole, partition, service, region, account, resource;
};

// The ARN that begins at `begin`, up to the end of its resource (white space, quotes, comma or the end of text stop
// it; a role ends where its grammar does, and its name may hold commas).
std::optional<Arn> parse_arn(std::string_view text, std::size_t begin);

// Whose account these 12 digits are.
AccountClass classify_account(std::string_view twelve_digits);

// Who is behind an account that is not ordinary: "appmesh-envoy", "Datadog"; empty for an ordinary one.
std::string_view account_owner(std::string_view twelve_digits);

}  // namespace paritylint::manifest
