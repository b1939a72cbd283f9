#include "check/builtin/templating/unseen_writers.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "tree/cursor.h"

namespace paritylint::check::builtin {
namespace {

using manifest::PipelineFragment;
using manifest::SeenPipeline;

constexpr std::array<std::string_view, 10> kInterpreters = {"python", "python3", "node", "ruby", "php",
                                                            "perl",   "deno",    "bun",  "tsx",  "ts-node"};

// Words in the names of what fills in templates.
constexpr std::array<std::string_view, 11> kRenderingWords = {"replace", "subst",    "template", "render",
                                                              "token",   "mustache", "jinja",    "gomplate",
                                                              "taskdef", "task-def", "task_def"};

bool names_rendering(std::string_view name) {
  const std::string lower = base::to_lower(name);
  return std::ranges::any_of(kRenderingWords,
                             [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// Whose actions are followed, or have nothing to do with files.
bool is_known_action(std::string_view name) {
  constexpr std::array<std::string_view, 6> kKnown = {"actions/",
                                                      "aws-actions/",
                                                      "docker/",
                                                      "nowactions/envsubst",
                                                      "danielr1996/envsubst-action",
                                                      "jacobtomlinson/gha-find-replace"};
  return std::ranges::any_of(kKnown, [&](std::string_view known) { return name.starts_with(known); });
}

// An action of the repository itself: composite ones are followed.
bool is_followed(const RootView& view, std::string_view folder) {
  folder.remove_prefix(2);
  while (folder.ends_with('/')) folder.remove_suffix(1);
  for (const char* name : {"/action.yml", "/action.yaml"}) {
    RootFile* file = view.find(std::string(folder) + name);
    if (file == nullptr || file->view.tree == nullptr || file->view.tree->documents().empty()) continue;
    const auto runs = tree::Cursor(*file->view.tree, file->view.tree->documents()[0]).find("runs");
    const auto used = runs ? runs->find("using") : std::nullopt;
    return used && used->text() == "composite";
  }
  return false;
}

std::string unseen_action(const RootView& view, std::string_view uses) {
  const std::string_view name = uses.substr(0, uses.find('@'));
  if (name.starts_with("./")) return is_followed(view, name) ? std::string() : std::string(name);
  return !is_known_action(name) && names_rendering(name) ? std::string(name) : std::string();
}

std::vector<std::string_view> words_of(std::string_view command) {
  std::vector<std::string_view> words;
  for (const std::string_view word : base::split(command, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

// Of one command: python3 render.py, make taskdef, npm run render.
std::string unseen_command(std::string_view command) {
  const std::vector<std::string_view> words = words_of(command);
  for (std::size_t i = 0; i + 1 < words.size() && i < 4; ++i) {
    const std::string_view name = words[i].substr(words[i].rfind('/') + 1);
    const std::string_view next = words[i + 1];
    if (std::ranges::find(kInterpreters, name) != kInterpreters.end()) {
      // A module of its own, such as pip or pytest, and a question for the version.
      const bool is_module = next == "-m" || next == "--version" || next == "-V" || next == "-v";
      return is_module ? std::string() : std::string(next.starts_with('-') || next.starts_with('<') ? name : next);
    }
    const bool runs_target = name == "make" || name == "npm" || name == "yarn" || name == "pnpm" || name == "just" ||
                             (name == "docker" && next == "run");
    if (runs_target) return names_rendering(command) ? std::string(command) : std::string();
  }
  return {};
}

std::string unseen_commands(std::string_view text) {
  if (text.find("writeFile") != std::string_view::npos) return "a script";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n;&|"), text.size());
    std::string found = unseen_command(base::trim(text.substr(0, end)));
    if (!found.empty()) return found;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

// `uses:` of a step: one word with a slash.
bool is_action(std::string_view text) {
  return text.find_first_of(" \n;|&$") == std::string_view::npos &&
         (text.starts_with("./") ||
          (text.find('/') != std::string_view::npos && text.find('@') != std::string_view::npos));
}

}  // namespace

UnseenWriters::First UnseenWriters::first_of(const SeenPipeline& pipeline) const {
  First first;
  const std::vector<manifest::PipelineStep>& steps = pipeline.pipeline.steps;
  if (const auto* script = manifest::RootPipelines::unread_script(pipeline, manifest::kNoStep)) {
    first.script_step = base::offset32(static_cast<std::size_t>(script - steps.data()));
    const std::string name = script->outputs.empty() ? script->tool : script->outputs[0].text;
    first.script = pipeline.rendering->symbols().spelled(name);
  }
  const std::vector<PipelineFragment>& fragments = pipeline.pipeline.fragments;
  for (std::uint32_t i = 0; i < fragments.size(); ++i) {
    const std::string_view text = base::trim(fragments[i].text);
    first.other = pipeline.is_workflow && is_action(text) ? unseen_action(view_, text) : unseen_commands(text);
    if (first.other.empty()) continue;
    first.fragment = i;
    break;
  }
  return first;
}

std::string UnseenWriters::before(const SeenPipeline& pipeline, std::uint32_t step) {
  auto known = known_.find(&pipeline);
  if (known == known_.end()) known = known_.emplace(&pipeline, first_of(pipeline)).first;
  const First& first = known->second;
  if (first.script_step < step) return first.script;
  if (first.other.empty()) return {};
  return step == manifest::kNoStep || first.fragment < pipeline.pipeline.steps[step].place.fragment ? first.other
                                                                                                    : std::string();
}

}  // namespace paritylint::check::builtin
