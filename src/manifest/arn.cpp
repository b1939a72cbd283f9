// ARNs by their colons. A field may hold placeholders whose own colons (${AWS::Region}) and spaces (<account id>) do
// not end it.
#include <algorithm>

#include "manifest/atoms.h"
#include "manifest/characters.h"
#include "manifest/placeholder.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kLongestField = 256;
constexpr std::size_t kLongestResource = 2048;  // the longest ARN that AWS takes

// The first byte from `begin` whose class has a bit of `ends`, skipping placeholders that begin with a mark; bare
// words hold nothing that ends a field. At most `longest` bytes and one placeholder further.
std::size_t find_end(std::string_view text, std::size_t begin, std::uint8_t ends, std::size_t longest) {
  const std::uint8_t stops = ends | kPlaceholderMark;
  const std::size_t limit = std::min(text.size(), begin + longest);
  std::size_t index = begin;
  while (index < limit) {
    const std::uint8_t classes = character_class(text[index]);
    if ((classes & stops) == 0) {
      ++index;
      continue;
    }
    if ((classes & ends) != 0) return index;
    const auto placeholder = placeholder_at(text, index);
    index = placeholder ? placeholder->end : index + 1;
  }
  return index;
}

// The colon that ends the field from `begin`, or npos when something else ends it.
std::size_t field_end(std::string_view text, std::size_t begin) {
  const std::size_t end = find_end(text, begin, kEndsArn | kColon, kLongestField);
  return end < text.size() && text[end] == ':' ? end : std::string_view::npos;
}

bool is_partition(std::string_view field) {
  if (!field.starts_with("aws")) return is_placeholder(field);
  for (const char c : field) {
    if (!base::is_alpha(c) && c != '-') return false;
  }
  return true;
}

bool is_service(std::string_view field) {
  for (const char c : field) {
    if (!base::is_alnum(c) && c != '-') return is_placeholder(field);
  }
  return !field.empty();
}

}  // namespace

std::optional<Arn> parse_arn(std::string_view text, std::size_t begin) {
  if (begin > text.size() || !text.substr(begin).starts_with("arn:") || !begins_word(text, begin)) return std::nullopt;
  base::Span fields[4];
  std::size_t index = begin + 4;
  for (base::Span& field : fields) {
    const std::size_t end = field_end(text, index);
    if (end == std::string_view::npos) return std::nullopt;
    field = {base::offset32(index), base::offset32(end)};
    index = end + 1;
  }
  const std::size_t end = find_end(text, index, kEndsResource, kLongestResource);
  if (end == index || !is_partition(slice(text, fields[0])) || !is_service(slice(text, fields[1]))) return std::nullopt;
  Arn arn;
  arn.whole = {base::offset32(begin), base::offset32(end)};
  arn.partition = fields[0];
  arn.service = fields[1];
  arn.region = fields[2];
  arn.account = fields[3];
  arn.resource = {base::offset32(index), base::offset32(end)};
  return arn;
}

}  // namespace paritylint::manifest
