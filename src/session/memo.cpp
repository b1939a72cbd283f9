#include "session/memo.h"

namespace paritylint::session {

ContentMemo::Key ContentMemo::key_of(std::string_view bytes, std::optional<manifest::ManifestKind> by_name,
                                     tree::Format format, const manifest::Vocabulary& vocabulary,
                                     bool may_span_regions) {
  const std::uint8_t kind = by_name ? static_cast<std::uint8_t>(*by_name) : std::uint8_t{0xff};
  return {base::hash128(bytes),  bytes.size(),    kind, static_cast<std::uint8_t>(format),
          vocabulary.identity(), may_span_regions};
}

std::shared_ptr<const FileResult> ContentMemo::find(const Key& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = results_.find(key);
  return found == results_.end() ? nullptr : found->second;
}

std::shared_ptr<const FileResult> ContentMemo::keep(const Key& key, FileResult result) {
  auto shared = std::make_shared<const FileResult>(std::move(result));
  const std::lock_guard lock(mutex_);
  return results_.try_emplace(key, std::move(shared)).first->second;
}

}  // namespace paritylint::session
