// CPU and memory: the sizes that Fargate has, containers against their task, limits against each other.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "base/text.h"
#include "check/builtin/taskdef_checks.h"
#include "tree/number.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

// Memory that Fargate offers for an amount of CPU, in MiB. A step of 0: `also` lists what lies between the ends.
struct FargateSize {
  double cpu;  // units
  double least, most, step;
  std::string_view listed;  // for the message
  std::array<double, 3> also;
};

// docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html, 2026.
constexpr FargateSize kFargateSizes[] = {
    {256, 512, 2048, 0, "512, 1024 or 2048", {512, 1024, 2048}},
    {512, 1024, 4096, 1024, "", {}},
    {1024, 2048, 8192, 1024, "", {}},
    {2048, 4096, 16384, 1024, "", {}},
    {4096, 8192, 30720, 1024, "", {}},
    {8192, 16384, 61440, 4096, "", {}},
    {16384, 32768, 122880, 8192, "", {}},
    {32768, 61440, 249856, 0, "61440, 122880 or 249856", {61440, 122880, 249856}},
};
constexpr double kLeastWindowsCpu = 1024, kMostWindowsCpu = 4096;

// "1 vCPU" with unit "vcpu" and 1024 per unit is 1024; a bare number stands for itself.
std::optional<double> amount_of(const Value& value, std::string_view unit, double per_unit) {
  if (!value || !value->is_scalar() || is_open(*value)) return std::nullopt;
  std::string_view text = base::trim(value->text());
  const bool has_unit =
      text.size() > unit.size() && base::equals_ignore_case(text.substr(text.size() - unit.size()), unit);
  if (has_unit) text = base::trim(text.substr(0, text.size() - unit.size()));
  const std::optional<double> number = tree::number_value(text);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return has_unit ? *number * per_unit : *number;
}

std::optional<double> cpu_of_task(const TaskDefinition& task) { return amount_of(task.of_task("cpu"), "vcpu", 1024); }
std::optional<double> memory_of_task(const TaskDefinition& task) {
  return amount_of(task.of_task("memory"), "gb", 1024);
}

// False for names and images alone: something else gives such a file its sizes, its network and its launch type.
bool says_how_it_runs(const TaskDefinition& task) {
  if (task.of_task("requiresCompatibilities") || task.of_task("networkMode")) return true;
  return std::ranges::any_of(task.containers(), [&](const Container& container) {
    return task.member(container.at, "memory") || task.member(container.at, "memoryReservation") ||
           task.member(container.at, "cpu");
  });
}

std::string whole(double number) { return std::to_string(static_cast<long long>(number)); }

bool has_memory(const FargateSize& size, double memory) {
  if (size.step == 0) return std::ranges::find(size.also, memory) != size.also.end();
  return memory >= size.least && memory <= size.most && std::fmod(memory - size.least, size.step) == 0;
}

std::string memory_of(const FargateSize& size) {
  if (!size.listed.empty()) return std::string(size.listed);
  return whole(size.least) + " to " + whole(size.most) + " in steps of " + whole(size.step);
}

std::string cpus(bool windows) {
  std::string text;
  for (const FargateSize& size : kFargateSizes) {
    if (windows && (size.cpu < kLeastWindowsCpu || size.cpu > kMostWindowsCpu)) continue;
    text += (text.empty() ? "" : ", ") + whole(size.cpu);
  }
  return text;
}

}  // namespace

void check_fargate_size(const TaskDefinition& task, RuleReporter& reporter) {
  if (!task.launch_type("FARGATE")) return;
  const Value cpu_value = task.of_task("cpu");
  const std::optional<double> cpu = cpu_of_task(task);
  if (!cpu) return;
  const bool windows = task.is_windows();
  const auto* const size = std::ranges::find(kFargateSizes, *cpu, &FargateSize::cpu);
  const bool fits_windows = !windows || (*cpu >= kLeastWindowsCpu && *cpu <= kMostWindowsCpu);
  if (size == std::end(kFargateSizes) || !fits_windows) {
    return reporter.report(*cpu_value, {.key = "cpu", .atom = cpus(windows) + (windows ? " for Windows" : "")});
  }
  const std::optional<double> memory = memory_of_task(task);
  if (!memory || has_memory(*size, *memory)) return;
  Statement statement{.key = "memory", .atom = memory_of(*size) + " MiB with this cpu"};
  statement.other = cpu_value;
  statement.other_is = "the cpu that it must go with";
  reporter.report(*task.of_task("memory"), statement);
}

void check_fargate_missing_size(const TaskDefinition& task, RuleReporter& reporter) {
  const Value fargate = task.launch_type("FARGATE");
  if (!fargate || !task.is_complete()) return;
  const bool has_cpu = task.of_task("cpu").has_value(), has_memory = task.of_task("memory").has_value();
  if (has_cpu && has_memory) return;
  reporter.report(*fargate, {.atom = has_cpu ? "memory" : has_memory ? "cpu" : "cpu and memory"});
}

void check_missing_memory(const TaskDefinition& task, RuleReporter& reporter) {
  if (!task.is_complete() || task.of_task("memory") || task.launch_type("FARGATE")) return;
  if (!says_how_it_runs(task)) return;
  for (const Container& container : task.containers()) {
    if (task.member(container.at, "memory") || task.member(container.at, "memoryReservation")) continue;
    reporter.report(container.at);
  }
}

void check_container_above_task(const TaskDefinition& task, RuleReporter& reporter) {
  const std::optional<double> task_cpu = cpu_of_task(task), task_memory = memory_of_task(task);
  double cpu_sum = 0;
  unsigned counted = 0;
  Value last_cpu;
  for (const Container& container : task.containers()) {
    const Value memory = task.member(container.at, "memory");
    const std::optional<double> megabytes = number_of(memory);
    if (megabytes && task_memory && *megabytes > *task_memory) {
      Statement statement{.key = "memory", .atom = "more than the task's " + reporter.shown(*task.of_task("memory"))};
      statement.other = task.of_task("memory");
      statement.other_is = "memory of the task";
      reporter.report(*memory, statement);
    }
    const Value cpu = task.member(container.at, "cpu");
    if (const auto units = number_of(cpu); units && *units > 0) {
      cpu_sum += *units;
      last_cpu = cpu;
      ++counted;
    }
  }
  if (!task_cpu || !last_cpu || cpu_sum <= *task_cpu) return;
  Statement statement{.key = "cpu"};
  if (counted > 1) statement.atom = "with those of the others " + whole(cpu_sum) + ", ";
  statement.atom += "more than the task's " + reporter.shown(*task.of_task("cpu"));
  statement.other = task.of_task("cpu");
  statement.other_is = "cpu of the task";
  reporter.report(*last_cpu, statement);
}

void check_memory_below_reservation(const TaskDefinition& task, RuleReporter& reporter) {
  for (const Container& container : task.containers()) {
    const Value hard = task.member(container.at, "memory"), soft = task.member(container.at, "memoryReservation");
    const std::optional<double> most = number_of(hard), reserved = number_of(soft);
    if (!most || !reserved || *most >= *reserved) continue;
    Statement statement{.key = reporter.shown(*soft)};
    statement.other = soft;
    statement.other_is = "reserved here";
    reporter.report(*hard, statement);
  }
}

void check_soft_limit_above_hard(const TaskDefinition& task, RuleReporter& reporter) {
  for (const Container& container : task.containers()) {
    task.for_each(task.member(container.at, "ulimits"), [&](const Cursor& limit) {
      const Value soft_value = task.member(limit, "softLimit"), hard_value = task.member(limit, "hardLimit");
      const std::optional<double> soft = number_of(soft_value), hard = number_of(hard_value);
      // -1 is no limit at all.
      if (!soft || !hard || *hard < 0 || (*soft <= *hard && *soft >= 0)) return;
      Statement statement{.key = reporter.shown(*hard_value)};
      if (const Value name = task.member(limit, "name")) statement.atom = reporter.shown(*name);
      statement.other = hard_value;
      statement.other_is = "the hard limit";
      reporter.report(*soft_value, statement);
    });
  }
}

void check_too_large(const TaskDefinition& task, RuleReporter& reporter) {
  constexpr std::size_t kMaxBytes = 65536;       // what the service takes, DOMAIN 1.10
  constexpr std::size_t kMaxCounted = 1u << 20;  // aliases can multiply a file without end
  const tree::Tree& tree = task.root().tree();
  const bool may_multiply = tree.format() == tree::Format::yaml;
  if (!task.is_whole() || (!may_multiply && task.view().source.size() <= kMaxBytes)) return;
  // What the file comes to as JSON without a blank: names and scalars with their quotes, and a mark behind each.
  std::size_t bytes = 0;
  std::vector<Cursor> open = {task.root()};
  const auto add = [&](const Cursor& scalar, bool is_key) {
    const bool has_quotes = is_key || scalar.kind() == tree::NodeKind::string;
    bytes += scalar.text().size() + (has_quotes ? 3u : 1u);
  };
  while (!open.empty() && bytes <= kMaxCounted) {
    const Cursor at = open.back();
    open.pop_back();
    if (at.is_scalar()) {
      add(at, false);
      continue;
    }
    bytes += 2;
    at.for_each_element([&](std::size_t, const Cursor& element) { open.push_back(element); });
    at.for_each_member([&](const Cursor& name, const Cursor& value) {
      add(name, true);
      open.push_back(value);
    });
  }
  if (bytes <= kMaxBytes) return;
  const std::string counted = bytes > kMaxCounted ? "more than " + std::to_string(kMaxCounted) : std::to_string(bytes);
  reporter.report(task.root(), {.key = counted, .atom = std::to_string(kMaxBytes)});
}

}  // namespace paritylint::check::builtin
