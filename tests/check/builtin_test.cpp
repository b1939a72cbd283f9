// What the checks in C++ take for a real secret, and for a runtime that an image may have. Their findings are tested by
// the examples of their rules.
#include <gtest/gtest.h>

#include <chrono>

#include "check/builtin/runtimes.h"
#include "check/builtin/secret_judge.h"
#include "check/engine.h"
#include "check/places.h"
#include "tree/read.h"

namespace paritylint::check {
namespace {

using builtin::find_runtime;
using builtin::is_plain_secret;
using builtin::may_have;

TEST(PlainSecret, IsAValueThatOpensSomething) {
  EXPECT_TRUE(is_plain_secret("DB_PASSWORD", "hunter2"));
  EXPECT_TRUE(is_plain_secret("DB_PASSWORD", "password"));
  EXPECT_TRUE(is_plain_secret("DB_PASSWORD", "123456"));
  EXPECT_TRUE(is_plain_secret("API_KEY", "f3a81c07-55d2-4e0b-9e0a-0d3f2c1b4a59"));
  EXPECT_TRUE(is_plain_secret("nanagong.enc.password", "vzpflsri-ifxvtsm!@#"));
}

TEST(PlainSecret, IsNoFillerNameOrReference) {
  for (const std::string_view value : {"changeme",
                                       "CHANGE_ME",
                                       "your-api-key",
                                       "xxxxxxxx",
                                       "TODO",
                                       "secret",
                                       "none",
                                       "DB_PASSWORD",
                                       "REPLACEME_PASSWORD",
                                       "app-db-password",
                                       "prod/api.key",
                                       "/app/prod/password",
                                       "file:/run/key",
                                       "config/service.json",
                                       "abc",
                                       "https://login.example.com/token",
                                       "$DB_PASSWORD",
                                       "<PASSWORD>",
                                       "arn:aws:ssm:eu-west-1:1:parameter/a",
                                       ""}) {
    EXPECT_FALSE(is_plain_secret("DB_PASSWORD", value)) << value;
  }
}

TEST(PlainSecret, IsNothingThatIsMeantToBeSeen) {
  EXPECT_FALSE(is_plain_secret("STRIPE_PUBLIC_API_KEY", "f3a81c0755d2"));
  EXPECT_FALSE(is_plain_secret("STRIPE_API_KEY", "pk_live_4eC39HqL"));
  EXPECT_FALSE(is_plain_secret("REFRESH_TOKEN_AFTER", "3600000"));
  EXPECT_FALSE(is_plain_secret("REFRESH_TOKEN_AFTER", "30 days"));
  EXPECT_FALSE(is_plain_secret("DESTINATION_SECRET", "[QA] Verify your mail account"));
  EXPECT_TRUE(is_plain_secret("DB_PASSPHRASE", "correct horse battery staple"));
  EXPECT_FALSE(is_plain_secret("GOOGLE_APPLICATION_CREDENTIALS", "service-account"));
}

TEST(Runtimes, TakeWhatAnImageMayHave) {
  const auto may = [](std::string_view name, std::string_view version) {
    return may_have(*find_runtime(name), version);
  };
  for (const std::string_view version : {"20", "latest", "20.x", "$NODE", "26", "24.1"})
    EXPECT_TRUE(may("nodejs", version)) << version;
  for (const std::string_view version : {"15", "9", "lts", "v20"}) EXPECT_FALSE(may("nodejs", version)) << version;
  EXPECT_TRUE(may("python", "3.1"));  // 3.10 as a number
  EXPECT_FALSE(may("python", "3.6"));
  EXPECT_TRUE(may("dotnet", "8"));
  EXPECT_FALSE(may("java", "openjdk17"));
  EXPECT_EQ(find_runtime("go"), nullptr);
}

std::vector<RawMatch> matches_in(std::string text, const std::string& rule,
                                 manifest::ManifestKind kind = manifest::ManifestKind::buildspec) {
  const std::size_t size = text.size();
  text.append(tree::kPadding, '\0');
  const std::string_view source = std::string_view(text).substr(0, size);
  const std::string only[] = {rule};
  const auto rules = RuleSet::make(embedded_rules(), nullptr, only, {});
  EXPECT_TRUE(rules);
  tree::ReadResult read;
  tree::Reader(rules->keys()).read(tree::Format::yaml, source, {}, read);
  FileView view;
  view.source = source;
  view.kind = kind;
  view.tree = read.complete ? &read.tree : nullptr;
  if (read.complete) view.recognition = manifest::recognise(read.tree, kind);
  EXPECT_TRUE(view.recognition);
  return Engine(*rules).run(view).matches;
}

// Very many places are counted, and the message stays short.
TEST(Builtins, CountWhatIsTooMuchToReport) {
  std::string text = "version: 0.2\nbatch:\n  build-graph:\n    - identifier: a\n      depend-on: [";
  constexpr std::size_t kPlaces = 20000;
  for (std::size_t i = 0; i < kPlaces; ++i) text += "x" + std::to_string(i) + ", ";
  const std::vector<RawMatch> matches = matches_in(text + "a]\nphases: {}\n", "unknown-build");
  ASSERT_EQ(matches.size(), kMaxReportedPlaces);
  EXPECT_EQ(matches.back().more_places, kPlaces - kMaxReportedPlaces);
}

// Each place in one long block is mapped back to the file; together that costs one walk over it.
TEST(Builtins, ReadALongCommandOnce) {
  std::string text = "version: 0.2\nphases:\n  build:\n    commands:\n      - |\n";
  constexpr std::size_t kLines = 20000;
  for (std::size_t i = 0; i < kLines; ++i) text += "        aws ecr get-login --region us-east-1 eu-west-1\n";
  const std::vector<RawMatch> matches = matches_in(text, "mixed-regions");
  ASSERT_EQ(matches.size(), kMaxReportedPlaces);
  EXPECT_EQ(matches.back().more_places, kLines - kMaxReportedPlaces);
  EXPECT_EQ(matches.back().location.begin.line, 5 + kMaxReportedPlaces);
}

// Every check that goes through containers is bound by what one task can hold. Without that, this takes tens of
// seconds.
TEST(Builtins, ContainersThatShareListsEndSoon) {
  std::string text = "family: a\nx-shared: &list\n";
  for (int i = 0; i < 8000; ++i) {
    text += "  - {name: a-" + std::to_string(i) + "-tcp, containerPort: 1, value: x, valueFrom: y}\n";
  }
  text += "containerDefinitions:\n";
  for (int i = 0; i < 8000; ++i) text += "  - {portMappings: *list, environment: *list, secrets: *list}\n";
  for (const std::string rule : {"misnamed-port", "mixed-accounts", "mixed-regions", "plain-secret"}) {
    const auto start = std::chrono::steady_clock::now();
    matches_in(text, rule, manifest::ManifestKind::taskdef);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << rule;
  }
}

TEST(Builtins, NameAtMostEightBuildsOfACycle) {
  std::string text = "version: 0.2\nbatch:\n  build-graph:\n";
  constexpr std::size_t kBuilds = 5000;
  for (std::size_t i = 0; i < kBuilds; ++i) {
    text += "    - {identifier: b" + std::to_string(i) + ", depend-on: [b" + std::to_string((i + 1) % kBuilds) + "]}\n";
  }
  const std::vector<RawMatch> matches = matches_in(text + "phases: {}\n", "build-cycle");
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(matches[0].message,
            "the build \"b0\" waits for itself: b0 -> b1 -> b2 -> b3 -> b4 -> b5 -> b6 -> b7 -> ...");
}

}  // namespace
}  // namespace paritylint::check
