#include "config/merge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "base/text.h"
#include "config/environment_names.h"

namespace paritylint::config {
namespace {

template <class T>
void move_to_end(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// What names or claims an environment, by word or glob.
using Owners = std::map<std::string, std::size_t, std::less<>>;

void check_environments(const ConfigFile& merged, Mistakes& mistakes) {
  Owners words;
  Owners globs;
  for (std::size_t i = 0; i < merged.environments.size(); ++i) {
    words.emplace(base::to_lower(merged.environments[i].value.name), i);
  }
  for (std::size_t i = 0; i < merged.environments.size(); ++i) {
    const ListedEnvironment& environment = merged.environments[i];
    const std::string own = base::quoted(environment.value.name);
    for (std::size_t k = 0; k < environment.synonyms.size(); ++k) {
      const std::string& word = environment.value.synonyms[k];
      const auto [owner, is_new] = words.emplace(word, i);
      if (is_new) continue;
      std::string message = "synonym " + base::quoted(word) + " of environment " + own;
      const Environment& other = merged.environments[owner->second].value;
      const bool is_name = base::to_lower(other.name) == word;
      message += is_name ? " is the name of " : " is a synonym of ";
      message += owner->second == i ? "the same environment" : "environment " + base::quoted(other.name) + " too";
      mistakes.add(environment.synonyms[k], std::move(message));
    }
    for (std::size_t k = 0; k < environment.files.size(); ++k) {
      const auto [owner, is_new] = globs.emplace(environment.value.files[k], i);
      if (is_new || owner->second == i) continue;
      mistakes.add(environment.files[k], "glob " + base::quoted(owner->first) + " belongs to environment " +
                                             base::quoted(merged.environments[owner->second].value.name) +
                                             " too, expected one of them");
    }
  }
}

// Why `name` is no environment's name, and which one was meant.
std::string unknown_environment(const ConfigFile& merged, std::string_view name) {
  std::string message = "unknown environment " + base::quoted(name);
  if (merged.environments.empty()) {
    message += ", expected it to be declared under environments, or one of";
    for (const auto words : built_in_environments()) message.append(" ").append(words.front());
    return message;
  }
  std::vector<std::string_view> names;
  const std::string lower = base::to_lower(name);
  for (const ListedEnvironment& environment : merged.environments) {
    names.emplace_back(environment.value.name);
    if (std::ranges::find(environment.value.synonyms, lower) == environment.value.synonyms.end()) continue;
    return message + ", a synonym of " + base::quoted(environment.value.name) + ": expected the name";
  }
  for (const auto words : built_in_environments()) {
    if (std::ranges::find(words, lower) == words.end()) continue;
    const auto declared = std::ranges::find_if(merged.environments, [&](const ListedEnvironment& environment) {
      return std::ranges::find(words, base::to_lower(environment.value.name)) != words.end();
    });
    const bool is_declared = declared != merged.environments.end();
    return message + ", expected " + base::quoted(is_declared ? std::string_view(declared->value.name) : words.front());
  }
  if (const std::string meant = base::did_you_mean(name, names); !meant.empty()) return message + meant;
  message += ", expected one of";
  for (const std::string_view known : names) message.append(" ").append(known);
  return message;
}

// A built-in environment's name, unless a declared environment stands for it: beside a declared "production" there is
// no "prod".
bool is_built_in(const ConfigFile& merged, std::string_view name) {
  for (const auto words : built_in_environments()) {
    if (words.front() != name) continue;
    return std::ranges::none_of(merged.environments, [&](const ListedEnvironment& one) {
      const std::string own = base::to_lower(one.value.name);
      return std::ranges::find(words, own) != words.end() ||
             std::ranges::find(one.value.synonyms, name) != one.value.synonyms.end();
    });
  }
  return false;
}

void check_deployments(const ConfigFile& merged, Mistakes& mistakes) {
  for (const ListedDeployment& deployment : merged.deployments) {
    for (std::size_t i = 0; i < deployment.environments.size() && !mistakes.is_full(); ++i) {
      const std::string& name = deployment.value.environments[i];
      const auto is_named = [&](const ListedEnvironment& environment) { return environment.value.name == name; };
      if (std::ranges::any_of(merged.environments, is_named) || is_built_in(merged, name)) continue;
      mistakes.add(deployment.environments[i], unknown_environment(merged, name));
    }
  }
}

}  // namespace

void merge_config_file(ConfigFile& merged, ConfigFile file) {
  for (ListedEnvironment& environment : file.environments) {
    const auto earlier = std::ranges::find_if(merged.environments, [&](const ListedEnvironment& other) {
      return base::equals_ignore_case(other.value.name, environment.value.name);
    });
    if (earlier == merged.environments.end()) {
      merged.environments.push_back(std::move(environment));
    } else {
      *earlier = std::move(environment);
    }
  }
  move_to_end(merged.deployments, file.deployments);
  move_to_end(merged.portability, file.portability);
  move_to_end(merged.globs, file.globs);
  move_to_end(merged.ignore, file.ignore);
  for (SeverityOverride& severity : file.severity) {
    const auto is_same = [&](const SeverityOverride& other) { return other.rule.text == severity.rule.text; };
    std::erase_if(merged.severity, is_same);
    merged.severity.push_back(std::move(severity));
  }
}

void check_merged(const ConfigFile& merged, Mistakes& mistakes) {
  check_environments(merged, mistakes);
  check_deployments(merged, mistakes);
}

}  // namespace paritylint::config
