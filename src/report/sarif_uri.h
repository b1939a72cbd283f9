// URIs of a SARIF file: relative, without "..", percent-encoded byte by byte, against a named base.
//
// One root: its files are named from its top, which is what %SRCROOT% is; so the file fits GitHub, whose paths start
// at the repository's top, wherever in the repository the program was run.
//
// Several roots: %SRCROOT% is the working directory, and a file's URI begins with the name of its root. A root that is
// not below the working directory (../other, /srv/checkout) has no such URI: SARIF consumers refuse "..", and absolute
// paths would make the file depend on the machine. Its files are named from its own top against a base of its own,
// %SRCROOT_1%, %SRCROOT_2%, ..., whose description holds the last part of the root's name.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/format.h"

namespace paritylint::report {

// `path` as a relative URI reference: everything but unreserved characters and '/' percent-encoded per byte.
std::string uri_of_path(std::string_view path);

struct SarifUri {
  std::string uri;
  std::string base;  // uriBaseId; empty when the path has no relative URI
};

class SarifUris {
 public:
  explicit SarifUris(const Report& report);

  // The file `path` below the root with the display prefix `root`.
  SarifUri file(std::string_view root, std::string_view path) const;

  // A path as the user named it; `root` is the prefix of its root, or empty.
  SarifUri named(std::string_view root, std::string_view path) const;

  struct Base {
    std::string id;
    std::string description;
  };
  // All bases that file() gives, %SRCROOT% first.
  const std::vector<Base>& bases() const { return bases_; }

 private:
  bool single_root_;
  std::vector<Base> bases_;
  std::map<std::string, std::string, std::less<>> outside_;  // display prefix of an outside root -> base id
};

}  // namespace paritylint::report
