#include "check/builtin/buildspec.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "check/builtin/reporter.h"
#include "check/builtin/runtimes.h"
#include "manifest/placeholder.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

constexpr std::array<std::string_view, 6> kChecks = {"self-named-variable", "unquoted-switch", "runtime",
                                                     "duplicate-build",     "unknown-build",   "build-cycle"};

bool has_placeholder(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (manifest::placeholder_at(text, i)) return true;
  }
  return false;
}

// NAME, $NAME or ${NAME} under NAME.
bool is_own_name(std::string_view name, std::string_view value) {
  if (value == name) return name.find('_') != std::string_view::npos;
  if (value.size() == name.size() + 1) return value.front() == '$' && value.substr(1) == name;
  return value.size() == name.size() + 3 && value.starts_with("${") && value.ends_with('}') &&
         value.substr(2, name.size()) == name;
}

// What YAML 1.1 reads as true or false and YAML 1.2 as a text.
bool is_old_boolean(std::string_view text) {
  constexpr std::string_view kWords[] = {"yes", "no", "on", "off"};
  return std::ranges::any_of(kWords, [&](std::string_view word) { return base::equals_ignore_case(text, word); });
}

// One build of a batch, by its identifier.
struct Build {
  Cursor identifier;
  std::optional<Cursor> depends_on;
};

class Buildspec {
 public:
  Buildspec(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches)
      : reporter_(view, rules, closer, matches), root_(*view.tree, view.recognition->root) {}

  void report() {
    report_variables();
    report_runtimes();
    const auto batch = root_.find("batch");
    if (!batch) return;
    report_builds(batch->find("build-list"));
    report_builds(batch->find("build-graph"));
  }

 private:
  void report_variables() {
    const RuleRecord* own_name = reporter_.rule("buildspec/self-named-variable");
    const RuleRecord* is_switch = reporter_.rule("buildspec/unquoted-switch");
    const auto env = root_.find("env");
    const auto variables = env ? env->find("variables") : std::nullopt;
    if (!variables) return;
    variables->for_each_member([&](const Cursor& name, const Cursor& value) {
      if (!value.is_scalar()) return;
      if (own_name != nullptr && is_own_name(name.text(), value.text())) {
        reporter_.add(*own_name, value->content, value.node(), {reporter_.shown(value), reporter_.shown(name), {}});
      }
      if (is_switch != nullptr && value->style == tree::Style::plain && is_old_boolean(value.text())) {
        reporter_.add(*is_switch, value->content, value.node(), {reporter_.shown(value), reporter_.shown(name), {}});
      }
    });
  }

  void report_runtimes() {
    const RuleRecord* rule = reporter_.rule("buildspec/runtime");
    const auto phases = root_.find("phases");
    const auto install = phases ? phases->find("install") : std::nullopt;
    const auto versions = install ? install->find("runtime-versions") : std::nullopt;
    if (rule == nullptr || !versions) return;
    versions->for_each_member([&](const Cursor& name, const Cursor& version) { report_runtime(*rule, name, version); });
  }

  void report_runtime(const RuleRecord& rule, const Cursor& name, const Cursor& version) {
    if (has_placeholder(name.text()) || !version.is_scalar() || has_placeholder(version.text())) return;
    const Runtime* runtime = find_runtime(name.text());
    if (runtime == nullptr) {
      std::vector<std::string_view> known;
      for (const Runtime& one : runtimes()) known.push_back(one.name);
      std::string expected = "no image of CodeBuild has a runtime " + base::quoted(reporter_.shown(name));
      expected += base::did_you_mean(name.text(), known);
      reporter_.add(rule, name->content, version.node(),
                    {reporter_.shown(name), reporter_.shown(name), std::move(expected)});
      return;
    }
    if (runtime->name == "docker") {
      RawMatch* match =
          reporter_.add(rule, version->content, version.node(),
                        {reporter_.shown(version), "docker", "current images have no runtime \"docker\""});
      if (match != nullptr) match->level = Level::note;
      return;
    }
    if (may_have(*runtime, version.text())) return;
    std::string expected =
        "no image of CodeBuild has " + std::string(runtime->name) + " " + reporter_.shown(version) + "; known are ";
    for (const std::string_view one : runtime->versions) {
      if (one != runtime->versions.front()) expected += ", ";
      expected += one;
    }
    reporter_.add(rule, version->content, version.node(),
                  {reporter_.shown(version), reporter_.shown(name), std::move(expected)});
  }

  void report_builds(const std::optional<Cursor>& list) {
    if (!list || !list->is_sequence()) return;
    builds_.clear();
    index_of_.clear();
    list->for_each_element([&](std::size_t, const Cursor& build) {
      const auto identifier = build.find("identifier");
      if (!identifier || !identifier->is_scalar() || has_placeholder(identifier->text())) {
        is_complete_ = false;
        return;
      }
      const auto [same, is_new] = index_of_.try_emplace(identifier->text(), builds_.size());
      if (is_new) {
        builds_.push_back({*identifier, build.find("depend-on")});
      } else {
        report_duplicate(*identifier, builds_[same->second].identifier);
      }
    });
    report_unknown();
    report_cycle();
  }

  void report_duplicate(const Cursor& identifier, const Cursor& first) {
    const RuleRecord* rule = reporter_.rule("buildspec/duplicate-build");
    if (rule == nullptr) return;
    RawMatch* match =
        reporter_.add(*rule, identifier->content, identifier.node(), {reporter_.shown(identifier), {}, {}});
    if (match == nullptr) return;
    match->related.push_back(reporter_.closer().close(first->content, first.node()));
    match->related.back().message = "first named here";
  }

  void report_unknown() {
    const RuleRecord* rule = reporter_.rule("buildspec/unknown-build");
    if (rule == nullptr || !is_complete_) return;
    constexpr std::size_t kMostSuggestions = 200;  // a look for a near name costs one comparison with each
    std::vector<Cursor> known;
    for (const Build& build : builds_) known.push_back(build.identifier);
    std::size_t found = 0;
    for (const Build& build : builds_) {
      if (!build.depends_on) continue;
      build.depends_on->for_each_element([&](std::size_t, const Cursor& target) {
        if (!target.is_scalar() || has_placeholder(target.text()) || index_of_.contains(target.text())) return;
        if (++found > kMostSuggestions) known.clear();
        reporter_.add(*rule, target->content, target.node(),
                      {reporter_.shown(target), {}, reporter_.did_you_mean(target.text(), known)});
      });
    }
  }

  // Builds that nothing holds up are taken away until none is left; the rest waits for itself.
  void report_cycle() {
    const RuleRecord* rule = reporter_.rule("buildspec/build-cycle");
    if (rule == nullptr) return;
    std::vector<std::size_t> waits(builds_.size());
    std::vector<std::vector<std::size_t>> waiting(builds_.size());  // by build: who waits for it
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < builds_.size(); ++i) {
      if (builds_[i].depends_on) {
        builds_[i].depends_on->for_each_element([&](std::size_t, const Cursor& target) {
          const auto found = index_of_.find(target.text());
          if (!target.is_scalar() || found == index_of_.end()) return;
          ++waits[i];
          waiting[found->second].push_back(i);
        });
      }
      if (waits[i] == 0) ready.push_back(i);
    }
    while (!ready.empty()) {
      const std::size_t done = ready.back();
      ready.pop_back();
      for (const std::size_t next : waiting[done]) {
        if (--waits[next] == 0) ready.push_back(next);
      }
    }
    report_first_cycle(*rule, waits);
  }

  // Follow a build that still waits to one that was met before: that is on the cycle.
  void report_first_cycle(const RuleRecord& rule, const std::vector<std::size_t>& waits) {
    const auto stuck = std::ranges::find_if(waits, [](std::size_t count) { return count > 0; });
    if (stuck == waits.end()) return;
    std::vector<bool> met(waits.size());
    auto at = static_cast<std::size_t>(stuck - waits.begin());
    while (!met[at]) {
      met[at] = true;
      at = next_stuck(at, waits);
    }
    std::string names;
    const std::size_t begin = at;
    std::size_t steps = 0;
    constexpr std::size_t kMostNames = 8;
    do {
      if (steps < kMostNames) names += reporter_.shown(builds_[at].identifier) + " -> ";
      at = next_stuck(at, waits);
    } while (at != begin && ++steps < waits.size());
    names += steps < kMostNames ? reporter_.shown(builds_[begin].identifier) : "...";
    const Cursor& identifier = builds_[begin].identifier;
    reporter_.add(rule, identifier->content, identifier.node(), {reporter_.shown(identifier), {}, std::move(names)});
  }

  std::size_t next_stuck(std::size_t from, const std::vector<std::size_t>& waits) const {
    std::size_t next = from;
    builds_[from].depends_on->for_each_element([&](std::size_t, const Cursor& target) {
      const auto found = index_of_.find(target.text());
      if (next == from && found != index_of_.end() && waits[found->second] > 0) next = found->second;
    });
    return next;
  }

  Reporter reporter_;
  Cursor root_;
  std::vector<Build> builds_;
  std::unordered_map<std::string_view, std::size_t> index_of_;  // into builds_
  bool is_complete_ = true;                                     // every build has a known identifier
};

}  // namespace

bool is_buildspec_check(std::string_view name) { return std::ranges::find(kChecks, name) != kChecks.end(); }

void report_buildspec(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches) {
  if (view.tree == nullptr || !view.recognition || view.kind != manifest::ManifestKind::buildspec) return;
  Buildspec(view, rules, closer, matches).report();
}

}  // namespace paritylint::check::builtin
