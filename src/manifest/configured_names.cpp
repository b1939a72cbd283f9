#include "manifest/configured_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

namespace paritylint::manifest {
namespace {

// What the configuration says of a path: the environment, and the glob and the place that say so.
struct Claim {
  std::string_view environment;
  std::string_view glob;  // of the environment's files; "" when a deployment says it
  const config::Place* place = nullptr;
};

// As for portability, the last of several that match counts. A deployment to one environment claims a file that no
// environment does.
std::optional<Claim> claim_of(std::string_view path, const config::Config& config) {
  const auto matching = [&](const std::vector<std::string>& globs) {
    return std::ranges::find_if(globs, [&](const std::string& glob) { return base::glob_matches(glob, path); });
  };
  for (auto one = config.environments.rbegin(); one != config.environments.rend(); ++one) {
    const auto glob = matching(one->files);
    if (glob != one->files.end()) return Claim{one->name, *glob, &one->place};
  }
  for (auto one = config.deployments.rbegin(); one != config.deployments.rend(); ++one) {
    if (one->environments.size() != 1) continue;
    const auto glob = matching(one->files);
    if (glob != one->files.end()) return Claim{one->environments.front(), {}, &one->place};
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
  const auto claim = claim_of(path, config);
  if (!claim) return;
  name.environment = claim->environment;
  name.base = claim->environment;
  name.source = EnvironmentSource::configuration;
  name.evidence = claim->place->path.empty() ? std::string(config::kFileName) : claim->place->path;
  name.evidence += ", line ";
  base::append_number(name.evidence, claim->place->line);
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
  if (identity == nullptr || identity->accounts.empty()) return false;
  const config::Environment* owner = nullptr;
  for (const config::Environment& one : config.environments) {
    const bool all = std::ranges::all_of(identity->accounts, [&](const std::string& account) {
      return std::ranges::find(one.accounts, account) != one.accounts.end();
    });
    if (!all) continue;
    if (owner != nullptr) return false;
    owner = &one;
  }
  if (owner == nullptr) return false;
  name.environment = owner->name;
  name.base = owner->name;
  name.evidence = "its account " + identity->accounts.front() + " belongs to " + owner->name;
  return true;
}

}  // namespace paritylint::manifest
