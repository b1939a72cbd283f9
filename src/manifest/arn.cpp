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

constexpr bool is_role_byte(char c) {
  return base::is_alnum(c) || c == '_' || c == '+' || c == '=' || c == '.' || c == '@' || c == '-' || c == '/' ||
         c == '*' || c == '?';
}

// True for the comma at `comma` of a role's name. In a list another ARN or a blank follows, in a command's shorthand
// (RoleArn=...,RoleSessionName=x) a name and '='.
bool is_role_comma(std::string_view text, std::size_t comma) {
  const std::string_view rest = text.substr(comma + 1);
  if (rest.empty() || !is_role_byte(rest[0]) || rest[0] == '/' || rest.starts_with("arn:")) return false;
  std::size_t word = 0;
  while (word < rest.size() && word < kLongestField && base::is_alnum(rest[word])) ++word;
  return word == 0 || at_or_nul(rest, word) != '=';
}

// The end of a role's path and name, which hold fewer bytes than other resources; policies also write * and ? there.
std::size_t role_end(std::string_view text, std::size_t begin, std::size_t limit) {
  std::size_t index = begin;
  while (index < limit) {
    const char c = text[index];
    if (is_role_byte(c) || (c == ',' && is_role_comma(text, index))) {
      ++index;
      continue;
    }
    if ((character_class(c) & kPlaceholderMark) == 0) break;
    const auto placeholder = placeholder_at(text, index);
    if (!placeholder) break;
    index = placeholder->end;
  }
  return index;
}

// The end of the resource that begins at `begin`.
std::size_t resource_end(std::string_view text, std::string_view service, std::size_t begin) {
  const bool role = service == "iam" && text.substr(begin).starts_with("role/");
  if (role) return role_end(text, begin, std::min(text.size(), begin + kLongestResource));
  return find_end(text, begin, kEndsResource, kLongestResource);
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
  const std::size_t end = resource_end(text, slice(text, fields[1]), index);
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
