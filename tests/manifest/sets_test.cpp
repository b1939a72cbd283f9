#include "manifest/sets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "manifest/manifest_texts.h"
#include "manifest/name_words.h"

namespace paritylint::manifest {
namespace {

using test::buildspec;
using test::Files;
using test::files;
using test::kAppSpec;
using test::kTask;
using test::Repository;

TEST(ServiceOfName, LeavesWhatNamesNeitherKindNorEnvironment) {
  const std::tuple<std::string_view, std::string_view, std::string_view> kCases[] = {
      {"taskdef.json", "", ""},
      {"task-definition-prod.json", "prod", ""},
      {"task-definition-tis-core-prod.json", "prod", "tis-core"},
      {"transcript-task-definition-qa.json", "qa", "transcript"},
      {"backendAppProd.buildspec.yml", "Prod", "backend-app"},
      {"taskDefProd.json", "Prod", ""},
      {"ecs-task-def.json", "", ""},
      {"taskdef_template.json", "", ""},
      {"taskdef.json.template", "", ""},
      {"taskdef-customer-ecs.json", "", "customer"},
      {"task-definition_prod_eu-west-1.json", "prod", ""},
      {"prod.json", "prod", ""},
      {"web-prod.json", "prod", "web"},
      {"AppSpec-Worker.yaml", "", "worker"},
      {"", "", ""},
  };
  for (const auto& [name, word, service] : kCases) {
    const std::size_t begin = word.empty() ? 0 : name.find(word);
    const base::Span span{base::offset32(begin), base::offset32(begin + word.size())};
    EXPECT_EQ(service_of_name(name, span), service) << name;
  }
}

TEST(Sets, OneFolderIsOneSetUnlessTaskDefinitionsNameServices) {
  EXPECT_EQ(Repository(files({"appspec.yaml", "buildspec.yml", "taskdef-app.json"})).sets(),
            ".: appspec.yaml buildspec.yml taskdef-app.json; by buildspec.yml\n");
  EXPECT_EQ(Repository(files({"buildspec-nginx.yml", "buildspec-php.yml", "taskdef.json"})).sets(),
            ".: buildspec-nginx.yml buildspec-php.yml taskdef.json; by buildspec-nginx.yml buildspec-php.yml\n");
  EXPECT_EQ(Repository(files({"appspec-a.yaml", "appspec-b.yaml", "taskdef-a.json", "taskdef-b-x.json",
                              "taskdef-b.json", "buildspec-a.yml"}))
                .sets(),
            ". (a): appspec-a.yaml buildspec-a.yml taskdef-a.json; by buildspec-a.yml\n"
            ". (b): appspec-b.yaml taskdef-b.json\n"
            ". (b-x): taskdef-b-x.json\n");
}

TEST(Sets, OneBuildspecServesSeveralServices) {
  EXPECT_EQ(Repository(files({"buildspec.yml", "taskdef-a.json", "taskdef-b.json"})).sets(),
            ".: buildspec.yml; by buildspec.yml\n"
            ". (a): taskdef-a.json; by buildspec.yml\n"
            ". (b): taskdef-b.json; by buildspec.yml\n");
  EXPECT_EQ(Repository(files({"buildspec.yml", "a/taskdef.json", "b/taskdef.json"})).sets(),
            ".: buildspec.yml; by buildspec.yml\n"
            "a: a/taskdef.json; by buildspec.yml\n"
            "b: b/taskdef.json; by buildspec.yml\n");
}

TEST(Sets, PathsInCommandsJoinFolders) {
  const Repository joined({{"ci/buildspec.yml", buildspec("cp ecs/taskdef.json . && cp codedeploy/appspec.yaml .")},
                           {"ecs/taskdef.json", std::string(kTask)},
                           {"codedeploy/appspec.yaml", std::string(kAppSpec)}});
  EXPECT_EQ(joined.sets(), "ecs: ci/buildspec.yml codedeploy/appspec.yaml ecs/taskdef.json; by ci/buildspec.yml\n");
  EXPECT_EQ(joined.binding().sets[0].pipelines[0].links[0].evidence, "ci/buildspec.yml names it in line 5");
  const Repository serves_two({{"ci/buildspec.yml", buildspec("cat a/taskdef.json b/taskdef.json")},
                               {"a/taskdef.json", std::string(kTask)},
                               {"b/taskdef.json", std::string(kTask)}});
  EXPECT_EQ(serves_two.sets(),
            "a: a/taskdef.json; by ci/buildspec.yml\nb: b/taskdef.json; by ci/buildspec.yml\n"
            "ci: ci/buildspec.yml; by ci/buildspec.yml\n");
  const Repository relative({{"svc/ci/buildspec.yml", buildspec("cd svc && cat taskdef.json")},
                             {"svc/taskdef.json", std::string(kTask)},
                             {"other/taskdef.json", std::string(kTask)}});
  EXPECT_EQ(relative.sets(),
            "other: other/taskdef.json\nsvc: svc/ci/buildspec.yml svc/taskdef.json; by svc/ci/buildspec.yml\n");
}

TEST(Sets, AnEnvironmentMarkInAPathStandsForAnyEnvironment) {
  const Repository repository(
      {{"ci/buildspec.yml", buildspec("./render ecs/{env}/taskdef-{environment}.json x/{stage}.json")},
       {"ecs/prod/taskdef-prod.json", std::string(kTask)},
       {"ecs/stg/taskdef-stg.json", std::string(kTask)},
       {"svc/appspec-prod.yaml", std::string(kAppSpec)},
       {"svc/appspec-worker.yaml", std::string(kAppSpec)},
       {".github/workflows/deploy.yml", "run: deploy \"svc/appspec-{env}.yaml\"\n"}});
  std::string links;
  for (const ManifestSet& set : repository.binding().sets) {
    for (const SetPipeline& pipeline : set.pipelines) {
      for (const SetLink& link : pipeline.links) links += pipeline.path + " " + link.path + "; ";
    }
  }
  EXPECT_EQ(links,
            "ci/buildspec.yml ecs/prod/taskdef-prod.json; ci/buildspec.yml ecs/stg/taskdef-stg.json; "
            ".github/workflows/deploy.yml svc/appspec-prod.yaml; ");
}

TEST(Sets, WorkflowsJoinAndAreNoMembers) {
  const Repository joined({{".github/workflows/deploy-prod.yml",
                            "with:\n  task-definition: ecs/taskdef.json\n"
                            "  codedeploy-appspec: codedeploy/appspec.yaml\n"},
                           {".github/workflows/test.yml", "run: make test\n"},
                           {"ecs/taskdef.json", std::string(kTask)},
                           {"codedeploy/appspec.yaml", std::string(kAppSpec)}});
  EXPECT_EQ(joined.sets(), "ecs: codedeploy/appspec.yaml ecs/taskdef.json; by .github/workflows/deploy-prod.yml\n");
  EXPECT_EQ(joined.binding().sets[0].pipelines[0].environment, "prod");
  EXPECT_TRUE(joined.at("ecs/taskdef.json").set_has_pipeline);
  const Repository pattern({{".github/workflows/deploy.yml", "run: envsubst < task-definition-${{ inputs.e }}.json"},
                            {"task-definition-dev.json", std::string(kTask)},
                            {"task-definition-prod.json", std::string(kTask)}});
  EXPECT_EQ(pattern.binding().sets[0].pipelines[0].links.size(), 2u);
}

TEST(Bind, TwoEnvironmentsPipelinesMakeItShared) {
  const Files one = {{".github/workflows/dev.yml", "task-definition: taskdef.json"},
                     {"taskdef.json", std::string(kTask)}};
  EXPECT_EQ(Repository(one).at("taskdef.json").binding, Binding::single);
  Files two = one;
  two.emplace_back(".github/workflows/prod.yml", "task-definition: taskdef.json");
  EXPECT_EQ(Repository(two).at("taskdef.json").binding, Binding::shared);
  EXPECT_EQ(Repository(two).at("taskdef.json").evidence,
            "shared: .github/workflows/dev.yml and .github/workflows/prod.yml deploy it, for different environments");
}

TEST(Bind, NamingAFileDeploysNothing) {
  for (const std::string_view text : {"on: {push: {paths: [\"taskdef.json\"]}}\n",
                                      "on:\n  push:\n    paths-ignore:\n"
                                      "      - taskdef.json\n",
                                      "jobs:\n  a:\n    steps:\n      - run: jq . taskdef.json\n"}) {
    const Repository repository({{".github/workflows/lint-prod.yml", std::string(text)},
                                 {".github/workflows/lint-stg.yml", std::string(text)},
                                 {"taskdef.json", std::string(kTask)}});
    EXPECT_EQ(repository.at("taskdef.json").binding, Binding::single) << text;
    EXPECT_FALSE(repository.at("taskdef.json").set_has_pipeline) << text;
  }
  const Repository linted({{"ci/buildspec.yml", buildspec("jq . a/taskdef.json b/taskdef.json")},
                           {"a/taskdef.json", std::string(kTask)},
                           {"b/taskdef.json", std::string(kTask)}});
  EXPECT_EQ(linted.at("a/taskdef.json").set, "a");
  EXPECT_FALSE(linted.at("a/taskdef.json").set_has_pipeline);
}

TEST(Bind, ConfigurationOverrides) {
  config::Config config;
  config.portability = {{{"a/*"}, config::Portability::shared, {"paritylint.yaml", 3, 1}},
                        {{"b/*"}, config::Portability::variant, {"paritylint.yaml", 4, 1}},
                        {{"c/*"}, config::Portability::strict, {"paritylint.yaml", 5, 1}}};
  config.deployments = {{{"d/*"}, {"dev", "prod"}, config::Consumer::unknown, {}, {"paritylint.yaml", 8, 1}}};
  const Repository repository(files({"a/taskdef.json", "b/taskdef.json", "c/taskdef.json", "d/taskdef.json"}), config);
  EXPECT_EQ(repository.at("a/taskdef.json").evidence, "shared: paritylint.yaml, line 3 says so");
  EXPECT_EQ(repository.at("b/taskdef.json").binding, Binding::variant);
  EXPECT_TRUE(repository.at("c/taskdef.json").strict);
  EXPECT_EQ(repository.at("d/taskdef.json").evidence, "shared: paritylint.yaml, line 8 deploys it to dev and prod");
  EXPECT_FALSE(repository.at("d/taskdef.json").strict);
}

// The partition into sets and groups, with `word` written as {env}.
std::string partition(const Repository& repository, std::string_view word) {
  std::string out = repository.sets();
  for (const ManifestSet& set : repository.binding().sets) {
    for (const SetMember& member : set.members) out += repository.at(member.path).variant_key + "\n";
  }
  for (std::size_t at = out.find(word); at != std::string::npos; at = out.find(word, at))
    out.replace(at, word.size(), "{env}");
  return out;
}

TEST(SetProperties, OrderDoesNotMatter) {
  Files all = {{"buildspec.yml", buildspec("cp ecs/taskdef-prod.json .")},
               {"ecs/taskdef-prod.json", std::string(kTask)},
               {"ecs/taskdef-shn.json", std::string(kTask)},
               {"ecs/taskdef.json", std::string(kTask)},
               {"x/appspec-a.yaml", std::string(kAppSpec)},
               {"x/appspec-b.yaml", std::string(kAppSpec)},
               {"x/taskdef-a.json", std::string(kTask)},
               {"x/taskdef-b.json", std::string(kTask)},
               {".github/workflows/prod.yml", "task-definition: x/taskdef-a.json"},
               {".github/workflows/dev.yml", "task-definition: x/taskdef-a.json"}};
  const std::string expected = Repository(all).sets();
  std::mt19937 random(7);
  for (int i = 0; i < 50; ++i) {
    std::shuffle(all.begin(), all.end(), random);
    EXPECT_EQ(Repository(all).sets(), expected);
  }
}

TEST(SetProperties, AnotherEnvironmentWordMakesTheSamePartition) {
  const auto repository = [](const std::string& word) {
    return Repository({{"buildspec-" + word + ".yml", buildspec("cp deploy/" + word + "/appspec.yml .")},
                       {"buildspec-dev.yml", buildspec("cp deploy/dev/appspec.yml .")},
                       {"deploy/" + word + "/appspec.yml", std::string(kAppSpec)},
                       {"deploy/dev/appspec.yml", std::string(kAppSpec)},
                       {"api-taskdef-" + word + ".json", std::string(kTask)},
                       {"api-taskdef-dev.json", std::string(kTask)},
                       {"web-taskdef-" + word + ".json", std::string(kTask)},
                       {"web-taskdef-dev.json", std::string(kTask)}});
  };
  const std::string expected = partition(repository("prod"), "prod");
  for (const std::string word : {"qa", "uat", "preprod", "live", "shn"}) {
    EXPECT_EQ(partition(repository(word), word), expected) << word;
  }
}

TEST(SetProperties, AnUnrelatedManifestElsewhereChangesNothing) {
  SHARED_OR_SKIP(shared);
  std::size_t snapshots = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "corpus" / "open")) {
    Files all = test::snapshot(shared, entry.path().filename().string());
    const std::string before = Repository(all).sets();
    all.emplace_back("zz-unrelated/place/taskdef.json", std::string(kTask));
    std::string after = Repository(all).sets();
    const std::size_t added = after.find("zz-unrelated/place: ");
    if (added == std::string::npos) continue;  // it has the root's buildspec, which is one candidate
    after.erase(added, after.find('\n', added) + 1 - added);
    EXPECT_EQ(after, before) << entry.path().filename();
    ++snapshots;
  }
  EXPECT_GT(snapshots, 150u);
}

}  // namespace
}  // namespace paritylint::manifest
