#include "manifest/identity.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "manifest/characters.h"

namespace paritylint::manifest {
namespace {

struct KeyPlace {
  std::string_view key;
  NamePlace place;
};
// Members of a task definition whose whole value is a name of this deployment.
constexpr KeyPlace kTaskDefinitionPlaces[] = {
    {"family", NamePlace::family},           {"taskRoleArn", NamePlace::role}, {"executionRoleArn", NamePlace::role},
    {"awslogs-group", NamePlace::log_group}, {"valueFrom", NamePlace::secret},
};

// Members whose value may hold a placeholder only in a file for several environments. An `image` is no such member:
// CodePipeline's own placeholders stand there in files of a single environment too.
bool names_identity(std::string_view key) {
  constexpr std::string_view kNames[] = {"taskRoleArn",    "executionRoleArn", "awslogs-group",
                                         "awslogs-region", "valueFrom",        "family"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](std::string_view name) { return base::equals_ignore_case(key, name); });
}

void vote(Identity& identity, std::uint8_t environment, NamePlace place) {
  for (EnvironmentVote& one : identity.votes) {
    if (one.environment != environment) continue;
    one.places |= bit(place);
    return;
  }
  identity.votes.push_back({environment, bit(place)});
}

// One past the key behind a bucket: the end of the address.
std::uint32_t location_end(std::string_view text, base::Span bucket) {
  std::size_t end = bucket.end;
  while (end < text.size() && (character_class(text[end]) & kEndsResource) == 0) ++end;
  return base::offset32(end);
}

// An image without its tag or digest.
std::string_view repository_of(std::string_view image) {
  const std::size_t slash = image.rfind('/');
  return image.substr(0, image.find_first_of(":@", slash == std::string_view::npos ? 0 : slash));
}

}  // namespace

std::string describe_places(std::uint8_t places) {
  constexpr std::pair<NamePlace, std::string_view> kNames[] = {
      {NamePlace::family, "family"},  {NamePlace::role, "roles"},        {NamePlace::log_group, "log group"},
      {NamePlace::secret, "secrets"}, {NamePlace::image, "image"},       {NamePlace::bucket, "bucket"},
      {NamePlace::arn, "ARNs"},       {NamePlace::variable, "variables"}};
  std::vector<std::string_view> names;
  for (const auto& [place, text] : kNames) {
    if ((places & bit(place)) != 0) names.push_back(text);
  }
  std::string result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) result += i + 1 == names.size() ? " and " : ", ";
    result += names[i];
  }
  return result;
}

// Count the strong environment words of `atoms_`: all of them where the text as a whole is a name (`whole`), else those
// inside an ARN or an S3 address. One sweep: atoms stand sorted by their begin, the longer first, so that what could
// hold a word or a placeholder has come before it.
void IdentityReader::look_at(std::string_view text, std::string_view key, NamePlace place, bool whole,
                             Identity& identity) const {
  std::uint32_t arn_end = 0;        // the furthest end of an ARN so far,
  std::uint32_t bucket_end = 0;     // of a bucket's name,
  std::uint32_t location_ends = 0;  // and of the address that it begins
  for (const Atom& atom : atoms_) {
    const std::uint32_t end = atom.span.end;
    switch (atom.kind) {
      case AtomKind::arn:
        arn_end = std::max(arn_end, end);
        break;
      case AtomKind::s3_bucket:
        bucket_end = std::max(bucket_end, end);
        if (end > location_ends) location_ends = location_end(text, atom.span);
        break;
      case AtomKind::placeholder:
        if (names_identity(key) || end <= std::max(arn_end, bucket_end)) identity.has_placeholder = true;
        break;
      case AtomKind::account_id:
        if (atom.strong && atom.account_class == AccountClass::ordinary) {
          identity.accounts.emplace_back(slice(text, atom.span));
        }
        break;
      case AtomKind::environment_word:
        if (!atom.strong) break;
        if (whole) vote(identity, atom.environment, place);
        if (!whole && end <= location_ends) vote(identity, atom.environment, NamePlace::bucket);
        if (!whole && end <= arn_end) vote(identity, atom.environment, NamePlace::arn);
        break;
      default:
        break;
    }
  }
}

// Keep the scalar `id` if it is a name that a service is called by.
void IdentityReader::collect_name(const tree::Tree& tree, const Recognition& recognition, tree::NodeId id,
                                  std::string_view key, Identity& identity) {
  const auto keep = [&](std::vector<std::string>& names) {
    const std::string_view text = tree.text(id);
    if (!text.empty() && names.size() < Identity::kMostNames && std::ranges::find(names, text) == names.end())
      names.emplace_back(text);
  };
  if (recognition.kind == ManifestKind::appspec) {
    if (base::equals_ignore_case(key, "ContainerName")) keep(identity.containers);
    return;
  }
  if (base::equals_ignore_case(key, "awslogs-group")) keep(identity.log_groups);
  const tree::NodeId holder = tree.node(id).parent;
  const bool is_whole = recognition.extent == Extent::whole;
  if (is_whole && holder == recognition.root) {
    if (base::equals_ignore_case(key, "family")) identity.family = tree.text(id);
    return;
  }
  if (!base::equals_ignore_case(key, "name")) return;
  const tree::NodeId list = tree.node(holder).parent;
  if (!is_whole) {  // one container or a list of them
    if (holder == recognition.root || list == recognition.root) keep(identity.containers);
    return;
  }
  const tree::NodeId list_key = list == tree::kNoNode ? tree::kNoNode : tree.key_node(list);
  if (list_key != tree::kNoNode && tree.node(list).parent == recognition.root &&
      base::equals_ignore_case(tree.text(list_key), "containerDefinitions"))
    keep(identity.containers);
}

Identity IdentityReader::read(const tree::Tree& tree, const Recognition& recognition, const Vocabulary& vocabulary) {
  Identity identity;
  const bool is_taskdef = recognition.kind == ManifestKind::taskdef;
  for (tree::NodeId id = recognition.root; id < tree.node(recognition.root).end; ++id) {
    const tree::Node& node = tree.node(id);
    if (!node.is_scalar() || node.is_key) continue;
    const tree::NodeId key_node = tree.key_node(id);
    const std::string_view key = key_node == tree::kNoNode ? std::string_view() : tree.text(key_node);
    std::string_view text = tree.text(id);
    const bool is_named = key_node != tree::kNoNode && recognition.kind != ManifestKind::buildspec;
    if (is_named) collect_name(tree, recognition, id, key, identity);
    NamePlace place = NamePlace::arn;
    bool whole = false;
    if (is_taskdef) {
      for (const KeyPlace& one : kTaskDefinitionPlaces) {
        if (!base::equals_ignore_case(one.key, key)) continue;
        place = one.place;
        whole = true;
      }
      if (base::equals_ignore_case(key, "image")) {
        text = repository_of(text);
        place = NamePlace::image;
        whole = true;
      }
    } else if (recognition.kind == ManifestKind::buildspec && key_node != tree::kNoNode) {
      const tree::NodeId section = tree.key_node(node.parent);
      const std::string_view name = section == tree::kNoNode ? std::string_view() : tree.text(section);
      whole = name == "variables" || name == "parameter-store" || name == "secrets-manager";
      place = NamePlace::variable;
    }
    atoms_.clear();
    scan_atoms(text, key, vocabulary, atoms_);
    look_at(text, key, place, whole, identity);
  }
  if (!is_taskdef) identity.has_placeholder = false;
  std::sort(identity.votes.begin(), identity.votes.end(),
            [](const EnvironmentVote& a, const EnvironmentVote& b) { return a.environment < b.environment; });
  std::sort(identity.accounts.begin(), identity.accounts.end());
  identity.accounts.erase(std::unique(identity.accounts.begin(), identity.accounts.end()), identity.accounts.end());
  return identity;
}

}  // namespace paritylint::manifest
