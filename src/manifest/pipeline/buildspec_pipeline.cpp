#include "manifest/pipeline/buildspec_pipeline.h"

#include "tree/cursor.h"

namespace paritylint::manifest {
namespace {

using tree::Cursor;

constexpr std::string_view kPhases[] = {"install", "pre_build", "build", "post_build"};

class BuildspecReader {
 public:
  BuildspecReader(const tree::Tree& tree, std::string path, ScriptSource scripts)
      : tree_(tree), path_(std::move(path)), reader_(std::move(scripts)) {}

  BuildspecPipeline read() {
    BuildspecPipeline result;
    if (!tree_.documents().empty()) {
      const Cursor root(tree_, tree_.documents()[0]);
      if (const auto env = root.find("env")) read_variables(*env);
      if (const auto phases = root.find("phases")) read_phases(*phases);
      if (const auto artifacts = root.find("artifacts")) {
        read_artifact(*artifacts, "", result.artifacts);
        if (const auto secondary = artifacts->find("secondary-artifacts")) {
          secondary->for_each_member([&](const Cursor& name, const Cursor& value) {
            read_artifact(value, std::string(name.text()), result.artifacts);
          });
        }
      }
    }
    result.pipeline = reader_.take();
    return result;
  }

 private:
  // Values of the parameter store and of Secrets Manager are exported like the others, but nobody knows them here.
  void read_variables(const Cursor& env) {
    if (const auto variables = env.find("variables")) {
      variables->for_each_member([&](const Cursor& name, const Cursor& value) {
        if (value.is_scalar()) reader_.set_environment(name.text(), value.text());
      });
    }
    for (const std::string_view store : {"parameter-store", "secrets-manager"}) {
      const auto variables = env.find(store);
      if (!variables) continue;
      variables->for_each_member(
          [&](const Cursor& name, const Cursor&) { reader_.set_environment(name.text(), std::nullopt); });
    }
  }

  void read_phases(const Cursor& phases) {
    for (const std::string_view name : kPhases) {
      const auto phase = phases.find(name);
      if (!phase) continue;
      for (const std::string_view list : {"commands", "finally"}) {
        const auto commands = phase->find(list);
        if (!commands) continue;
        if (commands->is_scalar()) read_commands(*commands);
        commands->for_each_element([&](std::size_t, const Cursor& one) { read_commands(one); });
      }
    }
  }

  void read_commands(const Cursor& value) {
    if (value.is_scalar()) reader_.read({path_, value.node(), value.text()});
  }

  void read_artifact(const Cursor& artifact, const std::string& name, std::vector<PipelineArtifact>& found) {
    std::string folder;
    if (const auto base = artifact.find("base-directory")) folder = base->text();
    if (folder == "." || folder == "./") folder.clear();
    if (!folder.empty() && !folder.ends_with('/')) folder += '/';
    const auto add = [&](const Cursor& file) {
      if (!file.is_scalar()) return;
      std::string_view path = file.text();
      if (path.starts_with("./")) path.remove_prefix(2);
      found.push_back({folder + std::string(path), name, file.node()});
    };
    const auto files = artifact.find("files");
    if (!files) return;
    if (files->is_scalar()) add(*files);
    files->for_each_element([&](std::size_t, const Cursor& file) { add(file); });
  }

  const tree::Tree& tree_;
  std::string path_;
  PipelineReader reader_;
};

}  // namespace

BuildspecPipeline read_buildspec_pipeline(const tree::Tree& tree, std::string path, ScriptSource scripts) {
  return BuildspecReader(tree, std::move(path), std::move(scripts)).read();
}

}  // namespace paritylint::manifest
