#include "manifest/configured_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "manifest/environment_globs.h"

namespace paritylint::manifest {
namespace {

// What the configuration says of a path: the environment, and the glob and the place that say so.
struct Claim {
  std::string environment;
  std::string_view glob;  // of the environment's files; "" when a deployment says it
  const config::Place* place = nullptr;
};

// The environment of a path that a deployment's glob tells: its only one, or the one whose word stands for {env}.
std::optional<std::string> environment_of(const config::Deployment& deployment, std::string_view path,
                                          const Vocabulary& vocabulary) {
  for (const std::string& glob : deployment.files) {
    const GlobMatch match = match_glob(glob, path, vocabulary);
    if (!match) continue;
    if (deployment.environments.size() == 1) return deployment.environments.front();
    if (!match.environment) continue;
    const std::string_view name = vocabulary[match.environment->environment].name;
    if (std::ranges::find(deployment.environments, name) != deployment.environments.end()) return std::string(name);
  }
  return std::nullopt;
}

// As for portability, the last of several that match counts. A deployment to one environment claims a file that no
// environment does.
std::optional<Claim> claim_of(std::string_view path, const config::Config& config, const Vocabulary& vocabulary) {
  for (auto one = config.environments.rbegin(); one != config.environments.rend(); ++one) {
    const auto glob = std::ranges::find_if(one->files, [&](const std::string& candidate) {
      const GlobMatch match = match_glob(candidate, path, vocabulary);
      return match && (!match.environment || vocabulary[match.environment->environment].name == one->name);
    });
    if (glob != one->files.end()) return Claim{one->name, *glob, &one->place};
  }
  for (auto one = config.deployments.rbegin(); one != config.deployments.rend(); ++one) {
    if (auto environment = environment_of(*one, path, vocabulary))
      return Claim{*std::move(environment), {}, &one->place};
  }
  return std::nullopt;
}

// The part of `path` by which a configured glob tells its environment: the first folder, or else the file name's
// stem, that the glob spells out and that globs of other environments do not have.
std::optional<base::Span> distinguishing_part(std::string_view path, std::string_view glob,
                                              const config::Config& config) {
  std::size_t begin = 0;
  const std::vector<std::string_view> wanted = base::split(glob, '/');
  for (const std::string_view part : base::split(path, '/')) {
    const std::size_t end = begin + part.size();
    const bool spelled = std::ranges::find(wanted, part) != wanted.end();
    const bool everywhere = std::ranges::all_of(config.environments, [&](const config::Environment& other) {
      return std::ranges::any_of(other.files, [&](const std::string& file) {
        const auto parts = base::split(file, '/');
        return std::ranges::find(parts, part) != parts.end();
      });
    });
    if (spelled && !everywhere) {
      const std::size_t stem = end == path.size() ? std::min(part.find('.'), part.size()) : part.size();
      return base::Span{base::offset32(begin), base::offset32(begin + stem)};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace

void name_by_configuration(std::string_view path, const config::Config& config, const Vocabulary& vocabulary,
                           ManifestName& name) {
  const auto claim = claim_of(path, config, vocabulary);
  if (!claim) return;
  name.environment = claim->environment;
  name.base = claim->environment;
  name.source = EnvironmentSource::configuration;
  name.evidence = config::described(*claim->place);
  const auto by_word = environment_of_path(path, vocabulary);
  if (by_word && vocabulary[by_word->environment].name == claim->environment) {
    name.word = by_word->word;
    name.variant_key = by_word->variant_key;
  } else if (const auto word = claim->glob.empty() ? std::nullopt : distinguishing_part(path, claim->glob, config)) {
    name.set_word(path, *word);
  } else {
    name.variant_key = path;
  }
}

bool name_by_accounts(const Identity* identity, const config::Config& config, ManifestName& name) {
  if (identity == nullptr) return false;
  const config::Environment* owner = nullptr;
  const std::string* told = nullptr;
  for (const std::string& account : identity->accounts) {
    for (const config::Environment& one : config.environments) {
      if (std::ranges::find(one.accounts, account) == one.accounts.end()) continue;
      if (owner != nullptr && owner != &one) return false;
      owner = &one;
      if (told == nullptr) told = &account;
    }
  }
  if (owner == nullptr) return false;
  name.environment = owner->name;
  name.base = owner->name;
  name.evidence = "its account " + *told + " belongs to " + owner->name;
  return true;
}

bool name_by_region(std::string_view region, const config::Config& config, ManifestName& name) {
  const config::Environment* owner = nullptr;
  for (const config::Environment& one : config.environments) {
    if (std::ranges::find(one.regions, region) == one.regions.end()) continue;
    if (owner != nullptr) return false;
    owner = &one;
  }
  if (owner == nullptr) return false;
  name.environment = owner->name;
  name.base = owner->name;
  name.evidence = "its region " + std::string(region) + " belongs to " + owner->name;
  return true;
}

}  // namespace paritylint::manifest
