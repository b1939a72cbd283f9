#include <algorithm>

#include "app/commands.h"
#include "app/terminal.h"
#include "base/text.h"

namespace paritylint::app {
namespace {

void line(std::string& out, std::string_view label, std::string_view text) {
  constexpr std::size_t kIndent = 2;
  constexpr std::size_t kColumn = 15;
  out.append(kIndent, ' ').append(label).append(kColumn - kIndent - label.size(), ' ').append(text).append("\n");
}

std::string shape(const session::FileSummary& file) {
  std::string text(manifest::info(file.kind).title);
  text += file.format == tree::Format::json ? ", JSON" : ", YAML";
  if (!file.recognition) return text + ", not readable";
  switch (file.recognition->platform) {
    case manifest::AppSpecPlatform::none:
      break;
    case manifest::AppSpecPlatform::ecs:
      text += ", for ECS";
      break;
    case manifest::AppSpecPlatform::lambda:
      text += ", for Lambda";
      break;
    case manifest::AppSpecPlatform::ec2:
      text += ", for EC2 or on-premises";
      break;
  }
  if (file.recognition->wrapped) text += ", wrapped in \"taskDefinition\"";
  if (file.recognition->pascal_case) text += ", in CloudFormation's spelling (PascalCase)";
  return text;
}

std::string counts(const session::CheckResult& result, const std::string& path) {
  std::size_t per_level[4] = {};
  for (const check::Finding& finding : result.findings) {
    if (finding.primary.path == path) ++per_level[static_cast<std::size_t>(finding.level)];
  }
  std::string text;
  for (const check::Level level : {check::Level::error, check::Level::warning, check::Level::note}) {
    const std::size_t count = per_level[static_cast<std::size_t>(level)];
    if (count == 0) continue;
    if (!text.empty()) text += ", ";
    base::append_number(text, count);
    text.append(" ").append(check::name(level)).append(count == 1 ? "" : "s");
  }
  if (per_level[static_cast<std::size_t>(check::Level::note)] > 0)
    text += " (notes are withheld unless --min-level note)";
  return text.empty() ? "none" : text;
}

void explain_file(const CheckedRoot& checked, const session::FileSummary& file, std::string& out) {
  out += base::printable(input::display_path(checked.root, file.path));
  out += '\n';
  if (!file.is_manifest) {
    line(
        out, "kind",
        "no deploy manifest: the name fits a " + std::string(manifest::info(file.kind).title) + ", the shape does not");
    return;
  }
  line(out, "kind", shape(file));
  line(out, "set", base::printable(file.bound.set));
  std::string environment = "unknown";
  if (!file.bound.environment.empty()) {
    environment = base::printable(file.bound.environment);
    if (file.bound.environment_guessed) environment += " (guessed from the name; it has no named siblings)";
  }
  line(out, "environment", environment);
  std::string binding(manifest::name(file.bound.binding));
  if (file.bound.binding == manifest::Binding::single) {
    binding += file.bound.set_has_pipeline ? ", deployed by a pipeline" : ", no pipeline seen";
  }
  line(out, "binding", binding);
  line(out, "because", base::printable(file.bound.evidence));
  line(out, "findings", counts(checked.result, file.path));
}

}  // namespace

int run_explain(const Options& options) {
  if (options.paths.empty() && options.files_from.empty())
    return fail({base::ErrorCode::usage, "explain needs the name of a file"});
  const auto rules = choose_rules(options);
  if (!rules) return fail(rules.error());
  session::ContentMemo memo;
  const auto checked = check_paths(options, *rules, memo);
  if (!checked) return fail(checked.error());
  std::string out;
  bool failed = false;
  for (const input::OpenFailure& failure : checked->failures) {
    fail(failure.error);
    failed = true;
  }
  for (const CheckedRoot& one : checked->roots) {
    for (const session::FileSummary& file : one.result.files) {
      if (!file.reported) continue;
      if (!out.empty()) out += '\n';
      explain_file(one, file, out);
    }
    for (const session::ReadFailure& failure : one.result.failures) {
      write_stderr("paritylint: " + failure.message + "\n");
      failed = true;
    }
  }
  if (out.empty() && !failed) write_stderr("paritylint: no deploy manifests found\n");
  if (const auto written = write_stdout(out); !written) return fail(written.error());
  return failed ? 2 : 0;
}

}  // namespace paritylint::app
