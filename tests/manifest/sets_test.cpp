#include "manifest/sets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "manifest/name_words.h"
#include "manifest/repository.h"

namespace paritylint::manifest {
namespace {

using test::Files;
using test::Repository;

constexpr std::string_view kTask = R"({"family": "app", "containerDefinitions": [{"name": "a", "image": "a"}]})";
constexpr std::string_view kAppSpec = "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n";
const std::string kLoadBalanced = "      Properties:\n        LoadBalancerInfo:\n          ContainerName: ";

std::string content_of(std::string_view path) {
  const auto kind = kind_by_name(path);
  if (kind == ManifestKind::taskdef) return std::string(kTask);
  if (kind == ManifestKind::appspec) return std::string(kAppSpec);
  return "version: 0.2\nphases:\n  build:\n    commands: [\"true\"]\n";
}

Files files(std::initializer_list<std::string_view> paths) {
  Files result;
  for (const std::string_view path : paths) result.emplace_back(path, content_of(path));
  return result;
}

std::string buildspec(std::string_view command) {
  return "version: 0.2\nphases:\n  build:\n    commands:\n      - " + std::string(command) + "\n";
}

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

TEST(Environments, StandWhereTheNeighboursHaveTheirs) {
  struct Case {
    std::initializer_list<std::string_view> paths;
    std::string_view path;
    std::string_view environment;
  };
  const Case kCases[] = {
      {{"taskdef-stg.json", "taskdef-live.json"}, "taskdef-live.json", "live"},
      {{"taskdef-stg.json", "taskdef-shn.json"}, "taskdef-shn.json", "shn"},
      {{"taskdef.stg.json", "taskdef.1box.json"}, "taskdef.1box.json", "1box"},
      {{"stg-taskdef.json", "shn-taskdef.json"}, "shn-taskdef.json", "shn"},
      {{"taskdefStg.json", "taskdefShn.json"}, "taskdefShn.json", "shn"},
      {{"deploy/stg/taskdef.json", "deploy/shn/taskdef.json"}, "deploy/shn/taskdef.json", "shn"},
      {{"task-definitions/stg.json", "task-definitions/shn.json"}, "task-definitions/shn.json", "shn"},
      {{"TASKDEF-STG.json", "TASKDEF-SHN.json"}, "TASKDEF-SHN.json", "shn"},
      {{"taskdef-stg.json", "taskdef-worker.json"}, "taskdef-worker.json", ""},
      {{"taskdef-stg.json", "taskdef-us-east-1.json"}, "taskdef-us-east-1.json", "default"},
      {{"taskdef-stg.json", "taskdef-template.json"}, "taskdef-template.json", ""},
      {{"taskdef-stg.json", "taskdef-v2.json"}, "taskdef-v2.json", ""},
      {{"taskdef-stg.json", "taskdef-red.json", "taskdef-blue.json"}, "taskdef-red.json", ""},
      {{"taskdef-stg.json", "other/taskdef-shn.json"}, "other/taskdef-shn.json", ""},
      {{"taskdef-customer.json", "taskdef-employee.json"}, "taskdef-customer.json", ""},
      {{"taskdef.json", "taskdef-prod.json"}, "taskdef.json", "default"},
  };
  for (const Case& one : kCases) {
    const Repository repository(files(one.paths));
    EXPECT_EQ(repository.at(one.path).environment, one.environment) << one.path;
  }
}

std::string task(std::string_view family, std::string_view containers, std::string_view log_group = "") {
  std::string text = R"({"family": ")" + std::string(family) + R"(", "containerDefinitions": [)";
  for (const std::string_view name : base::split(containers, ' ')) {
    if (!text.ends_with('[')) text += ", ";
    text += R"({"name": ")" + std::string(name) + R"(", "image": "a", "logConfiguration": {"options": )";
    text += R"({"awslogs-group": ")" + std::string(log_group) + R"("}}})";
  }
  return text + "]}";
}

TEST(Environments, OfAnUnknownWordAreRefusedWhenTheContentNamesAnotherService) {
  struct Case {
    std::string prod, unknown;
    std::string_view environment;
  };
  const Case kCases[] = {
      {task("shop-prod", "web"), task("shop-importer", "web"), "importer"},
      {task("shop-prod", "shop-prod"), task("shop-importer", "shop-importer"), "importer"},
      {task("shop-production", "web"), task("importer-shop", "web"), "importer"},
      {task("ShopProd", "web"), task("ShopImporter", "web nginx"), "importer"},
      {task("shop", "web"), task("shop", "web"), "importer"},
      {task("shop-prod", "web"), task("${FAMILY}", "web"), "importer"},
      {task("shop-prod", "web"), task("importer", "importer"), ""},
      {task("shop-prod", "web"), task("shop-importer", "importer"), ""},
      {task("shop-prod", "web nginx"), task("shop-importer", "job nginx"), ""},
      {task("prod", "prod"), task("importer", "importer"), ""},
      {task("${F}", "${C}", "/ecs/shop-prod"), task("${F}", "${C}", "/ecs/shop-importer"), "importer"},
      {task("${F}", "${C}", "/ecs/shop-prod"), task("${F}", "${C}", "/ecs/importer"), ""},
      {task("", ""), task("", ""), "importer"},
      {task("shop-prod", "web"), R"({"family": )", "importer"},
  };
  for (const Case& one : kCases) {
    const Repository repository({{"taskdef-prod.json", one.prod}, {"taskdef-importer.json", one.unknown}});
    EXPECT_EQ(repository.at("taskdef-importer.json").environment, one.environment) << one.prod << one.unknown;
    EXPECT_EQ(repository.at("taskdef-importer.json").binding == Binding::variant, !one.environment.empty());
  }
  config::Config config;
  config.environments = {{"importer", {}, {}, {}, {}, {}, {"paritylint.yaml", 2, 5}}};
  const Repository said({{"taskdef-prod.json", task("a", "b")}, {"taskdef-importer.json", task("c", "d")}}, config);
  EXPECT_EQ(said.at("taskdef-importer.json").environment, "importer") << "the configuration says so";
}

TEST(Environments, OfAmbiguousWordsAloneMakeVariantsOnlyByContent) {
  struct Case {
    Files files;
    std::string_view path;
    Binding binding;
    std::string_view environment;
  };
  const std::string plain = task("shop", "web");
  const Case kCases[] = {
      {{{"taskdef.json", plain}, {"taskdef-test.json", plain}}, "taskdef.json", Binding::single, ""},
      {{{"taskdef.json", plain}, {"taskdef-test.json", plain}}, "taskdef-test.json", Binding::single, "test"},
      {{{"taskdef.json", plain}, {"docker/local/taskdef.json", plain}},
       "docker/local/taskdef.json",
       Binding::single,
       "local"},
      {{{"docker/taskdef.json", plain}, {"docker/local/taskdef.json", plain}},
       "docker/taskdef.json",
       Binding::single,
       ""},
      {{{"buildspec.yml", buildspec("make")}, {"buildspec-test.yml", buildspec("make test")}},
       "buildspec.yml",
       Binding::single,
       ""},
      {{{"taskdef.json", plain}, {"taskdef-test.json", task("shop-test", "web")}},
       "taskdef.json",
       Binding::variant,
       "default"},
      {{{"taskdef.json", plain}, {"taskdef-test.json", task("mock-test", "mock")}},
       "taskdef.json",
       Binding::single,
       ""},
      {{{"taskdef-live.json", plain}, {"taskdef-test.json", plain}}, "taskdef-live.json", Binding::variant, "live"},
      {{{"taskdef-prod.json", plain}, {"taskdef-test.json", plain}}, "taskdef-test.json", Binding::variant, "test"},
      {{{"taskdef.json", plain}, {"taskdef-qa.json", plain}}, "taskdef.json", Binding::variant, "default"},
      {{{"taskdef.json", plain},
        {"taskdef-test.json", task("shop-test", "web")},
        {"appspec.yaml", std::string(kAppSpec)},
        {"appspec-test.yaml", std::string(kAppSpec)}},
       "appspec.yaml",
       Binding::variant,
       "default"},
      {{{"taskdef-prod.json", plain}, {"taskdef-stg.json", plain}, {"buildspec-test.yml", buildspec("make test")}},
       "buildspec-test.yml",
       Binding::shared,
       "test"},
  };
  for (const Case& one : kCases) {
    const Repository repository(one.files);
    EXPECT_EQ(repository.at(one.path).binding, one.binding) << one.path << ": " << repository.at(one.path).evidence;
    EXPECT_EQ(repository.at(one.path).environment, one.environment) << one.path;
  }
  config::Config config;
  config.environments = {{"test", {}, {}, {}, {}, {}, {"paritylint.yaml", 2, 5}}};
  const Repository said(kCases[0].files, config);
  EXPECT_EQ(said.at("taskdef.json").binding, Binding::variant) << "a configured word is unambiguous";
  const Repository unknown(files({"taskdef-test.json", "taskdef-shn.json"}));
  EXPECT_EQ(unknown.at("taskdef-shn.json").environment, "shn") << "the content agrees";
  const Repository buildspecs(files({"buildspec-test.yml", "buildspec-shn.yml"}));
  EXPECT_EQ(buildspecs.at("buildspec-shn.yml").environment, "") << "nothing but an ambiguous word stands beside it";
}

TEST(Environments, SayWhyAWordIsNone) {
  const Repository repository({{"taskdef-prod.json", task("shop-prod", "web")},
                               {"taskdef-importer.json", task("importer", "importer")},
                               {"taskdef-shn.json", task("shop-shn", "web")},
                               {"buildspec-prod.yml", buildspec("make")},
                               {"buildspec-importer.yml", buildspec("make")},
                               {"buildspec-shn.yml", buildspec("make")}});
  EXPECT_EQ(repository.at("taskdef-importer.json").evidence,
            "single: no variant of it was found, and no placeholder stands for what differs; importer stands where "
            "taskdef-prod.json has its environment, but names a service: its family is importer, not shop-prod");
  EXPECT_EQ(repository.at("taskdef-shn.json").environment_evidence,
            "beside taskdef-prod.json the word shn stands where the environment stands, both have the same family and "
            "containers");
  EXPECT_EQ(repository.at("buildspec-importer.yml").environment, "") << "what the task definition says";
  EXPECT_EQ(repository.at("buildspec-shn.yml").environment_evidence,
            "beside buildspec-prod.yml the word shn stands where the environment stands, so says taskdef-shn.json");
  const Repository appspecs({{"appspec-prod.yaml", std::string(kAppSpec) + kLoadBalanced + "web\n"},
                             {"appspec-jobs2.yaml", std::string(kAppSpec) + kLoadBalanced + "jobs\n"},
                             {"appspec-shn.yaml", std::string(kAppSpec) + kLoadBalanced + "web\n"}});
  EXPECT_EQ(appspecs.at("appspec-jobs2.yaml").environment, "");
  EXPECT_EQ(appspecs.at("appspec-shn.yaml").environment, "shn");
}

TEST(Environments, SayHowTheyAreKnown) {
  const Repository repository(
      files({"taskdef-stg.json", "taskdef-live1.json", "taskdef-shn.json", "d/prod/taskdef.json"}));
  EXPECT_EQ(repository.at("taskdef-stg.json").environment_evidence, "the file name says stg");
  EXPECT_EQ(repository.at("d/prod/taskdef.json").environment_evidence, "the folder says prod");
  EXPECT_EQ(repository.at("taskdef-shn.json").environment_evidence,
            "beside taskdef-live1.json the word shn stands where the environment stands, both have the same family "
            "and containers");
}

TEST(Environments, OfABareFileComeFromItsContent) {
  const std::string dev =
      R"({"family": "app-dev", "taskRoleArn": "arn:aws:iam::111111111119:role/dev-app", "containerDefinitions": [
        {"name": "a", "image": "a:prod", "environment": [{"name": "NODE_ENV", "value": "production"}]}]})";
  const Repository told({{"taskdef.json", dev}, {"taskdef-prod.json", std::string(kTask)}});
  EXPECT_EQ(told.at("taskdef.json").environment, "dev");
  EXPECT_EQ(told.at("taskdef.json").environment_evidence, "its family and roles say dev");
  const Repository taken({{"taskdef.json", dev}, {"taskdef-dev.json", std::string(kTask)}});
  EXPECT_EQ(taken.at("taskdef.json").environment, "default") << "the file beside it is dev";
  const std::string mixed = R"({"family": "app-dev", "executionRoleArn": "stg-role", "containerDefinitions": []})";
  const Repository two({{"taskdef.json", mixed}, {"taskdef-prod.json", std::string(kTask)}});
  EXPECT_EQ(two.at("taskdef.json").environment, "default");
  const Repository bucket(
      {{"buildspec.yml", buildspec("aws s3 rm s3://shop/dev/x --prod")}, {"buildspec-prod.yml", buildspec("make")}});
  EXPECT_EQ(bucket.at("buildspec.yml").environment_evidence, "its bucket says dev");
}

TEST(Environments, ConfigurationComesFirst) {
  config::Config config;
  config.environments = {{"emea", {"eu"}, {"222222222229"}, {}, {}, {"deploy/a/**"}, {"paritylint.yaml", 7, 5}},
                         {"apac", {}, {}, {}, {}, {"deploy/b/**", "taskdef-prod.json"}, {"paritylint.yaml", 9, 5}}};
  const Repository repository(
      files({"deploy/a/taskdef.json", "deploy/b/taskdef.json", "taskdef-prod.json", "taskdef-eu.json"}), config);
  EXPECT_EQ(repository.at("deploy/a/taskdef.json").environment, "emea");
  EXPECT_EQ(repository.at("deploy/a/taskdef.json").environment_evidence, "paritylint.yaml, line 7");
  EXPECT_EQ(repository.at("deploy/a/taskdef.json").variant_key, "deploy/{env}/taskdef.json");
  EXPECT_EQ(repository.at("deploy/b/taskdef.json").binding, Binding::variant);
  EXPECT_EQ(repository.at("taskdef-prod.json").environment, "apac");
  EXPECT_EQ(repository.at("taskdef-eu.json").environment, "emea");
  const std::string foreign = R"({"family": "a", "taskRoleArn": "arn:aws:iam::222222222229:role/x"})";
  const Repository bare({{"taskdef.json", foreign}, {"taskdef-apac.json", std::string(kTask)}}, config);
  EXPECT_EQ(bare.at("taskdef.json").environment_evidence, "its account 222222222229 belongs to emea");
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
