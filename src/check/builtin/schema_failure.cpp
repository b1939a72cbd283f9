#include "check/builtin/schema_failure.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "check/builtin/schema_words.h"
#include "check/places.h"
#include "manifest/placeholder.h"

namespace paritylint::check::builtin {
namespace {

using tree::Cursor;
using tree::JsonSchema;
using tree::NodeId;
using tree::SchemaId;
using tree::SchemaKeyword;
using tree::SchemaViolation;

// A collection of at most so many bytes is its own region; of a longer one it is the name.
constexpr std::uint32_t kMaxRegion = 80;

std::optional<Level> level_by_name(std::string_view word) {
  for (const Level level : {Level::note, Level::warning, Level::error}) {
    if (name(level) == word) return level;
  }
  return std::nullopt;
}

bool is_placeholder_name(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (manifest::placeholder_at(name, i)) return true;
  }
  return false;
}

class Failures {
 public:
  Failures(const JsonSchema& schema, const FileView& view, Closer& closer)
      : schema_(schema), view_(view), closer_(closer) {}

  void add(const SchemaViolation& violation) {
    switch (violation.keyword) {
      case SchemaKeyword::required:
      case SchemaKeyword::dependent_required:
        missing_.push_back(violation);
        return;
      case SchemaKeyword::unknown_member:
        return unknown(violation);
      default:
        break;
    }
    // What else is said about a value that has one fault already follows from that.
    const NodeId place = violation.keyword == SchemaKeyword::member_name ? violation.name : violation.at.node();
    if (seen_.insert(place).second) wrong_value(violation);
  }

  SchemaFailures take() {
    for (const SchemaViolation& violation : missing_) missing(violation);
    return std::move(result_);
  }

 private:
  // False, and one more is counted, when enough of this check are known already.
  bool has_room(SchemaCheck check) {
    const auto index = static_cast<std::size_t>(check);
    if (counts_[index]++ < kMaxReportedPlaces) return true;
    ++result_.left_out[index];
    return false;
  }

  SchemaFailure failure(SchemaCheck check, const SchemaViolation& violation) const {
    SchemaFailure result{.check = check, .at = violation.at, .span = region(violation.at)};
    if (const auto level = schema_.annotation(violation.schema, "x-level")) result.level = level_by_name(level->text());
    return result;
  }

  void keep(SchemaFailure&& failure) {
    if (failure.value.empty()) failure.value = closer_.mask(base::slice(view_.source, failure.span), failure.span);
    result_.shown.push_back(std::move(failure));
  }

  // A value's own bytes; of a collection that takes several lines its name, or its first token.
  base::Span region(const Cursor& value) const {
    const bool is_short = !value->is_collection() || (value->style == tree::Style::flow && is_one_line(value->token));
    return is_short && !value->token.empty() ? value->token : short_region(value);
  }

  bool is_one_line(base::Span token) const {
    return token.size() <= kMaxRegion && base::slice(view_.source, token).find('\n') == std::string_view::npos;
  }

  base::Span short_region(const Cursor& value) const {
    const tree::Tree& tree = value.tree();
    if (const NodeId key = tree.key_node(value.node()); key != tree::kNoNode) return tree.node(key).content;
    if (value->style == tree::Style::flow) return {value->token.begin, value->token.begin + 1};
    const NodeId first = tree.first_child(value.node());
    return first != tree::kNoNode && tree.node(first).is_scalar() ? tree.node(first).content : value->token;
  }

  void unknown(const SchemaViolation& violation) {
    const NodeId mapping = view_.tree->node(violation.name).parent;
    if (!seen_.insert(violation.name).second) return;
    if (is_placeholder_name(violation.member)) {
      templated_.insert(mapping);
      return;
    }
    const auto known = schema_.property_names(violation.schema);
    const auto same = std::ranges::find_if(
        known, [&](std::string_view one) { return base::equals_ignore_case(one, violation.member); });
    const SchemaCheck check = same != known.end() ? SchemaCheck::wrong_case_field : SchemaCheck::unknown_field;
    if (!has_room(check)) return;
    SchemaFailure result = failure(check, violation);
    result.span = view_.tree->node(violation.name).content;
    if (result.span.empty()) result.span = view_.tree->node(violation.name).token;
    result.found = closer_.mask(violation.member, view_.tree->node(violation.name).content);
    result.value = result.found;
    result.field = "the " + std::string(title_of(schema_, violation.schema));
    result.cause = result.field + '\n' + std::string(violation.member);
    if (same != known.end()) {
      result.expected = *same;
      meant_.emplace(mapping, *same);
    } else {
      result.hint = hint(violation.member, known, mapping);
    }
    keep(std::move(result));
  }

  // What an unknown name was probably meant for: a field of another part of the format, or a near one.
  std::string hint(std::string_view name, std::span<const std::string_view> known, NodeId mapping) {
    std::set<std::string_view> homes;
    for (const SchemaId id : schema_.with_property(name)) homes.insert(title_of(schema_, id));
    if (homes.size() == 1) return "; it is a field of the " + std::string(*homes.begin());
    // Long names share their endings: networkConfiguration is no proxyConfiguration in another spelling.
    const auto near = base::nearest(name, known);
    if (!near || base::edit_distance(base::to_lower(name), base::to_lower(*near)) * 4 > name.size()) return {};
    meant_.emplace(mapping, *near);
    return ", did you mean " + base::quoted(*near) + "?";
  }

  void wrong_value(const SchemaViolation& violation) {
    switch (violation.keyword) {
      case SchemaKeyword::type:
        return wrong_type(violation);
      case SchemaKeyword::enumeration:
      case SchemaKeyword::constant:
        return wrong_scalar(SchemaCheck::invalid_value, violation);
      case SchemaKeyword::member_name:
        return wrong_name(violation);
      case SchemaKeyword::pattern:
      case SchemaKeyword::min_length:
      case SchemaKeyword::max_length:
      case SchemaKeyword::negation:
      case SchemaKeyword::any_of:
      case SchemaKeyword::one_of:
      case SchemaKeyword::never:
        return wrong_scalar(SchemaCheck::invalid_format, violation);
      default:
        return wrong_amount(violation);
    }
  }

  void wrong_scalar(SchemaCheck check, const SchemaViolation& violation) {
    if (!has_room(check)) return;
    SchemaFailure result = failure(check, violation);
    const Cursor& at = violation.at;
    if (at.is_scalar() && !at->content.empty()) result.span = at->content;
    result.field = field_name(at, closer_);
    result.expected = expected_value(schema_, violation.schema);
    result.found = at.is_scalar() ? closer_.mask(at.text(), at->content) : found_value(at, closer_);
    if (at.is_scalar()) result.value = result.found;
    if (check == SchemaCheck::invalid_value) result.hint = near_value(violation);
    keep(std::move(result));
  }

  void wrong_name(const SchemaViolation& violation) {
    if (!has_room(SchemaCheck::invalid_format)) return;
    SchemaFailure result = failure(SchemaCheck::invalid_format, violation);
    const tree::Node& name = view_.tree->node(violation.name);
    result.span = name.content;
    result.field = "a name in " + field_name(Cursor(*view_.tree, name.parent), closer_);
    result.found = closer_.mask(violation.member, name.content);
    result.value = result.found;
    result.expected = "something else";
    if (const auto names = schema_.annotation(violation.schema, "propertyNames")) {
      if (const auto words = names->find("x-expected")) result.expected = words->text();
      if (const auto level = names->find("x-level")) result.level = level_by_name(level->text());
    }
    keep(std::move(result));
  }

  void wrong_amount(const SchemaViolation& violation) {
    if (!has_room(SchemaCheck::out_of_range)) return;
    SchemaFailure result = failure(SchemaCheck::out_of_range, violation);
    const Cursor& at = violation.at;
    result.field = field_name(at, closer_);
    result.expected = expected_bounds(schema_, violation.schema, violation.keyword);
    result.found = at.is_scalar() ? closer_.mask(at.text(), at->content) : std::to_string(at.size());
    keep(std::move(result));
  }

  void wrong_type(const SchemaViolation& violation) {
    // CloudFormation turns scalars into each other.
    if (view_.recognition->pascal_case && violation.at.is_scalar() && takes_scalar(violation.schema)) return;
    if (!has_room(SchemaCheck::wrong_type)) return;
    SchemaFailure result = failure(SchemaCheck::wrong_type, violation);
    result.field = field_name(violation.at, closer_);
    result.expected = expected_types(schema_, violation.schema);
    result.found = found_value(violation.at, closer_);
    // The CLI refuses null, the deploy action leaves it out.
    if (violation.at.kind() == tree::NodeKind::null) {
      result.level = Level::note;
      result.cause = "null";
    }
    keep(std::move(result));
  }

  bool takes_scalar(SchemaId id) const {
    const std::string types = expected_types(schema_, id);
    return types.find("list") == std::string::npos && types.find("mapping") == std::string::npos;
  }

  std::string near_value(const SchemaViolation& violation) const {
    const auto enumeration = schema_.annotation(violation.schema, "enum");
    if (!enumeration || violation.at.kind() != tree::NodeKind::string) return {};
    std::vector<std::string_view> known;
    enumeration->for_each_element([&](std::size_t, const Cursor& one) { known.push_back(one.text()); });
    const std::string_view text = violation.at.text();
    // Where the values are listed, a difference in case only is plain to see.
    const auto near = base::nearest(text, known);
    if (near && base::equals_ignore_case(*near, text) && known.size() <= 2) return {};
    return base::did_you_mean(text, known);
  }

  // All that one mapping lacks, unless another member is that in another spelling, or may be anything.
  void missing(const SchemaViolation& violation) {
    const NodeId mapping = violation.at.node();
    if (templated_.contains(mapping) || meant_.contains({mapping, violation.member})) return;
    const std::string name = base::quoted(violation.member);
    // One level may be told for a field and another one for the rest.
    const auto level = schema_.annotation(violation.schema, "x-level");
    const auto [same, is_new] = lacking_.try_emplace({mapping, level.has_value()}, result_.shown.size());
    if (!is_new) {
      std::string& names = result_.shown[same->second].expected;
      if (names.find(name) == std::string::npos) names += " and " + name;
      return;
    }
    if (!has_room(SchemaCheck::missing_field)) {
      lacking_.erase(same);
      return;
    }
    SchemaFailure result = failure(SchemaCheck::missing_field, violation);
    result.expected = name;
    result.span = violation.at->token.empty() ? violation.at->token : short_region(violation.at);
    result.field = "the " + std::string(title_of(schema_, violation.schema));
    keep(std::move(result));
  }

  const JsonSchema& schema_;
  const FileView& view_;
  Closer& closer_;
  SchemaFailures result_;
  std::array<std::size_t, kSchemaChecks> counts_ = {};
  std::vector<SchemaViolation> missing_;
  std::map<std::pair<NodeId, bool>, std::size_t> lacking_;  // mapping, and whether at a level of its own: index
  std::set<NodeId> seen_;
  std::set<NodeId> templated_;                           // mappings with a placeholder for a name
  std::set<std::pair<NodeId, std::string_view>> meant_;  // mapping, and a field that an unknown one was meant to be
};

}  // namespace

SchemaFailures schema_failures(const JsonSchema& schema, const std::vector<SchemaViolation>& violations,
                               const FileView& view, Closer& closer) {
  Failures failures(schema, view, closer);
  for (const SchemaViolation& violation : violations) failures.add(violation);
  return failures.take();
}

}  // namespace paritylint::check::builtin
