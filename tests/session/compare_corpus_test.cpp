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

// Whether a statement of this class names a place that holds `place`.
bool says(const Comparisons& comparisons, DriftClass drift_class, const std::string& place) {
  for (const ComparedGroup& group : comparisons.groups) {
    for (const DriftStatement& statement : group.statements) {
      if (statement.drift_class != drift_class || statement.level == Level::off) continue;
      for (const std::size_t row : statement.rows) {
        if (group.rows[row].place.find(place) != std::string::npos) return true;
      }
    }
  }
  return false;
}

struct Fix {
  const char* folder;
  DriftClass drift_class;
  const char* place;
};

TEST(CompareCorpus, FixedMistakesAreFoundBeforeAndGoneAfter) {
  SHARED_OR_SKIP(shared);
  const Fix fixes[] = {
      {"Health-Education-England__tis-trainee-details@3623e0cb", DriftClass::sameness, "awslogs-group"},
      {"Health-Education-England__tis-trainee-details@aa39372e", DriftClass::sameness, "DSP_CLIENT_SECRET"},
      {"Health-Education-England__tis-trainee-forms@5e2f6f0a", DriftClass::sameness, "taskRoleArn"},
      {"Health-Education-England__tis-revalidation-connection@79ead6c1", DriftClass::drift, "RABBITMQ_HOST"},
      {"billqhan__rfp-java-api@00c293fd", DriftClass::sameness, "image"},
      {"0xPolygonID__docs@81c4c79c", DriftClass::leak, "].name"},
      {"0xPolygonID__docs@45f75257", DriftClass::leak, "taskRoleArn"},
      {"ezequielmm__remotelegalBE@4e7173a1", DriftClass::missing, "VerifyEmailSubject"},
      {"ezequielmm__remotelegalBE@40cf14a9", DriftClass::missing, "GcpConfiguration__client_email"},
      {"ezequielmm__remotelegalBE@f3acbc1a", DriftClass::missing, "DD_APM_ENABLED #2"},
      {"AAkevin24__desafio-lacrei-devops@48cd20ac", DriftClass::drift, "executionRoleArn"},
  };
  for (const Fix& fix : fixes) {
    SCOPED_TRACE(fix.folder);
    const std::filesystem::path folder = shared / "corpus/fixes" / fix.folder;
    EXPECT_TRUE(says(compared_folder(folder / "before"), fix.drift_class, fix.place)) << "before";
    EXPECT_FALSE(says(compared_folder(folder / "after"), fix.drift_class, fix.place)) << "after";
  }
}

struct Case {
  const char* folder;
  std::vector<std::string> expected;  // all that has at least the level of a warning
};

TEST(CompareCorpus, JudgedCasesSayWhatTheyShould) {
  SHARED_OR_SKIP(shared);
  const Case cases[] = {
      {"hjhwang-jobis__RINGDINGDONG_WEB", {"missing warning hooks[afterallowtesttraffic]"}},
      {"watsonsumi__docker-nodejs",
       {"drift warning containerDefinitions[3big-ui-srv].portMappings[8000].containerPort"}},
      {"VijiPay__asgard",
       {"leak error containerDefinitions[asgard].secrets[DB_HOST] containerDefinitions[asgard].secrets[DB_USER] "
        "containerDefinitions[asgard].secrets[DB_DATABASE] containerDefinitions[asgard].secrets[DB_PASSWORD]"}},
      {"noisrucer__girok-server",
       {"leak error taskRoleArn executionRoleArn",
        "weaker warning containerDefinitions[girok-server-dev].healthCheck"}},
      {"Health-Education-England__tis-common-upload@hist-232a52fd",
       {"leak error containerDefinitions[tis-core-common-upload].environment[SENTRY_ENVIRONMENT]"}},
      {"Orsetto-AG__admin-front", {"leak error phases.build.commands[1] phases.build.commands[2]"}},
      {"earthquakoo__picktoss",
       {"drift warning containerDefinitions[picktoss-server-dev].portMappings[8181].containerPort"}},
      {"capnTP__travel-web-project", {}},
      {"perforb__sample-rest-api@hist-689d47c8", {}},
      {"JanLin0817__coffee_shop_deployment", {}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.folder);
    EXPECT_EQ(said(compared_folder(shared / "corpus/open" / one.folder), Level::warning), one.expected);
  }
}

}  // namespace
}  // namespace paritylint::session
