#include "manifest/placeholder.h"

#include <gtest/gtest.h>

#include <string>

namespace paritylint::manifest {
namespace {

TEST(Placeholder, AcceptsEveryForm) {
  constexpr std::string_view kForms[] = {"<IMAGE1_NAME>",
                                         "<account-id>",
                                         "<aws account id>",
                                         "<TASK_DEFINITION_ARN:revision>",
                                         "${X}",
                                         "${AWS::AccountId}",
                                         "${VAR:-default}",
                                         "${A:-${B}}",
                                         "${{ secrets.X }}",
                                         "$AWS_REGION",
                                         "$_x",
                                         "{{X}}",
                                         "{{ must_env `IMAGE` }}",
                                         "{{image}}",
                                         "%REPOSITORY_URI%",
                                         "__ENVIRONMENT__",
                                         "__A_B__",
                                         "@REGION@",
                                         "#{Namespace.VAR}",
                                         "#{X}#",
                                         "MY_S3_BUCKET_NAME",
                                         "YOUR_ACCOUNT_ID",
                                         "EXECUTION_ROLE_ARN_PLACEHOLDER"};
  for (const std::string_view form : kForms) {
    EXPECT_TRUE(is_placeholder(form)) << form;
    const std::string inside = "a/" + std::string(form) + "/b";
    const auto found = placeholder_at(inside, 2);
    ASSERT_TRUE(found) << form;
    EXPECT_EQ(slice(inside, *found), form);
  }
}

TEST(Placeholder, RefusesWhatOnlyLooksLikeOne) {
  constexpr std::string_view kTexts[] = {
      "",       "<",      "<>",     "<1>",      "<in >out",     "a",          "$",      "$1",
      "$(pwd)", "$$",     "${}",    "${1}",     "{{}}",         "{{",         "{x}",    "%Y%m%d",
      "%2F",    "%AB%CD", "%name%", "____",     "__main__",     "__X",        "@X",     "a@B.com",
      "#{}",    "#x",     "MY_",    "YOUR_",    "_PLACEHOLDER", "MYSQL_HOST", "MY_X=1", "my_account",
      "<a\nb>", "<html>", "<h1>",   "{{a\nb}}", "${a\nb}"};
  for (const std::string_view text : kTexts) EXPECT_FALSE(placeholder_at(text, 0)) << text;
}

TEST(Placeholder, HeedsWhatStandsBefore) {
  EXPECT_FALSE(placeholder_at("Logging__LEVEL__X", 7)) << "a .NET configuration name";
  EXPECT_FALSE(placeholder_at("cat <<EOF>file", 5)) << "a here-document";
  EXPECT_TRUE(placeholder_at("<<NAME>>", 1));
  EXPECT_FALSE(placeholder_at("$MY_VAR", 1)) << "the name inside another placeholder";
  EXPECT_FALSE(placeholder_at("x@ENV@", 1)) << "the middle of an address";
  EXPECT_FALSE(placeholder_at("text", 99));
}

}  // namespace
}  // namespace paritylint::manifest
