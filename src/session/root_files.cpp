#include "session/root_files.h"

#include <algorithm>

#include "session/workflows.h"

namespace paritylint::session {
namespace {

// Texts of commands may name anything; only paths inside of the root are looked at.
bool is_inside(std::string_view path) {
  return !path.empty() && path[0] != '/' && path != ".." && !path.starts_with("../") && !manifest::has_symbol(path);
}

bool may_be_document(std::string_view path) {
  return path.ends_with(".json") || path.ends_with(".yml") || path.ends_with(".yaml");
}

}  // namespace

RootFiles::RootFiles(ReadBytes read, tree::ReadOptions options, const tree::KeyTable& keys,
                     const manifest::Vocabulary& vocabulary, std::span<const FileSummary> summaries)
    : read_(std::move(read)),
      options_(std::move(options)),
      reader_(keys),
      vocabulary_(vocabulary),
      summaries_(summaries) {}

RootFiles::File* RootFiles::open(std::string_view path) {
  if (!is_inside(path)) return nullptr;
  auto found = files_.find(path);
  if (found == files_.end()) {
    found = files_.emplace(std::string(path), std::make_unique<File>()).first;
    found->second->is_there = read_(found->first, found->second->bytes).has_value();
  }
  return found->second->is_there ? found->second.get() : nullptr;
}

const FileSummary* RootFiles::summary_of(std::string_view path) const {
  const auto found = std::ranges::lower_bound(summaries_, path, {},
                                              [](const FileSummary& one) -> std::string_view { return one.path; });
  return found != summaries_.end() && found->path == path && found->is_manifest ? &*found : nullptr;
}

void RootFiles::parse(const std::string& path, File& file) {
  if (file.is_parsed) return;
  file.is_parsed = true;
  const FileSummary* summary = summary_of(path);
  if (summary == nullptr && !may_be_document(path)) return;
  const tree::Format format = summary != nullptr ? summary->format : tree::guess_format(path, file.bytes.view());
  reader_.read(format, file.bytes.view(), options_, file.read);
}

std::optional<std::string_view> RootFiles::bytes(std::string_view path) {
  const File* file = open(path);
  return file != nullptr ? std::optional(file->bytes.view()) : std::nullopt;
}

const tree::Tree* RootFiles::tree(std::string_view path) {
  File* file = open(path);
  if (file == nullptr) return nullptr;
  parse(std::string(path), *file);
  return file->read.complete ? &file->read.tree : nullptr;
}

check::RootFile* RootFiles::find(std::string_view path) {
  File* file = open(path);
  if (file == nullptr) return nullptr;
  if (file->root_file) return &*file->root_file;
  parse(std::string(path), *file);
  check::RootFile& result = file->root_file.emplace();
  result.path = path;
  result.view.source = file->bytes.view();
  result.view.tree = file->read.complete ? &file->read.tree : nullptr;
  result.view.vocabulary = &vocabulary_;
  if (const FileSummary* summary = summary_of(path); summary != nullptr) {
    result.view.kind = summary->kind;
    result.view.recognition = summary->recognition;
    result.bound = &summary->bound;
  }
  result.closer = &file->closer.emplace(result.view);
  return &result;
}

}  // namespace paritylint::session
