#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/utf8.h"
#include "report/explanation.h"

namespace paritylint::report {
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

std::string environment(const manifest::BoundManifest& bound) {
  if (bound.environment.empty()) return "unknown";
  std::string text = base::printable(bound.environment);
  if (!bound.environment_evidence.empty()) text += ": " + base::printable(bound.environment_evidence);
  if (bound.environment_guessed) text += " (a guess: it has no named siblings)";
  return text;
}

std::string binding(const manifest::BoundManifest& bound) {
  std::string text(manifest::name(bound.binding));
  if (bound.binding == manifest::Binding::single)
    text += bound.set_has_pipeline ? ", deployed by a pipeline" : ", no pipeline seen";
  if (bound.strict) text += ", judged strictly as the configuration says";
  return text;
}

void append_count(std::string& text, std::size_t count, std::string_view what) {
  if (count == 0) return;
  if (!text.empty()) text += ", ";
  text += base::counted(count, what);
}

std::string findings(const LevelCounts& counts) {
  std::string text;
  append_count(text, counts.errors, "error");
  append_count(text, counts.warnings, "warning");
  append_count(text, counts.notes, "note");
  if (counts.notes > 0) text += " (notes are withheld unless --min-level note)";
  return text.empty() ? "none" : text;
}

// "hardcoded-role-arn in line 6, by the comment in line 5: the reason".
std::string accepted(const check::Finding& finding) {
  const check::Suppression& suppression = *finding.suppression;
  std::string text(finding.rule->id);
  base::append_number(text += " in line ", finding.primary.begin.line);
  text += suppression.in_source ? ", by the comment in line " : ", by " + base::printable(suppression.path) + ":";
  base::append_number(text, suppression.line_1based);
  if (!suppression.reason.empty()) text += ": " + base::printable(suppression.reason);
  return text;
}

// Where pipelines name the file: "ci/buildspec.yml:5, .github/workflows/deploy.yml:8"; "" when none does.
std::string pipelines(const ExplainedRoot& explained, const session::FileSummary& file) {
  std::string text;
  for (const manifest::ManifestSet& set : explained.result->sets) {
    if (set.name() != file.bound.set) continue;
    for (const manifest::SetPipeline& pipeline : set.pipelines) {
      const auto link = std::ranges::find(pipeline.links, file.path, &manifest::SetLink::path);
      if (link == pipeline.links.end()) continue;
      if (!text.empty()) text += ", ";
      text += base::printable(input::display_path(*explained.root, pipeline.path));
      if (link->line > 0) base::append_number(text += ':', link->line);
    }
  }
  return text;
}

// "buildspec.yml:12 sed: <ENV> becomes ${ENV}, 2 times".
std::string told(const ExplainedRoot& explained, const manifest::PipelineEvent& event) {
  std::string text = base::printable(input::display_path(*explained.root, event.path));
  base::append_number(text += ':', event.line);
  if (!event.tool.empty()) text += " " + base::printable(event.tool) + ":";
  return text + " " + base::printable(event.what);
}

void explain_file(const ExplainedRoot& explained, const session::FileSummary& file, const LevelCounts& counts,
                  std::string& out) {
  out += base::printable(input::display_path(*explained.root, file.path)) + "\n";
  if (!file.is_manifest) {
    const std::string title(manifest::info(file.kind).title);
    line(out, "kind",
         file.has_name ? "no deploy manifest: named like one (" + title + "), but of another shape"
                       : "no deploy manifest: neither the name nor the shape is that of one");
    return;
  }
  line(out, "kind", shape(file));
  line(out, "set", base::printable(file.bound.set));
  if (const std::string named_by = pipelines(explained, file); !named_by.empty()) line(out, "named by", named_by);
  line(out, "environment", environment(file.bound));
  line(out, "binding", binding(file.bound));
  line(out, "because", base::printable(file.bound.evidence));
  for (const manifest::PipelineEvent& event : explained.result->pipeline_events) {
    if (event.file == file.path) line(out, "pipeline", told(explained, event));
  }
  line(out, "findings", findings(counts));
  for (const check::Finding& finding : explained.result->suppressed) {
    if (check::is_located_in(finding, file.path)) line(out, "suppressed", accepted(finding));
  }
}

// Rows of texts whose columns begin below each other.
class Table {
 public:
  void add(std::vector<std::string> row) {
    widths_.resize(std::max(widths_.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], base::display_width(row[i]));
    rows_.push_back(std::move(row));
  }

  void append_to(std::string& out) const {
    for (const std::vector<std::string>& row : rows_) {
      std::string text = " ";
      for (std::size_t i = 0; i < row.size(); ++i) {
        text.append(" ").append(row[i]).append(widths_[i] - base::display_width(row[i]), ' ').append(" ");
      }
      text.resize(text.find_last_not_of(' ') + 1);
      out += text + "\n";
    }
  }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

// How the environment of a member is known, or why none is: "(the file name says prod)", "(a guess: ...)".
std::string reason(const ExplainedRoot& explained, const manifest::SetMember& member) {
  std::string why = member.environment_evidence;
  const auto file = std::ranges::find(explained.result->files, member.path, &session::FileSummary::path);
  if (file != explained.result->files.end()) {
    if (member.environment.empty()) why = file->bound.environment_refusal;
    if (file->bound.environment_guessed) why = "a guess: " + why;
  }
  return why.empty() ? why : "(" + base::printable(why) + ")";
}

void explain_set(const ExplainedRoot& explained, const manifest::ManifestSet& set, std::string& out) {
  // A root elsewhere is named once, in front of the set, and not before every path.
  const input::Root& root = *explained.root;
  const bool is_elsewhere = !root.display_prefix.empty();
  const auto shown = [&](const std::string& path) {
    return base::printable(is_elsewhere ? path : input::display_path(root, path));
  };
  if (is_elsewhere) out += base::printable(input::display_path(root, "")) + ": ";
  out += base::printable(set.name()) + "\n";
  Table table;
  for (const manifest::SetMember& member : set.members) {
    std::string where = member.environment.empty() ? "-" : base::printable(member.environment);
    if (!member.region.empty()) where += " " + base::printable(member.region);
    table.add(
        {std::string(manifest::info(member.kind).id), std::move(where), shown(member.path), reason(explained, member)});
  }
  const auto is_member = [&](const manifest::SetPipeline& pipeline) {
    return std::ranges::find(set.members, pipeline.path, &manifest::SetMember::path) != set.members.end();
  };
  for (const manifest::SetPipeline& pipeline : set.pipelines) {
    if (is_member(pipeline)) continue;  // its row is there
    table.add({pipeline.is_workflow ? "workflow" : "pipeline",
               pipeline.environment.empty() ? "-" : base::printable(pipeline.environment), shown(pipeline.path)});
  }
  table.append_to(out);
  for (const manifest::SetPipeline& pipeline : set.pipelines) {
    for (const manifest::SetLink& link : pipeline.links) {
      out += "    " + shown(link.path) + ": " + base::printable(link.evidence) + "\n";
    }
  }
}

}  // namespace

std::map<std::string_view, LevelCounts> count_levels(const session::CheckResult& result) {
  std::map<std::string_view, LevelCounts> counts;
  for (const check::Finding& finding : result.findings) {
    std::set<std::string_view> paths{finding.primary.path};
    for (const check::Location& related : finding.related) paths.insert(related.path);
    for (const std::string_view path : paths) {
      LevelCounts& file = counts[path];
      if (finding.level == check::Level::error) ++file.errors;
      if (finding.level == check::Level::warning) ++file.warnings;
      if (finding.level == check::Level::note) ++file.notes;
    }
  }
  return counts;
}

bool is_reported(const ExplainedRoot& explained, const manifest::ManifestSet& set) {
  return std::ranges::any_of(
      set.members, [&](const manifest::SetMember& member) { return explained.root->is_reported(member.path); });
}

std::string explain_files(std::span<const ExplainedRoot> roots) {
  std::string out;
  for (const ExplainedRoot& explained : roots) {
    const auto counts = count_levels(*explained.result);
    for (const session::FileSummary& file : explained.result->files) {
      if (!file.reported) continue;
      if (!out.empty()) out += '\n';
      const auto found = counts.find(file.path);
      explain_file(explained, file, found == counts.end() ? LevelCounts() : found->second, out);
    }
  }
  return out;
}

std::string explain_sets(std::span<const ExplainedRoot> roots) {
  std::string out;
  for (const ExplainedRoot& explained : roots) {
    for (const manifest::ManifestSet& set : explained.result->sets) {
      if (!is_reported(explained, set)) continue;
      if (!out.empty()) out += '\n';
      explain_set(explained, set, out);
    }
  }
  std::string unmatched;
  for (const ExplainedRoot& explained : roots) {
    for (const config::PlacedGlob& glob : explained.result->unmatched_globs) {
      unmatched += unmatched_glob(*explained.root, glob) + "\n";
    }
  }
  if (!out.empty() && !unmatched.empty()) out += '\n';
  return out + unmatched;
}

std::string unmatched_glob(const input::Root& root, const config::PlacedGlob& glob) {
  std::string text = base::printable(input::display_path(root, glob.place.path)) + ":";
  base::append_number(text, glob.place.line);
  base::append_number(text += ':', glob.place.column);
  return text + ": the glob " + base::quoted(glob.glob) + " matches no manifest";
}

}  // namespace paritylint::report
