// One repository understood for a test: from paths and texts to sets and bindings, without a session.
#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "manifest/binding.h"
#include "manifest/corpus.h"
#include "manifest/parsed.h"

namespace paritylint::test {

using Files = std::vector<std::pair<std::string, std::string>>;  // path, content

// All strings that `result` refers to are owned here.
class Repository {
 public:
  explicit Repository(Files files, config::Config config = {})
      : config_(std::move(config)), vocabulary_(config_), files_(std::move(files)) {
    for (const auto& [path, content] : files_) add(path, content);
    binding_ = manifest::bind(facts_, workflows_, vocabulary_, config_);
  }

  const manifest::RootBinding& binding() const { return binding_; }
  const std::vector<manifest::ManifestFacts>& facts() const { return facts_; }

  const manifest::BoundManifest& at(std::string_view path) const {
    const auto found = std::ranges::find(facts_, path, &manifest::ManifestFacts::path);
    static const manifest::BoundManifest kNone;
    EXPECT_NE(found, facts_.end()) << path;
    return found == facts_.end() ? kNone : binding_.manifests[static_cast<std::size_t>(found - facts_.begin())];
  }

  // "deploy (web): taskdef deploy/web-taskdef.json @prod; pipelines: buildspec.yml" per set, one a line.
  std::string sets() const {
    std::string out;
    for (const manifest::ManifestSet& set : binding_.sets) {
      out += set.name() + ":";
      for (const manifest::SetMember& member : set.members) {
        out += " " + member.path;
        if (!member.environment.empty()) out += "@" + member.environment;
        if (!member.region.empty()) out += "/" + member.region;
      }
      if (!set.pipelines.empty()) out += "; by";
      for (const manifest::SetPipeline& pipeline : set.pipelines) out += " " + pipeline.path;
      out += '\n';
    }
    return out;
  }

 private:
  void add(const std::string& path, const std::string& content) {
    const bool is_workflow = path.starts_with(".github/") && !path.ends_with(".json");
    if (is_workflow) {
      references_.push_back(manifest::find_path_references(content, vocabulary_));
      if (!references_.back().paths.empty()) workflows_.push_back({path, &references_.back()});
      return;
    }
    const auto by_name = manifest::kind_by_name(path, vocabulary_);
    const Parsed& parsed = parsed_.emplace_back(path, content);
    const auto recognised =
        parsed.complete() ? manifest::recognise(parsed.tree(), by_name) : std::optional<manifest::Recognition>();
    if (!recognised && (parsed.complete() || !by_name)) return;
    manifest::ManifestFacts& facts = facts_.emplace_back();
    facts.path = path;
    facts.kind = recognised ? recognised->kind : *by_name;
    if (recognised) {
      facts.platform = recognised->platform;
      identities_.push_back(manifest::IdentityReader().read(parsed.tree(), *recognised, vocabulary_));
      facts.identity = &identities_.back();
    }
    if (facts.kind == manifest::ManifestKind::buildspec) {
      references_.push_back(manifest::find_path_references(content, vocabulary_));
      facts.references = &references_.back();
    }
  }

  config::Config config_;
  manifest::Vocabulary vocabulary_;
  Files files_;
  std::deque<Parsed> parsed_;
  std::deque<manifest::Identity> identities_;
  std::deque<manifest::PathReferences> references_;
  std::vector<manifest::ManifestFacts> facts_;
  std::vector<manifest::WorkflowFacts> workflows_;
  manifest::RootBinding binding_;
};

// The files of one snapshot of the collection that can matter: manifests and workflows.
inline Files snapshot(const std::filesystem::path& shared, const std::string& name) {
  Files files;
  const std::filesystem::path folder = shared / "corpus" / "open" / name;
  for (const std::string& path : files_below(folder)) files.emplace_back(path, read_file(folder / path));
  return files;
}

}  // namespace paritylint::test
