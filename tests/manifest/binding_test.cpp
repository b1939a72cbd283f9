#include "manifest/binding.h"

#include <gtest/gtest.h>

#include <string>

namespace paritylint::manifest {
namespace {

// A manifest of a test, with what its content would say.
struct Case {
  std::string path;
  bool placeholder = false;
  AppSpecPlatform platform = AppSpecPlatform::ecs;
};

Case facts(std::string_view path, bool placeholder = false, AppSpecPlatform platform = AppSpecPlatform::ecs) {
  return {std::string(path), placeholder, platform};
}

RootBinding bound(const std::vector<Case>& all, const config::Config& config = {}) {
  static const Identity kPlain;
  static const Identity kTemplate = [] {
    Identity identity;
    identity.has_placeholder = true;
    return identity;
  }();
  std::vector<ManifestFacts> facts;
  for (const Case& one : all) {
    ManifestFacts& added = facts.emplace_back();
    added.path = one.path;
    added.kind = kind_by_name(one.path).value_or(ManifestKind::taskdef);
    added.identity = one.placeholder ? &kTemplate : &kPlain;
    added.platform = added.kind == ManifestKind::appspec ? one.platform : AppSpecPlatform::none;
  }
  const Vocabulary vocabulary(config);
  return manifest::bind(facts, {}, vocabulary, config);
}

// "taskdef.json=single in '.' +pipeline" per manifest, one a line.
std::string shown(const std::vector<Case>& all) {
  std::string out;
  const auto results = bound(all).manifests;
  EXPECT_EQ(results.size(), all.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    const BoundManifest& one = results[i];
    EXPECT_FALSE(one.evidence.empty());
    EXPECT_EQ(one.environment.empty(), one.environment_evidence.empty());
    out += all[i].path + "=" + std::string(name(one.binding)) + " in '" + one.set + "'";
    if (!one.environment.empty()) out += " env " + one.environment;
    if (one.environment_guessed) out += " guessed";
    if (one.set_has_pipeline) out += " +pipeline";
    out += '\n';
  }
  return out;
}

TEST(Bind, NamedSiblingsAreVariantsAndTheBareFileToo) {
  EXPECT_EQ(shown({facts("taskdef-dev.json"), facts("taskdef-prod.json")}),
            "taskdef-dev.json=variant in '.' env dev\ntaskdef-prod.json=variant in '.' env prod\n");
  EXPECT_EQ(shown({facts("taskdef.json"), facts("taskdef-prod.json")}),
            "taskdef.json=variant in '.' env default\ntaskdef-prod.json=variant in '.' env prod\n");
  EXPECT_EQ(
      shown({facts("deploy/dev/taskdef.json"), facts("deploy/prd/taskdef.json")}),
      "deploy/dev/taskdef.json=variant in 'deploy' env dev\ndeploy/prd/taskdef.json=variant in 'deploy' env prod\n");
  EXPECT_EQ(shown({facts("appspec.yml"), facts("prod/appspec.yml")}),
            "appspec.yml=variant in '.' env default +pipeline\nprod/appspec.yml=variant in '.' env prod +pipeline\n");
}

TEST(Bind, ARegionInTheNameIsASecondAxis) {
  EXPECT_EQ(
      shown({facts("task-definition_dev.json"), facts("task-definition_prod_eu-west-1.json"),
             facts("task-definition_prod_us-east-1.json")}),
      "task-definition_dev.json=variant in '.' env dev\ntask-definition_prod_eu-west-1.json=variant in '.' env prod\n"
      "task-definition_prod_us-east-1.json=variant in '.' env prod\n");
}

TEST(Bind, AGuessedEnvironmentStaysSingle) {
  EXPECT_EQ(shown({facts("taskdef-prod.json")}), "taskdef-prod.json=single in '.' env prod guessed\n");
  EXPECT_EQ(shown({facts("taskdef-prod.json"), facts("taskdef-worker.json")}),
            "taskdef-prod.json=single in '.' env prod guessed\ntaskdef-worker.json=single in '. (worker)'\n");
}

TEST(Bind, IdentityPlaceholdersOrVariantsOfAnotherKindMakeItShared) {
  EXPECT_EQ(shown({facts("taskdef.json", true)}), "taskdef.json=shared in '.'\n");
  EXPECT_EQ(shown({facts("taskdef.json"), facts("buildspec-dev.yml"), facts("buildspec-prod.yml")}),
            "taskdef.json=shared in '.' +pipeline\nbuildspec-dev.yml=variant in '.' env dev +pipeline\n"
            "buildspec-prod.yml=variant in '.' env prod +pipeline\n");
  EXPECT_EQ(shown({facts("taskdef-prod.json"), facts("buildspec-dev.yml"), facts("buildspec-prod.yml")}).substr(0, 46),
            "taskdef-prod.json=variant in '.' env prod +pip");
  EXPECT_EQ(shown({facts("taskdef-prod.json", true), facts("taskdef-dev.json", true)}),
            "taskdef-prod.json=variant in '.' env prod\ntaskdef-dev.json=variant in '.' env dev\n");
}

TEST(Bind, PipelineIsABuildspecOrAnAppSpecThatDeploysTasks) {
  EXPECT_EQ(shown({facts("taskdef.json"), facts("buildspec.yml")}),
            "taskdef.json=single in '.' +pipeline\nbuildspec.yml=single in '.' +pipeline\n");
  EXPECT_EQ(shown({facts("taskdef.json"), facts("appspec.yaml")}),
            "taskdef.json=single in '.' +pipeline\nappspec.yaml=single in '.' +pipeline\n");
  EXPECT_EQ(shown({facts("taskdef.json"), facts("appspec.yml", false, AppSpecPlatform::ec2)}),
            "taskdef.json=single in '.'\nappspec.yml=single in '.'\n");
  EXPECT_EQ(shown({facts("a/taskdef.json"), facts("b/buildspec.yml")}),
            "a/taskdef.json=single in 'a'\nb/buildspec.yml=single in 'b' +pipeline\n");
}

TEST(Bind, JoinsTheNearestBuildspecAboveWhenThereIsOne) {
  EXPECT_EQ(shown({facts("ecs/app/taskdef.json"), facts("buildspec.yml")}),
            "ecs/app/taskdef.json=single in '.' +pipeline\nbuildspec.yml=single in '.' +pipeline\n");
  EXPECT_EQ(shown({facts("ecs/taskdef.json"), facts("buildspec-api.yml"), facts("buildspec-web.yml")}),
            "ecs/taskdef.json=single in 'ecs'\nbuildspec-api.yml=single in '.' +pipeline\n"
            "buildspec-web.yml=single in '.' +pipeline\n")
      << "two candidates";
  EXPECT_EQ(shown({facts("ecs/taskdef.json"), facts("buildspec-dev.yml"), facts("buildspec-prod.yml")}).substr(0, 42),
            "ecs/taskdef.json=shared in '.' +pipeline\nb")
      << "variants of one buildspec are one candidate";
  EXPECT_EQ(shown({facts("a/b/taskdef.json"), facts("a/buildspec.yml"), facts("buildspec.yml")}).substr(0, 36),
            "a/b/taskdef.json=single in 'a' +pipe")
      << "the nearest";
}

TEST(Bind, ExplainsItself) {
  const auto evidence = [](const std::vector<Case>& all, std::size_t index) {
    return bound(all).manifests[index].evidence;
  };
  EXPECT_EQ(evidence({facts("taskdef.json"), facts("taskdef-prod.json")}, 1),
            "variant of taskdef{,-prod}.json: the file name says prod");
  EXPECT_EQ(evidence({facts("taskdef.json"), facts("taskdef-prod.json")}, 0),
            "variant of taskdef{,-prod}.json: it is the bare file beside files that name an environment");
  EXPECT_EQ(evidence({facts("d/dev/taskdef.json"), facts("d/prod/taskdef.json")}, 0),
            "variant of d/{dev,prod}/taskdef.json: the folder says dev");
  EXPECT_EQ(evidence({facts("task-definition-develop.json"), facts("task-definition-dev.json")}, 0),
            "variant of task-definition-{dev,develop}.json: the file name says develop");
  EXPECT_EQ(evidence({facts("taskdef-prod.json")}, 0),
            "single: the file name says prod, but no file beside it names another environment");
  EXPECT_EQ(evidence({facts("taskdef.json", true)}, 0),
            "shared: a placeholder stands for an account, a region or a resource");
  EXPECT_EQ(evidence({facts("taskdef.json"), facts("buildspec-dev.yml"), facts("buildspec-prod.yml")}, 0),
            "shared: buildspec-{dev,prod}.yml in its set has variants and this file has none");
}

TEST(Bind, DoesNotDependOnOrder) {
  std::vector<Case> all = {facts("ecs/taskdef.json"), facts("ecs/prod/taskdef.json"), facts("buildspec.yml"),
                           facts("appspec-dev.yml"), facts("appspec-prod.yml")};
  const auto forward = bound(all).manifests;
  std::vector<Case> reversed(all.rbegin(), all.rend());
  const auto backward = bound(reversed).manifests;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const BoundManifest& a = forward[i];
    const BoundManifest& b = backward[all.size() - 1 - i];
    EXPECT_EQ(a.binding, b.binding);
    EXPECT_EQ(a.set, b.set);
    EXPECT_EQ(a.variant_key, b.variant_key);
  }
  EXPECT_TRUE(bound({}).manifests.empty());
}

TEST(Bind, KnowsRegionsAndPartitionsOfASet) {
  const auto regions = [](const std::vector<Case>& all, const config::Config& config = {}) {
    const BoundManifest one = bound(all, config).manifests.at(0);
    return std::string(one.several_regions ? "regions" : "") + (one.several_partitions ? " partitions" : "");
  };
  EXPECT_EQ(regions({facts("taskdef-eu-west-1.json")}), "");
  EXPECT_EQ(regions({facts("taskdef-eu-west-1.json"), facts("taskdef-us-east-1.json")}), "regions");
  EXPECT_EQ(regions({facts("taskdef-eu-west-1.json"), facts("taskdef-cn-north-1.json")}), "regions partitions");
  EXPECT_EQ(regions({facts("a/taskdef-eu-west-1.json"), facts("b/taskdef-us-east-1.json")}), "");
  config::Config config;
  config.environments.resize(2);
  config.environments[0].regions = {"us-east-1"};
  config.environments[1].regions = {"us-east-1"};
  EXPECT_EQ(regions({facts("taskdef.json")}, config), "");
  config.environments[1].regions = {"us-gov-west-1"};
  EXPECT_EQ(regions({facts("taskdef.json")}, config), "regions partitions");
  config.environments[1].regions = {"somewhere"};
  EXPECT_EQ(regions({facts("taskdef.json")}, config), "");
}

TEST(Bind, KnowsBeforeReadingWhetherRegionsCanDiffer) {
  const std::vector<std::string> one = {"a/taskdef-eu-west-1.json", "eu-west-1/buildspec.yml", "taskdef.json"};
  const std::vector<std::string> two = {"a/taskdef-eu-west-1.json", "us-east-1/taskdef.json"};
  EXPECT_FALSE(may_span_regions(one, {}));
  EXPECT_TRUE(may_span_regions(two, {}));
  config::Config config;
  config.environments.resize(2);
  config.environments[0].regions = {"us-east-1"};
  EXPECT_FALSE(may_span_regions({}, config));
  EXPECT_TRUE(may_span_regions(one, config));
  config.environments[1].regions = {"us-east-1", "us-west-1"};
  EXPECT_TRUE(may_span_regions({}, config));
  config::Config strict;
  strict.portability.resize(1);
  strict.portability[0].mode = config::Portability::strict;
  EXPECT_TRUE(may_span_regions(one, strict));
}

}  // namespace
}  // namespace paritylint::manifest
