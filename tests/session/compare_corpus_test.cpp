// What comparisons say over the judged cases, leaks and fixes of the corpus.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "session/compared.h"
#include "support/shared.h"

namespace paritylint::session {
namespace {

using check::DriftClass;
using check::DriftStatement;
using check::Level;

// One folder of the corpus, compared.
Comparisons compared_folder(const std::filesystem::path& folder) {
  const std::vector<std::string> paths{folder.string()};
  auto roots = input::open_roots(paths);
  EXPECT_TRUE(roots && roots->size() == 1) << folder;
  return compared(roots->front());
}

// The files that a leak accuses, by level.
std::map<std::string, Level> accused(const Comparisons& comparisons, const std::string& top) {
  std::map<std::string, Level> files;
  for (const ComparedGroup& group : comparisons.groups) {
    for (const DriftStatement& statement : group.statements) {
      if (statement.drift_class != DriftClass::leak) continue;
      for (const std::size_t column : statement.columns) {
        Level& level = files[top + group.columns[column].path];
        level = std::max(level, statement.level);
      }
    }
  }
  return files;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
  return cells;
}

TEST(CompareCorpus, JudgedLeaksAreFoundAndNothingElseIsAccused) {
  SHARED_OR_SKIP(shared);
  std::map<std::string, Level> found;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "corpus/open")) {
    if (!entry.is_directory()) continue;
    const std::string top = "open/" + entry.path().filename().string() + "/";
    found.merge(accused(compared_folder(entry.path()), top));
  }
  // Judged in CASES.md (C07), where the naive search of LEAKS.tsv had no word for it.
  for (const char* file : {"task-definition-performance.json", "transcript-task-definition-performance.json"}) {
    EXPECT_EQ(found.erase("open/ezequielmm__remotelegalBE/.github/workflows/" + std::string(file)), 1u);
  }
  std::istringstream lines(test::read_file(shared / "corpus/LEAKS.tsv"));
  std::size_t leaks = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() < 3 || cells[0] == "corpus_path") continue;
    const auto one = found.find(cells[0]);
    if (cells[2] == "leak") {
      ++leaks;
      EXPECT_TRUE(one != found.end() && one->second == Level::error) << cells[0];
    } else if (cells[2] == "ambiguous") {
      EXPECT_TRUE(one == found.end() || one->second == Level::note) << cells[0];
    } else {
      EXPECT_TRUE(one == found.end()) << cells[0];
    }
    found.erase(cells[0]);
  }
  EXPECT_EQ(leaks, 8u);
  for (const auto& [file, level] : found) ADD_FAILURE() << file << " is accused and was judged clean";
}

// What a check of one folder says, as "rule file: message".
std::vector<std::string> checked_folder(const std::filesystem::path& folder) {
  const std::vector<std::string> paths{folder.string()};
  auto roots = input::open_roots(paths);
  EXPECT_TRUE(roots && roots->size() == 1) << folder;
  ContentMemo memo;
  SessionOptions options;
  options.jobs = 1;
  std::vector<std::string> lines;
  for (const check::Finding& finding : Session(roots->front(), all_rules(), memo, options).check().findings) {
    std::string line = std::string(finding.rule->id) + " " + finding.primary.path + ": " + finding.message;
    if (finding.difference) {
      for (const check::Difference::Place& place : finding.difference->places) line += " " + place.place;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

bool says(const std::vector<std::string>& lines, const std::string& rule, const std::string& file,
          const std::string& what) {
  return std::ranges::any_of(lines, [&](const std::string& line) {
    return line.starts_with(rule + " ") && line.find(file + ": ") != std::string::npos &&
           line.find(what) != std::string::npos;
  });
}

struct Fix {
  const char* folder;
  const char* rule;  // nullptr: not detectable, and `what` says why
  const char* file;
  const char* what;
};

// All rows of FIXES.tsv.
const Fix kFixes[] = {
    {"Health-Education-England__tis-trainee-details@3623e0cb", "shared-name", "task-definition-prod.json",
     "awslogs-group"},
    {"Health-Education-England__tis-trainee-details@aa39372e", "shared-name", "task-definition-prod.json",
     "DSP_CLIENT_SECRET"},
    {"Health-Education-England__tis-trainee-forms@5e2f6f0a", "shared-name", "task-definition-prod.json", "taskRoleArn"},
    {"Health-Education-England__tis-revalidation-connection@79ead6c1", "structural-drift", "task-definition-prod.json",
     "RABBITMQ_HOST"},
    {"billqhan__rfp-java-api@00c293fd", "shared-name", "task-definition-prod.json", "image"},
    {"0xPolygonID__docs@81c4c79c", "environment-leak", "main-taskdef.json", "].name"},
    {"0xPolygonID__docs@45f75257", "environment-leak", "main-taskdef.json", "taskRoleArn"},
    {"ezequielmm__remotelegalBE@4e7173a1", "missing-variable", "task-definition-qa.json", "VerifyEmailSubject"},
    {"ezequielmm__remotelegalBE@40cf14a9", "missing-variable", "task-definition-uat.json",
     "GcpConfiguration__client_email"},
    {"ezequielmm__remotelegalBE@f3acbc1a", "duplicate-variable", "transcript-task-definition-qa.json",
     "DD_APM_ENABLED"},
    {"AAkevin24__desafio-lacrei-devops@48cd20ac", "structural-drift", "task-definition-production.json",
     "executionRoleArn"},
    {"JungHwi__mybeautip-server@a9f356c6", "mixed-regions", "buildspec-prod.yml", "ap-northeast-2"},
    {"Health-Education-England__tis-trainee-sync@cf7f74e8", nullptr, nullptr, "missing everywhere"},
    {"Health-Education-England__tis-common-upload@232a52fd", nullptr, nullptr, "the workflow is not among the files"},
    {"Health-Education-England__tis-revalidation-core@36f8dae4", nullptr, nullptr, "both name the retired pool"},
    {"hoyla__RA-SummerExhibition-ListOfWorks@4546f6d1", nullptr, nullptr, "one file before, two after"},
    {"hoyla__fuel-finder@3cb130ae", nullptr, nullptr, "no pipeline that would fill the placeholder is among the files"},
    {"bible-game__passage@cb3bc5e4", nullptr, nullptr, "missing everywhere"},
    {"zelusio__synth3sis-demo@8971ff43", nullptr, nullptr, "the template's name is in all three"},
    {"Tom2187End__skole@f9a8a817", nullptr, nullptr, "sizing"},
    {"gloddy-dev__Gloddy-Server@7dd3ab19", nullptr, nullptr, "sizing"},
    {"govtechmy__hansard-mod-api@22dba0e0", nullptr, nullptr, "renamed everywhere"},
    {"Health-Education-England__tis-revalidation-recommendation@4980391b", nullptr, nullptr, "missing everywhere"},
};

TEST(CompareCorpus, FixedMistakesAreFoundBeforeAndGoneAfter) {
  SHARED_OR_SKIP(shared);
  for (const Fix& fix : kFixes) {
    if (fix.rule == nullptr) continue;
    SCOPED_TRACE(fix.folder);
    const std::filesystem::path folder = shared / "corpus/fixes" / fix.folder;
    EXPECT_TRUE(says(checked_folder(folder / "before"), fix.rule, fix.file, fix.what)) << "before";
    EXPECT_FALSE(says(checked_folder(folder / "after"), fix.rule, fix.file, fix.what)) << "after";
  }
}

// What no comparison can know is not accused of something else either.
TEST(CompareCorpus, OfOtherFixesNothingIsSaidAloud) {
  SHARED_OR_SKIP(shared);
  for (const Fix& fix : kFixes) {
    if (fix.rule != nullptr) continue;
    SCOPED_TRACE(std::string(fix.folder) + ": " + fix.what);
    const std::filesystem::path folder = shared / "corpus/fixes" / fix.folder;
    EXPECT_EQ(said(compared_folder(folder / "before"), Level::warning).size(),
              said(compared_folder(folder / "after"), Level::warning).size());
  }
}

TEST(CompareCorpus, EveryFixIsJudged) {
  SHARED_OR_SKIP(shared);
  std::set<std::string> judged, rows;
  for (const Fix& fix : kFixes) judged.insert(fix.folder);
  std::istringstream lines(test::read_file(shared / "corpus/FIXES.tsv"));
  for (std::string line; std::getline(lines, line);) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() < 2 || cells[1] != "open") continue;
    rows.insert(cells[0]);
    const auto fix = std::ranges::find_if(kFixes, [&](const Fix& one) { return one.folder == cells[0]; });
    // The truth calls one of them detectable that no file of the set lets anybody see.
    const bool is_detectable = cells.back().starts_with("yes") || cells.back().starts_with("partly");
    if (fix != std::end(kFixes) && is_detectable) {
      EXPECT_NE(fix->rule, nullptr) << cells[0];
    }
  }
  EXPECT_EQ(judged, rows);
  EXPECT_EQ(rows.size(), 23u);
}

struct Case {
  const char* folder;
  std::vector<std::string> expected;  // all that has a level
};

// All cases of CASES.md, C01 to C22: what is not here must not be said. Of the truth these rows are not said by a
// comparison. Other rules say C07's region and C14's accounts (mixed-regions, mixed-accounts), C02's and C21's
// artifacts, C22's placeholders and what one file alone says. Only shown are C08's unpinned package, C16's URL, C18's
// user and C19's memory, which differ like a hundred values that are meant to. Nothing is said of C02's other service,
// which its two files agree on, C05's parameters and C20's log group, whose equality is right in C17, C06's tag, C07's
// shared role and C10's misspelt host.
TEST(CompareCorpus, JudgedCasesSayWhatTheyShould) {
  SHARED_OR_SKIP(shared);
  const Case cases[] = {
      {"hjhwang-jobis__RINGDINGDONG_WEB", {"missing warning hooks[afterallowtesttraffic]"}},
      {"watsonsumi__docker-nodejs",
       {"missing note containerDefinitions[3big-ui-srv].environmentFiles[0]",
        "drift warning containerDefinitions[3big-ui-srv].portMappings[8000].containerPort"}},
      {"mapsea-kibong__Mapsea-Notification-Consumer", {"missing note env.variables[ENVIRONMENT]"}},
      {"VijiPay__asgard",
       {"leak error containerDefinitions[asgard].secrets[DB_HOST] containerDefinitions[asgard].secrets[DB_USER] "
        "containerDefinitions[asgard].secrets[DB_DATABASE] containerDefinitions[asgard].secrets[DB_PASSWORD]",
        "sameness note containerDefinitions[asgard].image"}},
      {"noisrucer__girok-server",
       {"leak error taskRoleArn executionRoleArn", "weaker warning containerDefinitions[girok-server-dev].healthCheck",
        "drift note containerDefinitions[girok-server-dev].secrets[DB_NAME]"}},
      {"Health-Education-England__tis-common-upload@hist-232a52fd",
       {"leak error containerDefinitions[tis-core-common-upload].environment[SENTRY_ENVIRONMENT]"}},
      {"ezequielmm__remotelegalBE",
       {"leak error "
        "containerDefinitions[prp-be-container-develop].environment[AppConfiguration__EmailConfiguration__"
        "XSesConfigurationSetHeader]",
        "leak error "
        "containerDefinitions[prp-be-container-develop].secrets[AppConfiguration__CognitoConfiguration__GuestUsersPass]"
        " containerDefinitions[prp-be-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "AccountSid] "
        "containerDefinitions[prp-be-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "AuthToken] "
        "containerDefinitions[prp-be-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "ApiKeySid] "
        "containerDefinitions[prp-be-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "ApiKeySecret] "
        "containerDefinitions[prp-be-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "ConversationServiceId] "
        "containerDefinitions[prp-be-container-develop].secrets[AppConfiguration__DocumentConfiguration__"
        "CloudfrontXmlKey] "
        "containerDefinitions[prp-be-container-develop].secrets[AppConfiguration__DocumentConfiguration__"
        "CloudfrontPrivateKey] containerDefinitions[prp-be-container-develop].secrets[CORECLR_ENABLE_PROFILING]",
        "missing note containerDefinitions[prp-be-container-develop].volumesFrom[TSAgentSideCar]",
        "missing note containerDefinitions[prp-be-container-develop].environment[Logging__LogLevel__Default]",
        "missing note containerDefinitions[prp-be-container-develop].environment[Serilog__MinimumLevel_Default]",
        "missing note containerDefinitions[TSAgentSideCar]",
        "drift warning containerDefinitions[TSAgentSideCar].command[0]",
        "leak error "
        "containerDefinitions[prp-transcript-container-develop].secrets[AppConfiguration__CognitoConfiguration__"
        "GuestUsersPass] "
        "containerDefinitions[prp-transcript-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "AccountSid] "
        "containerDefinitions[prp-transcript-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "AuthToken] "
        "containerDefinitions[prp-transcript-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "ApiKeySid] "
        "containerDefinitions[prp-transcript-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "ApiKeySecret] "
        "containerDefinitions[prp-transcript-container-develop].secrets[AppConfiguration__TwilioAccountConfiguration__"
        "ConversationServiceId] "
        "containerDefinitions[prp-transcript-container-develop].secrets[AppConfiguration__DocumentConfiguration__"
        "CloudfrontXmlKey] "
        "containerDefinitions[prp-transcript-container-develop].secrets[AppConfiguration__DocumentConfiguration__"
        "CloudfrontPrivateKey] "
        "containerDefinitions[prp-transcript-container-develop].secrets[CORECLR_ENABLE_PROFILING]",
        "missing note containerDefinitions[prp-transcript-container-develop].volumesFrom[TSAgentSideCar]",
        "missing note containerDefinitions[prp-transcript-container-develop].environment[Logging__LogLevel__Default]",
        "missing note "
        "containerDefinitions[prp-transcript-container-develop].environment[Serilog__MinimumLevel_Default]",
        "missing note containerDefinitions[TSAgentSideCar]",
        "drift warning containerDefinitions[TSAgentSideCar].entryPoint[0]",
        "drift warning containerDefinitions[TSAgentSideCar].command[0]"}},
      {"Orsetto-AG__admin-front", {"leak error phases.build.commands[1] phases.build.commands[2]"}},
      {"anuroop32__kalibra-final", {}},
      {"KosenkoDmitriy__docker_hello_world", {}},
      {"earthquakoo__picktoss",
       {"swapped warning containerDefinitions[picktoss-server-dev].secrets[PICKTOSS_AWS_SQS_QUEUE_NAME] "
        "containerDefinitions[picktoss-server-dev].secrets[PICKTOSS_AWS_SQS_QUEUE_URL]",
        "drift warning containerDefinitions[picktoss-server-dev].portMappings[8181].containerPort",
        "drift note containerDefinitions[picktoss-server-dev].secrets[PICKTOSS_CORS_ALLOWED_ORIGIN]",
        "drift note containerDefinitions[picktoss-server-dev].secrets[PICKTOSS_DB_NAME]",
        "drift note containerDefinitions[picktoss-server-dev].secrets[PICKTOSS_OAUTH_REDIRECT_URI]",
        "drift note containerDefinitions[picktoss-server-dev].secrets[PICKTOSS_S3_BUCKET_NAME]",
        "drift note containerDefinitions[picktoss-server-dev].secrets[SPRING_PROFILES_ACTIVE]"}},
      {"akash-solutelabs__sample-nodejs-rest-stub",
       {"leak error containerDefinitions[nginx-contaner].image "
        "containerDefinitions[nginx-contaner].logConfiguration.options.awslogs-group family taskRoleArn "
        "executionRoleArn"}},
      {"suciloknam__crossbridge", {"drift note executionRoleArn"}},
      {"stevegod01__Automated-deployment-of-a-cloud-based-application", {}},
      {"0xPolygonID__docs", {}},
      {"capnTP__travel-web-project", {}},
      {"perforb__sample-rest-api@hist-689d47c8", {}},
      {"hanzalahsamana__StoresAdminPanel@demo", {}},
      {"gloddy-dev__Gloddy-Server", {"leak error family"}},
      {"JanLin0817__coffee_shop_deployment", {}},
      {"4304-2024-15-devops-barichara-team__2024-blacklist", {}},
      {"Kisanlink__farmers-module", {}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.folder);
    EXPECT_EQ(said(compared_folder(shared / "corpus/open" / one.folder)), one.expected);
  }
}

}  // namespace
}  // namespace paritylint::session
