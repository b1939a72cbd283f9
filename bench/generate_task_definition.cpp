#include <array>

#include "base/json_writer.h"
#include "base/text.h"
#include "generate.h"
#include "join.h"

namespace paritylint::bench {
namespace {

using base::JsonWriter;

constexpr std::array<std::string_view, 14> kVariables = {
    "LOG_LEVEL", "DATABASE_HOST", "REDIS_URL",  "QUEUE_URL",   "BUCKET_NAME", "API_BASE_URL", "NODE_ENV",
    "TZ",        "FEATURE_FLAGS", "SENTRY_DSN", "MAX_WORKERS", "CACHE_TTL",   "PORT",         "JAVA_TOOL_OPTIONS"};
constexpr std::array<std::string_view, 5> kSecrets = {"DATABASE_PASSWORD", "JWT_SIGNING_KEY", "STRIPE_API_KEY",
                                                      "SMTP_PASSWORD", "SESSION_SECRET"};

std::string role_arn(const Service& service, std::string_view role) {
  return joined({"arn:aws:iam::", service.account, ":role/", service.name, "-", service.environment, role});
}

std::string variable_value(Random& random, const Service& service, std::string_view name) {
  switch (random.below(6)) {
    case 0:
      return decimal(random.below(60000));
    case 1:
      return joined({"https://", service.name, ".", service.environment, ".example.com/v1/", name});
    case 2:
      return joined({service.name, "-", service.environment, "-cache.internal:6379"});
    case 3:
      return joined({"https://sqs.", service.region, ".amazonaws.com/", service.account, "/", service.name});
    case 4:
      return random.one_in(3) ? "-Xmx512m -Dfile.encoding=\"UTF-8\"\t-Dgrüße=☺" : "info";
    default:
      return joined({service.name, "-", service.environment, "-assets"});
  }
}

void write_ports(JsonWriter& json, Random& random) {
  const std::uint64_t port = 3000 + random.below(6000);
  json.key("portMappings");
  json.begin_array();
  json.begin_object();
  json.member("containerPort", port);
  if (random.one_in(2)) json.member("hostPort", port);
  json.member("protocol", "tcp");
  json.end_object();
  json.end_array();
}

void write_environment(JsonWriter& json, Random& random, const Service& service) {
  json.key("environment");
  json.begin_array();
  for (const std::string_view name : kVariables) {
    if (random.one_in(2)) continue;
    json.begin_object();
    json.member("name", name);
    json.member("value", variable_value(random, service, name));
    json.end_object();
  }
  json.end_array();
}

void write_secrets(JsonWriter& json, Random& random, const Service& service) {
  json.key("secrets");
  json.begin_array();
  for (const std::string_view name : kSecrets) {
    if (random.one_in(2)) continue;
    json.begin_object();
    json.member("name", name);
    if (random.one_in(2)) {
      json.member("valueFrom", joined({"arn:aws:ssm:", service.region, ":", service.account, ":parameter/",
                                       service.environment, "/", service.name, "/", name}));
    } else {
      json.member("valueFrom", joined({"/", service.environment, "/", service.name, "/", name}));
    }
    json.end_object();
  }
  json.end_array();
}

void write_logging(JsonWriter& json, const Service& service, std::string_view container) {
  json.key("logConfiguration");
  json.begin_object();
  json.member("logDriver", "awslogs");
  json.key("options");
  json.begin_object();
  json.member("awslogs-group", joined({"/ecs/", service.name, "-", service.environment}));
  json.member("awslogs-region", service.region);
  json.member("awslogs-stream-prefix", container);
  json.end_object();
  json.end_object();
}

void write_health_check(JsonWriter& json, Random& random) {
  json.key("healthCheck");
  json.begin_object();
  json.key("command");
  json.begin_array();
  json.string("CMD-SHELL");
  json.string(joined({"curl -fsS \"http://localhost:", decimal(8000 + random.below(100)), "/health\" || exit 1"}));
  json.end_array();
  json.member("interval", std::uint64_t{30});
  json.member("timeout", std::uint64_t{5});
  json.member("retries", std::uint64_t{3});
  json.end_object();
}

void write_container(JsonWriter& json, Random& random, const Service& service, std::string_view name) {
  json.begin_object();
  json.member("name", name);
  const std::string host = joined({service.account, ".dkr.ecr.", service.region, ".amazonaws.com/"});
  json.member("image",
              random.one_in(2) ? "<IMAGE1_NAME>" : joined({host, service.name, ":1.", decimal(random.below(90))}));
  json.member("essential", true);
  if (random.one_in(2)) json.member("cpu", std::uint64_t{0});
  write_ports(json, random);
  write_environment(json, random, service);
  if (!random.one_in(3)) write_secrets(json, random, service);
  write_logging(json, service, name);
  if (random.one_in(3)) write_health_check(json, random);
  if (random.one_in(3)) {
    for (const std::string_view absent : {"mountPoints", "volumesFrom", "systemControls"}) {
      json.key(absent);
      json.begin_array();
      json.end_array();
    }
  }
  json.end_object();
}

// What `aws ecs describe-task-definition` adds and `register-task-definition` refuses.
void write_described_fields(JsonWriter& json, const Service& service) {
  json.member("taskDefinitionArn", joined({"arn:aws:ecs:", service.region, ":", service.account, ":task-definition/",
                                           service.name, ":", decimal(service.number)}));
  json.member("revision", std::uint64_t{service.number});
  json.member("status", "ACTIVE");
  json.key("requiresAttributes");
  json.begin_array();
  for (const std::string_view name :
       {"com.amazonaws.ecs.capability.logging-driver.awslogs", "ecs.capability.task-eni"}) {
    json.begin_object();
    json.member("name", name);
    json.end_object();
  }
  json.end_array();
}

void write_task(JsonWriter& json, Random& random, const Service& service, std::uint32_t containers) {
  json.begin_object();
  json.member("family", joined({service.name, "-", service.environment}));
  const bool roles_by_name = random.one_in(4);
  json.member("taskRoleArn", roles_by_name ? joined({service.name, "-task"}) : role_arn(service, "-task"));
  json.member("executionRoleArn", roles_by_name ? "ecsTaskExecutionRole" : role_arn(service, "-execution"));
  json.member("networkMode", "awsvpc");
  json.key("containerDefinitions");
  json.begin_array();
  for (std::uint32_t i = 0; i < containers; ++i) {
    write_container(json, random, service, i == 0 ? service.name : joined({"sidecar-", decimal(i)}));
  }
  json.end_array();
  json.key("requiresCompatibilities");
  json.begin_array();
  json.string("FARGATE");
  json.end_array();
  json.member("cpu", decimal(256ull << random.below(4)));
  json.member("memory", decimal(1024ull << random.below(4)));
  if (random.one_in(3)) write_described_fields(json, service);
  json.end_object();
}

// `text`, which is indented by two spaces, with `unit` per level instead.
std::string reindented(const std::string& text, std::string_view unit) {
  std::string out;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::size_t spaces = line.find_first_not_of(' ') == std::string_view::npos ? 0 : line.find_first_not_of(' ');
    for (std::size_t level = 0; level < spaces / 2; ++level) out += unit;
    out.append(line.substr(spaces)).append(1, '\n');
  }
  return out;
}

}  // namespace

std::string task_definition(const Service& service) {
  Random random(service.number * 17 + 3);
  std::string text;
  JsonWriter json(text);
  write_task(json, random, service, 1 + random.below(2));
  switch (random.below(4)) {
    case 0:
      return reindented(text, "\t");
    case 1:
      return reindented(text, "    ");
    default:
      return text + "\n";
  }
}

std::string large_task_definition(std::size_t bytes) {
  const Service made = service(1);
  std::string text;
  for (std::uint32_t containers = 16; text.size() < bytes; containers += containers / 4) {
    Random random(1);
    text.clear();
    JsonWriter json(text);
    write_task(json, random, made, containers);
  }
  return text;
}

}  // namespace paritylint::bench
