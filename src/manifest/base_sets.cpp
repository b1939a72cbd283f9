#include "manifest/base_sets.h"

#include <map>
#include <set>
#include <string_view>

namespace paritylint::manifest {
namespace {

using Services = std::set<std::string_view>;

// The services that a folder's manifests are split into; none when they are one set. Task definitions decide, without
// them AppSpecs; several buildspecs alone are steps of one service.
Services services_of(std::span<const ManifestFacts> facts, const RootNames& names,
                     const std::vector<std::size_t>& members) {
  Services services;
  for (const ManifestKind kind : {ManifestKind::taskdef, ManifestKind::appspec}) {
    for (const std::size_t i : members) {
      if (facts[i].kind == kind) services.insert(names.names[i].service);
    }
    if (!services.empty()) break;
  }
  if (services.size() < 2) return {};
  return services;
}

// The one of `services` that a manifest belongs to: its own, or the longest that its own begins with, else the nameless
// one.
std::string_view service_among(const Services& services, std::string_view own) {
  for (std::string_view rest = own; !rest.empty();) {
    if (services.contains(rest)) return rest;
    const std::size_t dash = rest.rfind('-');
    rest = rest.substr(0, dash == std::string_view::npos ? 0 : dash);
  }
  return services.contains(std::string_view()) ? std::string_view() : own;
}

}  // namespace

std::pair<std::vector<BaseSet>, std::vector<std::size_t>> form_base_sets(std::span<const ManifestFacts> facts,
                                                                         const RootNames& names,
                                                                         std::span<const std::size_t> by_path) {
  std::map<std::string_view, std::vector<std::size_t>> folders;
  for (const std::size_t i : by_path) folders[names.names[i].folder].push_back(i);
  std::vector<BaseSet> sets;
  std::vector<std::size_t> set_of(facts.size(), kNoSet);
  for (const auto& [folder, members] : folders) {
    const Services services = services_of(facts, names, members);
    std::map<std::string_view, std::vector<std::size_t>> parts;
    for (const std::size_t i : members) {
      parts[services.empty() ? std::string_view() : service_among(services, names.names[i].service)].push_back(i);
    }
    for (auto& [service, part] : parts) {
      BaseSet& set = sets.emplace_back();
      set.folder = folder;
      set.service = service;
      for (const std::size_t i : part) {
        ++set.kinds[static_cast<std::size_t>(facts[i].kind)];
        set_of[i] = sets.size() - 1;
      }
      set.members = std::move(part);
    }
  }
  return {std::move(sets), std::move(set_of)};
}

}  // namespace paritylint::manifest
