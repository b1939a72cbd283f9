#include "session/session.h"

#include <gtest/gtest.h>

namespace paritylint::session {
namespace {

constexpr std::string_view kTaskDefinition =
    R"({"family": "a", "executionRoleArn": "arn:aws:iam::210987654321:role/x", "containerDefinitions": [{"name": "a", "image": "a"}]})";

const check::RuleSet& all_rules() {
  static const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, {}, {});
  return *rules;
}

input::Root root_of(std::initializer_list<std::pair<std::string, std::string>> files) {
  auto memory = std::make_unique<input::MemoryFileSystem>();
  for (const auto& [path, text] : files) memory->put(path, text);
  input::Root root;
  root.file_system = std::move(memory);
  root.reported_folders = {""};
  return root;
}

CheckResult checked(const input::Root& root, unsigned jobs = 1) {
  ContentMemo memo;
  SessionOptions options;
  options.jobs = jobs;
  return Session(root, all_rules(), memo, options).check();
}

std::vector<std::string> described(const CheckResult& result) {
  std::vector<std::string> lines;
  for (const check::Finding& finding : result.findings) {
    lines.push_back(finding.primary.path + " " + std::string(check::name(finding.level)) + " " +
                    std::string(finding.rule->id));
  }
  return lines;
}

TEST(Session, ReportsWhatAFileSays) {
  const input::Root root = root_of({{"taskdef.json", std::string(kTaskDefinition)}});
  EXPECT_EQ(described(checked(root)), std::vector<std::string>{"taskdef.json note hardcoded-role-arn"});
}

TEST(Session, ABrokenManifestIsAFindingAndTheOthersAreChecked) {
  const input::Root root =
      root_of({{"a/taskdef.json", "{\"family\" 1}"}, {"b/taskdef.json", std::string(kTaskDefinition)}});
  const CheckResult result = checked(root);
  EXPECT_EQ(described(result),
            (std::vector<std::string>{"a/taskdef.json error syntax-error", "b/taskdef.json note hardcoded-role-arn"}));
  EXPECT_TRUE(result.failures.empty());
}

TEST(Session, AManifestThatCouldNotBeReadKeepsItsErrorWhateverIsSelected) {
  struct Case {
    std::string text;
    std::vector<std::string> select, ignore, expected;
  };
  const std::string broken = "{\"family\" 1}";
  const std::vector<std::string> error = {"taskdef.json error syntax-error"};
  const std::vector<Case> cases = {
      {broken, {"portability"}, {}, error},
      {broken, {"hardcoded-role-arn"}, {}, error},
      {broken, {}, {"validity"}, error},
      {broken, {}, {"syntax-error"}, {}},
      {broken, {"portability"}, {"syntax-error"}, {}},
      {"", {"portability"}, {}, {"taskdef.json warning empty-file"}},
      // This one is read in spite of the comma, so the rules that were selected had their chance.
      {R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "a"},]})", {"portability"}, {}, {}},
  };
  for (const Case& one : cases) {
    const auto rules = check::RuleSet::make(check::embedded_rules(), nullptr, one.select, one.ignore);
    ASSERT_TRUE(rules);
    const input::Root root = root_of({{"taskdef.json", one.text}});
    ContentMemo memo;
    EXPECT_EQ(described(Session(root, *rules, memo, {}).check()), one.expected) << one.text;
  }
}

TEST(Session, NamedFilesAreCheckedEvenIfIgnoredAndIgnoredNeighboursDoNotCount) {
  input::Root root = root_of({{".paritylintignore", "taskdef*"},
                              {"taskdef.json", std::string(kTaskDefinition)},
                              {"taskdef-prod.json", std::string(kTaskDefinition)},
                              {"appspec.yaml", "version: 0.0"}});
  root.reported_folders.clear();
  root.reported_files = {"taskdef.json"};
  std::vector<std::string> paths;
  for (const FileSummary& file : checked(root).files) paths.push_back(file.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"appspec.yaml", "taskdef.json"}));
}

TEST(Session, IgnoredFilesAreNotChecked) {
  const input::Root root = root_of({{".paritylintignore", "a/"},
                                    {"a/taskdef.json", std::string(kTaskDefinition)},
                                    {"b/taskdef.json", std::string(kTaskDefinition)}});
  EXPECT_EQ(described(checked(root)), std::vector<std::string>{"b/taskdef.json note hardcoded-role-arn"});
}

// What could not be looked at must not pass for clean.
TEST(Session, MoreThanCanBeLookedAtIsAFailure) {
  std::string text = R"({"family": "a", "containerDefinitions": [], "x": [0)";
  for (int i = 0; i < 1 << 20; ++i) text += ",0";
  const input::Root root = root_of({{"taskdef.json", text + "]}"}});
  const CheckResult result = checked(root);
  EXPECT_TRUE(result.findings.empty());
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].message,
            "cannot read \"taskdef.json\": expected at most 1048576 places to look at, found more");
}

TEST(Session, AnAliasIsAPlaceOfItsAnchorsFinding) {
  const input::Root root = root_of({{"taskdef.yaml",
                                     "family: a\n"
                                     "taskRoleArn: &r arn:aws:iam::210987654321:role/x\n"
                                     "executionRoleArn: *r\n"
                                     "containerDefinitions: [{name: a, image: a}]\n"}});
  const CheckResult result = checked(root);
  ASSERT_EQ(result.findings.size(), 1u);
  ASSERT_EQ(result.findings[0].related.size(), 1u);
  EXPECT_EQ(result.findings[0].related[0].begin.line, 3u);
  EXPECT_EQ(result.findings[0].related[0].message, "used here through the alias");
}

TEST(Session, NamesTheAccountUnderATagsKey) {
  const input::Root root = root_of({{"taskdef.json",
                                     R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "a"}],
            "tags": [{"key": "account", "value": "210987654321"}]})"}});
  EXPECT_EQ(described(checked(root)), std::vector<std::string>{"taskdef.json note hardcoded-account-id"});
}

TEST(Session, HelpDependsOnThePlace) {
  const input::Root root = root_of({{"a/taskdef.json", std::string(kTaskDefinition)},
                                    {"b/buildspec.yml",
                                     "version: 0.2\nphases:\n  build:\n    commands:\n"
                                     "      - aws sts assume-role --role-arn arn:aws:iam::210987654321:role/x\n"}});
  const CheckResult result = checked(root);
  ASSERT_EQ(result.findings.size(), 2u);
  EXPECT_TRUE(result.findings[0].help.starts_with("write the role's name alone")) << result.findings[0].help;
  EXPECT_TRUE(result.findings[1].help.starts_with("put a placeholder")) << result.findings[1].help;
}

TEST(Session, ACommentsAccountIsSaidToBeInAComment) {
  const input::Root root =
      root_of({{"buildspec.yml", "version: 0.2\n# account 210987654321\nphases: {build: {commands: [a]}}\n"}});
  const CheckResult result = checked(root);
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].message, "account 210987654321 is written into the CodeBuild buildspec, in a comment");
}

TEST(Session, AFileOfAnotherShapeIsNoManifest) {
  const input::Root root = root_of({{"taskdef.json", R"({"compilerOptions": {"account": "210987654321"}})"}});
  const CheckResult result = checked(root);
  EXPECT_TRUE(result.findings.empty());
  ASSERT_EQ(result.files.size(), 1u);
  EXPECT_FALSE(result.files[0].is_manifest);
}

TEST(Session, VariantsLowerTheLevelOfTheirOwnValues) {
  const input::Root root =
      root_of({{"taskdef-stg.json", std::string(kTaskDefinition)},
               {"taskdef-prod.json", std::string(kTaskDefinition)},
               {"appspec.yaml",
                "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n"
                "        {TaskDefinition: a, LoadBalancerInfo: {ContainerName: a, ContainerPort: 80}}\n"}});
  for (const check::Finding& finding : checked(root).findings) EXPECT_EQ(finding.level, check::Level::note);
}

TEST(Session, UpdateReplacesWhatIsOnDisk) {
  const input::Root root = root_of({{"taskdef.json", std::string(kTaskDefinition)}});
  ContentMemo memo;
  Session session(root, all_rules(), memo, {});
  EXPECT_EQ(session.check().findings.size(), 1u);
  session.update("taskdef.json", R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "a"}]})");
  EXPECT_TRUE(session.check().findings.empty());
}

TEST(Session, OnlyReportedFilesHaveFindings) {
  input::Root root = root_of({{"deploy/stg/taskdef.json", std::string(kTaskDefinition)},
                              {"deploy/prod/taskdef.json", std::string(kTaskDefinition)}});
  root.reported_folders.clear();
  root.reported_files = {"deploy/prod/taskdef.json"};
  const CheckResult result = checked(root);
  EXPECT_EQ(described(result), std::vector<std::string>{"deploy/prod/taskdef.json note hardcoded-role-arn"});
  ASSERT_EQ(result.files.size(), 2u) << "the staging file is context";
  EXPECT_EQ(result.files[0].bound.binding, manifest::Binding::variant);
}

TEST(Session, ANamedFileThatIsMissingIsAFailure) {
  input::Root root = root_of({});
  root.reported_folders.clear();
  root.reported_files = {"taskdef.json"};
  ASSERT_EQ(checked(root).failures.size(), 1u);
  EXPECT_EQ(checked(root).failures[0].path, "taskdef.json");
}

TEST(Session, MemoAnswersForEqualContentUnderAnotherPath) {
  const input::Root root =
      root_of({{"a/taskdef.json", std::string(kTaskDefinition)}, {"b/taskdef.json", std::string(kTaskDefinition)}});
  const CheckResult result = checked(root);
  ASSERT_EQ(result.findings.size(), 2u);
  EXPECT_EQ(result.findings[0].primary.path, "a/taskdef.json");
  EXPECT_EQ(result.findings[1].primary.path, "b/taskdef.json");
  EXPECT_NE(result.findings[0].fingerprint, result.findings[1].fingerprint);
}

TEST(Session, SameResultWithManyThreads) {
  auto memory = std::make_unique<input::MemoryFileSystem>();
  for (int i = 0; i < 200; ++i) {
    std::string text(kTaskDefinition);
    text.replace(text.find("210987654321"), 12, std::to_string(210987650000 + i));
    memory->put("s" + std::to_string(i) + "/taskdef.json", i % 7 == 0 ? text.substr(0, 90) : text);
  }
  input::Root root;
  root.file_system = std::move(memory);
  root.reported_folders = {""};
  EXPECT_EQ(described(checked(root, 1)), described(checked(root, 8)));
}

TEST(Session, NothingStartsAfterAStop) {
  const input::Root root = root_of({{"taskdef.json", std::string(kTaskDefinition)}});
  std::stop_source source;
  source.request_stop();
  ContentMemo memo;
  SessionOptions options;
  options.stop = source.get_token();
  EXPECT_TRUE(Session(root, all_rules(), memo, options).check().findings.empty());
}

CheckResult configured(const input::Root& root, config::Config config, ContentMemo& memo) {
  SessionOptions options;
  options.jobs = 1;
  options.config = std::move(config);
  return Session(root, all_rules(), memo, options).check();
}

TEST(Session, WorkflowsAreContextAndNeverReported) {
  const input::Root root =
      root_of({{"taskdef.json", std::string(kTaskDefinition)},
               {".github/workflows/deploy.yml",
                "run: aws ecs register-task-definition --cli-input-json file://taskdef.json # 210987654321\n"},
               {".github/actions/x/action.yml", "run: cat taskdef.json\n"}});
  const CheckResult result = checked(root);
  EXPECT_EQ(described(result), std::vector<std::string>{"taskdef.json warning hardcoded-role-arn"})
      << "a workflow deploys it";
  ASSERT_EQ(result.files.size(), 1u);
  ASSERT_EQ(result.sets.size(), 1u);
  ASSERT_EQ(result.sets[0].pipelines.size(), 2u);
  EXPECT_EQ(result.sets[0].pipelines[1].path, ".github/workflows/deploy.yml");
  EXPECT_EQ(result.sets[0].pipelines[1].links[0].line, 1u);
}

// Counts what is asked of the file system.
class CountingFileSystem final : public input::FileSystem {
 public:
  explicit CountingFileSystem(input::MemoryFileSystem files) : files_(std::move(files)) {}
  base::Result<std::vector<input::Entry>> list(std::string_view directory) const override {
    asked_ += directory.starts_with(".github") ? 1 : 0;
    return files_.list(directory);
  }
  base::Result<input::EntryKind> kind(std::string_view path) const override { return files_.kind(path); }
  base::Result<void> read(std::string_view path, std::size_t max_bytes, input::Bytes& bytes) const override {
    asked_ += path.starts_with(".github") ? 1 : 0;
    return files_.read(path, max_bytes, bytes);
  }
  int asked() const { return asked_; }

 private:
  input::MemoryFileSystem files_;
  mutable int asked_ = 0;
};

TEST(Session, WorkflowsCostNothingWhereThereIsNoManifest) {
  input::MemoryFileSystem files;
  files.put(".github-x/readme", "");
  auto counting = std::make_unique<CountingFileSystem>(std::move(files));
  const CountingFileSystem& counted = *counting;
  input::Root root;
  root.file_system = std::move(counting);
  root.reported_folders = {""};
  checked(root);
  const int walked = counted.asked();
  EXPECT_LE(walked, 1) << "the walk itself";
}

TEST(Session, ConfiguredWordsReachRulesAndTheMemo) {
  const std::string with_group =
      R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "a", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/app-shn", "awslogs-region": "eu-west-1"}}}]})";
  const input::Root root = root_of({{"taskdef.json", with_group}});
  ContentMemo memo;
  EXPECT_TRUE(described(configured(root, {}, memo)).empty());
  config::Config config;
  config.environments.resize(1);
  config.environments[0].name = "shn";
  EXPECT_EQ(described(configured(root, config, memo)),
            std::vector<std::string>{"taskdef.json warning hardcoded-log-group"})
      << "the same memo must not answer for another vocabulary";
  EXPECT_TRUE(described(configured(root, {}, memo)).empty());
}

TEST(Session, PortabilityOfTheConfigurationDecidesLevels) {
  const input::Root root = root_of(
      {{"taskdef-dev.json", std::string(kTaskDefinition)}, {"taskdef-prod.json", std::string(kTaskDefinition)}});
  ContentMemo memo;
  const auto with = [&](config::Portability mode) {
    config::Config config;
    config.portability = {{{"taskdef-prod.json"}, mode, {}}};
    return described(configured(root, config, memo));
  };
  const std::vector<std::string> kNotes = {"taskdef-dev.json note hardcoded-role-arn",
                                           "taskdef-prod.json note hardcoded-role-arn"};
  const std::vector<std::string> kWarns = {"taskdef-dev.json note hardcoded-role-arn",
                                           "taskdef-prod.json warning hardcoded-role-arn"};
  EXPECT_EQ(with(config::Portability::automatic), kNotes);
  EXPECT_EQ(with(config::Portability::variant), kNotes);
  EXPECT_EQ(with(config::Portability::shared), kWarns);
  std::vector<std::string> strict = kWarns;
  strict.emplace_back("taskdef-prod.json note hardcoded-partition");  // off unless two partitions are known
  EXPECT_EQ(with(config::Portability::strict), strict);
}

}  // namespace
}  // namespace paritylint::session
