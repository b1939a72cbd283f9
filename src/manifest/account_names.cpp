#include "manifest/account_names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "manifest/characters.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMaxParts = 16;
constexpr std::size_t kLongestPart = 24;  // longer parts are cut; no word below is longer

// The parts of a name in lower case, in a fixed buffer: judging a number allocates nothing.
class NameParts {
 public:
  explicit NameParts(std::string_view name) {
    bool open = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (!base::is_alpha(name[i])) {
        open = false;
        continue;
      }
      if (!open || begins_hump(name, i)) {
        if (count_ == kMaxParts) return;
        ++count_;
        open = true;
      }
      std::size_t& size = sizes_[count_ - 1];
      if (size < kLongestPart) letters_[count_ - 1][size++] = base::to_lower(name[i]);
    }
  }

  std::size_t size() const { return count_; }
  std::string_view operator[](std::size_t index) const { return {letters_[index].data(), sizes_[index]}; }

  template <class Claim>
  bool any(Claim&& claim) const {
    for (std::size_t i = 0; i < count_; ++i) {
      if (claim((*this)[i])) return true;
    }
    return false;
  }
  bool any_of(std::span<const std::string_view> words) const {
    return any([&](std::string_view part) { return std::find(words.begin(), words.end(), part) != words.end(); });
  }

 private:
  // accountId, AWSAccountId
  static bool begins_hump(std::string_view name, std::size_t i) {
    if (i == 0 || !base::is_upper(name[i])) return false;
    return base::is_lower(name[i - 1]) || (base::is_upper(name[i - 1]) && base::is_lower(at_or_nul(name, i + 1)));
  }

  std::array<std::array<char, kLongestPart>, kMaxParts> letters_{};
  std::array<std::size_t, kMaxParts> sizes_{};
  std::size_t count_ = 0;
};

// account, accounts, awsaccountid, acctno; not accounting.
bool is_account_word(std::string_view part) {
  constexpr std::string_view kEnds[] = {"", "s", "id", "ids", "no", "nr", "num", "number", "numbers"};
  for (const std::string_view word : {std::string_view("account"), std::string_view("acct")}) {
    const std::size_t at = part.rfind(word);
    if (at == std::string_view::npos) continue;
    if (std::find(std::begin(kEnds), std::end(kEnds), part.substr(at + word.size())) != std::end(kEnds)) return true;
  }
  return false;
}

// An owner is an account where something of AWS is owned: AWS_OWNER_ID, --domain-owner, ExpectedBucketOwner.
bool is_aws_owner(const NameParts& parts, std::string_view name) {
  constexpr std::string_view kOwners[] = {"owner", "owners"};
  constexpr std::string_view kOwned[] = {"aws", "domain", "bucket", "ami", "image", "ecr"};
  return parts.any_of(kOwners) && (name.starts_with("--") || parts.any_of(kOwned));
}

}  // namespace

bool says_account(std::string_view name) {
  constexpr std::string_view kRegistries[] = {"registry", "registries", "registryid", "registryids"};
  const NameParts parts(name);
  return parts.any(is_account_word) || parts.any_of(kRegistries) || is_aws_owner(parts, name);
}

bool says_other_number(std::string_view name) {
  constexpr std::string_view kMeasures[] = {"phone",  "mobile", "fax",    "timestamp", "created", "updated",
                                            "digest", "bank",   "iban",   "barcode",   "balance", "quota",
                                            "bytes",  "limit",  "amount", "price",     "sender"};
  constexpr std::string_view kOtherCompanies[] = {"google", "gcp",    "firebase", "facebook", "stripe",
                                                  "paypal", "twilio", "shopify",  "azure"};
  const NameParts parts(name);
  if (parts.size() == 0) return false;
  // CODE_ARTIFACT_OWNER is about no code; an ACCOUNTING_CODE is one.
  if (parts.any_of(kMeasures) || parts[parts.size() - 1] == "code") return true;
  return parts.any_of(kOtherCompanies) && !parts.any([](std::string_view part) { return part == "aws"; });
}

bool says_bucket(std::string_view name) {
  constexpr std::string_view kBuckets[] = {"bucket", "buckets", "bucketname"};
  return NameParts(name).any_of(kBuckets);
}

}  // namespace paritylint::manifest
