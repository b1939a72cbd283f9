#include "input/git_file_system.h"

#include <cerrno>
#include <filesystem>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "input/posix.h"

namespace paritylint::input {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxTargetBytes = 4096;  // as the system's own limit for a link's text
constexpr unsigned kMaxLinks = 40;             // as the kernel's

Error absent() { return {ErrorCode::not_found, error_text(ENOENT)}; }
Error leads_out() { return {ErrorCode::io, error_text(EXDEV)}; }

// The index in the file `path`; without entries when there is no such file. It is not libgit2 that reads it, because
// that knows neither split nor sparse ones and sets no limit to what a small file may stand for.
Result<GitIndex> read_index(const std::filesystem::path& path) {
  TRY_ASSIGN(const DiskFileSystem folder, DiskFileSystem::open(path.parent_path().string()));
  Bytes bytes;
  Result<void> done = folder.read(path.filename().string(), kMaxIndexBytes, bytes);
  if (!done && done.error().code != ErrorCode::not_found) return std::move(done).error();
  const auto everything = [](std::string_view) { return true; };
  const auto read_shared = [&](std::string_view id, Bytes& shared) {
    return folder.read("sharedindex." + std::string(id), kMaxIndexBytes, shared);
  };
  constexpr std::size_t kIdSize = std::tuple_size_v<decltype(ObjectId::bytes)>;
  return GitIndex::read(std::move(bytes), kIdSize, everything, read_shared);
}

}  // namespace

GitFileSystem::GitFileSystem(std::unique_ptr<GitPool> pool, std::unique_ptr<ObjectTree> tree, DisplayNames names)
    : pool_(std::move(pool)), tree_(std::move(tree)), names_(std::move(names)) {}

std::unique_ptr<GitFileSystem> GitFileSystem::of_revision(GitRepository repository, const ObjectId& tree,
                                                          DisplayNames names) {
  auto pool = std::make_unique<GitPool>(std::move(repository));
  auto trees = std::make_unique<RevisionTree>(*pool, tree);
  return std::unique_ptr<GitFileSystem>(new GitFileSystem(std::move(pool), std::move(trees), std::move(names)));
}

Result<std::unique_ptr<GitFileSystem>> GitFileSystem::of_index(GitRepository repository, const std::string& index_file,
                                                               DisplayNames names) {
  auto index = read_index(index_file.empty() ? repository.git_folder() + "/index" : index_file);
  if (!index) {
    return Error{ErrorCode::io, "cannot read what is staged in " +
                                    base::quoted(repository.git_folder(), kMaxMessagePath) + ": " +
                                    index.error().message};
  }
  auto pool = std::make_unique<GitPool>(std::move(repository));
  auto tree = std::make_unique<IndexTree>(*pool, *std::move(index));
  return std::unique_ptr<GitFileSystem>(new GitFileSystem(std::move(pool), std::move(tree), std::move(names)));
}

Error GitFileSystem::failure(std::string_view action, std::string_view path, Error reason) const {
  std::string text = "cannot ";
  text.append(action).append(" ").append(base::quoted(names_.of(path), kMaxMessagePath));
  reason.message = text.append(": ").append(reason.message);
  return reason;
}

Result<GitFileSystem::Found> GitFileSystem::follow(std::string_view path) const {
  if (!is_plain_path(path)) return absent();
  Result<ObjectNode> node = tree_->find(path);
  if (node && node->kind != EntryKind::link) return Found{std::string(path), *node};
  if (!node && node.error().code != ErrorCode::not_found) return std::move(node).error();
  return follow_by_component(path);
}

Result<GitFileSystem::Found> GitFileSystem::follow_by_component(std::string_view path) const {
  std::string position;
  std::string rest(path);
  unsigned links = 0;
  ObjectNode node{EntryKind::directory, {}};
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string name = rest.substr(0, slash);
    rest.erase(0, slash == std::string::npos ? rest.size() : slash + 1);
    if (name.empty() || name == ".") continue;
    const std::size_t parent_size = position.rfind('/') == std::string::npos ? 0 : position.rfind('/');
    if (name == "..") {
      if (position.empty()) return leads_out();
      position.resize(parent_size);
    } else {
      if (!position.empty()) position += '/';
      position += name;
    }
    TRY_ASSIGN(node, tree_->find(position));
    if (node.kind != EntryKind::link) continue;
    if (++links > kMaxLinks) return Error{ErrorCode::io, error_text(ELOOP)};
    if (node.is_in_conflict) return Error{ErrorCode::io, "a link on the way to it is in conflict"};
    Bytes target;
    TRY_ASSIGN(const GitPool::Lease reader, pool_->take());
    TRY(reader->repository().read(node.id, ObjectKind::blob, kMaxTargetBytes, target));
    if (target.view().starts_with('/')) return leads_out();
    position.resize(position.rfind('/') == std::string::npos ? 0 : position.rfind('/'));
    rest.insert(0, "/").insert(0, target.view());
  }
  TRY_ASSIGN(node, tree_->find(position));
  return Found{std::move(position), node};
}

Result<std::vector<Entry>> GitFileSystem::list(std::string_view directory) const {
  Result<std::vector<Entry>> direct = tree_->list(directory);
  if (direct) return direct;
  if (direct.error().code == ErrorCode::cancelled) return failure("list all of", "", std::move(direct).error());
  if (direct.error().code != ErrorCode::not_found) return failure("list", directory, std::move(direct).error());
  auto found = follow(directory);
  if (!found) return failure("list", directory, std::move(found).error());
  auto entries = tree_->list(found->path);
  if (!entries) return failure("list", directory, std::move(entries).error());
  return entries;
}

Result<EntryKind> GitFileSystem::kind(std::string_view path) const {
  if (!is_plain_path(path)) return failure("find", path, absent());
  auto node = tree_->find(path);
  if (node) return node->kind;
  if (node.error().code != ErrorCode::not_found) return failure("find", path, std::move(node).error());
  // Links before the path's end are always followed.
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return failure("find", path, std::move(node).error());
  auto folder = follow(path.substr(0, slash));
  if (!folder) return failure("find", path, std::move(folder).error());
  auto last = tree_->find(folder->path.empty() ? std::string(path.substr(slash + 1))
                                               : folder->path + std::string(path.substr(slash)));
  if (!last) return failure("find", path, std::move(last).error());
  return last->kind;
}

Result<EntryKind> GitFileSystem::target_kind(std::string_view path) const {
  auto found = follow(path);
  if (!found) return failure("find", path, std::move(found).error());
  return found->node.kind;
}

Result<void> GitFileSystem::read(std::string_view path, std::size_t max_bytes, Bytes& bytes) const {
  bytes.resize(0);
  auto found = follow(path);
  if (!found) return failure("read", path, std::move(found).error());
  const ObjectNode& node = found->node;
  if (node.is_in_conflict) {
    return failure("read", path, {ErrorCode::io, "it is in conflict, so nothing is staged: resolve it and git add it"});
  }
  if (node.kind == EntryKind::directory) return failure("read", path, {ErrorCode::io, error_text(EISDIR)});
  if (node.kind != EntryKind::file) return failure("read", path, {ErrorCode::io, "it is a submodule"});
  auto reader = pool_->take();
  if (!reader) return failure("read", path, std::move(reader).error());
  if (auto done = (*reader)->repository().read(node.id, ObjectKind::blob, max_bytes, bytes); !done) {
    return failure("read", path, std::move(done).error());
  }
  return {};
}

}  // namespace paritylint::input
