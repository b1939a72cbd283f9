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

struct JudgedCase {
  std::string_view id;
  std::string snapshot;
  std::string_view sets;  // Repository::sets()
};

const JudgedCase kJudgedCases[] = {
    {"C01", "hjhwang-jobis__RINGDINGDONG_WEB",
     "deploy: deploy/dev/appspec.yml@dev deploy/dev/taskdef.json@dev deploy/prd/appspec.yml@prod "
     "deploy/prd/taskdef.json@prod deploy/sb/appspec.yml@sandbox deploy/sb/taskdef.json@sandbox "
     "deploy/stg/appspec.yml@stg deploy/stg/taskdef.json@stg\n"},
    {"C06", "Health-Education-England__tis-common-upload@hist-232a52fd",
     ".aws (reval): .aws/task-definition-reval-preprod.json@preprod .aws/task-definition-reval-prod.json@prod; by "
     ".github/workflows/ci-cd-workflow.yml\n"
     ".aws (tis-core): .aws/task-definition-tis-core-preprod.json@preprod "
     ".aws/task-definition-tis-core-prod.json@prod; "
     "by .github/workflows/ci-cd-workflow.yml\n"},
    {"C09", "anuroop32__kalibra-final",
     ".: buildspec.yml@default preprod-appspec.yaml@preprod preprod-buildspec.yaml@preprod "
     "preprod-taskdef.json@preprod "
     "prod-appspec.yaml@prod prod-buildspec.yaml@prod prod-taskdef.json@prod test-appspec.yaml@test "
     "test-buildspec.yaml@test test-taskdef.json@test; by buildspec.yml preprod-buildspec.yaml prod-buildspec.yaml "
     "test-buildspec.yaml\n"},
    {"C15", "0xPolygonID__docs",
     ".: develop-taskdef.json@dev main-taskdef.json@main prod-taskdef.json@prod staging-taskdef.json@stg\n"},
    {"C18", "hanzalahsamana__StoresAdminPanel@demo",
     ".: buildspec-dev.yml@dev buildspec-prod.yml@prod dev/appspec.yml@dev prod/appspec.yml@prod; by buildspec-dev.yml "
     "buildspec-prod.yml\n"},
    {"C20", "JanLin0817__coffee_shop_deployment",
     ". (customer): appspec-customer.yaml taskdef-customer-ecs.json taskdef-customer.json\n"
     ". (employee): appspec-employee.yaml taskdef-employee-ecs.json taskdef-employee.json\n"},
};

TEST(CorpusSets, JudgedCasesHaveTheirSets) {
  SHARED_OR_SKIP(shared);
  for (const JudgedCase& one : kJudgedCases) {
    EXPECT_EQ(Repository(test::snapshot(shared, one.snapshot)).sets(), one.sets) << one.id;
  }
}

TEST(CorpusSets, EachEnvironmentsBuildspecNamesItsOwnAppSpec) {
  SHARED_OR_SKIP(shared);
  const Repository repository(test::snapshot(shared, "hanzalahsamana__StoresAdminPanel@demo"));
  std::string links;
  for (const SetPipeline& pipeline : repository.binding().sets.at(0).pipelines) {
    for (const SetLink& link : pipeline.links) links += pipeline.environment + " " + link.path + "; ";
  }
  EXPECT_EQ(links, "dev dev/appspec.yml; prod prod/appspec.yml; ") << "C18";
}

TEST(CorpusSets, AServiceInTheNameMakesNoVariants) {
  SHARED_OR_SKIP(shared);
  const Repository services(test::snapshot(shared, "JanLin0817__coffee_shop_deployment"));
  for (const BoundManifest& bound : services.binding().manifests) {
    EXPECT_EQ(bound.environment, "") << "C20";
    EXPECT_NE(bound.binding, Binding::variant) << "C20: " << bound.evidence;
  }
  const Repository both(test::snapshot(shared, "Health-Education-England__tis-common-upload@hist-232a52fd"));
  for (const BoundManifest& bound : both.binding().manifests) EXPECT_EQ(bound.binding, Binding::variant) << "C06";
  for (const ManifestSet& set : both.binding().sets) {
    EXPECT_EQ(set.environments, (std::vector<std::string>{"preprod", "prod"})) << "C06, in order of strictness";
  }
}

TEST(CorpusSets, BindsEverySnapshotWithEvidence) {
  SHARED_OR_SKIP(shared);
  std::map<Binding, std::size_t> counts;
  std::size_t sets = 0, linked = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "corpus" / "open")) {
    const Repository repository(test::snapshot(shared, entry.path().filename().string()));
    for (const BoundManifest& bound : repository.binding().manifests) {
      ++counts[bound.binding];
      EXPECT_FALSE(bound.evidence.empty());
      EXPECT_EQ(bound.environment.empty(), bound.environment_evidence.empty());
    }
    for (const ManifestSet& set : repository.binding().sets) {
      ++sets;
      linked += set.pipelines.empty() ? 0 : 1;
      for (const SetPipeline& pipeline : set.pipelines) {
        for (const SetLink& link : pipeline.links) EXPECT_FALSE(link.evidence.empty());
      }
    }
  }
  std::cout << "sets: " << sets << ", with a pipeline: " << linked << "; shared: " << counts[Binding::shared]
            << ", single: " << counts[Binding::single] << ", variant: " << counts[Binding::variant] << "\n";
  EXPECT_GT(counts[Binding::variant], 200u);
  EXPECT_GT(linked * 2, sets);
}

}  // namespace
}  // namespace paritylint::manifest
