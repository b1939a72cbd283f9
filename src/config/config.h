// Config: what a repository's `paritylint.yaml` says, typed, each part with the place where it stands.
//
// It knows words and files, not manifests: what an environment or a glob means for a manifest is decided in
// src/manifest. All strings are owned, so that a Config outlives the file that it was read from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "input/tops.h"

namespace paritylint::config {

// The name of a root's configuration file; it stands at the root's top and nowhere else.
constexpr std::string_view kFileName = input::kConfigurationName;

// Where something stands: a root-relative path, and line and column in bytes, both 1-based.
struct Place {
  std::string path;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

struct Environment {
  std::string name;                   // as reports print it: "prod"
  std::vector<std::string> synonyms;  // further spellings in names and values, in lower case: "live", "plx-dev"
  std::vector<std::string> accounts;  // 12 digits each
  std::vector<std::string> regions;
  std::vector<std::string> branches;  // globs of git branches (base::glob_matches)
  std::vector<std::string> files;     // globs of root-relative paths that belong to it
  Place place;
};

// "paritylint.yaml, line 3", as evidence.
std::string described(const Place& place);

// What reads a manifest when it is deployed; the formats are not equally strict everywhere.
enum class Consumer : std::uint8_t {
  unknown,
  codepipeline_blue_green,   // CodePipeline's CodeDeployToECS action
  codepipeline_rolling,      // CodePipeline's ECS action: reads imagedefinitions.json, no task definition
  codedeploy,                // CodeDeploy itself: agent, console, CLI
  github_action,             // aws-actions/amazon-ecs-deploy-task-definition
  register_task_definition,  // aws ecs register-task-definition
  ecspresso,
  terraform,
};

// Wiring that no repository shows: which environments a file is deployed to, by what, and what is filled in on the way.
struct Deployment {
  std::vector<std::string> files;         // globs of root-relative paths
  std::vector<std::string> environments;  // names of `environments`
  Consumer consumer = Consumer::unknown;
  std::vector<std::string> placeholders;  // names that something outside the repository replaces: "AWS_ACCOUNT_ID"
  Place place;
};

// How portability rules judge a file, whatever its neighbours say (DESIGN.md 4a).
enum class Portability : std::uint8_t { automatic, shared, variant, strict };

struct PortabilityOverride {
  std::vector<std::string> files;  // globs of root-relative paths
  Portability mode = Portability::automatic;
  Place place;
};

// A glob of root-relative paths and where it stands.
struct PlacedGlob {
  std::string glob;
  Place place;
};

// The token of a text: which file it stands in, and its bytes there.
struct Quote {
  std::string path;
  base::Span bytes;
};

// The name of a rule or of a theme. Whether it exists is known where the rules are (check/rule_names.h).
struct RuleName {
  std::string text;
  Place place;
  std::uint32_t column_code_points = 1;  // of `place`, as messages count it
  Quote quote;
};

// A folder with rule files of the repository's own, beside the built-in ones.
struct RuleFolder {
  std::string path;  // root-relative, below the root; empty for the top itself
  Place place;
  std::uint32_t column_code_points = 1;  // of `place`, as messages count it
};

// Findings that are known and accepted.
struct Ignore {
  std::vector<RuleName> rules;
  std::vector<std::string> files;  // globs of root-relative paths
  std::vector<std::string> paths;  // JSONPath queries; none: everywhere in the files
  std::string reason;
  std::string expires;  // YYYY-MM-DD, the last day on which it counts; empty: it does not expire
  Quote expires_quote;  // where that is written
  Place place;
};

// How grave the findings of a rule or theme are, whatever the rule says.
enum class Severity : std::uint8_t { off, note, warning, error };

struct SeverityOverride {
  RuleName rule;
  Severity severity = Severity::warning;
};

struct Config {
  std::vector<Environment> environments;  // in order of strictness: the last one is the strictest
  std::vector<Deployment> deployments;
  std::vector<PortabilityOverride> portability;  // of several that match a path the last one counts
  std::vector<PlacedGlob> globs;                 // all globs of `files` keys, in the order of their text
  std::vector<Ignore> ignore;
  std::vector<SeverityOverride> severity;  // no name stands twice; a rule's own entry counts more than its theme's
  std::vector<RuleFolder> rule_folders;    // in the order of their text, none twice
  std::vector<std::string> files;          // root-relative paths that it was read from, the root's own first
};

}  // namespace paritylint::config
