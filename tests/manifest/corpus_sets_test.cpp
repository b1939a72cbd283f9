// Sets, environments and variants on the reference collection: against its index, and the judged cases.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>

#include "manifest/index_disagreements.h"
#include "manifest/repository.h"

namespace paritylint::manifest {
namespace {

using test::IndexRow;
using test::Repository;

// The index knows three classes of environment, and names a bare file's only where a branch does.
std::string_view index_class(std::string_view environment) {
  const std::map<std::string_view, std::string_view> kClasses = {
      {"", "none"},   {"default", "none"}, {"local", "dev"}, {"sandbox", "dev"},
      {"dev", "dev"}, {"live", "prod"},    {"prod", "prod"}};
  const auto found = kClasses.find(environment);
  return found == kClasses.end() ? "stg" : found->second;
}

TEST(CorpusSets, NamesAgreeWithTheIndexOrAreListed) {
  SHARED_OR_SKIP(shared);
  std::map<std::string, std::vector<IndexRow>> snapshots;
  for (const IndexRow& row : test::read_index(shared)) {
    if (row.at("split") == "open" && kind_by_id(row.at("kind"))) snapshots[row.at("set")].push_back(row);
  }
  std::set<std::string_view> listed;
  for (const test::IndexDisagreement& one : test::kIndexDisagreements) listed.insert(one.corpus_path);
  std::size_t rows = 0, agree = 0, inferred = 0;
  for (const auto& [name, expected] : snapshots) {
    const Repository repository(test::snapshot(shared, name));
    for (const IndexRow& row : expected) {
      ++rows;
      const BoundManifest& bound = repository.at(test::path_in_set(row.at("corpus_path")));
      // The branch that a snapshot was taken from is not in the files; what the content of a bare file says is not in
      // the index.
      const bool by_name = row.at("env_from") == "suffix" || row.at("env_from") == "folder";
      const bool by_content = bound.environment_evidence.starts_with("its ");
      inferred += by_content ? 1 : 0;
      const std::string_view wanted = by_name ? std::string_view(row.at("env")) : "none";
      const std::string_view environment = by_content ? "none" : index_class(bound.environment);
      const bool same = environment == wanted && bound.variant_key == row.at("variant_key");
      agree += same ? 1 : 0;
      EXPECT_EQ(same, !listed.contains(row.at("corpus_path")))
          << row.at("corpus_path") << ": " << bound.environment << " in " << bound.variant_key << ", the index says "
          << wanted << " in " << row.at("variant_key");
      if (by_content) std::cout << row.at("corpus_path") << ": " << bound.environment_evidence << "\n";
    }
  }
  std::cout << "manifests: " << rows << ", as the index says: " << agree
            << ", bare files whose content tells: " << inferred << "\n";
  ASSERT_GT(rows, 400u);
  EXPECT_GE(agree * 1000, rows * 980);
}

TEST(CorpusSets, PrintsAll) {
  SHARED_OR_SKIP(shared);
  if (std::getenv("PRINT_SETS") == nullptr) GTEST_SKIP();
  for (const auto& entry : std::filesystem::directory_iterator(shared / "corpus" / "open")) {
    const std::string name = entry.path().filename().string();
    const Repository repository(test::snapshot(shared, name));
    std::cout << "== " << name << "\n" << repository.sets();
    for (std::size_t i = 0; i < repository.facts().size(); ++i)
      std::cout << "   " << repository.facts()[i].path << " | " << repository.binding().manifests[i].evidence << "\n";
  }
}

}  // namespace
}  // namespace paritylint::manifest
