// Branches as variants: a manifest is compared with itself on other branches. The branch of the strictest environment
// is the last column; the others are judged by where they parted from it.
#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>

#include "base/text.h"
#include "input/git_root.h"
#include "session/open_file.h"

namespace paritylint::session {
namespace {

// Names of files that only some branches have.
constexpr std::size_t kMostNotes = 10;

using Place = std::pair<std::string, manifest::ManifestKind>;
using Members = std::map<std::size_t, const FileSummary*>;  // by branch

std::map<Place, Members> members_of(const std::vector<ComparedRevision>& revisions) {
  std::map<Place, Members> places;
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    for (const FileSummary& file : revisions[i].result->files) {
      if (file.is_manifest && file.recognition && file.reported) places[{file.path, file.kind}][i] = &file;
    }
  }
  return places;
}

// A file that is called after an environment is that environment's on every branch.
const std::string& environment_of(const FileSummary& file, const ComparedRevision& revision) {
  const bool is_named = file.bound.environment_named && file.bound.environment_refusal.empty();
  return is_named ? file.bound.environment : revision.environment;
}

// Where a branch and the last one parted.
struct Base {
  std::optional<input::BaseRoot> root;
  std::string note;  // why it is not known, or ""
};

Base base_of(const input::Root& root, const ComparedRevision& revision, const ComparedRevision& last) {
  Base base;
  auto opened = input::open_base_root(root, revision.reference, last.reference);
  if (!opened) {
    base.note = "where " + revision.environment + " and " + last.environment +
                " parted cannot be read: " + opened.error().message;
  } else if (!opened->is_merge_base) {
    base.note = revision.reference + " and " + last.reference +
                " have no merge base here (is the clone shallow?), so what is pending is not told from drift";
  } else {
    base.root = *std::move(opened);
  }
  return base;
}

void add_absent(const Place& place, const Members& members, const std::vector<ComparedRevision>& revisions,
                std::vector<std::string>& notes) {
  if (members.size() == revisions.size()) return;
  std::string where;
  for (const auto& [index, file] : members) where += (where.empty() ? "" : " and ") + revisions[index].environment;
  notes.push_back(place.first + " is in " + where + " only");
}

}  // namespace

// Compares branches; a member of Session so that it may read as sessions do.
class Session::BranchComparison {
 public:
  explicit BranchComparison(std::vector<ComparedRevision> revisions)
      : revisions_(std::move(revisions)), any_(*revisions_.back().session), reader_(any_.rules_->keys()) {
    std::ranges::stable_sort(revisions_, {}, [&](const ComparedRevision& revision) {
      const auto rank = diff::strictness(revision.environment, any_.vocabulary());
      return rank ? static_cast<std::ptrdiff_t>(*rank) : std::ptrdiff_t{-1};
    });
    last_ = revisions_.size() - 1;
    for (std::size_t i = 0; i < last_; ++i) bases_.push_back(base_of(any_.root_, revisions_[i], revisions_[last_]));
  }

  Comparisons run() {
    std::vector<std::string> absent;
    for (const auto& [place, members] : members_of(revisions_)) {
      add_absent(place, members, revisions_, absent);
      if (members.size() > 1) compare(members);
    }
    // What a branch accepts counts for its own files.
    std::set<std::string> settled;
    for (const ComparedRevision& revision : revisions_) {
      if (settled.insert(revision.reference).second) revision.session->settle(comparisons_, revision.reference);
    }
    const std::size_t told = std::min(absent.size(), kMostNotes);
    comparisons_.notes.assign(absent.begin(), absent.begin() + static_cast<std::ptrdiff_t>(told));
    if (told < absent.size())
      comparisons_.notes.push_back(std::to_string(absent.size() - told) + " more files are not in every branch");
    return std::move(comparisons_);
  }

 private:
  void compare(const Members& members) {
    files_.clear();
    before_.clear();
    std::vector<const OpenFile*> bases;
    std::vector<std::string> notes;
    for (const auto& [index, member] : members) {
      std::unique_ptr<OpenFile> file = open(*member, *revisions_[index].session);
      if (file == nullptr) continue;
      file->environment = environment_of(*member, revisions_[index]);
      file->label = revisions_[index].environment;
      file->revision = revisions_[index].reference;
      files_.push_back(std::move(file));
      const bool is_judged = index != last_ && members.contains(last_);
      bases.push_back(is_judged ? open_base(*member, bases_[index]) : nullptr);
      if (is_judged && !bases_[index].note.empty()) notes.push_back(bases_[index].note);
    }
    if (files_.size() < 2) return;
    compare_files(files_, {true, false, std::move(bases)}, any_.vocabulary(), comparisons_);
    std::vector<std::string>& all_notes = comparisons_.groups.back().notes;
    all_notes.insert(all_notes.begin(), notes.begin(), notes.end());
  }

  std::unique_ptr<OpenFile> open(const FileSummary& file, const Session& session) {
    input::Bytes bytes;
    if (!session.read(file.path, bytes)) return nullptr;
    return open_file(file, std::move(bytes), any_.options_.read, reader_);
  }

  // The file as it was where the branches parted; nullptr when it was not there, or was something else.
  const OpenFile* open_base(const FileSummary& now, const Base& base) {
    input::Bytes bytes;
    if (!base.root || !base.root->root.file_system->read(now.path, any_.options_.read.max_bytes, bytes)) return nullptr;
    Before& before = before_.emplace_back();
    before.summary = now;
    before.file = open_file(before.summary, std::move(bytes), any_.options_.read, reader_);
    if (before.file == nullptr) return nullptr;
    before.summary.recognition = manifest::recognise(before.file->read.tree, now.kind);
    const bool is_same_kind = before.summary.recognition && before.summary.recognition->kind == now.kind;
    return is_same_kind ? before.file.get() : nullptr;
  }

  struct Before {
    FileSummary summary;
    std::unique_ptr<OpenFile> file;
  };

  std::vector<ComparedRevision> revisions_;  // the strictest last
  const Session& any_;                       // its rules, vocabulary and options count for all
  tree::Reader reader_;
  std::size_t last_ = 0;
  std::vector<Base> bases_;  // by branch, but for the last one
  std::vector<std::unique_ptr<OpenFile>> files_;
  std::deque<Before> before_;
  Comparisons comparisons_;
};

Comparisons Session::compare_revisions(std::vector<ComparedRevision> revisions) {
  if (revisions.size() < 2) return {};
  return BranchComparison(std::move(revisions)).run();
}

}  // namespace paritylint::session
