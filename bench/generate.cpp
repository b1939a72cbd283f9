#include "generate.h"

#include <array>

#include "join.h"

namespace paritylint::bench {
namespace {

constexpr std::array<std::string_view, 12> kNouns = {"billing", "orders", "search",  "media",    "identity", "ledger",
                                                     "catalog", "mailer", "reports", "checkout", "webhook",  "profile"};
constexpr std::array<std::string_view, 6> kRoles = {"api", "worker", "web", "scheduler", "consumer", "gateway"};
constexpr std::array<std::string_view, 5> kRegions = {"us-east-1", "eu-west-1", "eu-central-1", "ap-northeast-1",
                                                      "us-west-2"};

void append_command(std::string& yaml, Random& random, const Service& service) {
  const std::string repository =
      joined({service.account, ".dkr.ecr.", service.region, ".amazonaws.com/", service.name});
  switch (random.below(6)) {
    case 0:
      yaml += "      - echo Build started on `date`\n";
      break;
    case 1:
      yaml += joined({"      - aws ecr get-login-password --region ", service.region,
                      " | docker login --username AWS --password-stdin ", repository, "\n"});
      break;
    case 2:
      yaml += joined({"      - 'sed -i \"s|<IMAGE1_NAME>|", repository, ":$TAG|g\" taskdef.json'\n"});
      break;
    case 3:
      yaml += joined({"      - |\n        if [ \"$BRANCH\" = \"main\" ]; then\n          export STAGE=",
                      service.environment, "\n        fi\n"});
      break;
    case 4:
      yaml += joined({"      - \"printf '[{\\\"name\\\":\\\"", service.name,
                      "\\\",\\\"imageUri\\\":\\\"%s\\\"}]' $IMAGE > imagedefinitions.json\"\n"});
      break;
    default:
      yaml += joined({"      - docker build -t ", repository, ":$TAG .  # step ", decimal(random.below(100)), "\n"});
  }
}

std::string buildspec_with(const Service& service, std::uint32_t commands) {
  Random random(service.number * 31 + 7);
  std::string yaml = "version: 0.2\n";
  if (random.one_in(2)) yaml += joined({"# builds ", service.name, "\n"});
  yaml += joined({"env:\n  variables:\n    REPOSITORY: ", service.name, "\n    AWS_ACCOUNT_ID: \"", service.account,
                  "\"\n  parameter-store:\n    TOKEN: /", service.environment, "/", service.name, "/token\n"});
  yaml += "phases:\n";
  for (const std::string_view phase : {"install", "pre_build", "build", "post_build"}) {
    yaml += joined({"  ", phase, ":\n"});
    if (phase == "install") yaml += "    runtime-versions:\n      nodejs: 20\n";
    yaml += "    commands:\n";
    for (std::uint32_t i = 0; i < commands; ++i) append_command(yaml, random, service);
  }
  yaml += "artifacts:\n  files:\n    - taskdef.json\n    - appspec.yaml\n    - imageDetail.json\n";
  if (random.one_in(2)) yaml += "cache:\n  paths: [\"node_modules/**/*\", '/srv/.cache/**/*']\n";
  return yaml;
}

}  // namespace

std::uint64_t Random::next() {
  std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15ull;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ull;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBull;
  return mixed ^ (mixed >> 31);
}

Service service(std::uint32_t number, std::string_view environment) {
  Random random(number);
  Service made;
  made.number = number;
  made.name = joined({random.pick(kNouns), "-", random.pick(kRoles), "-", decimal(number)});
  made.environment = environment;
  made.account = decimal(200'000'000'000ull + random.next() % 700'000'000'000ull);
  made.region = random.pick(kRegions);
  return made;
}

std::string buildspec(const Service& service) { return buildspec_with(service, 1 + service.number % 4); }

std::string appspec(const Service& service) {
  return joined(
      {"version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n"
       "        TaskDefinition: <TASK_DEFINITION>\n        LoadBalancerInfo:\n          ContainerName: \"",
       service.name,
       "\"\n          ContainerPort: 8080\n        PlatformVersion: \"LATEST\"\nHooks:\n"
       "  - BeforeAllowTraffic: \"arn:aws:lambda:",
       service.region, ":", service.account, ":function:", service.name, "-smoke\"\n"});
}

std::string large_buildspec(std::size_t bytes) {
  std::string text;
  for (std::uint32_t commands = 16; text.size() < bytes; commands += commands / 4)
    text = buildspec_with(service(1), commands);
  return text;
}

std::vector<std::string> many(std::string (*make)(const Service&), std::uint32_t count) {
  std::vector<std::string> texts;
  for (std::uint32_t number = 0; number < count; ++number) texts.push_back(make(service(number)));
  return texts;
}

}  // namespace paritylint::bench
