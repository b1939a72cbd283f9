// Which task definitions an AppSpec or a buildspec is deployed with, and how far a file can be trusted to arrive as it
// is checked in.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/builtin/task_definition.h"
#include "check/root_view.h"

namespace paritylint::check::builtin {

// One service that an AppSpec brings to ECS.
struct ServiceTarget {
  Value task_definition;
  Value container;
  Value port;
};

// None of an AppSpec for servers or functions. `appspec` is a manifest with a tree.
std::vector<ServiceTarget> service_targets(const RootFile& appspec);

enum class Trust : std::uint8_t {
  followed,  // every step of every pipeline that deploys it was followed
  beside,    // no pipeline is seen to change it
  doubtful,  // a step that nobody follows may change it
  replaced,  // a pipeline writes another text over it: it says nothing about what arrives
};

// How often `what` stands in `text`. Requires: `what` is not empty.
std::size_t occurrences(std::string_view text, std::string_view what);

class DeployedFiles {
 public:
  // `view` must outlive it.
  explicit DeployedFiles(const RootView& view);

  // The readable task definitions that may arrive with the manifest: those that one of its pipelines deploys, else
  // those of its set; of these the ones of its environment when there are any. Empty when it is not known which.
  std::vector<RootFile*> task_definitions_of(const RootFile& manifest) const;

  // Does the AppSpec bring this task definition to its service? False when it names another one, or nobody knows which.
  bool is_deployed_with(const RootFile& appspec, const ServiceTarget& target, const RootFile& definition) const;

  Trust trust_in(const RootFile& manifest) const;

  // Does `text` stand in the manifest in every form in which it is seen to arrive?
  bool always_arrives(const RootFile& manifest, std::string_view text) const;
  // Does a pipeline put `text` into the manifest on its way?
  bool is_given(const RootFile& manifest, std::string_view text) const;

  // The level of a statement about two files that do not fit.
  Level level_of(const RootFile& one, const RootFile& other) const;

 private:
  // Task definitions by pipeline; nullptr among them: one that is no file of the root.
  using ByPipeline = std::map<std::uint32_t, std::vector<RootFile*>>;

  void add_deployed();
  void add_made();
  std::vector<RootFile*> of_pipelines(const std::vector<std::uint32_t>& pipelines) const;
  std::vector<RootFile*> of_set(std::string_view path) const;
  std::vector<std::uint32_t> pipelines_of(const RootFile& manifest) const;

  // False when so much text was looked through that nothing more is said.
  bool may_scan(const RootFile& manifest) const;

  const RootView& view_;
  mutable std::size_t scanned_ = 0;  // bytes
  ByPipeline deployed_;
  std::map<std::string_view, std::vector<std::size_t>> sets_;  // by member
};

}  // namespace paritylint::check::builtin
