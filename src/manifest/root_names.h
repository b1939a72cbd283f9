// The names of all manifests of one root, understood beside each other: environment, region, service, and which of them
// are variants of one another.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "config/config.h"
#include "manifest/identity.h"
#include "manifest/kind.h"
#include "manifest/path_references.h"
#include "manifest/vocabulary.h"

namespace paritylint::manifest {

// What is known of each manifest of a root before its neighbours are looked at.
struct ManifestFacts {
  std::string_view path;  // root-relative
  ManifestKind kind = ManifestKind::taskdef;
  AppSpecPlatform platform = AppSpecPlatform::none;
  const Identity* identity = nullptr;          // nullptr when the file could not be read into a tree
  const PathReferences* references = nullptr;  // of a buildspec; else nullptr

  bool has_identity_placeholder() const { return identity != nullptr && identity->has_placeholder; }
};

// How the environment of a manifest is known.
// content: a guess; accounts: told by those that the configuration declares, and files beside it by others.
enum class EnvironmentSource : std::uint8_t { unknown, configuration, file_name, folder, neighbour, accounts, content };

struct ManifestName {
  std::string environment;  // canonical name ("prod", "dev2", "prod-blue"), the unknown word itself, "default" for a
                            // bare file, "" for none
  std::string base;         // the environment of the vocabulary: "prod" of "prod-blue"; "" for none of it
  EnvironmentSource source = EnvironmentSource::unknown;
  std::string evidence;     // "the file name says prod"; "" without an environment
  bool is_weak = false;     // by a word alone that often means something else: test, local
  std::string refusal;      // why a word where a neighbour has its environment is none, or ""
  base::Span word;          // the environment's word in the path; empty when no word of the path names it
  std::string variant_key;  // the path without the word
  std::string folder;       // without folders that are an environment's or a region's
  std::string service;      // what the file name says, "" for most
  std::string region;       // the region in the path, or ""
  std::size_t group = 0;    // index into RootNames::groups

  // The word at `span` of `path` names the environment.
  void set_word(std::string_view path, base::Span span);

  // Known from name, folder or configuration.
  bool is_named() const { return source != EnvironmentSource::unknown && source != EnvironmentSource::content; }
};

// Manifests of one kind that are variants of each other. Most groups have one member.
struct VariantGroup {
  ManifestKind kind = ManifestKind::taskdef;
  std::string key;                   // folder '/' file name, without environment and region
  std::vector<std::size_t> members;  // indices, ascending by path
  bool varies = false;  // they are variants: two or more, and their environments are not just ambiguous words
};

struct RootNames {
  std::vector<ManifestName> names;  // by index of the facts
  std::vector<VariantGroup> groups;
};

// Requires: paths are unique.
RootNames name_manifests(std::span<const ManifestFacts> facts, const Vocabulary& vocabulary,
                         const config::Config& config);

std::string_view folder_of(std::string_view path);     // "" at the top
std::string_view file_name_of(std::string_view path);  // behind the last '/'

}  // namespace paritylint::manifest
