#include "manifest/root_names.h"

#include <gtest/gtest.h>

#include "manifest/manifest_texts.h"
#include "manifest/word_slots.h"

namespace paritylint::manifest {
namespace {

using test::buildspec;
using test::Files;
using test::files;
using test::kAppSpec;
using test::kLoadBalanced;
using test::kTask;
using test::Repository;

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

TEST(Environments, AreToldByTheWordThatDiffers) {
  struct Case {
    std::initializer_list<std::string_view> paths;
    std::string_view path;
    std::string_view environment;
  };
  const Case kCases[] = {
      {{"stage-app-taskdef-dev.json", "stage-app-taskdef-prod.json"}, "stage-app-taskdef-dev.json", "dev"},
      {{"dev-taskdef-stg.json", "dev-taskdef-prod.json", "taskdef-qa.json"}, "dev-taskdef-prod.json", "prod"},
      {{"dev-taskdef-stg.json", "dev-taskdef-prod.json", "taskdef-qa.json"}, "taskdef-qa.json", "qa"},
      {{"prod/dev-tools/taskdef.json", "stg/dev-tools/taskdef.json"}, "stg/dev-tools/taskdef.json", "stg"},
      {{"prod/taskdef-test.json", "stg/taskdef-test.json"}, "stg/taskdef-test.json", "stg"},
      {{"dev/taskdef-dev.json", "prod/taskdef-prod.json"}, "dev/taskdef-dev.json", "dev"},
      {{"dev/taskdef-stg.json"}, "dev/taskdef-stg.json", "stg"},
      {{"taskdef-local-prod.json", "taskdef-test-prod.json"}, "taskdef-test-prod.json", "prod"},
  };
  for (const Case& one : kCases) {
    const Repository repository(files(one.paths));
    EXPECT_EQ(repository.at(one.path).environment, one.environment) << one.path;
    if (one.paths.size() > 1 && one.environment != "qa" && one.path != "taskdef-test-prod.json") {
      EXPECT_EQ(repository.at(one.path).binding, Binding::variant) << one.path;
    }
  }
}

TEST(Environments, OfOneWordAreToldApartByNumberAndColour) {
  const Repository numbered(files({"taskdef-dev1.json", "taskdef-dev2.json", "taskdef-stg.json", "taskdef-stg02.json",
                                   "taskdef-prod-blue.json", "taskdef-prod-green.json", "taskdef-shn.json"}));
  EXPECT_EQ(numbered.sets(),
            ".: taskdef-dev1.json@dev1 taskdef-dev2.json@dev2 taskdef-prod-blue.json@prod-blue "
            "taskdef-prod-green.json@prod-green taskdef-shn.json@shn taskdef-stg.json@stg taskdef-stg02.json@stg02\n");
  EXPECT_EQ(numbered.binding().sets[0].environments,
            (std::vector<std::string>{"shn", "dev1", "dev2", "stg", "stg02", "prod-blue", "prod-green"}));
  for (const BoundManifest& bound : numbered.binding().manifests) {
    EXPECT_EQ(bound.variant_key, "taskdef.json");
    EXPECT_EQ(bound.binding, Binding::variant) << bound.evidence;
  }
  const Repository folders(files({"dev1/taskdef.json", "dev2/taskdef.json", "blue-prod/taskdef.json"}));
  EXPECT_EQ(folders.sets(), ".: blue-prod/taskdef.json@prod-blue dev1/taskdef.json@dev1 dev2/taskdef.json@dev2\n");
  const Repository style(files({"appspec-blue-green-prod.yaml", "appspec-blue-green-stg.yaml"}));
  EXPECT_EQ(style.at("appspec-blue-green-prod.yaml").environment, "prod") << "blue-green is a way to deploy";
  Files two = {{".github/workflows/deploy-dev1.yml", "task-definition: taskdef.json"},
               {".github/workflows/deploy-dev2.yml", "task-definition: taskdef.json"},
               {"taskdef.json", std::string(kTask)}};
  EXPECT_EQ(Repository(two).at("taskdef.json").binding, Binding::shared);
}

TEST(Environments, ConfiguredNumbersAndColoursStandForThemselves) {
  config::Config config;
  config.environments = {{"dev1", {}, {}, {}, {}, {}, {}},
                         {"dev2", {"sandbox2"}, {}, {}, {}, {}, {}},
                         {"blue", {}, {}, {}, {}, {}, {}},
                         {"plx-qa2", {}, {}, {}, {}, {}, {}}};
  const Repository repository(files({"taskdef-dev1.json", "taskdef-dev2.json", "taskdef-dev3.json",
                                     "taskdef-prod-blue.json", "taskdef_plx_qa2.json"}),
                              config);
  EXPECT_EQ(repository.at("taskdef-dev3.json").environment, "dev3") << "of the built-in dev";
  EXPECT_EQ(repository.at("taskdef-dev2.json").environment, "dev2");
  EXPECT_EQ(repository.at("taskdef_plx_qa2.json").environment, "plx-qa2");
  EXPECT_EQ(Repository(files({"taskdef-sandbox2.json"}), config).at("taskdef-sandbox2.json").environment, "dev2");
  EXPECT_EQ(repository.at("taskdef-prod-blue.json").environment, "prod") << "blue is an environment of its own";
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

TEST(Environments, OfVeryDeepPathsAreTakenFromTheNearestFolders) {
  std::string path;
  for (int i = 0; i < 2000; ++i) path += "a/";
  path += "taskdef";
  for (int i = 0; i < 2000; ++i) path += "-b";
  std::vector<std::string_view> words;
  for_each_word(path, [&](base::Span word) { words.push_back(slice(path, word)); });
  EXPECT_EQ(words.size(), kMostSlotWords + kMostSlotFolders);
  words.clear();
  for_each_word("a/b/taskDef.json", [&](base::Span word) { words.push_back(slice("a/b/taskDef.json", word)); });
  EXPECT_EQ(words, (std::vector<std::string_view>{"task", "Def", "json", "a", "b"}));
}

}  // namespace
}  // namespace paritylint::manifest
