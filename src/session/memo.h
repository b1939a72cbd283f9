// ContentMemo: results of file rules, kept by the bytes that they depend on. Copies of one manifest in many places are
// read and judged once.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "check/match.h"
#include "check/suppression_comments.h"
#include "manifest/identity.h"
#include "manifest/kind.h"
#include "manifest/path_references.h"

namespace paritylint::session {

// What the bytes of one file say, whatever its path.
struct FileResult {
  tree::Format format = tree::Format::json;
  bool complete = false;                             // the file could be read into a tree
  std::optional<manifest::Recognition> recognition;  // nothing: it has another shape, or could not be read
  manifest::Identity identity;                       // of a recognised manifest
  manifest::PathReferences references;               // of a buildspec
  std::vector<check::RawMatch> matches;
  std::vector<check::CommentSuppression> suppressions;
  std::string failure;  // not empty: a limit ended the reading, nothing is known
};

// Thread-safe. Keys are a 128-bit hash and the length of the bytes plus what else the result depends on (the kind and
// format that the name suggests, the vocabulary, whether regions may differ); rules and options are one per memo.
class ContentMemo {
 public:
  struct Key {
    base::Hash128 hash;
    std::uint64_t size = 0;
    std::uint8_t kind = 0;
    std::uint8_t format = 0;
    std::uint64_t vocabulary = 0;
    bool may_span_regions = true;  // check::FileView::may_span_regions
    bool operator==(const Key&) const = default;
  };
  static Key key_of(std::string_view bytes, std::optional<manifest::ManifestKind> by_name, tree::Format format,
                    const manifest::Vocabulary& vocabulary, bool may_span_regions = true);

  std::shared_ptr<const FileResult> find(const Key& key) const;
  // Keep `result`, or return the one that another thread kept first.
  std::shared_ptr<const FileResult> keep(const Key& key, FileResult result);

 private:
  struct KeyHash {
    std::size_t operator()(const Key& key) const { return static_cast<std::size_t>(key.hash.low); }
  };
  mutable std::mutex mutex_;
  std::unordered_map<Key, std::shared_ptr<const FileResult>, KeyHash> results_;
};

}  // namespace paritylint::session
