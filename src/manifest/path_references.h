// Words of a pipeline's text that name a manifest by its path: in a buildspec's commands and artifact lists, in a
// GitHub workflow's inputs, variables and run: lines. A light reading by words, not a shell: it knows comments, quotes
// enough to find the ends of a word, and variables with one literal value in the same text. What starts a workflow
// (`on:` with its filters of paths) is no reference.
//
// Depends on the text alone; what a path leads to is decided where the root's manifests are known (sets.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/vocabulary.h"

namespace paritylint::manifest {

constexpr std::string_view kEnvironmentMark = "{env}";

struct PathReference {
  std::string path;        // without "./"; '*' stands for what is not known: task-definition-*.json; kEnvironmentMark
                           // for any environment's word
  std::uint32_t line = 1;  // 1-based, the first line that names it
  bool deploys = false;    // an input of a deploying action, an artifact or moved by a command; else it is only named
};

struct PathReferences {
  std::vector<PathReference> paths;  // each path once, in order of line
  std::vector<std::string> folders;  // literal base-directory, working-directory and `cd` folders, each once
};

PathReferences find_path_references(std::string_view text, const Vocabulary& vocabulary);

}  // namespace paritylint::manifest
