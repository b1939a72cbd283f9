// The reader over real files: against yaml-cpp, and damaged in every way.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <vector>

#include "support/shared.h"
#include "tree/gap_invariant.h"
#include "tree/reading.h"
#include "tree/source_span.h"
#include "tree/yaml_events.h"

namespace paritylint::test {
namespace {

namespace fs = std::filesystem;
using tree::NodeId;
using tree::YamlEvent;

std::vector<fs::path> yaml_files(const fs::path& shared) {
  std::vector<fs::path> files;
  for (const fs::path& root : {shared / "corpus", shared / "suites" / "yaml"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
      const std::string extension = entry.path().extension().string();
      const bool is_output = entry.path().filename() == "out.yaml" || entry.path().filename() == "emit.yaml";
      if (entry.is_regular_file() && (extension == ".yml" || extension == ".yaml") && !is_output) {
        files.push_back(entry.path());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

void append_outline(const tree::Tree& tree, NodeId id, std::string& out) {
  const tree::Node& node = tree.node(id);
  if (node.is_collection()) {
    out += node.kind == tree::NodeKind::mapping ? "+MAP\n" : "+SEQ\n";
    for (NodeId child = tree.first_child(id); child != tree::kNoNode; child = tree.next_sibling(child)) {
      append_outline(tree, child, out);
    }
    out += "-\n";
  } else if (node.kind == tree::NodeKind::alias) {
    out += "=ALI\n";
  } else {
    // yaml-cpp does not tell how a null is spelled.
    const bool is_null = node.kind == tree::NodeKind::null;
    out += "=VAL " + std::string(is_null ? "" : tree.text(id)) + "\n";
  }
}

// What nests in what, and the values: what both readers can be asked for.
std::string outline(const tree::Tree& tree) {
  std::string out;
  for (const NodeId root : tree.documents()) {
    out += "+DOC\n";
    append_outline(tree, root, out);
  }
  return out;
}

std::string outline(const tree::YamlEvents& events) {
  std::string out;
  for (const YamlEvent& event : events.events()) {
    switch (event.kind) {
      case YamlEvent::Kind::document_start:
        out += "+DOC\n";
        break;
      case YamlEvent::Kind::document_end:
        break;
      case YamlEvent::Kind::scalar:
        out += "=VAL " + std::string(events.text(event)) + "\n";
        break;
      case YamlEvent::Kind::alias:
        out += "=ALI\n";
        break;
      case YamlEvent::Kind::sequence_start:
        out += "+SEQ\n";
        break;
      case YamlEvent::Kind::mapping_start:
        out += "+MAP\n";
        break;
      case YamlEvent::Kind::sequence_end:
      case YamlEvent::Kind::mapping_end:
        out += "-\n";
        break;
    }
  }
  return out;
}

// Suite cases that yaml-cpp 0.7 reads differently from what the suite says; YamlSuite holds us to the suite.
constexpr std::string_view kMisreadByYamlCpp[] = {"DK3J", "FP8R", "HWV9", "M7A3", "NAT4", "QT73", "W4TN"};

bool is_misread_by_yaml_cpp(const fs::path& path) {
  const auto is_part = [&](std::string_view id) { return path.parent_path().filename() == id; };
  return std::any_of(std::begin(kMisreadByYamlCpp), std::end(kMisreadByYamlCpp), is_part);
}

TEST(YamlCorpus, EveryFileThatYamlCppReadsReadsTheSame) {
  SHARED_OR_SKIP(shared);
  tree::YamlEvents events;
  std::size_t compared = 0;
  for (const fs::path& path : yaml_files(shared)) {
    const std::string text = read_file(path);
    if (is_misread_by_yaml_cpp(path)) continue;
    const Reading reading(tree::Format::yaml, text, strict());
    const bool has_mark = text.starts_with("\xef\xbb\xbf");
    if (!reading.is_complete() || !events.record(std::string_view(text).substr(has_mark ? 3 : 0))) continue;
    EXPECT_EQ(outline(reading.tree()), outline(events)) << path;
    ++compared;
  }
  EXPECT_GT(compared, 600U);
}

TEST(YamlCorpus, TreesKeepTheGapInvariantAndDecodeAnew) {
  SHARED_OR_SKIP(shared);
  for (const fs::path& path : yaml_files(shared)) {
    const Reading reading(tree::Format::yaml, read_file(path), tolerant());
    if (!reading.is_complete()) continue;
    const std::optional<std::string> broken = find_broken_gap(reading.tree());
    EXPECT_FALSE(broken.has_value()) << path << ": " << *broken;
    for (NodeId id = 0; id < reading.tree().nodes().size(); ++id) {
      if (!reading.tree().node(id).is_scalar()) continue;
      const std::optional<std::string> decoded = tree::decode_scalar(reading.tree(), id);
      ASSERT_TRUE(decoded.has_value()) << path << " at " << reading.tree().node(id).token.begin;
      EXPECT_EQ(*decoded, reading.tree().text(id)) << path;
    }
  }
}

// Whatever the text is: an end, spans inside it, and a reason when there is no tree.
void expect_sound(const Reading& reading, const std::string& context) {
  const tree::ReadResult& result = reading.result();
  EXPECT_TRUE(result.complete || !result.problems.empty()) << context;
  for (const tree::Problem& problem : result.problems) {
    EXPECT_LE(problem.span.begin, problem.span.end) << context;
    EXPECT_LE(problem.span.end, reading.source().size()) << context;
  }
  if (!result.complete) return;
  const std::optional<std::string> broken = find_broken_gap(reading.tree());
  EXPECT_FALSE(broken.has_value()) << context << ": " << *broken << "\n" << reading.source();
}

// yaml-cpp puts `: x`, a member without a name, into a mapping of its own, and ends a scalar that is a document's
// root at the next line without indentation.
bool has_what_yaml_cpp_misreads(const tree::Tree& tree) {
  return std::any_of(tree.nodes().begin(), tree.nodes().end(), [](const tree::Node& node) {
    return (node.is_key && node.style == tree::Style::empty) || (node.parent == tree::kNoNode && node.is_scalar());
  });
}

// Two readers may only differ in whether they accept a damaged text, never in what it says.
void expect_same_as_yaml_cpp(const Reading& reading, tree::YamlEvents& events, const std::string& context) {
  if (!reading.is_complete() || has_what_yaml_cpp_misreads(reading.tree())) return;
  if (!events.record(reading.source())) return;
  EXPECT_EQ(outline(reading.tree()), outline(events)) << context << "\n" << reading.source();
}

// yaml-cpp knows no lone CR, miscounts a last line of white space without its break, and writes the escapes of
// U+0085 and U+00A0 as single bytes.
bool is_comparable(std::string_view text) {
  const bool has_oddity = text.starts_with("\xef\xbb\xbf") || text.find('\r') != text.npos ||
                          text.find("\\_") != text.npos || text.find("\\N") != text.npos;
  return !has_oddity && !text.ends_with(' ') && !text.ends_with('\t');
}

std::string damaged(std::string text, std::mt19937& random) {
  static constexpr std::string_view kMarks = " \t\n:-?,[]{}#&*!|>'\"%@`\\ax0\r";
  if (text.empty()) return text;
  const std::size_t at = random() % text.size();
  switch (random() % 4) {
    case 0:
      text[at] = kMarks[random() % kMarks.size()];
      break;
    case 1:
      text.erase(at, 1 + random() % 3);
      break;
    case 2:
      text.insert(at, 1, kMarks[random() % kMarks.size()]);
      break;
    default:
      text.resize(at);
      break;
  }
  return text;
}

constexpr unsigned kRounds = 8;

TEST(YamlCorpus, DamagedFilesNeitherCrashNorReadDifferentlyFromYamlCpp) {
  SHARED_OR_SKIP(shared);
  std::mt19937 random(20240607);  // fixed, so that a failure repeats
  tree::YamlEvents events;
  for (const fs::path& path : yaml_files(shared)) {
    const std::string text = read_file(path);
    if (text.size() > 6000 || is_misread_by_yaml_cpp(path)) continue;
    for (unsigned round = 0; round < kRounds; ++round) {
      const std::string broken = damaged(text, random);
      const std::string context = path.string() + " round " + std::to_string(round);
      const Reading strictly(tree::Format::yaml, broken, strict());
      expect_sound(strictly, context);
      expect_sound(Reading(tree::Format::yaml, broken, tolerant()), context);
      if (is_comparable(broken)) expect_same_as_yaml_cpp(strictly, events, context);
    }
  }
}

TEST(YamlCorpus, EveryPrefixOfAFileEndsInATreeOrAReason) {
  SHARED_OR_SKIP(shared);
  for (const fs::path& path : yaml_files(shared)) {
    const std::string text = read_file(path);
    if (text.size() > 1500) continue;
    for (std::size_t size = 0; size < text.size(); size += 7) {
      expect_sound(Reading(tree::Format::yaml, text.substr(0, size), tolerant()), path.string());
    }
  }
}

}  // namespace
}  // namespace paritylint::test
