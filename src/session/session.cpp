#include "session/session.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/parallel.h"
#include "base/text.h"
#include "config/config_name.h"
#include "config/load_config.h"
#include "input/find_files.h"
#include "manifest/environment_globs.h"
#include "session/config_failures.h"
#include "session/loaded.h"
#include "session/missing_objects.h"
#include "session/neighbourhood.h"
#include "session/own_rules.h"
#include "session/pipeline_events.h"
#include "session/read_file.h"
#include "session/root_files.h"
#include "session/workflows.h"

namespace paritylint::session {

namespace {

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

// The day in UTC, as configurations write it.
std::string system_day() {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  const auto padded = [](auto number, std::size_t width) {
    std::string digits;
    base::append_number(digits, number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  };
  return padded(static_cast<int>(day.year()), 4) + "-" + padded(static_cast<unsigned>(day.month()), 2) + "-" +
         padded(static_cast<unsigned>(day.day()), 2);
}

}  // namespace

Session::Session(const input::Root& root, const check::RuleSet& rules, ContentMemo& memo, SessionOptions options)
    : root_(root),
      shared_rules_(rules),
      shared_memo_(memo),
      rules_(&rules),
      memo_(&memo),
      options_(std::move(options)) {}

void Session::update(std::string path, std::string bytes) { updates_[std::move(path)] = std::move(bytes); }

void Session::leave_out(std::string path) { left_out_.insert(std::move(path)); }

// What counts below the folders that the user named; the named files whatever they are called, ignored or not; and what
// counts around them, as context.
bool Session::find_files(CheckResult& result, std::vector<std::string>& files) const {
  const auto may_be_manifest = [this](std::string_view path) {
    return manifest::kind_by_name(path, vocabulary()).has_value();
  };
  const auto is_wanted = [&](std::string_view path) { return may_be_manifest(path) || config::is_config_name(path); };
  files = root_.reported_files;
  if (options_.named_by_a_list) std::erase_if(files, [&](const std::string& path) { return !is_wanted(path); });
  std::vector<std::string> folders;
  for (const std::string& file : root_.reported_files) folders.push_back(folder_of(file));
  for (const auto& [path, bytes] : updates_) {
    files.push_back(path);
    folders.push_back(folder_of(path));
  }
  input::FileFinder finder(root_, {options_.jobs, options_.stop, options_.tracked_only}, is_wanted);
  const bool whole_root = looks_at_whole_root();
  for (const std::string& folder : root_.reported_folders) {
    if (whole_root && !folder.empty()) continue;
    input::FoundFiles found = finder.find(folder);
    std::ranges::move(found.files, std::back_inserter(files));
    for (base::Error& error : found.errors) {
      result.failures.push_back({{}, std::move(error.message), error.code, std::move(error.object)});
    }
    std::ranges::move(found.nested_repositories, std::back_inserter(result.nested_repositories));
    for (const input::SkippedEntry& entry : found.skipped) {
      result.left_out.push_back(input::display_path(root_, entry.path) + " is left out: " + std::string(entry.reason));
    }
    folders.push_back(folder);
  }
  if (!whole_root) add_context(finder, folders, files);
  result.notes = finder.notes();
  std::ranges::sort(files);
  files.erase(std::unique(files.begin(), files.end()), files.end());
  std::erase_if(files, [&](const std::string& path) { return left_out_.contains(path); });
  if (!options_.config) {
    if (const auto error = config::misplaced_config_error(files, config_.files)) {
      add_config_failures(*error, result.failures);
      return false;
    }
  }
  std::erase_if(files, [&](const std::string& path) { return config::is_config_name(path) && !may_be_manifest(path); });
  return true;
}

// What stands around the named files, so that they are judged as in a run over the whole root: in a repository all its
// manifests, which the index names without a walk; elsewhere, and for files that git does not track, the neighbours.
void Session::add_context(input::FileFinder& finder, const std::vector<std::string>& folders,
                          std::vector<std::string>& files) const {
  const auto is_wanted = [this](std::string_view path) {
    return manifest::kind_by_name(path, vocabulary()).has_value() || config::is_config_name(path);
  };
  if (root_.is_repository) {
    // What cannot be listed here is context only, and told where it is asked for.
    input::FoundFiles tracked = input::FileFinder(root_, {options_.jobs, options_.stop, true}, is_wanted).find("");
    std::ranges::move(tracked.files, std::back_inserter(files));
  }
  const auto counts = [&](std::string_view path) { return is_wanted(path) && finder.counts(path); };
  std::vector<std::string> near = neighbourhood(*root_.file_system, folders, vocabulary(), counts);
  std::ranges::move(near, std::back_inserter(files));
}

base::Result<void> Session::take_own_rules(CheckResult& result) {
  rules_ = &shared_rules_;
  memo_ = &shared_memo_;
  if (config_.rule_folders.empty()) return {};
  TRY_ASSIGN(std::vector<check::RuleSource> sources,
             read_rule_folders(*root_.file_system, config_.rule_folders, "rules", ""));
  auto made = check::make_rules(*shared_rules_.packs().front(), options_.rule_choice, std::move(sources));
  // Mistakes in rule files have places there.
  if (!made) return base::Error{base::ErrorCode::invalid_config, made.error().message};
  result.own_rules = std::make_unique<const check::RuleSet>(*std::move(made));
  own_memo_ = std::make_unique<ContentMemo>();
  rules_ = result.own_rules.get();
  memo_ = own_memo_.get();
  return {};
}

bool Session::configure(CheckResult& result) {
  config_ = {};
  own_vocabulary_.reset();
  if (options_.config) {
    config_ = *options_.config;
  } else {
    auto loaded = config::load_config(*root_.file_system);
    if (!loaded) {
      add_config_failures(loaded.error(), result.failures);
      return false;
    }
    if (*loaded) config_ = **std::move(loaded);
  }
  // Whoever gives a configuration gives its rules too.
  if (!options_.config) {
    auto done = take_own_rules(result);
    if (done) done = check::check_rule_names(config_, *rules_);
    if (!done) {
      add_config_failures(done.error(), result.failures);
      return false;
    }
  }
  policy_ = check::Policy(config_, *rules_, options_.today.empty() ? system_day() : options_.today);
  if (!config_.environments.empty()) own_vocabulary_ = std::make_unique<const manifest::Vocabulary>(config_);
  return true;
}

base::Result<void> Session::read(const std::string& path, input::Bytes& bytes) const {
  if (const auto update = updates_.find(path); update != updates_.end()) {
    bytes.assign(update->second);
    return {};
  }
  return root_.file_system->read(path, options_.read.max_bytes, bytes);
}

unsigned Session::jobs_for(std::size_t files) const {
  // A thread costs as much as checking several files: a heap of its own, its start and its end.
  constexpr std::size_t kFilesPerThread = 8;
  const std::size_t useful = (files + kFilesPerThread - 1) / kFilesPerThread;
  return static_cast<unsigned>(std::clamp<std::size_t>(useful, 1, base::effective_jobs(options_.jobs)));
}

std::vector<Session::Loaded> Session::load(const std::vector<std::string>& paths) const {
  struct Worker {
    std::optional<FileChecker> checker;
    input::Bytes bytes;
  };
  const unsigned jobs = jobs_for(paths.size());
  std::vector<Worker> workers(jobs);
  std::vector<Loaded> loaded(paths.size());
  const bool may_span_regions = manifest::may_span_regions(paths, config_);
  tree::ReadOptions read_options = options_.read;
  read_options.stop = options_.stop;
  base::parallel_for(paths.size(), jobs, options_.stop, [&](std::size_t index, unsigned number) {
    Worker& worker = workers[number];
    Loaded& file = loaded[index];
    file.path = paths[index];
    file.by_name = manifest::kind_by_name(file.path, vocabulary());
    if (auto done = read(file.path, worker.bytes); !done) {
      file.failure = done.error().message;
      file.code = done.error().code;
      file.object = done.error().object;
      return;
    }
    const std::string_view bytes = worker.bytes.view();
    const auto key =
        ContentMemo::key_of(bytes, file.by_name, tree::guess_format(file.path, bytes), vocabulary(), may_span_regions);
    file.result = memo_->find(key);
    if (!file.result) {
      if (!worker.checker) worker.checker.emplace(*rules_, read_options, vocabulary(), may_span_regions);
      file.result = memo_->keep(key, worker.checker->check(file.path, bytes, file.by_name));
    }
    if (!file.result->failure.empty())
      file.failure = "cannot read " + base::quoted(file.path) + ": " + file.result->failure;
  });
  return loaded;
}

// A GitHub workflow or composite action, read for the manifests that it names.
struct Session::Workflow {
  std::string path;
  manifest::PathReferences references;
};

std::vector<std::string> Session::workflows_of_root() const {
  std::vector<std::string> paths = workflow_paths(*root_.file_system);
  for (const auto& [path, bytes] : updates_) {
    if (is_workflow(path) && std::ranges::find(paths, path) == paths.end()) paths.push_back(path);
  }
  return paths;
}

// Workflows are context: one that cannot be listed or read is left out.
std::vector<Session::Workflow> Session::read_workflows() const {
  std::vector<Workflow> workflows;
  input::Bytes bytes;
  for (std::string& path : workflows_of_root()) {
    if (!read(path, bytes)) continue;
    manifest::PathReferences references = manifest::find_path_references(bytes.view(), vocabulary());
    if (!references.paths.empty()) workflows.push_back({std::move(path), std::move(references)});
  }
  return workflows;
}

manifest::RootBinding Session::bind(const std::vector<Loaded>& files) const {
  std::vector<manifest::ManifestFacts> facts;
  bool is_deployed_by_others = false;
  for (const Loaded& file : files) {
    if (!file.is_manifest()) continue;
    const FileResult& result = *file.result;
    manifest::ManifestFacts& one = facts.emplace_back();
    one.path = file.path;
    one.kind = file.kind();
    one.references = &result.references;
    if (result.recognition) {
      one.platform = result.recognition->platform;
      one.identity = &result.identity;
    }
    is_deployed_by_others = is_deployed_by_others || one.kind != manifest::ManifestKind::buildspec;
  }
  std::vector<Workflow> workflows;
  if (is_deployed_by_others) workflows = read_workflows();
  std::vector<manifest::WorkflowFacts> workflow_facts;
  workflow_facts.reserve(workflows.size());
  for (const Workflow& workflow : workflows) workflow_facts.push_back({workflow.path, &workflow.references});
  return manifest::bind(facts, workflow_facts, vocabulary(), config_);
}

bool Session::looks_at_whole_root() const {
  return std::ranges::find(root_.reported_folders, std::string()) != root_.reported_folders.end();
}

// A configuration that the user named may be written for many roots.
std::vector<config::PlacedGlob> Session::unmatched_globs(const std::vector<Loaded>& files) const {
  std::vector<config::PlacedGlob> result;
  if (options_.config || !looks_at_whole_root()) return result;
  std::ranges::copy_if(config_.globs, std::back_inserter(result), [&](const config::PlacedGlob& one) {
    return std::ranges::none_of(files, [&](const Loaded& file) {
      return (file.is_manifest() || file.by_name) && manifest::match_glob(one.glob, file.path, vocabulary());
    });
  });
  return result;
}

bool Session::sees_everything() const {
  return looks_at_whole_root() && rules_->is_complete() && !options_.is_part && updates_.empty();
}

RootInputs Session::root_inputs(RootFiles& files, const CheckResult& result) const {
  RootInputs inputs;
  inputs.files = &files;
  inputs.file_system = root_.file_system.get();
  inputs.summaries = result.files;
  inputs.sets = result.sets;
  inputs.workflows = workflows_of_root();
  inputs.config = &config_;
  inputs.vocabulary = &vocabulary();
  return inputs;
}

void Session::follow_pipelines(CheckResult& result) const {
  RootFiles files([this](const std::string& path, input::Bytes& bytes) { return read(path, bytes); }, options_.read,
                  rules_->keys(), vocabulary(), result.files);
  result.pipeline_events = pipeline_events(root_inputs(files, result));
}

CheckResult Session::check() {
  CheckResult result;
  std::vector<std::string> paths;
  if (!configure(result) || !find_files(result, paths)) return result;
  const std::vector<Loaded> files = load(paths);
  manifest::RootBinding bound = bind(files);
  result.sets = std::move(bound.sets);
  result.unmatched_globs = unmatched_globs(files);

  std::size_t next_bound = 0;
  for (const Loaded& file : files) {
    const bool is_reported = root_.is_reported(file.path) || updates_.contains(file.path);
    // What a partial clone lacks is wanted as context too.
    const bool tells_failure = is_reported || file.code == base::ErrorCode::missing_object;
    if (!file.failure.empty() && tells_failure)
      result.failures.push_back({file.path, file.failure, file.code, file.object});
    if (file.result == nullptr) continue;
    FileSummary summary;
    summary.path = file.path;
    summary.reported = is_reported;
    summary.format = file.result->format;
    summary.recognition = file.result->recognition;
    summary.is_manifest = file.is_manifest();
    summary.has_name = file.by_name.has_value();
    if (summary.is_manifest) {
      summary.kind = file.kind();
      summary.bound = std::move(bound.manifests[next_bound++]);
    } else if (file.by_name) {
      summary.kind = *file.by_name;
    }
    result.files.push_back(std::move(summary));
  }
  if (options_.follows_pipelines) follow_pipelines(result);
  settle(files, result);
  join_missing_objects(root_, result.failures);
  std::ranges::sort(result.failures, {}, [](const ReadFailure& f) { return std::tie(f.path, f.message); });
  return result;
}

}  // namespace paritylint::session
