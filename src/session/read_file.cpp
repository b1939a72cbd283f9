#include "session/read_file.h"

#include "manifest/atoms.h"

namespace paritylint::session {
namespace {

using manifest::Atom;
using manifest::AtomKind;

// Members whose whole value names something of one environment. An `image` is no such member: CodePipeline's own
// placeholders stand there in files of a single environment too.
bool names_identity(std::string_view key) {
  return key == "taskRoleArn" || key == "executionRoleArn" || key == "awslogs-group" || key == "awslogs-region" ||
         key == "valueFrom" || key == "family";
}

bool placeholder_is_identity(const Atom& placeholder, std::string_view key, const std::vector<Atom>& atoms) {
  if (names_identity(key)) return true;
  for (const Atom& atom : atoms) {
    const bool bears_identity = atom.kind == AtomKind::arn || atom.kind == AtomKind::s3_bucket;
    if (bears_identity && atom.span.contains(placeholder.span)) return true;
  }
  return false;
}

// A file that a limit kept us from reading is no finding about its text: the work could not be done.
std::string limit_reached(const std::vector<tree::Problem>& problems) {
  for (const tree::Problem& problem : problems) {
    if (problem.code == tree::ProblemCode::too_large || problem.code == tree::ProblemCode::unfinished) {
      return (problem.expected.empty() ? std::string() : "expected " + problem.expected + ", ") + "found " +
             problem.found;
    }
  }
  return {};
}

}  // namespace

bool has_identity_placeholder(const tree::Tree& tree, const manifest::Recognition& recognition) {
  if (recognition.kind != manifest::ManifestKind::taskdef) return false;
  std::vector<Atom> atoms;
  for (tree::NodeId id = recognition.root; id < tree.node(recognition.root).end; ++id) {
    const tree::Node& node = tree.node(id);
    if (!node.is_scalar() || node.is_key) continue;
    const tree::NodeId key_node = tree.key_node(id);
    const std::string_view key = key_node == tree::kNoNode ? std::string_view() : tree.text(key_node);
    atoms.clear();
    manifest::scan_atoms(tree.text(id), key, atoms);
    for (const Atom& atom : atoms) {
      if (atom.kind == AtomKind::placeholder && placeholder_is_identity(atom, key, atoms)) return true;
    }
  }
  return false;
}

FileChecker::FileChecker(const check::RuleSet& rules, tree::ReadOptions options)
    : options_(std::move(options)), reader_(rules.keys()), engine_(rules) {}

FileResult FileChecker::check(std::string_view path, std::string_view bytes,
                              std::optional<manifest::ManifestKind> by_name) {
  FileResult result;
  result.format = tree::guess_format(path, bytes);
  reader_.read(result.format, bytes, options_, read_);
  result.complete = read_.complete;
  if (read_.complete) result.recognition = manifest::recognise(read_.tree, by_name);
  if (result.recognition) {
    result.has_identity_placeholder = has_identity_placeholder(read_.tree, *result.recognition);
  }
  result.failure = limit_reached(read_.problems);
  if (!result.failure.empty()) return result;
  // A file with the right name that cannot be read is a manifest all the same; one that can and is something else is
  // none of our business, whatever its syntax.
  const bool is_manifest = result.recognition || (!read_.complete && by_name);
  if (!is_manifest) return result;
  check::FileView view;
  view.source = bytes;
  view.kind = result.recognition ? result.recognition->kind : *by_name;
  view.tree = read_.complete ? &read_.tree : nullptr;
  view.recognition = result.recognition;
  view.problems = read_.problems;
  result.matches = engine_.run(view);
  return result;
}

}  // namespace paritylint::session
