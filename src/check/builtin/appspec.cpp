#include "check/builtin/appspec.h"

#include <charconv>
#include <optional>

#include "check/builtin/reporter.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;

// All scripts of one event share this many seconds; one that says nothing may take them all.
constexpr unsigned kMostSeconds = 3600;

std::optional<unsigned> seconds_of(const Cursor& script) {
  const auto timeout = script.find("timeout");
  if (!timeout || !timeout->is_scalar()) return std::nullopt;
  const std::string_view text = timeout->text();
  unsigned seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return seconds;
}

}  // namespace

bool is_appspec_check(std::string_view name) { return name == "hook-timeout"; }

void report_appspec(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches) {
  if (view.tree == nullptr || !view.recognition || view.kind != manifest::ManifestKind::appspec) return;
  Reporter reporter(view, rules, closer, matches);
  const RuleRecord* rule = reporter.rule("appspec/hook-timeout");
  const auto hooks = Cursor(*view.tree, view.recognition->root).find("hooks");
  if (rule == nullptr || !hooks || !hooks->is_mapping()) return;
  hooks->for_each_member([&](const Cursor& event, const Cursor& scripts) {
    unsigned long long sum = 0;
    std::size_t known = 0;
    scripts.for_each_element([&](std::size_t, const Cursor& script) {
      if (const auto seconds = seconds_of(script)) {
        sum += *seconds;
        ++known;
      }
    });
    // One script alone is a matter of its own range.
    if (known < 2 || sum <= kMostSeconds) return;
    reporter.add(*rule, event->content, scripts.node(),
                 {closer.mask(event.text(), event->content), {}, std::to_string(sum)});
  });
}

}  // namespace paritylint::check::builtin
