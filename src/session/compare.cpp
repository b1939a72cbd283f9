#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "base/text.h"
#include "check/builtin/drift/drift.h"
#include "check/builtin/drift/pending.h"
#include "check/subject.h"
#include "diff/abstraction.h"
#include "diff/compare.h"
#include "manifest/secrets.h"
#include "session/open_file.h"
#include "session/session.h"
#include "session/settle_comparison.h"

namespace paritylint::session {
namespace {

// Of more files nobody reads a matrix.
constexpr std::size_t kMostColumns = 24;

std::string_view below(std::string_view path, std::string_view folder) {
  if (folder.empty()) return path;
  if (!path.starts_with(folder) || path.size() <= folder.size() || path[folder.size()] != '/') return {};
  return path.substr(folder.size() + 1);
}

bool is_comparable(const FileSummary& file) { return file.is_manifest && file.recognition; }

using Members = std::vector<const FileSummary*>;

// Groups of files that the user put beside each other: the files themselves, or what stands at the same place below
// the folders.
std::vector<Members> named_by_hand(const CheckResult& result, const std::vector<std::string>& paths) {
  std::map<std::pair<manifest::ManifestKind, std::string>, Members> groups;
  for (const std::string& path : paths) {
    for (const FileSummary& file : result.files) {
      if (!is_comparable(file)) continue;
      const std::string_view inside = below(file.path, path);
      if (file.path == path) {
        groups[{file.kind, ""}].push_back(&file);
      } else if (!inside.empty()) {
        groups[{file.kind, "/" + std::string(inside)}].push_back(&file);
      }
    }
  }
  std::vector<Members> named;
  for (auto& [key, members] : groups) {
    if (members.size() > 1) named.push_back(std::move(members));
  }
  return named;
}

// The groups as binding sees them. A file whose name says its environment stands alone when it has no variant.
std::vector<Members> bound_groups(const CheckResult& result, const manifest::Vocabulary& vocabulary) {
  std::map<std::size_t, Members> groups;
  for (const FileSummary& file : result.files) {
    if (!is_comparable(file)) continue;
    const bool is_alone = !file.bound.has_variants;
    const bool is_told = file.bound.environment_named && file.bound.environment_refusal.empty() &&
                         diff::strictness(file.bound.environment, vocabulary).has_value();
    if (!is_alone || is_told) groups[file.bound.group].push_back(&file);
  }
  std::vector<Members> bound;
  for (auto& [group, members] : groups) {
    if (std::ranges::any_of(members, &FileSummary::reported)) bound.push_back(std::move(members));
  }
  std::ranges::stable_sort(
      bound, {}, [](const Members& members) { return std::pair(members.front()->bound.set, members.front()->path); });
  return bound;
}

void sort_by_strictness(Members& members, const manifest::Vocabulary& vocabulary) {
  std::ranges::stable_sort(members, {}, [&](const FileSummary* file) {
    const auto rank = diff::strictness(file->bound.environment, vocabulary);
    return rank ? static_cast<std::ptrdiff_t>(*rank) : std::ptrdiff_t{-1};
  });
}

bool is_shown_only(const check::DriftStatement& statement) { return statement.level == check::Level::off; }

// Compares files of one design.
class GroupMaker {
 public:
  GroupMaker(std::vector<std::unique_ptr<OpenFile>>& files, std::span<const std::size_t> chosen,
             const CompareManner& manner, const manifest::Vocabulary& vocabulary)
      : manner_(manner), vocabulary_(vocabulary) {
    for (const std::size_t index : chosen) {
      files_.push_back(files[index].get());
      columns_.push_back(column_of(*files[index]));
    }
  }

  ComparedGroup make() {
    const diff::Comparison comparison = diff::compare(columns_, vocabulary_);
    ComparedGroup group;
    group.set = files_.front()->summary->bound.set;
    group.kind = files_.front()->summary->kind;
    for (const OpenFile* file : files_)
      group.columns.push_back({file->label, file->environment, file->summary->path, file->revision});
    for (const diff::Difference one : comparison.differences) group.equal += one == diff::Difference::equal ? 1 : 0;
    group.statements = check::judge_drift(columns_, comparison, vocabulary_);
    if (!manner_.bases.empty()) judge_pending(comparison, group.statements);
    if (manner_.only_reportable) std::erase_if(group.statements, &is_shown_only);
    std::map<std::size_t, std::size_t> closed;
    for (check::DriftStatement& statement : group.statements) {
      for (std::size_t& row : statement.rows) {
        const auto [found, is_new] = closed.emplace(row, group.rows.size());
        if (is_new) group.rows.push_back(close(comparison.matrix.rows[row]));
        row = found->second;
      }
    }
    if (!comparison.matrix.is_complete)
      group.notes.emplace_back("the files are too large or too deep to be compared whole");
    for (const diff::Constant& one : comparison.constants) group.notes.push_back(describe(one));
    return group;
  }

 private:
  void judge_pending(const diff::Comparison& comparison, std::vector<check::DriftStatement>& statements) const {
    std::vector<diff::Column> columns(manner_.bases.size());
    std::vector<const diff::Column*> bases(manner_.bases.size());
    for (std::size_t c = 0; c < manner_.bases.size(); ++c) {
      if (manner_.bases[c] == nullptr) continue;
      columns[c] = column_of(*manner_.bases[c]);
      bases[c] = &columns[c];
    }
    check::judge_pending(columns_, bases, comparison, vocabulary_, statements);
  }

  std::string describe(const diff::Constant& constant) const {
    const auto shown = [](const std::string& text) {
      if (!manifest::secret_spans(text).empty()) return std::string("***");
      std::string result;
      for (const char c : text) {
        if (c >= 0x20 || c < 0) result += c;
        if (c == diff::Abstraction::kEnvironment) result += "{env}";
      }
      return base::printable(result);
    };
    std::string text = shown(constant.left_text) + " in " + columns_[constant.left].label + " stands for " +
                       shown(constant.right_text) + " in " + columns_[constant.right].label + " in ";
    base::append_number(text, constant.votes);
    return text + " places";
  }

  ComparedRow close(const diff::Row& row) {
    ComparedRow closed;
    closed.is_block = row.is_block;
    closed.subject = row.subject;
    std::string place = row.place;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const ComparedCell& cell = closed.cells.emplace_back(close(c, row, row.cells[c]));
      // A name that is a secret, or an element that is named by itself.
      if (cell.location.pointer.find("***") != std::string::npos) place = cell.location.pointer;
      if (row.subject == diff::Subject::element && cell.location.snippet_masked) place = cell.location.pointer;
    }
    constexpr std::size_t kLongestPlace = 400;
    base::abridge(place, kLongestPlace);
    closed.place = base::printable(place);
    return closed;
  }

  // Exact text: of a collection its label, never the whole of it.
  base::Span region_of(std::size_t column, const diff::Cell& cell) const {
    const tree::Tree& tree = *columns_[column].tree;
    if (cell.node != tree::kNoNode && !tree.node(cell.node).is_scalar()) {
      const tree::NodeId label = check::label_of(tree, cell.node, cell.node);
      if (label != tree::kNoNode) return tree.node(label).content;
    }
    return diff::span_of(columns_[column], cell);
  }

  ComparedCell close(std::size_t column, const diff::Row& row, const diff::Cell& cell) {
    ComparedCell closed;
    closed.state = cell.state;
    closed.mechanism = cell.mechanism;
    OpenFile& file = *files_[column];
    const base::Span span = region_of(column, cell);
    closed.location = file.closer->close(span, cell.node);
    closed.line_hash = file.closer->line_hash(closed.location.begin.line);
    closed.location.path = file.summary->path;
    if (cell.state == diff::CellState::present && !row.is_block)
      closed.value = base::printable(file.closer->mask(cell.text, span));
    return closed;
  }

  const CompareManner& manner_;
  const manifest::Vocabulary& vocabulary_;
  std::vector<OpenFile*> files_;
  std::vector<diff::Column> columns_;
};

// Labels: the environment, or the path where that would not tell the files apart.
void label(std::vector<std::unique_ptr<OpenFile>>& files) {
  std::map<std::string, std::size_t> count;
  for (const auto& file : files) ++count[file->environment];
  for (const auto& file : files) {
    const std::string& environment = file->environment;
    if (file->label.empty())
      file->label = environment.empty() || count[environment] > 1 ? file->summary->path : environment;
  }
}

bool says_something(const ComparedGroup& group) {
  return group.columns.size() > 1 || std::ranges::any_of(group.statements, [](const check::DriftStatement& one) {
           return one.drift_class == check::DriftClass::leak || one.drift_class == check::DriftClass::foreign_account ||
                  one.drift_class == check::DriftClass::swapped;
         });
}

std::string designs_note(const std::vector<std::vector<std::size_t>>& designs,
                         const std::vector<std::unique_ptr<OpenFile>>& files) {
  std::string text = "different designs, compared apart:";
  for (const std::vector<std::size_t>& design : designs) {
    text += &design == &designs.front() ? " " : "; ";
    for (const std::size_t index : design) text += (index == design.front() ? "" : ", ") + files[index]->label;
  }
  return text;
}

// Leave what the user wants to see, in order, and not more than can be read.
void choose(Members& members, const CompareOptions& options, const manifest::Vocabulary& vocabulary,
            std::vector<std::string>& notes) {
  if (options.by_hand.empty()) sort_by_strictness(members, vocabulary);
  if (!options.environments.empty()) {
    std::erase_if(members, [&](const FileSummary* file) {
      return std::ranges::find(options.environments, file->bound.environment) == options.environments.end();
    });
  }
  if (members.size() <= kMostColumns) return;
  std::string note = "of the variants of " + members.front()->path + " only the first ";
  base::append_number(note, kMostColumns);
  notes.push_back(note + " are compared");
  members.resize(kMostColumns);
}

}  // namespace

diff::Column column_of(const OpenFile& file) {
  return {file.environment, file.label, &file.read.tree, *file.summary->recognition};
}

std::unique_ptr<OpenFile> open_file(const FileSummary& summary, input::Bytes bytes, const tree::ReadOptions& options,
                                    tree::Reader& reader) {
  auto file = std::make_unique<OpenFile>();
  file->summary = &summary;
  file->environment = summary.bound.environment;
  file->bytes = std::move(bytes);
  reader.read(summary.format, file->bytes.view(), options, file->read);
  if (!file->read.complete) return nullptr;
  file->view.source = file->bytes.view();
  file->view.kind = summary.kind;
  file->view.tree = &file->read.tree;
  file->view.recognition = summary.recognition;
  file->closer = std::make_unique<check::Closer>(file->view);
  return file;
}

void compare_files(std::vector<std::unique_ptr<OpenFile>>& files, const CompareManner& manner,
                   const manifest::Vocabulary& vocabulary, Comparisons& comparisons) {
  label(files);
  std::vector<diff::Column> columns;
  columns.reserve(files.size());
  for (const auto& file : files) columns.push_back(column_of(*file));
  std::vector<std::vector<std::size_t>> designs(1);
  if (manner.together) {
    // What the user put side by side is compared, alike or not.
    for (std::size_t i = 0; i < columns.size(); ++i) designs.front().push_back(i);
  } else {
    designs = diff::designs(diff::align(columns, vocabulary), columns.size());
  }
  for (const std::vector<std::size_t>& design : designs) {
    ComparedGroup group = GroupMaker(files, design, manner, vocabulary).make();
    if (designs.size() > 1) group.notes.push_back(designs_note(designs, files));
    if (says_something(group)) comparisons.groups.push_back(std::move(group));
  }
  if (designs.size() > 1) comparisons.notes.push_back(designs_note(designs, files));
}

void Session::settle(Comparisons& comparisons, const std::string& revision) const {
  const SecondLook::ReadBytes read_bytes = [&](const std::string& path, input::Bytes& bytes) {
    return read(path, bytes).has_value();
  };
  ComparisonSettler settler(*rules_, policy_, read_bytes, options_.read, vocabulary());
  for (ComparedGroup& group : comparisons.groups) settler.settle(group, revision);
}

Comparisons Session::compare(const CheckResult& result, const CompareOptions& options) const {
  Comparisons comparisons;
  const bool is_by_hand = !options.by_hand.empty();
  std::vector<Members> groups =
      is_by_hand ? named_by_hand(result, options.by_hand) : bound_groups(result, vocabulary());
  tree::Reader reader(rules_->keys());
  for (Members& members : groups) {
    choose(members, options, vocabulary(), comparisons.notes);
    std::vector<std::unique_ptr<OpenFile>> files;
    for (const FileSummary* member : members) {
      input::Bytes bytes;
      if (!read(member->path, bytes)) continue;
      if (auto file = open_file(*member, std::move(bytes), options_.read, reader)) files.push_back(std::move(file));
    }
    if (!files.empty()) compare_files(files, {is_by_hand, options.only_reportable, {}}, vocabulary(), comparisons);
  }
  if (!options.only_reportable) settle(comparisons, "");
  for (const FileSummary& file : result.files) {
    if (file.is_manifest && !file.recognition && file.reported && file.bound.has_variants)
      comparisons.notes.push_back(file.path + " cannot be read and is not compared");
  }
  return comparisons;
}

}  // namespace paritylint::session
