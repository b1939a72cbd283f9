// The layout: 12 bytes of header; for each entry ten numbers of 32 bits (of which only the seventh, the mode, is
// looked at), the id, flags, from version 3 on perhaps more flags, and the path; then extensions, each a name, a
// length and bytes; at the end a checksum as long as an id.
//
// Up to version 3 paths end in a zero byte and entries are padded to a multiple of eight. Version 4 has no padding and
// says how many bytes to drop from the end of the path before, and what to put in their place.
#include "input/git_index_entries.h"

#include <cstring>
#include <optional>

#include "base/text.h"
#include "input/big_endian.h"
#include "input/posix.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kHeaderBytes = 12;
constexpr std::size_t kModeOffset = 24;
constexpr std::size_t kIdOffset = 40;
constexpr std::size_t kExtensionHeaderBytes = 8;
constexpr std::size_t kArenaBlockBytes = std::size_t{1} << 16;
// Version 4 lets a few bytes stand for a long path: bounds that no work tree reaches, against files made to fill
// memory.
constexpr std::size_t kMaxShortenedPathBytes = 4096;
constexpr std::size_t kMaxGrowth = 16;                         // bytes of paths for each byte of the file
constexpr std::size_t kMaxPathBytes = std::size_t{512} << 20;  // of all parts of an index

constexpr std::uint16_t kAssumeUnchanged = 0x8000;
constexpr std::uint16_t kExtended = 0x4000;
constexpr std::uint16_t kLengthMask = 0x0fff;  // when all are set, the path is at least as long
constexpr std::uint16_t kSkipWorkTree = 0x4000;
constexpr std::uint16_t kIntentToAdd = 0x2000;

Error failure(std::string_view reason) { return {ErrorCode::io, "cannot use the git index: " + std::string(reason)}; }
Error cut_off() { return failure("it is cut off"); }

std::optional<TrackedKind> kind_of(std::uint32_t mode) {
  switch (mode & 0170000) {
    case 0100000:
      return TrackedKind::file;
    case 0120000:
      return TrackedKind::link;
    case 0160000:
      return TrackedKind::repository;
    case 0040000:
      return TrackedKind::sparse_folder;
    default:
      return std::nullopt;
  }
}

// What git refuses to track, so that nobody is led into the repository itself.
bool is_tracked_path(std::string_view path) {
  if (path.empty() || !is_plain_path(path)) return false;
  return path != ".git" && !path.starts_with(".git/") && !path.ends_with("/.git") &&
         path.find("/.git/") == std::string_view::npos;
}

class EntryReader {
 public:
  EntryReader(std::string_view bytes, std::size_t id_size, const GitIndex::Wanted& wanted, PathArena& arena)
      : bytes_(bytes), id_size_(id_size), wanted_(wanted), arena_(arena) {}

  Result<IndexFile> read() {
    if (bytes_.size() < kHeaderBytes + id_size_) return cut_off();
    if (!bytes_.starts_with("DIRC")) return failure("it does not begin as one");
    version_ = read_u32(bytes_, 4);
    if (version_ < 2 || version_ > 4) {
      std::string reason = "version ";
      base::append_number(reason, version_);
      return failure(reason + " is not known");
    }
    end_ = bytes_.size() - id_size_;
    const std::size_t smallest_entry = kIdOffset + id_size_ + 3;
    const std::uint32_t count = read_u32(bytes_, 8);
    if (count > (end_ - kHeaderBytes) / smallest_entry) return cut_off();
    position_ = kHeaderBytes;
    for (std::uint32_t i = 0; i < count; ++i) TRY(read_entry());
    TRY(read_extensions());
    if (file_.has_empty_path && !file_.is_split) return failure("an entry has no path");
    return std::move(file_);
  }

 private:
  Result<void> read_entry() {
    const std::size_t begin = position_;
    const std::size_t flags_at = begin + kIdOffset + id_size_;
    if (flags_at + 2 > end_) return cut_off();
    const std::uint16_t flags = read_u16(bytes_, flags_at);
    std::uint16_t more_flags = 0;
    position_ = flags_at + 2;
    if ((flags & kExtended) != 0) {
      if (version_ == 2 || position_ + 2 > end_)
        return version_ == 2 ? failure("version 2 has other flags") : cut_off();
      more_flags = read_u16(bytes_, position_);
      position_ += 2;
    }
    const std::size_t stated_length = flags & kLengthMask;
    std::string_view path;
    if (version_ == 4) {
      TRY_ASSIGN(path, read_shortened_path());
    } else {
      TRY_ASSIGN(path, read_padded_path(begin, stated_length));
    }
    const std::uint32_t mode = read_u32(bytes_, begin + kModeOffset);
    const std::optional<TrackedKind> kind = kind_of(mode);
    if (!kind) return failure("an entry has an unknown type");
    const bool is_always_kept = *kind == TrackedKind::repository || *kind == TrackedKind::sparse_folder || path.empty();
    if (!is_always_kept && !wanted_(path)) return {};
    return keep(path, *kind, begin, flags, more_flags, (mode & 0100) != 0);
  }

  Result<void> keep(std::string_view path, TrackedKind kind, std::size_t begin, std::uint16_t flags,
                    std::uint16_t more_flags, bool is_executable) {
    IndexEntry entry;
    if (version_ == 4) {
      kept_bytes_ += path.size();
      if (kept_bytes_ > bytes_.size() * kMaxGrowth || arena_.size() > kMaxPathBytes) {
        return failure("its paths are too long");
      }
      path = arena_.keep(path);
    }
    entry.path = path;
    if (kind == TrackedKind::sparse_folder) {
      if (!path.ends_with('/')) return failure("a folder stands among the files");
      entry.path.remove_suffix(1);
    }
    if (path.empty()) {
      file_.has_empty_path = true;
    } else if (!is_tracked_path(entry.path)) {
      return failure("it holds the path " + base::quoted(path));
    }
    entry.id = bytes_.substr(begin + kIdOffset, id_size_);
    entry.kind = kind;
    entry.stage = static_cast<std::uint8_t>(flags >> 12 & 3);
    entry.is_executable = kind == TrackedKind::file && is_executable;
    entry.skips_work_tree = (more_flags & kSkipWorkTree) != 0;
    entry.is_intent_to_add = (more_flags & kIntentToAdd) != 0;
    entry.is_assumed_unchanged = (flags & kAssumeUnchanged) != 0;
    file_.entries.push_back(entry);
    return {};
  }

  Result<std::string_view> read_padded_path(std::size_t begin, std::size_t stated_length) {
    std::size_t length = stated_length;
    if (length == kLengthMask) {
      const void* end = std::memchr(bytes_.data() + position_, 0, end_ - position_);
      if (end == nullptr) return cut_off();
      length = static_cast<std::size_t>(static_cast<const char*>(end) - bytes_.data()) - position_;
    }
    if (length >= end_ - position_) return cut_off();
    if (bytes_[position_ + length] != '\0') return failure("a path does not end where it should");
    const std::string_view path = bytes_.substr(position_, length);
    const std::size_t size = position_ + length - begin;
    position_ = begin + (size + 8) / 8 * 8;  // at least one byte
    if (position_ > end_) return cut_off();
    return path;
  }

  // The view is into path_: until the next entry.
  Result<std::string_view> read_shortened_path() {
    std::uint64_t dropped = 0;
    for (bool is_first = true;; is_first = false) {
      if (position_ >= end_) return cut_off();
      const unsigned char byte = static_cast<unsigned char>(bytes_[position_++]);
      dropped = is_first ? byte & 0x7f : ((dropped + 1) << 7 | (byte & 0x7f));
      if ((byte & 0x80) == 0) break;
      if (dropped > path_.size()) return failure("a path is shorter than nothing");
    }
    if (dropped > path_.size()) return failure("a path is shorter than nothing");
    const void* end = std::memchr(bytes_.data() + position_, 0, end_ - position_);
    if (end == nullptr) return cut_off();
    const std::size_t length = static_cast<std::size_t>(static_cast<const char*>(end) - bytes_.data()) - position_;
    path_.resize(path_.size() - static_cast<std::size_t>(dropped));
    if (path_.size() + length > kMaxShortenedPathBytes) return failure("a path is too long");
    path_.append(bytes_, position_, length);
    position_ += length + 1;
    return std::string_view(path_);
  }

  Result<void> read_extensions() {
    while (position_ < end_) {
      if (end_ - position_ < kExtensionHeaderBytes) return cut_off();
      const std::string_view name = bytes_.substr(position_, 4);
      const std::size_t size = read_u32(bytes_, position_ + 4);
      position_ += kExtensionHeaderBytes;
      if (size > end_ - position_) return cut_off();
      if (name == "link") {
        file_.is_split = true;
        file_.link = bytes_.substr(position_, size);
      } else if (name != "sdir" && !base::is_upper(name[0])) {
        return failure("its extension " + base::quoted(name) + " is not known");
      }
      position_ += size;
    }
    return {};
  }

  std::string_view bytes_;
  std::size_t id_size_;
  const GitIndex::Wanted& wanted_;
  PathArena& arena_;
  std::uint32_t version_ = 0;
  std::size_t position_ = 0;
  std::size_t end_ = 0;  // where the checksum begins
  std::string path_;     // version 4: of the entry before
  std::size_t kept_bytes_ = 0;
  IndexFile file_;
};

}  // namespace

std::string_view PathArena::keep(std::string_view text) {
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size()) {
    blocks_.emplace_back().reserve(std::max(kArenaBlockBytes, text.size()));
  }
  std::string& block = blocks_.back();
  const std::size_t begin = block.size();
  block.append(text);
  size_ += text.size();
  return std::string_view(block).substr(begin);
}

Result<IndexFile> read_index_file(std::string_view bytes, std::size_t id_size, const GitIndex::Wanted& wanted,
                                  PathArena& arena) {
  return EntryReader(bytes, id_size, wanted, arena).read();
}

}  // namespace paritylint::input
