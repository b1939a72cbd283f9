#include "input/git_reader.h"

#include <algorithm>
#include <cstring>

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxTreeBytes = 64U << 20U;  // about a million entries in one folder
constexpr std::size_t kIdBytes = std::tuple_size_v<decltype(ObjectId::bytes)>;

bool is_possible_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

// The octal number before the first ' ', which is removed with it; nothing when there is none.
std::optional<std::uint32_t> take_mode(std::string_view& bytes) {
  constexpr std::size_t kMaxDigits = 7;
  std::uint32_t mode = 0;
  std::size_t length = 0;
  for (; length < bytes.size() && bytes[length] >= '0' && bytes[length] <= '7' && length < kMaxDigits; ++length) {
    mode = mode * 8 + static_cast<std::uint32_t>(bytes[length] - '0');
  }
  if (length == 0 || length == bytes.size() || bytes[length] != ' ') return std::nullopt;
  bytes.remove_prefix(length + 1);
  return mode;
}

}  // namespace

EntryKind kind_of_git_mode(std::uint32_t mode) {
  constexpr std::uint32_t kTypeBits = 0170000;
  switch (mode & kTypeBits) {
    case 0040000:
      return EntryKind::directory;
    case 0100000:
      return EntryKind::file;
    case 0120000:
      return EntryKind::link;
    default:
      return EntryKind::other;
  }
}

// An entry is the mode in octal, ' ', the name, a zero byte, the id.
bool parse_tree(std::string_view bytes, std::vector<TreeEntry>& entries) {
  entries.clear();
  while (!bytes.empty()) {
    const std::optional<std::uint32_t> mode = take_mode(bytes);
    const std::size_t end = bytes.find('\0');
    if (!mode || end == std::string_view::npos || bytes.size() - end - 1 < kIdBytes) return false;
    if (const std::string_view name = bytes.substr(0, end); is_possible_name(name)) {
      TreeEntry& entry = entries.emplace_back();
      entry.name = name;
      entry.kind = kind_of_git_mode(*mode);
      std::memcpy(entry.id.bytes.data(), bytes.data() + end + 1, kIdBytes);
    }
    bytes.remove_prefix(end + 1 + kIdBytes);
  }
  std::ranges::sort(entries, {}, &TreeEntry::name);
  return true;
}

Result<const std::vector<TreeEntry>*> GitReader::tree(const ObjectId& id) {
  if (has_tree_ && tree_id_ == id) return &tree_;
  has_tree_ = false;
  TRY(repository_.read(id, ObjectKind::tree, kMaxTreeBytes, bytes_));
  if (!parse_tree(bytes_.view(), tree_)) {
    return Error{ErrorCode::io, "its object " + id.hex() + " is damaged: it is no tree"};
  }
  tree_id_ = id;
  has_tree_ = true;
  return &tree_;
}

GitPool::GitPool(GitRepository first) : git_folder_(first.git_folder()) {
  idle_.push_back(std::make_unique<GitReader>(std::move(first)));
}

Result<GitPool::Lease> GitPool::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<GitReader> reader = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(reader));
    }
  }
  TRY_ASSIGN(GitRepository another, GitRepository::open(git_folder_, GitRepository::Search::here));
  return Lease(*this, std::make_unique<GitReader>(std::move(another)));
}

void GitPool::give_back(std::unique_ptr<GitReader> reader) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(reader));
}

}  // namespace paritylint::input
