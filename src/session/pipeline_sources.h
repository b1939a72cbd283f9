// Bytes and trees of one root, for those who follow its pipelines: manifest/pipeline/deployment.h.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/file_system.h"
#include "manifest/pipeline/deployment.h"
#include "tree/read.h"

namespace paritylint::session {

using ReadBytes = std::function<base::Result<void>(const std::string& path, input::Bytes& bytes)>;

// What the root holds, root-relative paths.
struct RootFileLists {
  std::vector<manifest::RootManifest> manifests;  // wildcards of commands are looked up among them
  std::vector<std::string> workflows;             // actions among them are left out
  std::span<const manifest::ManifestSet> sets;
};

// Reads each file once, when it is asked for, and keeps it. What it gives views what it holds.
class PipelineSources {
 public:
  PipelineSources(ReadBytes read, const tree::ReadOptions& options)
      : read_(std::move(read)), options_(options), reader_(keys_) {}
  PipelineSources(const PipelineSources&) = delete;
  PipelineSources& operator=(const PipelineSources&) = delete;

  // The result must not outlive this. Context: files that cannot be read are as if they were not there.
  manifest::RootPipelines follow(const RootFileLists& lists);
  manifest::WorkflowSource trees();

 private:
  struct File {
    input::Bytes bytes;
    bool is_there = false;
    std::unique_ptr<tree::ReadResult> parsed;
  };
  File* find(std::string_view path);

  ReadBytes read_;
  tree::ReadOptions options_;
  tree::KeyTable keys_;
  tree::Reader reader_;
  std::map<std::string, File> files_;
};

}  // namespace paritylint::session
