// The container and the port that an AppSpec sends traffic to, against the task definition that is deployed with it.
#include <algorithm>

#include "base/text.h"
#include "check/builtin/fit/fit_checks.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

constexpr std::size_t kMostRelated = 20;

enum class Quotes : std::uint8_t { no, yes };

// "a", "b" and 3 more: names as they may be shown.
class NameList {
 public:
  void add(std::string name, Quotes quotes) {
    if (quotes == Quotes::yes) name = base::quoted(name);
    if (std::ranges::find(names_, name) == names_.end()) names_.push_back(std::move(name));
  }
  std::string text() const {
    constexpr std::size_t kMostShown = 5;
    std::string out;
    for (std::size_t i = 0; i < names_.size() && i < kMostShown; ++i) {
      out += i == 0 ? "" : ", ";
      out += names_[i];
    }
    if (names_.size() > kMostShown) out += " and " + base::counted(names_.size() - kMostShown, "more", "more");
    return out;
  }

 private:
  std::vector<std::string> names_;
};

std::string text_of_number(double number) {
  std::string out;
  base::append_number(out, number);
  return out;
}

class TrafficTargets {
 public:
  TrafficTargets(RootReporter& reporter, const DeployedFiles& files) : reporter_(reporter), files_(files) {}

  void report() {
    if (reporter_.rule("fit/appspec-container") == nullptr && reporter_.rule("fit/appspec-port") == nullptr) return;
    for (RootFile* file : reporter_.view().manifests) {
      if (file->view.kind != manifest::ManifestKind::appspec) continue;
      const std::vector<ServiceTarget> targets = service_targets(*file);
      if (targets.empty()) continue;
      const std::vector<RootFile*> definitions = files_.task_definitions_of(*file);
      for (const ServiceTarget& target : targets) {
        candidates_ = definitions;
        std::erase_if(candidates_, [&](const RootFile* one) { return !files_.is_deployed_with(*file, target, *one); });
        if (!candidates_.empty()) report(*file, target);
      }
    }
  }

 private:
  void report(RootFile& appspec, const ServiceTarget& target) {
    const std::string_view name = text_of(target.container);
    if (name.empty() || !files_.always_arrives(appspec, name)) return;
    const std::string quoted_name = '"' + std::string(name) + '"';
    bool is_known = false;
    for (RootFile* candidate : candidates_) {
      const TaskDefinition task(candidate->view);
      if (!task.shows_all_containers()) return;
      if (task.find_container(name) != nullptr) {
        is_known = true;
      } else if (files_.is_given(*candidate, quoted_name)) {
        return;  // its pipeline gives the container this name
      }
    }
    if (is_known) {
      report_port(appspec, target, name);
    } else {
      report_container(appspec, target);
    }
  }

  Level level_of(const RootFile& appspec) const {
    Level level = Level::error;
    for (const RootFile* candidate : candidates_) level = std::min(level, files_.level_of(appspec, *candidate));
    return level;
  }

  void report_container(RootFile& appspec, const ServiceTarget& target) {
    const RuleRecord* rule = reporter_.rule("fit/appspec-container");
    if (rule == nullptr) return;
    NameList names;
    std::vector<RootPlace> places;
    for (RootFile* candidate : candidates_) {
      const TaskDefinition task(candidate->view);
      for (const Container& container : task.containers()) {
        if (places.size() > kMostRelated) break;
        places.push_back(reporter_.place_of(*candidate, *container.name_value));
        names.add(reporter_.shown(places.back()), Quotes::yes);
      }
    }
    RootStatement statement;
    statement.atom = beside();
    statement.key = names.text().empty() ? "none" : names.text();
    statement.level = level_of(appspec);
    RawMatch* match = reporter_.add(*rule, reporter_.place_of(appspec, *target.container), std::move(statement));
    if (match == nullptr) return;
    for (const RootPlace& place : places) RootReporter::relate(*match, place, "a container that there is");
  }

  // What the task definitions map in the AppSpec's container.
  struct Ports {
    NameList numbers;
    std::vector<RootPlace> places;
    bool may_hold = false;  // the AppSpec's
  };

  void report_port(RootFile& appspec, const ServiceTarget& target, std::string_view name) {
    const RuleRecord* rule = reporter_.rule("fit/appspec-port");
    const std::optional<double> port = number_of(target.port);
    if (rule == nullptr || !port || !files_.always_arrives(appspec, target.port->text())) return;
    Ports ports;
    for (RootFile* candidate : candidates_) add_ports(*candidate, name, *port, ports);
    if (ports.may_hold || ports.places.empty()) return;
    RootStatement statement;
    statement.atom = beside();
    statement.environment = reporter_.shown(reporter_.place_of(appspec, *target.container));
    statement.key = ports.numbers.text().empty() ? "no port" : ports.numbers.text();
    statement.level = level_of(appspec);
    RawMatch* match = reporter_.add(*rule, reporter_.place_of(appspec, *target.port), std::move(statement));
    if (match == nullptr) return;
    const std::string_view what = ports.numbers.text().empty() ? "the container" : "what the container maps";
    for (const RootPlace& place : ports.places) RootReporter::relate(*match, place, std::string(what));
  }

  void add_ports(RootFile& file, std::string_view name, double port, Ports& ports) {
    const TaskDefinition task(file.view);
    const Container* container = task.find_container(name);
    if (container == nullptr) return;
    const std::size_t before = ports.places.size();
    const Value mappings = task.member(container->at, "portMappings");
    // A part of a task definition is joined with the rest, where the port may be mapped.
    ports.may_hold = ports.may_hold || !task.is_complete() || (mappings && is_open(*mappings)) ||
                     files_.is_given(file, text_of_number(port));
    task.for_each(mappings, [&](const Cursor& mapping) {
      const Value one = task.member(mapping, "containerPort");
      const std::optional<double> number = number_of(one);
      // A range is no port that an AppSpec can name; nobody has to judge it here.
      ports.may_hold = ports.may_hold || !number || *number == port;
      if (!number || ports.places.size() > kMostRelated) return;
      ports.places.push_back(reporter_.place_of(file, *one));
      ports.numbers.add(text_of_number(*number), Quotes::no);
    });
    if (ports.places.size() == before) ports.places.push_back(reporter_.place_of(file, *container->name_value));
  }

  std::string beside() const {
    return candidates_.size() == 1 ? candidates_[0]->path
                                   : "any of the " + base::counted(candidates_.size(), "task definition");
  }

  RootReporter& reporter_;
  const DeployedFiles& files_;
  std::vector<RootFile*> candidates_;
};

}  // namespace

void report_traffic_targets(RootReporter& reporter, const DeployedFiles& files) {
  TrafficTargets(reporter, files).report();
}

}  // namespace paritylint::check::builtin
