// Sets: which manifests deploy one service, and which pipelines move them (DESIGN.md 2).
//
// Manifests of one folder (folders of environments and regions left out) are a set; several services in one folder are
// several sets, told apart by the names of their task definitions. A path in a buildspec's commands or artifacts, or in
// a workflow, joins manifests of other folders; a set without a buildspec has the nearest one above when there is one
// candidate. A buildspec that serves several sets is a pipeline of each and a member of none of them but its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/root_names.h"

namespace paritylint::manifest {

// A GitHub workflow or composite action: context, never judged itself.
struct WorkflowFacts {
  std::string_view path;  // root-relative
  const PathReferences* references = nullptr;
};

struct SetMember {
  std::size_t manifest = 0;  // index of the facts
  std::string path;
  ManifestKind kind = ManifestKind::taskdef;
  std::string environment;           // "" when unknown
  std::string environment_evidence;  // "the file name says prod"
  std::string region;                // in the path, or ""
};

// A place where a pipeline names a manifest of the set.
struct SetLink {
  std::string path;        // of the manifest
  std::uint32_t line = 0;  // in the pipeline, 1-based; 0 when the link is no text but the place of the files
  bool deploys = false;    // else it is only named: linted, watched for changes
  std::string evidence;    // "buildspec.yml names it in line 12"
};

struct SetPipeline {
  std::string path;
  bool is_workflow = false;    // else a buildspec
  bool deploys = false;        // a buildspec of the set or above it, or one of its links deploys
  std::string environment;     // that its own name says, or ""
  std::vector<SetLink> links;  // to members of this set, in order of path
};

struct ManifestSet {
  std::string folder;                     // root-relative, "" for the top
  std::string service;                    // "" unless the folder holds several services
  std::vector<SetMember> members;         // in order of path
  std::vector<SetPipeline> pipelines;     // in order of path
  std::vector<std::string> environments;  // of its members, in order of strictness, unknown words and "default" first

  std::string name() const;  // "deploy", "deploy (worker)", "." for the top
};

// A pipeline's text names a manifest.
struct Reference {
  std::size_t pipeline = 0;  // index into SetPlan::pipelines
  std::uint32_t line = 0;
  bool deploys = false;  // PathReference::deploys of any of its mentions
};

struct PlannedPipeline {
  std::string path;
  bool is_workflow = false;
  std::size_t manifest = 0;  // index of the facts when it is a buildspec
  std::string environment;   // that its own name says, or ""
};

struct SetPlan {
  std::vector<ManifestSet> sets;                   // in order of folder and service
  std::vector<std::size_t> set_of;                 // by manifest
  std::vector<PlannedPipeline> pipelines;          // buildspecs and workflows, in order of path
  std::vector<std::vector<Reference>> references;  // by manifest: the pipelines that name it, in order of path
};

SetPlan plan_sets(std::span<const ManifestFacts> facts, const RootNames& names,
                  std::span<const WorkflowFacts> workflows, const Vocabulary& vocabulary);

}  // namespace paritylint::manifest
