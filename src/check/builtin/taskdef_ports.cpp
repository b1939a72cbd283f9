// Port mappings: against the network mode and against each other.
#include <charconv>
#include <map>
#include <string>
#include <utility>

#include "base/text.h"
#include "check/builtin/taskdef_checks.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

std::string_view protocol_of(const TaskDefinition& task, const Cursor& mapping) {
  const Value value = task.member(mapping, "protocol");
  if (!value) return "tcp";
  return text_of(value);  // empty when it is open
}

template <class Visit>
void for_each_mapping(const TaskDefinition& task, Visit&& visit) {
  for (const Container& container : task.containers()) {
    task.for_each(task.member(container.at, "portMappings"), [&](const Cursor& mapping) { visit(container, mapping); });
  }
}

bool shares_network(std::string_view mode) { return mode == "awsvpc" || mode == "host"; }

// The port on which a mapping can collide with those of other containers: with its protocol, and the value that says
// it.
struct Listener {
  double port = 0;
  std::string_view protocol;
  Value at;
};

std::optional<Listener> listener_of(const TaskDefinition& task, const Cursor& mapping) {
  const Value value = task.member(mapping, shares_network(task.network_mode()) ? "containerPort" : "hostPort");
  const std::optional<double> port = number_of(value);
  const std::string_view protocol = protocol_of(task, mapping);
  if (!port || *port == 0 || protocol.empty()) return std::nullopt;
  return Listener{*port, protocol, value};
}

// "a-b": both ends, or nothing.
std::optional<std::pair<unsigned, unsigned>> range_of(std::string_view text) {
  unsigned first = 0, last = 0;
  const char* const end = text.data() + text.size();
  const auto [dash, error] = std::from_chars(text.data(), end, first);
  if (error != std::errc() || dash == end || *dash != '-') return std::nullopt;
  const auto [rest, second_error] = std::from_chars(dash + 1, end, last);
  if (second_error != std::errc() || rest != end) return std::nullopt;
  return std::pair{first, last};
}

}  // namespace

void check_host_port_differs(const TaskDefinition& task, RuleReporter& reporter) {
  if (!shares_network(task.network_mode())) return;
  for_each_mapping(task, [&](const Container&, const Cursor& mapping) {
    const Value host = task.member(mapping, "hostPort"), container = task.member(mapping, "containerPort");
    const std::optional<double> outside = number_of(host), inside = number_of(container);
    if (!outside || !inside || *outside == *inside || *outside == 0) return;
    Statement statement{.key = reporter.shown(*container), .atom = std::string(task.network_mode())};
    statement.other = container;
    statement.other_is = "the container's port";
    reporter.report(*host, statement);
  });
}

void check_duplicate_port(const TaskDefinition& task, RuleReporter& reporter) {
  std::map<std::pair<double, std::string_view>, Cursor> listening;
  for (const Container& container : task.containers()) {
    std::map<double, Cursor> of_container;
    task.for_each(task.member(container.at, "portMappings"), [&](const Cursor& mapping) {
      const Value port = task.member(mapping, "containerPort");
      const std::optional<double> number = number_of(port);
      const std::optional<Listener> listener = listener_of(task, mapping);
      Statement statement{.other_is = "first mapped here"};
      if (listener) {
        const auto [known, is_new] = listening.try_emplace({listener->port, listener->protocol}, *listener->at);
        if (!is_new) {
          statement.other = known->second;
          return reporter.report(*listener->at, statement);
        }
      }
      // Bridge mode may map one port of a container to two of the host.
      if (!number || !shares_network(task.network_mode())) return;
      const auto [known, is_new] = of_container.try_emplace(*number, *port);
      if (is_new) return;
      statement.other = known->second;
      // The reference says that this is refused; tasks in production say otherwise.
      statement.key = ", for two protocols";
      statement.level = Level::note;
      reporter.report(*port, statement);
    });
  }
}

void check_port_range(const TaskDefinition& task, RuleReporter& reporter) {
  for_each_mapping(task, [&](const Container&, const Cursor& mapping) {
    const Value range = task.member(mapping, "containerPortRange");
    const auto ends = range_of(text_of(range));
    if (!ends) return;
    if (ends->first >= ends->second || ends->second > 65535 || ends->first < 1) {
      return reporter.report(*range, {.atom = "a lower port before a higher one, both of 1 to 65535"});
    }
    for (const std::string_view name : {"hostPort", "containerPort"}) {
      const Value port = task.member(mapping, name);
      if (!port || number_of(port).value_or(0) == 0) continue;
      Statement statement{.atom = "no " + std::string(name) + " beside it"};
      statement.other = port;
      statement.other_is = "written here";
      return reporter.report(*range, statement);
    }
    const std::string_view mode = task.network_mode();
    if (mode == "host" || mode == "none") reporter.report(*range, {.atom = "the networkMode \"bridge\" or \"awsvpc\""});
  });
}

}  // namespace paritylint::check::builtin
