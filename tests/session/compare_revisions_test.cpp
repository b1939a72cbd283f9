// Branches as variants, in repositories made by git itself.
#include <gtest/gtest.h>

#include <algorithm>

#include "input/git_folder.h"
#include "input/git_root.h"
#include "session/compared.h"

namespace paritylint::session {
namespace {

using test::GitFolder;
using Lines = std::vector<std::string>;

struct Task {
  std::string cpu = "256", mode = "awsvpc", variables = R"({"name": "A", "value": "1"})", secret = "/orders/db",
              command = "serve";
};

std::string text(const Task& task) {
  return R"({"family": "orders", "cpu": ")" + task.cpu + R"(", "networkMode": ")" + task.mode +
         R"(", "containerDefinitions": [{"name": "app", "image": "app", "command": [")" + task.command +
         R"("], "environment": [)" + task.variables + R"(], "secrets": [{"name": "DB", "valueFrom": ")" + task.secret +
         R"("}]}]})";
}

Comparisons compare(const std::string& git_dir, const std::vector<std::pair<std::string, std::string>>& references) {
  struct Branch {
    input::Root root;
    std::unique_ptr<Session> session;
    CheckResult result;
  };
  ContentMemo memo;
  std::vector<std::unique_ptr<Branch>> branches;
  std::vector<ComparedRevision> revisions;
  const std::vector<std::string> everything = {"."};
  for (const auto& [environment, reference] : references) {
    auto roots = input::open_git_roots({git_dir, reference, false, ""}, everything);
    EXPECT_TRUE(roots) << reference;
    if (!roots) return {};
    auto& branch = branches.emplace_back(std::make_unique<Branch>());
    branch->root = std::move(roots->front());
    branch->session = std::make_unique<Session>(branch->root, all_rules(), memo, SessionOptions());
    branch->result = branch->session->check();
    revisions.push_back({environment, reference, branch->session.get(), &branch->result});
  }
  return Session::compare_revisions(revisions);
}

// "pending off cpu", one line per statement.
Lines all_said(const Comparisons& comparisons) { return said(comparisons, check::Level::off); }

// main and develop part after the first commit; each then has its own second one.
class Branches : public testing::Test {
 protected:
  Branches() {
    put(Task());
    git_.commit();
    git_.run("git branch develop");
  }
  void put(const Task& task, const std::string& path = "deploy/taskdef.json") { git_.file(path, text(task)); }
  void commit_on(const std::string& branch, const Task& task) {
    git_.run("git checkout -q " + branch);
    put(task);
    git_.commit();
  }
  Comparisons compared() { return compare(git_.path() + "/.git", {{"stg", "develop"}, {"prod", "main"}}); }

  const GitFolder git_;
};

TEST_F(Branches, WhatOnlyTheBranchAheadChangedIsPending) {
  Task ahead;
  ahead.cpu = "512";
  ahead.mode = "bridge";
  ahead.variables += R"(, {"name": "NEW", "value": "x"})";
  commit_on("develop", ahead);
  const Comparisons comparisons = compared();
  EXPECT_EQ(all_said(comparisons), (Lines{"pending off cpu", "pending off networkMode",
                                          "pending off containerDefinitions[app].environment[NEW]"}));
  EXPECT_EQ(comparisons.groups[0].statements[0].message, "changed in stg, not yet in prod");
  EXPECT_EQ(comparisons.groups[0].columns[0].revision, "develop");
  EXPECT_EQ(comparisons.groups[0].columns[0].path, "deploy/taskdef.json");
}

TEST_F(Branches, WhatTheStrictBranchChangedAndNobodyMergedBackIsDrift) {
  Task hot_fix;
  hot_fix.mode = "bridge";
  hot_fix.variables += R"(, {"name": "FIX", "value": "x"})";
  commit_on("main", hot_fix);
  const Comparisons comparisons = compared();
  EXPECT_EQ(all_said(comparisons),
            (Lines{"missing note containerDefinitions[app].environment[FIX]", "drift warning networkMode"}));
  EXPECT_EQ(comparisons.groups[0].statements[1].evidence,
            "prod changed it since they parted, which nobody merged into stg");
}

TEST_F(Branches, WhatBothChangedIsDrift) {
  Task one, other;
  one.command = "serve-one";
  other.command = "serve-other";
  commit_on("develop", one);
  commit_on("main", other);
  const Comparisons comparisons = compared();
  ASSERT_EQ(all_said(comparisons), Lines{"drift warning containerDefinitions[app].command[0]"});
  EXPECT_EQ(comparisons.groups[0].statements[0].evidence, "prod and stg both changed it since they parted");
}

TEST_F(Branches, AMergedChangeIsNoDifference) {
  Task ahead;
  ahead.mode = "bridge";
  commit_on("develop", ahead);
  git_.run("git checkout -q main && git merge -q --no-ff develop");
  EXPECT_EQ(all_said(compared()), Lines());
}

TEST_F(Branches, TheOrderOfTheOptionsDoesNotMatter) {
  Task ahead;
  ahead.mode = "bridge";
  commit_on("develop", ahead);
  const Comparisons back = compare(git_.path() + "/.git", {{"prod", "main"}, {"stg", "develop"}});
  EXPECT_EQ(all_said(back), all_said(compared()));
  EXPECT_EQ(back.groups[0].columns.back().label, "prod");
}

TEST_F(Branches, OfThreeEachIsJudgedByItsOwnBase) {
  Task fix;
  fix.mode = "bridge";
  commit_on("main", fix);
  git_.run("git branch release");
  Task ahead = fix;
  ahead.cpu = "512";
  commit_on("release", ahead);
  // develop lacks what main got, release has it and is ahead in another place.
  const Comparisons comparisons =
      compare(git_.path() + "/.git", {{"dev", "develop"}, {"stg", "release"}, {"prod", "main"}});
  EXPECT_EQ(all_said(comparisons), (Lines{"drift warning networkMode", "pending off cpu"}));
  EXPECT_EQ(comparisons.groups[0].statements[0].evidence,
            "prod changed it since they parted, which nobody merged into dev");
}

TEST_F(Branches, ALeakIsNeverPending) {
  Task names;
  names.secret = "/stg/orders/db";
  names.variables = R"({"name": "A", "value": "https://stg.orders.com"}, {"name": "B", "value": "/stg/b/c"})";
  commit_on("main", names);
  git_.run("git branch -f develop main");
  const Lines lines = said(compared());
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].find("leak error"), 0u) << lines[0];
}

TEST_F(Branches, AFileOfAnEnvironmentIsThatEnvironmentsOnEveryBranch) {
  git_.run("git checkout -q main");
  Task names;
  names.secret = "/stg/orders/db";
  put(names, "deploy/taskdef-stg.json");
  put(Task(), "deploy/taskdef-prod.json");
  git_.commit();
  git_.run("git branch -f develop main");
  EXPECT_EQ(said(compared()), Lines());
}

TEST_F(Branches, AShallowCloneSaysThatItDoesNotKnow) {
  Task ahead;
  ahead.mode = "bridge";
  commit_on("develop", ahead);
  Task fix;
  fix.cpu = "512";
  commit_on("main", fix);
  git_.run("git clone -q --depth 1 --no-single-branch \"file://$PWD\" ../shallow");
  const Comparisons comparisons =
      compare(git_.beside("shallow") + "/.git", {{"stg", "origin/develop"}, {"prod", "origin/main"}});
  EXPECT_EQ(said(comparisons), Lines{"drift warning networkMode"});
  ASSERT_EQ(comparisons.groups[0].notes.size(), 1u);
  EXPECT_EQ(comparisons.groups[0].notes[0],
            "origin/develop and origin/main have no merge base here (is the clone shallow?), so what is pending is not "
            "told from drift");
}

TEST_F(Branches, AFileOfOneBranchIsTold) {
  git_.run("git checkout -q develop");
  put(Task(), "other/taskdef.json");
  git_.commit();
  const Comparisons comparisons = compared();
  EXPECT_EQ(comparisons.groups.size(), 1u);
  EXPECT_EQ(comparisons.notes, Lines{"other/taskdef.json is in stg only"});
}

TEST_F(Branches, AWrappedFileBeforeIsReadAsOne) {
  // The base has its task definition inside of another object, where nodes have other numbers.
  git_.run("git checkout -q main");
  git_.file("deploy/taskdef.json", "{\"taskDefinition\": " + text(Task()) + "}");
  git_.commit();
  git_.run("git branch -f develop main");
  Task ahead;
  ahead.mode = "bridge";
  commit_on("develop", ahead);
  EXPECT_EQ(all_said(compared()), Lines{"pending off networkMode"});
}

}  // namespace
}  // namespace paritylint::session
