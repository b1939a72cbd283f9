#include "base/system_error.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace paritylint::base {
namespace {

TEST(SystemErrorText, BeginsInLowerCaseUnlessItIsAnAbbreviation) {
  EXPECT_EQ(system_error_text(EACCES), "permission denied");
  EXPECT_EQ(system_error_text(ENOENT), "no such file or directory");
  EXPECT_EQ(system_error_text(EDOTDOT), "RFS specific error");
}

TEST(Cannot, NamesActionThingAndReason) {
  const Error error = cannot(ErrorCode::too_large, "read", "a.json", "it is larger than 7 bytes");
  EXPECT_EQ(error.code, ErrorCode::too_large);
  EXPECT_EQ(error.message, "cannot read \"a.json\": it is larger than 7 bytes");
}

TEST(Cannot, TellsWhatIsAbsentFromWhatIsRefused) {
  EXPECT_EQ(cannot("open", "a", ENOENT).code, ErrorCode::not_found);
  EXPECT_EQ(cannot("open", "a", ENOTDIR).code, ErrorCode::not_found);
  EXPECT_EQ(cannot("open", "a", EACCES).code, ErrorCode::io);
  EXPECT_EQ(cannot("open", "a", EACCES).message, "cannot open \"a\": permission denied");
}

TEST(Cannot, MakesNamesPrintableAndNeverCutsThem) {
  const std::string name(5000, 'n');
  EXPECT_EQ(cannot("open", name + "\n", EACCES).message, "cannot open \"" + name + "\\n\": permission denied");
}

}  // namespace
}  // namespace paritylint::base
