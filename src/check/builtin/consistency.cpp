#include "check/builtin/consistency.h"

#include <algorithm>
#include <array>
#include <map>

#include "check/builtin/reporter.h"
#include "check/builtin/task_definition.h"
#include "manifest/atoms.h"
#include "tree/source_span.h"

namespace paritylint::check::builtin {
namespace {

using manifest::Atom;
using manifest::AtomKind;
using tree::Cursor;
using tree::NodeId;

constexpr std::array<std::string_view, 3> kChecks = {"accounts", "regions", "port-name"};

// A piece of a value.
struct Piece {
  Cursor value;
  base::Span decoded;
  std::string_view text() const { return base::slice(value.text(), decoded); }
};

bool is_account(std::string_view text) { return text.size() == 12 && std::ranges::all_of(text, base::is_digit); }

// What a port mapping's name says by the console's pattern, NAME-PORT-PROTOCOL.
struct NamedPort {
  std::string_view port;
  std::string_view protocol;
};

std::optional<NamedPort> port_in_name(std::string_view name) {
  const std::size_t last = name.rfind('-');
  if (last == std::string_view::npos || last == 0) return std::nullopt;
  const std::string_view protocol = name.substr(last + 1);
  if (protocol != "tcp" && protocol != "udp") return std::nullopt;
  const std::size_t before = name.rfind('-', last - 1);
  if (before == std::string_view::npos) return std::nullopt;
  const std::string_view port = name.substr(before + 1, last - before - 1);
  if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, base::is_digit)) return std::nullopt;
  return NamedPort{port, protocol};
}

class Consistency {
 public:
  Consistency(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches)
      : view_(view), task_(view), source_spans_(*view.tree), reporter_(view, rules, closer, matches) {}

  void report() {
    if (const RuleRecord* rule = reporter_.rule("consistency/accounts")) report_accounts(*rule);
    if (const RuleRecord* rule = reporter_.rule("consistency/regions")) report_regions(*rule);
    if (const RuleRecord* rule = reporter_.rule("consistency/port-name")) report_port_names(*rule);
  }

 private:
  base::Span source_of(const Piece& piece) { return source_spans_.of(piece.value.node(), piece.decoded); }

  RawMatch* add(const RuleRecord& rule, const Piece& piece, const Piece& other, std::string_view what) {
    RawMatch* match = reporter_.add(rule, source_of(piece), piece.value.node(),
                                    {std::string(piece.text()), std::string(other.text()), std::string(what)});
    if (match == nullptr) return nullptr;
    match->related.push_back(reporter_.closer().close(source_of(other), other.value.node()));
    match->related.back().message = "the other one";
    return match;
  }

  // The account of the role or parameter that the value is an ARN of.
  static std::optional<Piece> account_in(const Cursor& value, AtomKind kind) {
    if (!value.is_scalar()) return std::nullopt;
    const auto arn = manifest::parse_arn(value.text(), 0);
    if (!arn) return std::nullopt;
    const std::string_view service = base::slice(value.text(), arn->service);
    if (service != (kind == AtomKind::role_arn ? "iam" : "ssm")) return std::nullopt;
    if (!is_account(base::slice(value.text(), arn->account))) return std::nullopt;
    return Piece{value, arn->account};
  }

  void report_accounts(const RuleRecord& rule) {
    std::optional<Piece> first;
    for (const std::string_view name : {"taskRoleArn", "executionRoleArn"}) {
      const Value role = task_.of_task(name);
      const auto account = role ? account_in(*role, AtomKind::role_arn) : std::nullopt;
      if (!account) continue;
      if (!first) {
        first = account;
      } else if (first->text() != account->text()) {
        add(rule, *account, *first, "role");
        return;
      }
    }
    if (first) report_parameters(rule, *first);
  }

  // A parameter of another account can be read when it is shared.
  void report_parameters(const RuleRecord& rule, const Piece& role) {
    for (const Cursor& value : secret_references()) {
      const auto account = account_in(value, AtomKind::parameter_arn);
      if (!account || account->text() == role.text()) continue;
      if (RawMatch* match = add(rule, *account, role, "parameter")) {
        match->level = Level::note;
        match->group = account->text();
      }
    }
  }

  std::vector<Cursor> secret_references() const {
    std::vector<Cursor> found;
    const auto add_list = [&](const Value& list) {
      task_.for_each(list, [&](const Cursor& entry) {
        if (const Value from = task_.member(entry, "valueFrom")) found.push_back(*from);
      });
    };
    for (const Container& container : task_.containers()) {
      add_list(task_.member(container.at, "secrets"));
      add_list(task_.member(container.at, {"logConfiguration", "secretOptions"}));
    }
    return found;
  }

  // The region that stands in a value, unless it belongs to somebody else's registry, or there are several.
  std::optional<Piece> region_in(const Cursor& value, std::string_view key) {
    if (!value.is_scalar()) return std::nullopt;
    atoms_.clear();
    manifest::scan_atoms(value.text(), key, *view_.vocabulary, atoms_);
    std::optional<Piece> found;
    for (const Atom& atom : atoms_) {
      if (atom.kind == AtomKind::account_id && atom.account_class != manifest::AccountClass::ordinary)
        return std::nullopt;
      if (atom.kind != AtomKind::region) continue;
      if (found && found->text() != base::slice(value.text(), atom.span)) return std::nullopt;
      if (!found) found = Piece{value, atom.span};
    }
    return found;
  }

  // Where a task definition's own resources are; `environment` may speak of any region.
  std::vector<Piece> regions_of_task() {
    std::vector<Piece> found;
    const auto look_at = [&](const Value& value, std::string_view key) {
      if (!value) return;
      if (const auto region = region_in(*value, key)) found.push_back(*region);
    };
    for (const Container& container : task_.containers()) {
      look_at(task_.member(container.at, "image"), "image");
      const Value options = task_.member(container.at, {"logConfiguration", "options"});
      if (options) look_at(options->find("awslogs-region"), "awslogs-region");
    }
    for (const Cursor& value : secret_references()) look_at(value, "valueFrom");
    return found;
  }

  void report_regions(const RuleRecord& rule) {
    if (view_.kind == manifest::ManifestKind::buildspec) return report_login_regions(rule);
    const std::vector<Piece> regions = regions_of_task();
    std::map<std::string_view, std::size_t> counts;
    for (const Piece& piece : regions) ++counts[piece.text()];
    if (counts.size() != 2) return;  // more is no slip
    const auto rarer = [](const auto& a, const auto& b) { return a.second < b.second; };
    const std::string_view rare = std::ranges::min_element(counts, rarer)->first;
    const auto one = std::ranges::find(regions, rare, &Piece::text);
    const auto other = std::ranges::find_if(regions, [&](const Piece& piece) { return piece.text() != rare; });
    add(rule, *one, *other, "task definition");
  }

  // A password for ECR is valid in the region that it was fetched in.
  void report_login_regions(const RuleRecord& rule) {
    const auto phases = Cursor(*view_.tree, view_.recognition->root).find("phases");
    if (!phases) return;
    phases->for_each_member([&](const Cursor&, const Cursor& phase) {
      const auto commands = phase.find("commands");
      if (!commands) return;
      if (commands->is_scalar()) report_login(rule, *commands);
      commands->for_each_element([&](std::size_t, const Cursor& command) { report_login(rule, command); });
    });
  }

  void report_login(const RuleRecord& rule, const Cursor& command) {
    if (!command.is_scalar() || command.text().find("ecr get-login") == std::string_view::npos) return;
    atoms_.clear();
    manifest::scan_atoms(command.text(), "", *view_.vocabulary, atoms_);
    const std::string_view text = command.text();
    std::size_t at = text.find("ecr get-login");
    for (std::size_t line_end = 0; at != std::string_view::npos; at = text.find("ecr get-login", line_end)) {
      const std::size_t line_begin = at == 0 ? 0 : text.rfind('\n', at) + 1;
      line_end = std::min(text.find('\n', at), text.size());
      if (text.substr(line_begin, at - line_begin).find('#') != std::string_view::npos) continue;
      report_line(rule, command, line_begin, line_end);
    }
  }

  // Two regions between two offsets of a command whose atoms are atoms_.
  void report_line(const RuleRecord& rule, const Cursor& command, std::size_t begin, std::size_t end) {
    std::optional<Piece> first;
    auto atom = std::ranges::lower_bound(atoms_, begin, {}, [](const Atom& one) { return one.span.begin; });
    for (; atom != atoms_.end() && atom->span.end <= end; ++atom) {
      if (atom->kind != AtomKind::region) continue;
      const Piece piece{command, atom->span};
      if (first && first->text() != piece.text()) {
        // Two regions of one login are always one too many.
        if (RawMatch* match = add(rule, piece, *first, "login")) match->level = Level::warning;
        return;
      }
      first = piece;
    }
  }

  void report_port_names(const RuleRecord& rule) {
    for (const Container& container : task_.containers()) {
      task_.for_each(task_.member(container.at, "portMappings"),
                     [&](const Cursor& mapping) { report_port_name(rule, mapping); });
    }
  }

  void report_port_name(const RuleRecord& rule, const Cursor& mapping) {
    const Value name = task_.member(mapping, "name");
    const Value port = task_.member(mapping, "containerPort");
    if (!name || !port || name->kind() != tree::NodeKind::string) return;
    const auto named = port_in_name(name->text());
    if (!named || port->text().empty() || !std::ranges::all_of(port->text(), base::is_digit)) return;
    const Value protocol = task_.member(mapping, "protocol");
    const std::string_view is_protocol = protocol && protocol->is_scalar() ? protocol->text() : "tcp";
    const bool is_known = is_protocol == "tcp" || is_protocol == "udp";
    if (named->port == port->text() && (named->protocol == is_protocol || !is_known)) return;
    reporter_.add(rule, *name,
                  {.key = reporter_.shown(*port), .atom = protocol ? reporter_.shown(*protocol) : std::string("tcp")});
  }

  const FileView& view_;
  TaskDefinition task_;  // of a task definition
  tree::SourceSpans source_spans_;
  Reporter reporter_;
  std::vector<Atom> atoms_;
};

}  // namespace

bool is_consistency_check(std::string_view name) { return std::ranges::find(kChecks, name) != kChecks.end(); }

void report_consistency(const FileView& view, const RuleSet& rules, Closer& closer, std::vector<RawMatch>& matches) {
  if (view.tree == nullptr || !view.recognition || view.kind == manifest::ManifestKind::appspec) return;
  Consistency(view, rules, closer, matches).report();
}

}  // namespace paritylint::check::builtin
