// The runtimes that CodeBuild's images bring, as `runtime-versions` names them.
#pragma once

#include <span>
#include <string_view>

namespace paritylint::check::builtin {

struct Runtime {
  std::string_view name;
  std::span<const std::string_view> versions;
};

// Of all images that AWS has published the definitions of, old ones too (aws/aws-codebuild-docker-images,
// runtimes.yml, April 2026), sorted by name.
std::span<const Runtime> runtimes();

// nullptr for a name that no image has.
const Runtime* find_runtime(std::string_view name);

// True when some image may have the version: one of the list, `latest`, one with `.x`, a variable or a placeholder.
// Newer than all of the list is not judged: images come faster than this table.
bool may_have(const Runtime& runtime, std::string_view version);

}  // namespace paritylint::check::builtin
