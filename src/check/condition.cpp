#include "check/condition.h"

#include <array>

namespace paritylint::check {

std::span<const std::string_view> value_type_names() {
  static constexpr std::array<std::string_view, 7> kNames = {"string", "number", "integer", "boolean",
                                                             "null",   "object", "array"};
  return kNames;
}

std::span<const AtomName> atom_names() {
  using manifest::AtomKind;
  static constexpr std::array kNames = {
      AtomName{AtomKind::account_id, "account-id"},
      AtomName{AtomKind::region, "region"},
      AtomName{AtomKind::arn, "arn"},
      AtomName{AtomKind::role_arn, "role-arn"},
      AtomName{AtomKind::ecr_host, "ecr-host"},
      AtomName{AtomKind::s3_bucket, "s3-bucket"},
      AtomName{AtomKind::secret_arn, "secret-arn"},
      AtomName{AtomKind::parameter_arn, "parameter-arn"},
      AtomName{AtomKind::environment_word, "environment-word"},
      AtomName{AtomKind::placeholder, "placeholder"},
      AtomName{AtomKind::generated_id, "generated-id"},
      AtomName{AtomKind::endpoint, "endpoint"},
      AtomName{AtomKind::partition, "partition"},
      AtomName{AtomKind::account_id, "documentation-account", manifest::AccountClass::documentation},
  };
  return kNames;
}

}  // namespace paritylint::check
