#include "report/sarif_uri.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"

namespace paritylint::report {
namespace {

constexpr std::string_view kSourceRoot = "%SRCROOT%";

// `path` without "." and empty parts, and with "x/.." removed; nothing when it is absolute or leads upwards.
std::optional<std::string> clean_relative(std::string_view path) {
  if (path.starts_with('/')) return std::nullopt;
  std::vector<std::string_view> kept;
  for (const std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      kept.push_back(part);
    } else if (kept.empty()) {
      return std::nullopt;
    } else {
      kept.pop_back();
    }
  }
  std::string cleaned;
  for (const std::string_view part : kept) {
    if (!cleaned.empty()) cleaned += '/';
    cleaned += part;
  }
  return cleaned;
}

std::string last_part(std::string_view prefix) {
  const std::vector<std::string_view> parts = base::split(prefix, '/');
  const auto found = std::find_if(parts.rbegin(), parts.rend(),
                                  [](std::string_view part) { return !part.empty() && part != "." && part != ".."; });
  return found == parts.rend() ? std::string() : std::string(*found);
}

}  // namespace

std::string uri_of_path(std::string_view path) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    if (base::is_alnum(c) || std::string_view("-._~/").find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += kHexDigits[byte >> 4];
    uri += kHexDigits[byte & 0xF];
  }
  return uri;
}

SarifUris::SarifUris(const Report& report) : single_root_(report.single_root) {
  bases_.push_back({std::string(kSourceRoot), single_root_ ? "The top of the checked repository or folder."
                                                           : "The folder in which paritylint was run."});
  if (single_root_) return;
  std::set<std::string_view> prefixes;
  for (const check::Finding& finding : report.findings) prefixes.insert(finding.root);
  for (const check::Finding& finding : report.suppressed) prefixes.insert(finding.root);
  for (const Failure& failure : report.failures) prefixes.insert(failure.root);
  for (const std::string_view prefix : prefixes) {
    if (clean_relative(prefix)) continue;
    std::string id = "%SRCROOT_";
    base::append_number(id, bases_.size());
    id += '%';
    const std::string name = last_part(prefix);
    bases_.push_back({id, name.empty() ? "The top of a checked folder above the one in which paritylint was run."
                                       : "The top of the checked folder " + base::quoted(name) + "."});
    outside_.emplace(prefix, std::move(id));
  }
}

SarifUri SarifUris::file(std::string_view root, std::string_view path) const {
  if (const auto outside = outside_.find(root); outside != outside_.end()) return {uri_of_path(path), outside->second};
  if (single_root_) return {uri_of_path(path), std::string(kSourceRoot)};
  const std::optional<std::string> cleaned = clean_relative(std::string(root) + std::string(path));
  return {uri_of_path(cleaned.value_or(std::string(path))), std::string(kSourceRoot)};
}

SarifUri SarifUris::named(std::string_view root, std::string_view path) const {
  if (!path.starts_with(root) || path.size() == root.size()) return {};
  const std::string_view rest = path.substr(root.size());
  if (rest.starts_with('/') || rest.starts_with("../")) return {};  // no relative URI says where it is
  return file(root, rest);
}

}  // namespace paritylint::report
