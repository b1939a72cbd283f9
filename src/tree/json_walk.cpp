// The only user of simdjson.
//
// On-Demand finds the tokens and Walker hands them to the builder with exact spans, since On-Demand offers the start of
// every token but no end, accepts what nobody reads, and limits numbers to doubles.
#include "tree/json_walk.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/text.h"
#include "tree/json_string.h"
#include "tree/json_text.h"

namespace paritylint::tree {
namespace {

namespace ondemand = simdjson::ondemand;

// The recursion of Walker stays below this whatever the caller allows; simdjson's own tables hold 1,024.
constexpr std::uint32_t kDeepestWalk = 1000;
constexpr NodeId kNodesPerPoll = 4096;
static_assert(simdjson::SIMDJSON_PADDING <= kPadding);

// One walk over one text. `text` is the source or its repaired copy, with the same offsets.
class Walker {
 public:
  Walker(std::string_view text, std::span<const Span> bare_tokens, const ReadOptions& options, TreeBuilder& builder,
         std::vector<Problem>& problems)
      : text_(text),
        bare_tokens_(bare_tokens),
        options_(options),
        max_depth_(std::min(options.max_depth, kDeepestWalk)),
        builder_(builder),
        problems_(problems) {}

  // False when simdjson or a check refuses the text; is_stopped() tells whether a Problem says why already.
  bool run(ondemand::document& document, std::uint32_t begin);
  bool is_stopped() const { return is_stopped_; }

 private:
  bool root(std::uint32_t begin);
  bool root_scalar(std::string_view raw, std::uint32_t begin);
  bool value(ondemand::value& value, std::string_view raw);
  bool object(ondemand::object object, std::uint32_t begin);
  bool array(ondemand::array array, std::uint32_t begin);
  bool member_name(ondemand::field& field, std::uint32_t value_begin);
  template <class Unescape>
  bool string(Span token, Unescape unescape);
  bool bare_token(std::uint32_t begin);
  bool may_open(std::uint32_t at);
  // Polls now and then whether the reader may create another node.
  bool may_continue() { return --nodes_until_poll_ != 0 || poll(); }
  bool poll();
  bool stop(ProblemCode code, Span span, std::string found, std::string expected);
  void end_collection();

  std::uint32_t offset(const char* at) const { return base::offset32(static_cast<std::size_t>(at - text_.data())); }
  std::uint32_t trimmed_end(std::uint32_t begin, std::uint32_t end) const {
    while (end > begin && is_json_space(text_[end - 1])) --end;
    return end;
  }
  std::uint32_t find_backslash(std::uint32_t from) const;
  bool has_backslash(std::uint32_t begin, std::uint32_t end);

  std::string_view text_;
  std::span<const Span> bare_tokens_;  // those not yet passed
  const ReadOptions& options_;
  std::uint32_t max_depth_;
  TreeBuilder& builder_;
  std::vector<Problem>& problems_;
  ondemand::document* document_ = nullptr;
  NodeId nodes_until_poll_ = 1;
  std::uint32_t next_backslash_ = 0;
  bool is_stopped_ = false;
};

bool Walker::run(ondemand::document& document, std::uint32_t begin) {
  document_ = &document;
  next_backslash_ = find_backslash(begin);
  builder_.begin_document();
  if (!root(begin)) return false;
  builder_.end_document();
  return true;
}

bool Walker::root(std::uint32_t begin) {
  std::string_view raw;
  if (document_->raw_json_token().get(raw) != simdjson::SUCCESS || raw.empty() || !may_continue()) return false;
  const std::uint32_t at = offset(raw.data());
  if (raw[0] == '{') {
    ondemand::object found;
    if (!may_open(at) || document_->get_object().get(found) != simdjson::SUCCESS || !object(found, at)) return false;
  } else if (raw[0] == '[') {
    ondemand::array found;
    if (!may_open(at) || document_->get_array().get(found) != simdjson::SUCCESS || !array(found, at)) return false;
  } else {
    return root_scalar(raw, begin);
  }
  // On-Demand does not look behind the end of the root.
  return document_->current_location().error() == simdjson::OUT_OF_BOUNDS;
}

bool Walker::root_scalar(std::string_view raw, std::uint32_t begin) {
  const std::uint32_t at = offset(raw.data());
  const std::uint32_t end = trimmed_end(at, at + base::offset32(raw.size()));
  if (end != trimmed_end(begin, base::offset32(text_.size()))) return false;
  if (bare_token(at)) return true;
  if (raw[0] == '"' && has_backslash(at, end)) return string({at, end}, [&] { return document_->get_string(); });
  if (raw[0] == '"') {
    if (end < at + 2 || text_[end - 1] != '"') return false;
    builder_.scalar(NodeKind::string, Style::double_quoted, {at, end}, {at + 1, end - 1});
    return true;
  }
  const std::optional<NodeKind> kind = json_plain_kind(base::slice(text_, {at, end}));
  if (!kind.has_value()) return false;
  builder_.scalar(*kind, Style::plain, {at, end}, {at, end});
  return true;
}

// `raw` is the value's token with what follows it, up to the next token.
bool Walker::value(ondemand::value& value, std::string_view raw) {
  if (raw.empty() || !may_continue()) return false;
  const std::uint32_t begin = offset(raw.data());
  if (raw[0] == '{') {
    ondemand::object found;
    return may_open(begin) && value.get_object().get(found) == simdjson::SUCCESS && object(found, begin);
  }
  if (raw[0] == '[') {
    ondemand::array found;
    return may_open(begin) && value.get_array().get(found) == simdjson::SUCCESS && array(found, begin);
  }
  const std::uint32_t end = trimmed_end(begin, begin + base::offset32(raw.size()));
  if (!bare_tokens_.empty() && bare_token(begin)) return true;
  if (raw[0] == '"') {
    if (has_backslash(begin, end)) return string({begin, end}, [&] { return value.get_string(); });
    if (value.get_raw_json_string().error() != simdjson::SUCCESS) return false;
    builder_.scalar(NodeKind::string, Style::double_quoted, {begin, end}, {begin + 1, end - 1});
    return true;
  }
  const std::optional<NodeKind> kind = json_plain_kind(raw.substr(0, end - begin));
  if (!kind.has_value()) return false;
  builder_.scalar(*kind, Style::plain, {begin, end}, {begin, end});
  return true;
}

bool Walker::object(ondemand::object object, std::uint32_t begin) {
  builder_.begin_collection(NodeKind::mapping, Style::flow, begin);
  for (simdjson::simdjson_result<ondemand::field> one : object) {
    if (one.error() != simdjson::SUCCESS) return false;
    ondemand::field&& field = std::move(one).value_unsafe();  // a copy costs as much as the rest of the loop
    const std::string_view raw = field.value().raw_json_token();
    if (raw.empty() || !member_name(field, offset(raw.data())) || !value(field.value(), raw)) return false;
  }
  end_collection();
  return true;
}

bool Walker::array(ondemand::array array, std::uint32_t begin) {
  builder_.begin_collection(NodeKind::sequence, Style::flow, begin);
  for (simdjson::simdjson_result<ondemand::value> one : array) {
    if (one.error() != simdjson::SUCCESS) return false;
    ondemand::value&& element =
        std::move(one).value_unsafe();  // NOLINT(performance-move-const-arg): picks the overload
    if (!value(element, element.raw_json_token())) return false;
  }
  end_collection();
  return true;
}

// The end of a name is not offered, but between it and its value stand only white space and the colon.
bool Walker::member_name(ondemand::field& field, std::uint32_t value_begin) {
  const std::uint32_t begin = offset(field.key().raw()) - 1;
  std::uint32_t end = trimmed_end(begin, value_begin);
  if (end <= begin + 2 || text_[end - 1] != ':') return false;
  end = trimmed_end(begin, end - 1);
  if (!may_continue()) return false;
  if (!bare_tokens_.empty() && bare_token(begin)) return true;
  if (has_backslash(begin, end)) return string({begin, end}, [&] { return field.unescaped_key(); });
  builder_.scalar(NodeKind::string, Style::double_quoted, {begin, end}, {begin + 1, end - 1});
  return true;
}

// A string with an escape; `unescape` is simdjson's, which refuses lone surrogates.
template <class Unescape>
bool Walker::string(Span token, Unescape unescape) {
  const Span content = {token.begin + 1, token.end - 1};
  std::string_view decoded;
  if (unescape().get(decoded) == simdjson::SUCCESS) {
    builder_.scalar(NodeKind::string, Style::double_quoted, token, content, decoded);
    return true;
  }
  const auto own = decode_json_string(base::slice(text_, content), content.begin, nullptr);
  if (!own.has_value() || own->lone_surrogates.empty()) return false;
  for (const Span surrogate : own->lone_surrogates) {
    if (problems_.size() >= options_.max_problems) break;
    Problem& problem = problems_.emplace_back();
    problem.code = ProblemCode::lone_surrogate;
    problem.span = surrogate;
    problem.repaired = true;
    problem.found = base::quoted(base::slice(text_, surrogate));
    problem.expected = "a pair of surrogates";
  }
  builder_.scalar(NodeKind::string, Style::double_quoted, token, content, own->text);
  return true;
}

// The stand-in at `begin` gives way to the original's bytes.
bool Walker::bare_token(std::uint32_t begin) {
  if (bare_tokens_.empty() || bare_tokens_.front().begin != begin) return false;
  const Span token = bare_tokens_.front();
  bare_tokens_ = bare_tokens_.subspan(1);
  builder_.scalar(NodeKind::unquoted, Style::plain, token, token);
  return true;
}

// The offset of the first backslash from `from`, or the end of the text.
std::uint32_t Walker::find_backslash(std::uint32_t from) const {
  const void* found = std::memchr(text_.data() + from, '\\', text_.size() - from);
  return found != nullptr ? offset(static_cast<const char*>(found)) : base::offset32(text_.size());
}

// Looks for the next backslash of the file only when the last one is passed, so each byte is looked at once.
bool Walker::has_backslash(std::uint32_t begin, std::uint32_t end) {
  if (next_backslash_ < begin) next_backslash_ = find_backslash(begin);
  return next_backslash_ < end;
}

// On-Demand tells no end of a container, but the place where it goes on; white space is all there is between them.
void Walker::end_collection() {
  const char* location = nullptr;
  const bool is_last = document_->current_location().get(location) != simdjson::SUCCESS;
  const std::uint32_t end = is_last ? base::offset32(text_.size()) : offset(location);
  builder_.end_collection(trimmed_end(0, end));
}

bool Walker::may_open(std::uint32_t at) {
  if (builder_.depth() < max_depth_) return true;
  return stop(ProblemCode::too_deep, {at, at + 1}, "deeper nesting", at_most(max_depth_, "open objects and arrays"));
}

bool Walker::poll() {
  const NodeId nodes = builder_.next_node();
  if (nodes >= options_.max_nodes) {
    return stop(ProblemCode::unfinished, {}, "more", at_most(options_.max_nodes, "values and names"));
  }
  if (options_.stop.stop_requested()) return stop(ProblemCode::unfinished, {}, "a request to stop", {});
  nodes_until_poll_ = std::min(kNodesPerPoll, options_.max_nodes - nodes);
  return true;
}

bool Walker::stop(ProblemCode code, Span span, std::string found, std::string expected) {
  Problem& problem = problems_.emplace_back();
  problem.code = code;
  problem.span = span;
  problem.found = std::move(found);
  problem.expected = std::move(expected);
  is_stopped_ = true;
  return false;
}

// Capacities are rounded up so that a folder of growing files does not reallocate for each.
bool make_room(ondemand::parser& parser, std::size_t size) {
  if (parser.capacity() >= size) return true;
  const std::size_t capacity =
      std::min(std::bit_ceil(std::max<std::size_t>(size, 4096)), simdjson::SIMDJSON_MAXSIZE_BYTES);
  return parser.allocate(capacity) == simdjson::SUCCESS;
}

}  // namespace

struct JsonWalk::State {
  ondemand::parser parser;
};

JsonWalk::JsonWalk() : state_(std::make_unique<State>()) {}
JsonWalk::~JsonWalk() = default;
JsonWalk::JsonWalk(JsonWalk&&) noexcept = default;

bool JsonWalk::run(std::string_view text, std::uint32_t begin, std::span<const Span> bare_tokens,
                   const ReadOptions& options, TreeBuilder& builder, std::vector<Problem>& problems) {
  const std::size_t size = text.size() - begin;
  ondemand::document document;
  if (size == 0 || !make_room(state_->parser, size)) return false;
  const auto error = state_->parser.iterate(text.data() + begin, size, size + simdjson::SIMDJSON_PADDING).get(document);
  if (error != simdjson::SUCCESS) return false;
  const std::size_t known = problems.size();
  Walker walker(text, bare_tokens, options, builder, problems);
  if (walker.run(document, begin)) return true;
  if (!walker.is_stopped()) problems.resize(known);
  return false;
}

}  // namespace paritylint::tree
