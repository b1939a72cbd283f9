#include "session/second_look.h"

#include <algorithm>

#include "check/message.h"

namespace paritylint::session {
namespace {

// As the engine's own limit: places of one file that queries may look at.
constexpr std::size_t kMaxVisits = 1u << 20;

// A match with the name of its member, so that a rule about the name is meant too.
base::Span with_name(const tree::Cursor& match) {
  const tree::Tree& tree = match.tree();
  base::Span span = match->token;
  const tree::NodeId name = tree.key_node(match.node());
  if (name != tree::kNoNode) span.begin = std::min(span.begin, tree.node(name).token.begin);
  return span;
}

}  // namespace

SecondLook::SecondLook(const check::Policy& policy, ReadBytes read, const tree::ReadOptions& options,
                       const manifest::Vocabulary& vocabulary)
    : policy_(policy), read_bytes_(std::move(read)), options_(options), vocabulary_(vocabulary) {}

bool SecondLook::open(const std::string& path) {
  if (path_ == path) return is_open_;
  path_ = path;
  is_evaluated_ = false;
  closer_.reset();
  is_open_ = read_bytes_(path, bytes_);
  if (!is_open_) return false;
  if (!reader_) {
    const auto entries = policy_.entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
      for (const std::string& path_query : entries[i].ignore.paths) {
        // The configuration's reader parsed it before.
        if (const auto query = tree::JsonPath::parse(path_query)) queries_.add(*query, static_cast<std::uint32_t>(i));
      }
    }
    const tree::QueryTrie trie = queries_.finish();
    keys_ = tree::KeyTable(trie.keys);
    evaluator_.emplace(trie);
    reader_.emplace(keys_);
  }
  const std::string_view source = bytes_.view();
  const auto by_name = manifest::kind_by_name(path, vocabulary_);
  reader_->read(tree::guess_format(path, source), source, options_, read_);
  view_ = {};
  view_.source = source;
  if (read_.complete) view_.recognition = manifest::recognise(read_.tree, by_name);
  if (view_.recognition) {
    view_.tree = &read_.tree;
    view_.kind = view_.recognition->kind;
  }
  closer_.emplace(view_);
  return true;
}

void SecondLook::evaluate() {
  is_evaluated_ = true;
  selected_.assign(policy_.entries().size(), {});
  if (!view_.recognition) return;
  const tree::Cursor root(*view_.tree, view_.recognition->root);
  // What stands beyond the limit is not ignored: its findings are shown.
  evaluator_->evaluate(
      root, kMaxVisits,
      [&](std::uint32_t entry, const tree::Cursor& match) { selected_[entry].push_back(with_name(match)); },
      view_.recognition->shape());
}

std::vector<base::Span> SecondLook::selected(const std::string& path, std::size_t entry) {
  if (!open(path)) return {};
  if (!is_evaluated_) evaluate();
  return selected_[entry];
}

std::vector<check::CommentSuppression> SecondLook::comments(const std::string& path, const check::RuleSet& rules) {
  if (!open(path)) return {};
  return check::read_suppression_comments(view_, rules, *closer_).suppressions;
}

std::optional<check::RawMatch> SecondLook::match(const std::string& path, const check::RuleRecord& rule,
                                                 base::Span span, std::string_view value) {
  if (!open(path) || span.end > view_.source.size()) return std::nullopt;
  check::RawMatch match;
  match.rule = &rule;
  match.location = closer_->close(span, tree::kNoNode);
  match.line_hash = closer_->line_hash(match.location.begin.line);
  match.value = closer_->mask(value, span);
  match.message = check::expand_message(
      rule.message, [&](std::string_view name) { return name == "value" ? match.value : std::string(); });
  return match;
}

}  // namespace paritylint::session
