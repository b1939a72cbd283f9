#include "session/read_file.h"

namespace paritylint::session {
namespace {

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

FileChecker::FileChecker(const check::RuleSet& rules, tree::ReadOptions options, const manifest::Vocabulary& vocabulary,
                         bool may_span_regions)
    : options_(std::move(options)),
      vocabulary_(vocabulary),
      may_span_regions_(may_span_regions),
      reader_(rules.keys()),
      engine_(rules) {}

FileResult FileChecker::check(std::string_view path, std::string_view bytes,
                              std::optional<manifest::ManifestKind> by_name) {
  FileResult result;
  result.format = tree::guess_format(path, bytes);
  reader_.read(result.format, bytes, options_, read_);
  result.complete = read_.complete;
  if (read_.complete) result.recognition = manifest::recognise(read_.tree, by_name);
  if (result.recognition) {
    result.identity = identity_.read(read_.tree, *result.recognition, vocabulary_);
    if (result.recognition->kind == manifest::ManifestKind::buildspec)
      result.references = manifest::find_path_references(bytes, vocabulary_);
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
  view.vocabulary = &vocabulary_;
  view.may_span_regions = may_span_regions_;
  check::EngineResult found = engine_.run(view);
  result.matches = std::move(found.matches);
  result.suppressions = std::move(found.suppressions);
  result.failure = std::move(found.failure);
  return result;
}

}  // namespace paritylint::session
