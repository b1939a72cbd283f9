// Manifests made up from numbers: the same number gives the same text on every machine and in every version of the
// standard library, so that results of two commits compare.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::bench {

// splitmix64: small, good enough for variety, and ours, unlike the distributions of <random>.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(next() % limit); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  template <class List>
  std::string_view pick(const List& list) {
    return list[below(static_cast<std::uint32_t>(std::size(list)))];
  }

 private:
  std::uint64_t state_;
};

// A service as all its manifests name it. Services of different numbers have different text nearly everywhere.
struct Service {
  std::uint32_t number = 0;
  std::string name;         // "billing-worker-17"
  std::string environment;  // "stg"; empty for a template with placeholders
  std::string account;
  std::string region;
};

Service service(std::uint32_t number, std::string_view environment = "dev");

// A task definition of one or two containers, about 2 kB, in one of the layouts that people and tools write: two or
// four spaces or tabs, as registered or as `describe-task-definition` prints it, roles by ARN or by name, with or
// without secrets, health check and tags.
std::string task_definition(const Service& service);

// A buildspec of about 1 kB: plain, quoted and block scalars, comments, reports or caches.
std::string buildspec(const Service& service);

// An AppSpec for ECS, in YAML.
std::string appspec(const Service& service);

// One task definition of at least `bytes`, with as many containers as that takes.
std::string large_task_definition(std::size_t bytes);

// One buildspec of at least `bytes`, with as many commands as that takes.
std::string large_buildspec(std::size_t bytes);

// `count` texts of different services from `make` (task_definition, buildspec or appspec).
std::vector<std::string> many(std::string (*make)(const Service&), std::uint32_t count);

}  // namespace paritylint::bench
