// From places in a pipeline (bytes of decoded texts and scripts) to bytes and lines of files.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "base/lines.h"
#include "manifest/pipeline/workflow_pipeline.h"
#include "tree/source_span.h"

namespace paritylint::manifest {

struct FilePlace {
  std::string path;  // root-relative
  base::Span span;   // bytes of the file
  std::uint32_t line_1based = 0;
};

// Keeps tables per file: one object for many questions.
class PipelinePlaces {
 public:
  // Trees of the files whose values the fragments are.
  explicit PipelinePlaces(WorkflowSource trees) : trees_(std::move(trees)) {}

  // Of a command; `pipeline` owns the place. Line 0 and no bytes when the tree is gone.
  FilePlace of(const Pipeline& pipeline, const CommandPlace& place);
  // Of a node's whole value or key.
  FilePlace of(const std::string& path, tree::NodeId node);

 private:
  struct Tables {
    explicit Tables(const tree::Tree& tree) : spans(tree), lines(tree.source()) {}
    tree::SourceSpans spans;
    base::LineTable lines;
  };
  Tables* tables_of(const std::string& path);

  WorkflowSource trees_;
  std::map<std::string, std::unique_ptr<Tables>> tables_;
  std::map<const char*, base::LineTable> scripts_;  // by the first byte of the text
};

}  // namespace paritylint::manifest
