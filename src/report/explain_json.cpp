// What `explain --format json` prints. Members are only ever added while `version` stays the same.
//
//   version       1, the version of this format
//   files[]       each reported file
//     root          what to put before `path` to name the file as the user did, or ""
//     path          relative to its root, with '/'
//     kind          "taskdef", "appspec" or "buildspec": of the manifest, or what the name suggests; else ""
//     manifest      false when the shape is no manifest's; nothing follows then
//     format        "json" or "yaml"
//     readable      false when the file could not be read into values
//     platform      of an AppSpec: "ecs", "lambda" or "ec2"; else ""
//     set           name of the set that it belongs to
//     environment, environment_evidence, environment_guessed; environment_refusal: why a word that could be one is none
//     binding       "shared", "single" or "variant"; binding_evidence; deployed, strict
//     pipeline[]    what buildspecs and workflows do to it, in their order: {path, line, tool, what}: path is the
//                   pipeline or a script or action that it calls; what is a sentence
//     findings      {errors, warnings, notes}; notes are withheld unless asked for
//     suppressed[]  findings that are accepted: {rule, line, kind, justification, path, written_at}: kind is "inSource"
//                   for a comment, else "external"; written_at is the line of `path` that says so
//   sets[]        each set with a reported member
//     root, name, folder, service
//     environments  names in order of strictness, unknown words first
//     members[]     {path, kind, environment, environment_evidence, region}
//     pipelines[]   {path, workflow, environment, links[]}: links are {path, line, evidence}; line 0 is no place
//   unmatched_globs[]  {root, path, line, column, glob}: globs of the configuration that match no manifest, where the
//                      whole root was looked at
#include "base/json_writer.h"
#include "report/explanation.h"

namespace paritylint::report {
namespace {

std::string_view name(manifest::AppSpecPlatform platform) {
  switch (platform) {
    case manifest::AppSpecPlatform::none:
      return "";
    case manifest::AppSpecPlatform::ecs:
      return "ecs";
    case manifest::AppSpecPlatform::lambda:
      return "lambda";
    case manifest::AppSpecPlatform::ec2:
      return "ec2";
  }
  return {};
}

class JsonExplanation {
 public:
  explicit JsonExplanation(std::string& out) : json_(out) {}

  void write(std::span<const ExplainedRoot> roots) {
    json_.begin_object();
    json_.member("version", std::uint64_t{1});
    json_.key("files");
    json_.begin_array();
    for (const ExplainedRoot& explained : roots) {
      const auto counts = count_levels(*explained.result);
      for (const session::FileSummary& file : explained.result->files) {
        if (!file.reported) continue;
        const auto found = counts.find(file.path);
        write_file(explained, file, found == counts.end() ? LevelCounts() : found->second);
      }
    }
    json_.end_array();
    json_.key("sets");
    json_.begin_array();
    for (const ExplainedRoot& explained : roots) {
      for (const manifest::ManifestSet& set : explained.result->sets) {
        if (is_reported(explained, set)) write_set(explained, set);
      }
    }
    json_.end_array();
    json_.key("unmatched_globs");
    json_.begin_array();
    for (const ExplainedRoot& explained : roots) {
      for (const config::PlacedGlob& glob : explained.result->unmatched_globs) write_unmatched(explained, glob);
    }
    json_.end_array();
    json_.end_object();
  }

 private:
  void write_unmatched(const ExplainedRoot& explained, const config::PlacedGlob& glob) {
    json_.begin_object();
    json_.member("root", explained.root->display_prefix);
    json_.member("path", glob.place.path);
    json_.member("line", std::uint64_t{glob.place.line});
    json_.member("column", std::uint64_t{glob.place.column});
    json_.member("glob", glob.glob);
    json_.end_object();
  }

  void write_file(const ExplainedRoot& explained, const session::FileSummary& file, const LevelCounts& counts) {
    json_.begin_object();
    json_.member("root", explained.root->display_prefix);
    json_.member("path", file.path);
    const bool has_kind = file.is_manifest || file.has_name;
    json_.member("kind", has_kind ? manifest::info(file.kind).id : std::string_view());
    json_.member("manifest", file.is_manifest);
    if (file.is_manifest) {
      json_.member("format", file.format == tree::Format::json ? "json" : "yaml");
      json_.member("readable", file.recognition.has_value());
      json_.member("platform", file.recognition ? name(file.recognition->platform) : std::string_view());
      write_bound(file.bound);
      write_events(explained, file);
      write_counts(counts);
      write_suppressed(explained, file);
    }
    json_.end_object();
  }

  void write_bound(const manifest::BoundManifest& bound) {
    json_.member("set", bound.set);
    json_.member("environment", bound.environment);
    json_.member("environment_evidence", bound.environment_evidence);
    json_.member("environment_guessed", bound.environment_guessed);
    json_.member("environment_refusal", bound.environment_refusal);
    json_.member("binding", manifest::name(bound.binding));
    json_.member("binding_evidence", bound.evidence);
    json_.member("deployed", bound.set_has_pipeline);
    json_.member("strict", bound.strict);
  }

  void write_events(const ExplainedRoot& explained, const session::FileSummary& file) {
    json_.key("pipeline");
    json_.begin_array();
    for (const manifest::PipelineEvent& event : explained.result->pipeline_events) {
      if (event.file != file.path) continue;
      json_.begin_object();
      json_.member("path", event.path);
      json_.member("line", std::uint64_t{event.line});
      json_.member("tool", event.tool);
      json_.member("what", event.what);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_counts(const LevelCounts& counts) {
    json_.key("findings");
    json_.begin_object();
    json_.member("errors", std::uint64_t{counts.errors});
    json_.member("warnings", std::uint64_t{counts.warnings});
    json_.member("notes", std::uint64_t{counts.notes});
    json_.end_object();
  }

  void write_suppressed(const ExplainedRoot& explained, const session::FileSummary& file) {
    json_.key("suppressed");
    json_.begin_array();
    for (const check::Finding& finding : explained.result->suppressed) {
      if (!check::is_located_in(finding, file.path)) continue;
      const check::Suppression& suppression = *finding.suppression;
      json_.begin_object();
      json_.member("rule", finding.rule->id);
      json_.member("line", std::uint64_t{finding.primary.begin.line});
      json_.member("kind", suppression.in_source ? "inSource" : "external");
      json_.member("justification", suppression.reason);
      json_.member("path", suppression.path);
      json_.member("written_at", std::uint64_t{suppression.line_1based});
      json_.end_object();
    }
    json_.end_array();
  }

  void write_set(const ExplainedRoot& explained, const manifest::ManifestSet& set) {
    json_.begin_object();
    json_.member("root", explained.root->display_prefix);
    json_.member("name", set.name());
    json_.member("folder", set.folder);
    json_.member("service", set.service);
    json_.key("environments");
    json_.begin_array();
    for (const std::string& environment : set.environments) json_.string(environment);
    json_.end_array();
    json_.key("members");
    json_.begin_array();
    for (const manifest::SetMember& member : set.members) {
      json_.begin_object();
      json_.member("path", member.path);
      json_.member("kind", manifest::info(member.kind).id);
      json_.member("environment", member.environment);
      json_.member("environment_evidence", member.environment_evidence);
      json_.member("region", member.region);
      json_.end_object();
    }
    json_.end_array();
    write_pipelines(set);
    json_.end_object();
  }

  void write_pipelines(const manifest::ManifestSet& set) {
    json_.key("pipelines");
    json_.begin_array();
    for (const manifest::SetPipeline& pipeline : set.pipelines) {
      json_.begin_object();
      json_.member("path", pipeline.path);
      json_.member("workflow", pipeline.is_workflow);
      json_.member("environment", pipeline.environment);
      json_.key("links");
      json_.begin_array();
      for (const manifest::SetLink& link : pipeline.links) {
        json_.begin_object();
        json_.member("path", link.path);
        json_.member("line", std::uint64_t{link.line});
        json_.member("evidence", link.evidence);
        json_.end_object();
      }
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  base::JsonWriter json_;
};

}  // namespace

std::string explain_json(std::span<const ExplainedRoot> roots) {
  std::string out;
  JsonExplanation(out).write(roots);
  return out + "\n";
}

}  // namespace paritylint::report
