// A split index keeps most entries in a second file, the shared part. The index then says which of those to drop and
// which to replace (two bitmaps over the shared entries); its own first entries are the replacements, in order and
// mostly without their path, and the others are new.
#include "input/git_index.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "input/ewah.h"
#include "input/git_index_entries.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

Error failure(std::string_view reason) { return {ErrorCode::io, "cannot use the git index: " + std::string(reason)}; }

bool everything(std::string_view) { return true; }

std::string hexadecimal(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const unsigned char byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

// The entries of the shared part with the changes of `own` made. `bitmaps` is what stands behind the id in the link.
Result<std::vector<IndexEntry>> combine(const std::vector<IndexEntry>& shared, const std::vector<IndexEntry>& own,
                                        std::string_view bitmaps) {
  const std::optional<EwahBitmap> dropped = read_ewah(bitmaps, shared.size());
  if (!dropped) return failure("what it says about its shared part is broken");
  const std::optional<EwahBitmap> replaced = read_ewah(bitmaps.substr(dropped->size), shared.size());
  if (!replaced) return failure("what it says about its shared part is broken");
  std::vector<IndexEntry> entries;
  entries.reserve(shared.size() + own.size());
  auto next = own.begin();
  for (std::size_t i = 0; i < shared.size(); ++i) {
    if (!replaced->bits[i]) {
      if (!dropped->bits[i]) entries.push_back(shared[i]);
      continue;
    }
    if (next == own.end()) return failure("replacements for its shared part are missing");
    if (!dropped->bits[i]) {
      entries.push_back(*next);
      entries.back().path = shared[i].path;
    }
    ++next;
  }
  for (; next != own.end(); ++next) {
    if (next->path.empty()) return failure("an entry has no path");
    entries.push_back(*next);
  }
  return entries;
}

bool is_always_kept(const IndexEntry& entry) {
  return entry.kind == TrackedKind::repository || entry.kind == TrackedKind::sparse_folder;
}

bool precedes(const IndexEntry& a, const IndexEntry& b) {
  return std::tie(a.path, a.stage) < std::tie(b.path, b.stage);
}

}  // namespace

Result<GitIndex> GitIndex::read(Bytes&& bytes, std::size_t id_size, const Wanted& wanted,
                                const ReadShared& read_shared) {
  GitIndex index;
  if (bytes.view().empty()) return index;
  const std::string_view text = index.bytes_.emplace_back(std::move(bytes)).view();
  PathArena arena(index.arenas_);
  TRY_ASSIGN(IndexFile file, read_index_file(text, id_size, wanted, arena));
  if (!file.is_split) {
    index.entries_ = std::move(file.entries);
  } else {
    // Places count, so nothing may be left out before the parts are put together.
    TRY_ASSIGN(const IndexFile own, read_index_file(text, id_size, everything, arena));
    if (own.link.size() < id_size) return failure("it does not name its shared part");
    const std::string_view id = own.link.substr(0, id_size);
    std::vector<IndexEntry> entries = own.entries;
    if (id.find_first_not_of('\0') != std::string_view::npos) {
      Bytes& shared_bytes = index.bytes_.emplace_back();
      TRY(read_shared(hexadecimal(id), shared_bytes));
      TRY_ASSIGN(const IndexFile shared, read_index_file(shared_bytes.view(), id_size, everything, arena));
      if (shared.is_split) return failure("its shared part is split again");
      TRY_ASSIGN(entries, combine(shared.entries, own.entries, own.link.substr(id_size)));
    } else if (own.has_empty_path) {
      return failure("an entry has no path");
    }
    std::ranges::copy_if(entries, std::back_inserter(index.entries_),
                         [&](const IndexEntry& entry) { return is_always_kept(entry) || wanted(entry.path); });
  }
  if (!std::ranges::is_sorted(index.entries_, precedes)) std::ranges::sort(index.entries_, precedes);
  return index;
}

}  // namespace paritylint::input
