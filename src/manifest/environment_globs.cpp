#include "manifest/environment_globs.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "manifest/vocabulary.h"

namespace paritylint::manifest {

std::string_view environment_mark_at(std::string_view text) {
  constexpr std::array<std::string_view, 3> kMarks = {"{env}", "{environment}", "{stage}"};
  for (const std::string_view mark : kMarks) {
    if (base::equals_ignore_case(text.substr(0, mark.size()), mark)) return text.substr(0, mark.size());
  }
  return {};
}

std::string with_environment(std::string_view glob, std::string_view word) {
  std::string result;
  for (std::size_t i = 0; i < glob.size();) {
    const std::string_view mark = environment_mark_at(glob.substr(i));
    if (mark.empty()) {
      result += glob[i++];
    } else {
      result += word;
      i += mark.size();
    }
  }
  return result;
}

GlobMatch match_glob(std::string_view glob, std::string_view path, const Vocabulary& vocabulary) {
  // Each path is tried with one of its words at a time written as a name that no other file has.
  constexpr std::string_view kStandIn = "\x01";
  const std::string wanted = with_environment(glob, kStandIn);
  if (wanted == glob) return {base::glob_matches(glob, path), std::nullopt};
  const bool has_several_marks = wanted.find(kStandIn) != wanted.rfind(kStandIn);
  for (PathEnvironment& found : environments_in_path(path, vocabulary)) {
    std::string written(path.substr(0, found.word.begin));
    written.append(kStandIn).append(path.substr(found.word.end));
    // deploy/{env}/taskdef-{env}.json names one environment twice, in the same spelling.
    const bool matches =
        base::glob_matches(wanted, written) ||
        (has_several_marks && base::glob_matches(with_environment(glob, slice(path, found.word)), path));
    if (matches) return {true, std::move(found)};
  }
  return {};
}

bool any_glob_matches(std::span<const std::string> globs, std::string_view path, const Vocabulary& vocabulary) {
  return std::ranges::any_of(
      globs, [&](const std::string& glob) { return static_cast<bool>(match_glob(glob, path, vocabulary)); });
}

const config::PortabilityOverride* portability_of(const config::Config& config, std::string_view path,
                                                  const Vocabulary& vocabulary) {
  const auto last = std::find_if(
      config.portability.rbegin(), config.portability.rend(),
      [&](const config::PortabilityOverride& one) { return any_glob_matches(one.files, path, vocabulary); });
  return last == config.portability.rend() ? nullptr : &*last;
}

}  // namespace paritylint::manifest
