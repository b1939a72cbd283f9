#include "check/builtin/secrets.h"

#include <algorithm>
#include <array>

#include "check/builtin/reporter.h"
#include "check/builtin/secret_judge.h"
#include "check/builtin/task_definition.h"
#include "manifest/secret_text.h"
#include "manifest/secret_tokens.h"
#include "tree/source_span.h"

namespace paritylint::check::builtin {
namespace {

using manifest::SecretToken;
using manifest::TokenShape;
using tree::Cursor;
using tree::kNoNode;
using tree::NodeId;

constexpr std::array<std::string_view, 4> kChecks = {"credential", "url", "variable", "command"};

// Where bytes of the source stand.
struct Home {
  NodeId node = kNoNode;  // a scalar; of a name, its value
  bool in_comment = false;
};

class SecretReport {
 public:
  SecretReport(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches)
      : view_(view),
        source_spans_(*view.tree),
        reporter_(view, rules, closer, matches),
        credential_(reporter_.rule("secret/credential")),
        url_(reporter_.rule("secret/url")),
        variable_(reporter_.rule("secret/variable")),
        command_(reporter_.rule("secret/command")) {}

  void report() {
    if (credential_ != nullptr || url_ != nullptr) {
      report_source();
      report_decoded();
    }
    if (view_.kind == manifest::ManifestKind::taskdef) report_containers();
    if (view_.kind == manifest::ManifestKind::buildspec) report_buildspec();
  }

 private:
  // Every byte of the file, comments included.
  void report_source() {
    manifest::find_secret_tokens(view_.source, tokens_);
    std::vector<base::Span> found;
    report_tokens(
        view_.source, found, [](base::Span span) { return span; }, [&](base::Span span) { return home_of(span); });
    reported_ = std::move(found);
  }

  // What escapes hide from a look at the bytes.
  void report_decoded() {
    const tree::Tree& tree = *view_.tree;
    std::vector<base::Span> found;
    for (NodeId id = 0; id < tree.nodes().size(); ++id) {
      if (!tree.node(id).is_scalar() || !tree.node(id).text_in_arena) continue;
      tokens_.clear();
      manifest::find_secret_tokens(tree.text(id), tokens_);
      report_tokens(
          tree.text(id), found, [&](base::Span piece) { return source_spans_.of(id, piece); },
          [&](base::Span) {
            return Home{value_of(id), false};
          });
    }
    const auto middle = reported_.insert(reported_.end(), found.begin(), found.end());
    std::ranges::inplace_merge(reported_, middle, {}, &base::Span::begin);
  }

  // Report tokens_ of `text`, of overlapping ones the first; their places in the source are appended to `found`.
  template <class ToSource, class HomeOf>
  void report_tokens(std::string_view text, std::vector<base::Span>& found, ToSource&& to_source, HomeOf&& home_of) {
    std::ranges::stable_sort(tokens_, [](const SecretToken& a, const SecretToken& b) {
      if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
      return a.shape < b.shape;
    });
    for (const SecretToken& token : tokens_) {
      const RuleRecord* rule = rule_for(text, token);
      if (rule == nullptr) continue;
      const base::Span span = to_source(token.span);
      if (is_reported(span) || (!found.empty() && span.begin < found.back().end)) continue;
      found.push_back(span);
      add_token(*rule, text, token, span, home_of(span));
    }
  }

  const RuleRecord* rule_for(std::string_view text, const SecretToken& token) const {
    switch (token.shape) {
      case TokenShape::issued:
      case TokenShape::limited:
      case TokenShape::private_key:
        return is_real_token(text, token) ? credential_ : nullptr;
      case TokenShape::login:
        return is_real_login(text, token.span) ? url_ : nullptr;
      case TokenShape::identifier:
      case TokenShape::random:
        break;
    }
    return nullptr;
  }

  void add_token(const RuleRecord& rule, std::string_view text, const SecretToken& token, base::Span span, Home home) {
    RawMatch* match = reporter_.add(rule, span, home.node, {{}, {}, std::string(token.title)});
    if (match == nullptr) return;
    match->in_comment = home.in_comment;
    if (home.in_comment) match->message += ", in a comment";
    if (token.shape == TokenShape::limited) match->level = std::min(rule.severity, Level::warning);
    if (token.shape != TokenShape::login) return;
    if (home.in_comment || is_default_login(text, token.span)) match->level = Level::note;
  }

  Home home_of(base::Span span) const {
    const tree::Tree& tree = *view_.tree;
    const auto nodes = tree.nodes();
    const auto node_after =
        std::ranges::upper_bound(nodes, span.begin, {}, [](const tree::Node& n) { return n.token.begin; });
    if (node_after != nodes.begin()) {
      const auto id = static_cast<NodeId>(node_after - nodes.begin() - 1);
      if (tree.node(id).is_scalar() && tree.node(id).token.contains(span)) return {value_of(id), false};
    }
    const auto comments = tree.comments();
    const auto after =
        std::ranges::upper_bound(comments, span.begin, {}, [](const tree::Comment& c) { return c.span.begin; });
    return {kNoNode, after != comments.begin() && (after - 1)->span.end > span.begin};
  }

  // The value whose place a finding about the scalar names.
  NodeId value_of(NodeId scalar) const {
    return view_.tree->node(scalar).is_key ? view_.tree->next_sibling(scalar) : scalar;
  }

  bool is_reported(base::Span span) const { return !base::meeting(reported_, span).empty(); }

  void add_variable(const Cursor& name, const Cursor& value) {
    if (variable_ == nullptr || !value.is_scalar() || !is_plain_secret(name.text(), value.text())) return;
    if (value.kind() == tree::NodeKind::boolean || value.kind() == tree::NodeKind::unquoted) return;
    if (is_reported(value->content)) return;
    reporter_.add(*variable_, value->content, value.node(), {.key = reporter_.shown(name)});
  }

  void add_variables(const std::optional<Cursor>& map) {
    if (!map) return;
    map->for_each_member([&](const Cursor& name, const Cursor& value) { add_variable(name, value); });
  }

  void add_command(const Cursor& text) {
    if (command_ == nullptr || !text.is_scalar()) return;
    found_.clear();
    manifest::append_named_spans(text.text(), manifest::TextKind::value, found_);
    manifest::append_argument_spans(text.text(), found_);
    for (const base::Span piece : found_) {
      if (piece.empty() || !is_plain_argument(base::slice(text.text(), piece))) continue;
      const base::Span span = source_spans_.of(text.node(), piece);
      if (!is_reported(span)) reporter_.add(*command_, span, text.node());
    }
  }

  // A text, or a list of texts.
  void add_commands(const std::optional<Cursor>& commands) {
    if (!commands) return;
    if (!commands->is_sequence()) return add_command(*commands);
    commands->for_each_element([&](std::size_t, const Cursor& one) { add_command(one); });
  }

  void report_containers() {
    const TaskDefinition task(view_);
    for (const Container& container : task.containers()) {
      task.for_each(task.member(container.at, "environment"), [&](const Cursor& entry) {
        const Value name = task.member(entry, "name");
        const Value value = task.member(entry, "value");
        if (name && value && name->is_scalar()) add_variable(*name, *value);
      });
      add_variables(task.member(container.at, {"logConfiguration", "options"}));
      add_commands(task.member(container.at, "command"));
      add_commands(task.member(container.at, "entryPoint"));
      add_commands(task.member(container.at, {"healthCheck", "command"}));
    }
  }

  void report_buildspec() {
    const Cursor root(*view_.tree, view_.recognition->root);
    if (const auto env = root.find("env")) add_variables(env->find("variables"));
    if (const auto old = root.find("environment_variables")) add_variables(old->find("plaintext"));
    const auto phases = root.find("phases");
    if (!phases) return;
    phases->for_each_member([&](const Cursor&, const Cursor& phase) {
      add_commands(phase.find("commands"));
      add_commands(phase.find("finally"));
    });
  }

  const FileView& view_;
  tree::SourceSpans source_spans_;
  Reporter reporter_;
  const RuleRecord* credential_;
  const RuleRecord* url_;
  const RuleRecord* variable_;
  const RuleRecord* command_;
  std::vector<SecretToken> tokens_;
  std::vector<base::Span> reported_;  // in order, none touches another
  std::vector<base::Span> found_;
};

}  // namespace

bool is_secret_check(std::string_view name) { return std::ranges::find(kChecks, name) != kChecks.end(); }

void report_secrets(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches) {
  if (view.tree == nullptr || !view.recognition) return;
  SecretReport(view, rules, closer, matches).report();
}

}  // namespace paritylint::check::builtin
