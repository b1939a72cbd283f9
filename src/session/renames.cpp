#include "session/renames.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "input/changed_lines.h"

namespace paritylint::session {
namespace {

// Pairs whose lines are compared: a move of many folders with changes in all files is beyond telling.
constexpr std::size_t kMaxComparedPairs = 1000;
constexpr std::size_t kMaxComparedBytes = std::size_t{64} << 20;  // some seconds where all lines differ

struct Manifest {
  std::string path;
  manifest::ManifestKind kind = manifest::ManifestKind::taskdef;
  std::string text;
  std::size_t lines = 0;
};

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// The manifests among `files` that `elsewhere` does not have.
std::vector<Manifest> only_here(const input::Root& here, const std::vector<FileSummary>& files,
                                const input::Root& elsewhere, std::size_t max_bytes) {
  std::vector<Manifest> manifests;
  input::Bytes bytes;
  for (const FileSummary& file : files) {
    if (!file.is_manifest) continue;
    const auto there = elsewhere.file_system->kind(file.path);
    if (there || there.error().code != base::ErrorCode::not_found) continue;
    if (!here.file_system->read(file.path, max_bytes, bytes)) continue;
    Manifest one{file.path, file.kind, std::string(bytes.view()), 0};
    one.lines = static_cast<std::size_t>(std::ranges::count(one.text, '\n')) + 1;
    manifests.push_back(std::move(one));
  }
  return manifests;
}

class Matcher {
 public:
  Matcher(std::vector<Manifest> added, std::vector<Manifest> gone) : added_(std::move(added)), gone_(std::move(gone)) {}

  Renames match() {
    match_same_bytes(true);
    match_same_bytes(false);
    match_most_lines();
    return std::move(renames_);
  }

 private:
  void match_same_bytes(bool by_name) {
    using Key = std::pair<std::string_view, std::string_view>;
    const auto key_of = [&](const Manifest& one) { return Key(one.text, by_name ? name_of(one.path) : ""); };
    std::multimap<Key, std::size_t> by_key;
    for (std::size_t i = 0; i < gone_.size(); ++i) by_key.emplace(key_of(gone_[i]), i);
    std::vector<bool> is_used(gone_.size());
    std::erase_if(added_, [&](const Manifest& added) {
      const auto same = by_key.lower_bound(key_of(added));
      if (same == by_key.end() || same->first != key_of(added)) return false;
      renames_.emplace(added.path, gone_[same->second].path);
      is_used[same->second] = true;
      by_key.erase(same);
      return true;
    });
    std::vector<Manifest> left;
    for (std::size_t i = 0; i < gone_.size(); ++i) {
      if (!is_used[i]) left.push_back(std::move(gone_[i]));
    }
    gone_ = std::move(left);
  }

  void match_most_lines() {
    std::size_t pairs = 0;
    std::size_t bytes = 0;
    for (const Manifest& added : added_) {
      auto best = gone_.end();
      std::size_t best_lines = (added.lines - 1) / 2;
      for (auto gone = gone_.begin(); gone != gone_.end(); ++gone) {
        if (gone->kind != added.kind || gone->lines > 2 * added.lines || added.lines > 2 * gone->lines) continue;
        bytes += gone->text.size() + added.text.size();
        if (++pairs > kMaxComparedPairs || bytes > kMaxComparedBytes) return;
        const std::size_t lines = common_lines(*gone, added);
        if (lines <= best_lines) continue;
        best = gone;
        best_lines = lines;
      }
      if (best == gone_.end()) continue;
      renames_.emplace(added.path, best->path);
      gone_.erase(best);
    }
  }

  static std::size_t common_lines(const Manifest& before, const Manifest& now) {
    const auto changed = input::changed_lines(before.text, now.text);
    if (!changed) return 0;
    std::size_t lines = now.lines - 1;
    for (const input::LineRange& range : *changed) lines -= std::min<std::size_t>(lines, range.end - range.begin);
    return lines;
  }

  std::vector<Manifest> added_, gone_;
  Renames renames_;
};

}  // namespace

Renames find_renames(const input::Root& root, const std::vector<FileSummary>& now, const input::Root& base,
                     const std::vector<FileSummary>& earlier, std::size_t max_bytes) {
  std::vector<Manifest> added = only_here(root, now, base, max_bytes);
  if (added.empty()) return {};
  return Matcher(std::move(added), only_here(base, earlier, root, max_bytes)).match();
}

}  // namespace paritylint::session
