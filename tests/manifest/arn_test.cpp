#include <gtest/gtest.h>

#include <string>

#include "manifest/atoms.h"

namespace paritylint::manifest {
namespace {

TEST(ParseArn, GivesAllFieldsInEveryPartition) {
  for (const std::string partition : {"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e",
                                      "aws-iso-f", "${AWS::Partition}"}) {
    const std::string text = "x arn:" + partition + ":ssm:us-east-1:123456789012:parameter/a/b, y";
    const auto arn = parse_arn(text, 2);
    ASSERT_TRUE(arn) << partition;
    EXPECT_EQ(slice(text, arn->partition), partition);
    EXPECT_EQ(slice(text, arn->service), "ssm");
    EXPECT_EQ(slice(text, arn->region), "us-east-1");
    EXPECT_EQ(slice(text, arn->account), "123456789012");
    EXPECT_EQ(slice(text, arn->resource), "parameter/a/b");
    EXPECT_EQ(slice(text, arn->whole), "arn:" + partition + ":ssm:us-east-1:123456789012:parameter/a/b");
  }
}

struct ResourceCase {
  std::string_view text;
  std::string_view account;
  std::string_view resource;
};

TEST(ParseArn, KeepsPlaceholdersAndStopsBehindTheResource) {
  const ResourceCase kCases[] = {
      {"arn:aws:iam::<aws account id>:role/x", "<aws account id>", "role/x"},
      {"arn:aws:iam::[aws_account_id]:role/x", "[aws_account_id]", "role/x"},
      {"arn:aws:iam::${AWS::AccountId}:role/${Role}", "${AWS::AccountId}", "role/${Role}"},
      {"arn:aws:iam::ACCOUNT_ID:role/p/q/name' | x", "ACCOUNT_ID", "role/p/q/name"},
      {"arn:aws:s3:::bucket/.env\"", "", "bucket/.env"},
      {"arn:aws:secretsmanager:us-east-1:111122223333:secret:a-AbCdEf:key::", "111122223333", "secret:a-AbCdEf:key::"},
      {"arn:aws:logs:us-east-1:1:log-group:/x:*)", "1", "log-group:/x:*"},
      {"arn:aws:iam::1:role/{{ must_env `ROLE` }} y", "1", "role/{{ must_env `ROLE` }}"},
      {"arn:aws:iam::1:role/a,b", "1", "role/a,b"},
      {"arn:aws:iam::1:role/a,", "1", "role/a"},
      {"arn:aws:iam::1:role/a, b", "1", "role/a"},
      {"arn:aws:iam::1:role/a,arn:aws:iam::1:role/b", "1", "role/a"},
      {"RoleArn=arn:aws:iam::1:role/a,RoleSessionName=s", "1", "role/a"},
      {"arn:aws:iam::1:role/p/a+b=c@d.e-f_g:x", "1", "role/p/a+b=c@d.e-f_g"},
      {"arn:aws:iam::1:role/x::error::pwn", "1", "role/x"},
      {"arn:aws:iam::1:role/*", "1", "role/*"},
      {"arn:aws:iam::1:role/<ROLE>-$ENV", "1", "role/<ROLE>-$ENV"},
  };
  for (const ResourceCase& one : kCases) {
    const auto arn = parse_arn(one.text, one.text.find("arn:"));
    ASSERT_TRUE(arn) << one.text;
    EXPECT_EQ(slice(one.text, arn->account), one.account);
    EXPECT_EQ(slice(one.text, arn->resource), one.resource);
  }
}

TEST(ParseArn, RefusesWhatIsNone) {
  for (const std::string_view text :
       {"arn", "arn:", "arn:aws", "arn:aws:iam::123456789012", "arn:aws:iam::123456789012:", "arn:azure:x:y:z:q",
        "arn: aws:iam::1:role/x", "arn::ecs:r:a:x", "arn:aws::r:a:x"}) {
    EXPECT_FALSE(parse_arn(text, 0)) << text;
  }
  EXPECT_FALSE(parse_arn("learn:aws:iam::1:role/x", 2)) << "inside a word";
  EXPECT_FALSE(parse_arn("arn", 10));
}

}  // namespace
}  // namespace paritylint::manifest
