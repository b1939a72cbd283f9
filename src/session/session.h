// Session: one root, checked. check, scan, fix and a language server are its callers.
//
// Files are read and judged in parallel; what depends on neighbours (sets, binding) and everything after it runs once
// they are all known. The result never depends on the number of threads or the order of a folder's entries.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "check/finding.h"
#include "check/match.h"
#include "check/policy.h"
#include "check/rule_choice.h"
#include "check/rule_set.h"
#include "check/suppress.h"
#include "config/config.h"
#include "input/find_files.h"
#include "input/root.h"
#include "manifest/binding.h"
#include "manifest/pipeline/pipeline_account.h"
#include "session/comparison.h"
#include "session/memo.h"
#include "tree/read.h"

namespace paritylint::session {

class RootFiles;    // session/root_files.h
class SecondLook;   // session/second_look.h
struct RootInputs;  // session/root_pipelines.h

struct SessionOptions {
  unsigned jobs = 0;  // threads, 0 = one per core
  std::stop_token stop;
  tree::ReadOptions read;
  bool tracked_only = false;       // in git work trees only what git tracks, apart from what the user named
  bool named_by_a_list = false;    // the named files are those of some list: only manifests' names count among them
  std::string today;               // YYYY-MM-DD, for what expires; empty: the system's day in UTC
  bool is_part = false;            // somebody else leaves findings out, so nothing is said about unneeded suppressions
  bool follows_pipelines = false;  // give CheckResult::pipeline_events
  bool judges_sets = true;         // false: rules about several files do not run, for who compares them afterwards
  std::optional<config::Config> config;  // stands for the root's own configuration, which then is not read
  check::RuleChoice rule_choice;         // what the session's rules were made from, for roots that bring rules along
};

// How one file was understood: what `explain` prints.
struct FileSummary {
  std::string path;          // root-relative
  bool reported = false;     // else only context
  bool is_manifest = false;  // false: its shape is no manifest's, whatever its name
  bool has_name = false;     // the name suggests `kind`
  manifest::ManifestKind kind = manifest::ManifestKind::taskdef;
  std::optional<manifest::Recognition> recognition;
  tree::Format format = tree::Format::json;
  manifest::BoundManifest bound;  // for manifests
};

struct ReadFailure {
  std::string path;  // root-relative; empty when the root itself failed
  std::string message;
  base::ErrorCode code = base::ErrorCode::io;
  std::string object = {};  // as base::Error::object
  // Where in the file, when the message is about a place; then it does not repeat the path. 0: the whole file.
  std::uint32_t line_1based = 0;
  std::uint32_t column_1based = 0;  // in code points
};

struct CheckResult {
  std::vector<check::Finding> findings;                  // of reported files, in final order
  std::vector<check::Finding> suppressed;                // accepted by comments or the configuration, likewise
  std::vector<FileSummary> files;                        // manifests and near misses, by path
  std::vector<manifest::ManifestSet> sets;               // all of the root, in order of folder and service
  std::vector<std::string> nested_repositories;          // folders that are roots of their own and were not entered
  std::vector<ReadFailure> failures;                     // files and folders that could not be read, by path
  std::vector<manifest::PipelineEvent> pipeline_events;  // by pipeline and in its order; only if asked for
  std::vector<std::string> left_out;  // sentences about links and special files with a manifest's name
  std::vector<std::string> notes;     // how the files were found, for those who ask
  // The rules that the root's own configuration adds to, with the session's; nullptr when it adds none. Findings point
  // into them.
  std::unique_ptr<const check::RuleSet> own_rules;
  // Of the root's own configuration those that no manifest matches; only where the whole root was looked at.
  std::vector<config::PlacedGlob> unmatched_globs;
};

class Session;

// One branch whose files are the variants of the same files on other branches. Everything outlives the comparison.
struct ComparedRevision {
  std::string environment;  // what the user calls it
  std::string reference;    // "origin/develop"
  const Session* session = nullptr;
  const CheckResult* result = nullptr;  // that the session returned
};

class Session {
 public:
  // `root`, `rules` and `memo` must outlive the session.
  Session(const input::Root& root, const check::RuleSet& rules, ContentMemo& memo, SessionOptions options);

  // Let `bytes` stand for the content of `path` (root-relative), whether the file exists or not.
  void update(std::string path, std::string bytes);

  // Let the file `path` (root-relative) not exist.
  void leave_out(std::string path);

  // Find, read and judge. May be called again after update(). A root whose configuration is wrong or misplaced is not
  // judged: its failures say what to mend.
  CheckResult check();

  // Compare the variants among the files of `result`, which the last check() returned and which must be alive. Files
  // are read once more. The statements have the levels that check() gives them, unless only what is reportable is
  // wanted, which nobody has judged yet.
  Comparisons compare(const CheckResult& result, const CompareOptions& options) const;

  // Compare each manifest with itself on other branches of one repository. Their merge bases tell what is pending; a
  // group says so when they have none here.
  static Comparisons compare_revisions(std::vector<ComparedRevision> revisions);

 private:
  class BranchComparison;
  struct Loaded;
  struct Workflow;
  const manifest::Vocabulary& vocabulary() const {
    return own_vocabulary_ != nullptr ? *own_vocabulary_ : manifest::Vocabulary::built_in();
  }
  // Read the root's configuration; false when it is wrong.
  bool configure(CheckResult& result);
  base::Result<void> take_own_rules(CheckResult& result);
  // False when a configuration stands where it would be ignored.
  bool find_files(CheckResult& result, std::vector<std::string>& files) const;
  void add_context(input::FileFinder& finder, const std::vector<std::string>& folders,
                   std::vector<std::string>& files) const;
  unsigned jobs_for(std::size_t files) const;
  std::vector<Loaded> load(const std::vector<std::string>& paths) const;
  std::vector<std::string> workflows_of_root() const;
  std::vector<Workflow> read_workflows() const;
  manifest::RootBinding bind(const std::vector<Loaded>& files) const;
  bool looks_at_whole_root() const;
  std::vector<config::PlacedGlob> unmatched_globs(const std::vector<Loaded>& files) const;
  RootInputs root_inputs(RootFiles& files, const CheckResult& result) const;
  void follow_pipelines(CheckResult& result) const;
  // What rules about several files say, by the path of the file that it is about.
  std::map<std::string, std::vector<check::RawMatch>> judge_sets(const CheckResult& result) const;
  void add_pipeline_matches(const CheckResult& result, std::vector<check::PlacedMatch>& matches) const;
  bool reports(const std::string& path) const { return root_.is_reported(path) || updates_.contains(path); }
  bool promote(check::Finding& finding) const;
  void settle(const std::vector<Loaded>& files, CheckResult& result);
  void settle_others(std::map<std::string, std::vector<check::RawMatch>> of_files, check::EntryUse& use,
                     SecondLook& look, const CheckResult& result, std::vector<check::Finding>& settled) const;
  // Ask configuration and comments what they say of the places in files of this session, which is called `revision`.
  void settle(Comparisons& comparisons, const std::string& revision) const;
  // True when every suppression had its chance to be needed.
  bool sees_everything() const;
  base::Result<void> read(const std::string& path, input::Bytes& bytes) const;

  const input::Root& root_;
  const check::RuleSet& shared_rules_;
  ContentMemo& shared_memo_;
  const check::RuleSet* rules_;  // the shared ones, or those of the result
  ContentMemo* memo_;
  std::unique_ptr<ContentMemo> own_memo_;  // what is kept by content holds for one set of rules
  SessionOptions options_;
  config::Config config_;
  check::Policy policy_;
  std::unique_ptr<const manifest::Vocabulary> own_vocabulary_;  // nullptr for the built-in one
  std::map<std::string, std::string> updates_;
  std::set<std::string> left_out_;
};

}  // namespace paritylint::session
