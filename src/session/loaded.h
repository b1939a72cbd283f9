// One file of a session after the parallel part.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "manifest/kind.h"
#include "session/memo.h"
#include "session/session.h"

namespace paritylint::session {

struct Session::Loaded {
  std::string path;
  std::optional<manifest::ManifestKind> by_name;
  std::shared_ptr<const FileResult> result;  // nullptr when it could not be read
  std::string failure;
  base::ErrorCode code = base::ErrorCode::io;  // of the failure
  std::string object;                          // as base::Error::object

  bool is_manifest() const {
    return result != nullptr && failure.empty() && (result->recognition || (!result->complete && by_name));
  }
  manifest::ManifestKind kind() const { return result->recognition ? result->recognition->kind : *by_name; }
};

}  // namespace paritylint::session
