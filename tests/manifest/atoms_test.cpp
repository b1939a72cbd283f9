#include "manifest/atoms.h"

#include <gtest/gtest.h>

#include <string>

#include "manifest/data_tables.h"
#include "manifest/environment.h"

namespace paritylint::manifest {
namespace {

std::vector<Atom> scan(std::string_view text, std::string_view key = {}) {
  std::vector<Atom> atoms;
  scan_atoms(text, key, atoms);
  return atoms;
}

std::string_view kind_name(AtomKind kind) {
  constexpr std::string_view kNames[] = {"account",   "region", "arn",         "role", "ecr",      "bucket",   "secret",
                                         "parameter", "env",    "placeholder", "id",   "endpoint", "partition"};
  return kNames[static_cast<std::size_t>(kind)];
}

// "account=123456789012 region=us-east-1": weak ones get a '?', classes of accounts their first letter.
std::string shown(std::string_view text, std::string_view key = {}) {
  std::string out;
  for (const Atom& atom : scan(text, key)) {
    if (atom.kind == AtomKind::partition) continue;  // every ARN has one
    if (!out.empty()) out += ' ';
    out += kind_name(atom.kind);
    if (!atom.strong) out += '?';
    out += '=';
    out += slice(text, atom.span);
  }
  return out;
}

struct ScanCase {
  std::string_view text;
  std::string_view expected;
};

TEST(ScanAtoms, FindsEveryKind) {
  const ScanCase kCases[] = {
      {"arn:aws:iam::596059741778:role/ecsTaskExecutionRole",
       "arn=arn:aws:iam::596059741778:role/ecsTaskExecutionRole "
       "role=arn:aws:iam::596059741778:role/ecsTaskExecutionRole "
       "account=596059741778"},
      {"arn:aws:iam::<ACCOUNT_ID>:role/x",
       "arn=arn:aws:iam::<ACCOUNT_ID>:role/x role=arn:aws:iam::<ACCOUNT_ID>:role/x placeholder=<ACCOUNT_ID>"},
      {"arn:aws:iam::ACCOUNT_ID:role/x",
       "arn=arn:aws:iam::ACCOUNT_ID:role/x role=arn:aws:iam::ACCOUNT_ID:role/x placeholder=ACCOUNT_ID"},
      {"arn:aws:iam::[aws_account_id]:role/x",
       "arn=arn:aws:iam::[aws_account_id]:role/x role=arn:aws:iam::[aws_account_id]:role/x "
       "placeholder=[aws_account_id]"},
      {"arn:aws:secretsmanager:eu-west-1:596059741778:secret:db-AbCdEf",
       "arn=arn:aws:secretsmanager:eu-west-1:596059741778:secret:db-AbCdEf "
       "secret=arn:aws:secretsmanager:eu-west-1:596059741778:secret:db-AbCdEf region=eu-west-1 account=596059741778"},
      {"arn:aws-us-gov:ssm:us-gov-west-1:596059741778:parameter/stg/x",
       "arn=arn:aws-us-gov:ssm:us-gov-west-1:596059741778:parameter/stg/x "
       "parameter=arn:aws-us-gov:ssm:us-gov-west-1:596059741778:parameter/stg/x region=us-gov-west-1 "
       "account=596059741778 "
       "env=stg"},
      {"arn:aws:s3:::my-bucket/.env", "arn=arn:aws:s3:::my-bucket/.env bucket=my-bucket"},
      {"arn:aws:s3:::<BUCKET>/.env", "arn=arn:aws:s3:::<BUCKET>/.env placeholder=<BUCKET>"},
      {"aws s3 cp s3://config-bucket/a.env .", "bucket=config-bucket"},
      {"https://assets.s3.eu-west-1.amazonaws.com/k", "bucket=assets region=eu-west-1"},
      {"https://s3.amazonaws.com/assets/k", "bucket=assets"},
      {"https://s3-us-west-2.amazonaws.com/assets/k", "region=us-west-2 bucket=assets"},
      {"https://assets.s3.cn-north-1.amazonaws.com.cn/k", "bucket=assets region=cn-north-1"},
      {"MY_S3_BUCKET_NAME/.env", "placeholder=MY_S3_BUCKET_NAME"},
      {"EXECUTION_ROLE_ARN_PLACEHOLDER", "placeholder=EXECUTION_ROLE_ARN_PLACEHOLDER"},
      {"/ecs/my-api-prod", "env=prod"},
      {"${STAGE}-x", "placeholder=${STAGE}"},
      {"us-east-1a", "region=us-east-1"},
      {"nginx:1.25", ""},
      {"", ""},
  };
  for (const ScanCase& one : kCases) EXPECT_EQ(shown(one.text), one.expected) << one.text;
}

TEST(ScanAtoms, FindsEveryEcrHost) {
  constexpr std::string_view kHosts[] = {"596059741778.dkr.ecr.us-east-1.amazonaws.com",
                                         "596059741778.dkr-ecr.us-east-1.on.aws",
                                         "596059741778.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
                                         "596059741778.dkr-ecr-fips.us-east-1.on.aws",
                                         "596059741778.dkr.ecr.cn-north-1.amazonaws.com.cn",
                                         "596059741778.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn",
                                         "596059741778.dkr.ecr.eusc-de-east-1.amazonaws.eu",
                                         "596059741778.dkr.ecr.us-iso-east-1.c2s.ic.gov",
                                         "596059741778.dkr.ecr.us-isob-east-1.sc2s.sgov.gov",
                                         "596059741778.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk",
                                         "596059741778.dkr.ecr.us-isof-south-1.csp.hci.ic.gov",
                                         "596059741778.dkr.ecr.${AWS_REGION}.amazonaws.com",
                                         "596059741778.dkr.ecr.<region>.amazonaws.com"};
  for (const std::string_view host : kHosts) {
    const std::string text = std::string(host) + "/app:latest";
    const auto atoms = scan(text);
    ASSERT_FALSE(atoms.empty()) << host;
    EXPECT_EQ(atoms[0].kind, AtomKind::ecr_host) << host;
    EXPECT_EQ(slice(text, atoms[0].span), host);
    EXPECT_EQ(atoms[1].kind, AtomKind::account_id);
    EXPECT_TRUE(atoms[1].strong);
  }
  EXPECT_EQ(shown("596059741778.dkr.ecr.us-east-1.amazonaws.com.example.org/x"),
            "account?=596059741778 region=us-east-1");
}

TEST(ScanAtoms, FindsGeneratedIds) {
  const ScanCase kCases[] = {
      {"fs-0a1b2c3d", "id=fs-0a1b2c3d"},
      {"fsap-0123456789abcdef0", "id=fsap-0123456789abcdef0"},
      {"subnet-0123456789abcdef0,subnet-34efe743", "id=subnet-0123456789abcdef0 id=subnet-34efe743"},
      {"--security-groups sg-45ca4221", "id=sg-45ca4221"},
      {"vpc-08519e90b0081bea2", "id=vpc-08519e90b0081bea2"},
      {"srv-utcrhawavdkggqtk", ""},  // no digit: it may be a word
      {"srv-e4anhexample0004", "id=srv-e4anhexample0004"},
      {"mrk-0123456789abcdef0123456789abcdef", "id=mrk-0123456789abcdef0123456789abcdef"},
      {"eu-north-1_ThfApt8C5", "id=eu-north-1_ThfApt8C5 region=eu-north-1"},
      {"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_VeMTCOfOh/.well-known/jwks.json",
       "region=us-east-1 id=us-east-1_VeMTCOfOh region=us-east-1"},
      {"us-east-1:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
       "id=us-east-1:6ba7b810-9dad-11d1-80b4-00c04fd430c8 region=us-east-1"},
      {"arn:aws:acm:us-east-1:<ACCOUNT>:certificate/6ba7b810-9dad-11d1-80b4-00c04fd430c8",
       "arn=arn:aws:acm:us-east-1:<ACCOUNT>:certificate/6ba7b810-9dad-11d1-80b4-00c04fd430c8 "
       "id=arn:aws:acm:us-east-1:<ACCOUNT>:certificate/6ba7b810-9dad-11d1-80b4-00c04fd430c8 region=us-east-1 "
       "placeholder=<ACCOUNT>"},
      {"aws cloudfront create-invalidation --distribution-id E2QWRUHAPOMQZL --paths /", "id=E2QWRUHAPOMQZL"},
      // Near misses.
      {"my-sg-45ca4221 vpc-security subnet-a fs-0a1b2c3 sg-0a1b2c3d4 vpc-08519e90b0081bea23", ""},
      {"sg-45ca4221-backup fs-deadbeef E2QWRUHAPOMQZL", ""},
      {"eu-north-1_ThfApt8 eu-north-1_ThfApt8C5x", "region=eu-north-1 region=eu-north-1"},
      {"arn:aws:kms:eu-west-1::alias/app", "arn=arn:aws:kms:eu-west-1::alias/app region=eu-west-1"},
      {"arn:aws:acm:eu-west-1::certificate/${CERTIFICATE}",
       "arn=arn:aws:acm:eu-west-1::certificate/${CERTIFICATE} region=eu-west-1 placeholder=${CERTIFICATE}"},
  };
  for (const ScanCase& one : kCases) EXPECT_EQ(shown(one.text), one.expected) << one.text;
  EXPECT_EQ(shown("E2QWRUHAPOMQZL", "CLOUDFRONT_ID"), "id=E2QWRUHAPOMQZL");
  EXPECT_EQ(shown("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "KMS_KEY"), "id=6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  EXPECT_EQ(shown("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "TENANT"), "");
}

TEST(ScanAtoms, FindsThePartitionOfEveryArn) {
  const auto partitions = [](std::string_view text) {
    std::string out;
    for (const Atom& atom : scan(text)) {
      if (atom.kind == AtomKind::partition) out.append(slice(text, atom.span)).append(" ");
    }
    return out;
  };
  EXPECT_EQ(partitions("arn:aws:s3:::a,arn:aws-us-gov:iam::<ACCOUNT>:role/b"), "aws aws-us-gov ");
  EXPECT_EQ(partitions("arn:${PARTITION}:s3:::a arn:aws arn:aws:s3"), "");
}

TEST(ScanAtoms, FindsEndpoints) {
  constexpr std::string_view kHosts[] = {"app.cszghbpq5kn0.us-west-2.rds.amazonaws.com",
                                         "app.cluster-ro-cszghbpq5kn0.us-west-2.rds.amazonaws.com",
                                         "redis-1.xfcm5w.ng.0001.use2.cache.amazonaws.com",
                                         "internal-web-481331159.us-west-1.elb.amazonaws.com",
                                         "web-0123456789abcdef.elb.us-west-1.amazonaws.com",
                                         "a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com.cn",
                                         "dtqhtyynspr54.cloudfront.net",
                                         "sqs.us-east-1.amazonaws.com/919287165101/app-queue.fifo"};
  for (const std::string_view host : kHosts) {
    const std::string text = "postgres://u@" + std::string(host) + ":5432/db";
    std::string_view found;
    for (const Atom& atom : scan(text)) {
      if (atom.kind == AtomKind::endpoint) found = slice(text, atom.span);
    }
    EXPECT_EQ(found, host);
  }
  constexpr std::string_view kOthers[] = {"rds.us-west-2.amazonaws.com",
                                          "sqs.us-east-1.amazonaws.com",
                                          "sqs.us-east-1.amazonaws.com/<ACCOUNT>/q",
                                          "${DB_HOST}.us-west-2.rds.amazonaws.com",
                                          "assets.s3.eu-west-1.amazonaws.com",
                                          "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com.example.org",
                                          "app.cszghbpq5kn0.us-west-2.rds.example.com",
                                          "www.cloudfront.net",
                                          "amazonaws.com",
                                          ".amazonaws.com"};
  for (const std::string_view host : kOthers) {
    for (const Atom& atom : scan(host)) EXPECT_NE(atom.kind, AtomKind::endpoint) << host;
  }
}

struct AccountCase {
  std::string_view text;
  std::string_view key;
  char expected;  // s strong, w weak, n none
};

char judged(const AccountCase& one) {
  for (const Atom& atom : scan(one.text, one.key)) {
    if (atom.kind == AtomKind::account_id) return atom.strong ? 's' : 'w';
  }
  return 'n';
}

TEST(ScanAtoms, AccountNeedsContextToBeStrong) {
  const AccountCase kCases[] = {
      {"596059741778", "AWS_ACCOUNT_ID", 's'},
      {"596059741778", "accountId", 's'},
      {"596059741778", "value", 'w'},
      {"export AWS_ACCOUNT_ID=596059741778", "", 's'},
      {"AWS_ACCOUNT_ID: \"596059741778\"", "", 's'},
      {"aws ecr get-login --registry-ids 596059741778", "", 's'},
      {"get-authorization-token --domain d --domain-owner 596059741778 --query q", "", 's'},
      {"the AWS account number is 596059741778", "", 's'},
      {"account 596059741778 of the team", "", 's'},
      {"https://sqs.us-east-1.amazonaws.com/596059741778/jobs", "", 's'},
      {"https://queue.amazonaws.com/596059741778/jobs", "", 's'},
      {"https://eu-west-1.queue.amazonaws.com/596059741778/jobs", "", 's'},
      {"https://sqs.cn-north-1.amazonaws.com.cn/596059741778/jobs", "", 's'},
      {"https://sqs.${AWS_REGION}.amazonaws.com/596059741778/jobs", "", 's'},
      {"https://596059741778.signin.aws.amazon.com/console", "", 's'},
      {"amzn-demo-596059741778-us-west-2-an", "", 's'},
      {"s3://codepipeline-us-east-1-596059741778/x", "", 's'},
      {"arn:aws:iam::596059741778:root", "", 's'},
      {"arn:aws:iam::596059741778", "", 's'},
      {"596059741778:function:hook", "", 's'},
      {"596059741778", "awsaccountid", 's'},
      {"596059741778", "AWSAccountId", 's'},
      {"596059741778", "GCP_FEDERATED_AWS_ACCOUNT", 's'},
      {"210987654321,596059741778", "TRUSTED_ACCOUNTS", 's'},
      {"596059741778", "ECR_REGISTRY", 's'},
      {"596059741778", "AWS_OWNER_ID", 's'},
      {"aws ec2 describe-images --owners 596059741778", "", 's'},
      {"596059741778", "CODE_ARTIFACT_DOMAIN_OWNER", 's'},
      {"https://sqs-fips.us-east-1.amazonaws.com/596059741778/jobs", "", 's'},
      {"https://sqs.us-east-1.amazonaws.com/596059741778/jobs", "BANK_QUEUE_URL", 's'},
      {"s3://x/AWSLogs/596059741778/y", "", 's'},
      {"s3://x/AWSLogs/o-a1b2c3d4e5/596059741778/y", "", 's'},
      {"arn:aws:s3:::cfg-596059741778/app.env", "", 's'},
      {"s3://cfg-596059741778", "", 's'},
      {"my-bucket-596059741778", "BUCKET", 's'},
      {"my-bucket-596059741778", "NAME", 'w'},
      {"my-bucket-596059741778-x", "BUCKET", 'w'},
      {"s3://bucket/key-596059741778", "", 'w'},
      {"596059741778", "OWNER_ID", 'w'},
      {"deployed by 596059741778 yesterday", "", 'w'},
      {"logs-596059741778", "", 'w'},
      {"/596059741778/config", "", 'w'},
      {"\"596059741778\"", "", 'w'},
      {"https://console.aws.amazon.com/x/596059741778", "", 'w'},
  };
  for (const AccountCase& one : kCases) EXPECT_EQ(judged(one), one.expected) << one.key << " / " << one.text;
}

TEST(ScanAtoms, OtherTwelveDigitNumbersAreNoAccounts) {
  const AccountCase kTraps[] = {
      {"6ba7b810-9dad-11d1-80b4-596059741778", "", 'n'},  // UUID
      {"6ba7b810-9dad-11d1-80b4-596059741778", "accountId", 'n'},
      {"app:202401011230", "", 'n'},         // YYYYMMDDhhmm
      {"backup-240101123059.tar", "", 'n'},  // YYMMDDhhmmss
      {"1700000000000", "", 'n'},            // epoch in ms: 13 digits
      {"5960597417781", "", 'n'},
      {"x596059741778", "", 'n'},
      {"596059741778x", "", 'n'},
      {"596059741778abcdef0123456789abcdef01234567", "", 'n'},  // digest
      {"repo@sha256:596059741778", "", 'n'},
      {"0.596059741778", "", 'n'},  // fraction
      {"596059741778.25", "", 'n'},
      {"+596059741778", "", 'n'},  // phone
      {"tel:596059741778", "", 'n'},
      {"596059741778", "PHONE_NUMBER", 'n'},
      {"596059741778", "registeredTimestamp", 'n'},
      {"596059741778", "FCM_SENDER_ID", 'n'},
      {"596059741778-abc1def2.apps.googleusercontent.com", "", 'n'},
      {"596059741778-compute@developer.gserviceaccount.com", "", 'n'},
      {"1:596059741778:web:0a1b2c3d", "", 'n'},  // Firebase
      {"https://example.com/orders/596059741778", "", 'n'},
      {"https://example.com/?id=596059741778", "", 'n'},
      {"<596059741778abc>", "", 'n'},
      {"596059741778", "ACCOUNT_PHONE", 'n'},  // an account of another kind
      {"596059741778", "BANK_ACCOUNT_NUMBER", 'n'},
      {"596059741778", "stripeAccountId", 'n'},
      {"596059741778", "GOOGLE_ACCOUNT_ID", 'n'},
      {"export STRIPE_ACCOUNT_ID=596059741778", "", 'w'},
      {"596059741778", "ACCOUNTING_CODE", 'n'},
      {"596059741778", "ACCOUNTING_ID", 'w'},
      {"596059741778", "MAX_ACCOUNT_BALANCE", 'n'},  // how much, not whose
      {"107374182400", "ACCOUNT_QUOTA_BYTES", 'n'},
      {"https://fbcdn.com/account=596059741778", "", 'n'},
      {"https://example.com/AWSLogs/596059741778/x", "", 'n'},
      {"s3://backup-202401011230", "", 'n'},
  };
  for (const AccountCase& one : kTraps) EXPECT_EQ(judged(one), one.expected) << one.key << " / " << one.text;
}

TEST(ScanAtoms, ClassifiesAccounts) {
  EXPECT_EQ(classify_account("123456789012"), AccountClass::documentation);
  EXPECT_EQ(classify_account("000000000000"), AccountClass::documentation);
  EXPECT_EQ(classify_account("012345678910"), AccountClass::documentation);
  EXPECT_EQ(classify_account("840364872350"), AccountClass::aws_owned);
  EXPECT_EQ(classify_account("906394416424"), AccountClass::aws_owned);
  EXPECT_EQ(classify_account("464622532012"), AccountClass::aws_owned);
  EXPECT_EQ(classify_account("709825985650"), AccountClass::marketplace);
  EXPECT_EQ(classify_account("117940112483"), AccountClass::marketplace);
  EXPECT_EQ(classify_account("596059741778"), AccountClass::ordinary);
  EXPECT_EQ(account_owner("840364872350"), "appmesh-envoy");
  EXPECT_EQ(account_owner("003033775354"), "GuardDuty Announcements") << "zeros in front and inside";
  EXPECT_EQ(account_owner("596059741778"), "");
}

TEST(ScanAtoms, OrdersByBeginThenLongerFirst) {
  const std::string_view text = "arn:aws:iam::<A>:role/dev-x us-east-1 123456789012.dkr.ecr.us-east-1.amazonaws.com";
  const auto atoms = scan(text);
  for (std::size_t i = 1; i < atoms.size(); ++i) {
    const base::Span before = atoms[i - 1].span;
    const base::Span after = atoms[i].span;
    EXPECT_TRUE(before.begin < after.begin || (before.begin == after.begin && before.end >= after.end));
  }
  EXPECT_GE(atoms.size(), 7u);
}

TEST(ScanAtoms, AppendsBehindEarlierAtoms) {
  std::vector<Atom> atoms;
  scan_atoms("us-east-1", "", atoms);
  scan_atoms("dev", "", atoms);
  ASSERT_EQ(atoms.size(), 2u);
  EXPECT_EQ(atoms[0].kind, AtomKind::region);
  EXPECT_EQ(atoms[1].kind, AtomKind::environment_word);
}

TEST(Regions, EveryKnownRegionIsFoundAndNothingLikeIt) {
  std::size_t count = 0;
  for (const Partition& partition : partitions()) {
    for (const std::string_view region : partition.regions) {
      EXPECT_EQ(shown("x-" + std::string(region) + "/y"), "region=" + std::string(region));
      ++count;
    }
  }
  EXPECT_GE(count, 46u);
  EXPECT_EQ(shown("eu-central-9"), "region=eu-central-9") << "a region of tomorrow";
  for (const std::string_view text : {"us-ascii-1", "us-east", "us-east-123", "bus-east-1", "us-east-1x9", "ca-cert-1",
                                      "us-eastern-1", "me-too-2", "zz-east-1", "us-east-x"}) {
    EXPECT_EQ(shown(text), "") << text;
  }
}

TEST(DataTables, AccountsAreSortedAndUnique) {
  const auto known = known_accounts();
  ASSERT_GT(known.size(), 500u);
  for (std::size_t i = 1; i < known.size(); ++i) EXPECT_LT(known[i - 1].id, known[i].id);
  EXPECT_EQ(partitions().size(), 8u);
  EXPECT_EQ(environments().back().name, "prod");
  for (const Environment& environment : environments()) EXPECT_EQ(environment.words.front(), environment.name);
}

// Anything may stand in a string: every byte pair around the marks must be survived.
TEST(ScanAtoms, SurvivesTruncationsAndFlips) {
  const std::string text =
      "arn:aws:iam::<a>:role/x ${AWS::R} {{ x }} %AB% __X__ @X@ #{X}# MY_X X_PLACEHOLDER pre-prod s3://b/k "
      "https://b.s3.us-east-1.amazonaws.com/ 123456789012.dkr.ecr.us-east-1.amazonaws.com/x -123456789012-us-east-1-an";
  for (std::size_t i = 0; i < text.size(); ++i) {
    (void)scan(std::string_view(text).substr(0, i));
    (void)scan(std::string_view(text).substr(i));
    for (const char c : std::string("\0\xff:<${}-/.19aZ", 14)) {
      std::string changed = text;
      changed[i] = c;
      for (const Atom& atom : scan(changed)) EXPECT_LE(atom.span.end, changed.size());
    }
  }
}

}  // namespace
}  // namespace paritylint::manifest
