#include "manifest/identity.h"

#include <algorithm>
#include <utility>

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
  return key == "taskRoleArn" || key == "executionRoleArn" || key == "awslogs-group" || key == "awslogs-region" ||
         key == "valueFrom" || key == "family";
}

bool placeholder_is_identity(const Atom& placeholder, std::string_view key, const std::vector<Atom>& atoms) {
  if (names_identity(key)) return true;
  return std::any_of(atoms.begin(), atoms.end(), [&](const Atom& atom) {
    const bool bears_identity = atom.kind == AtomKind::arn || atom.kind == AtomKind::s3_bucket;
    return bears_identity && atom.span.contains(placeholder.span);
  });
}

void vote(Identity& identity, std::uint8_t environment, NamePlace place) {
  for (EnvironmentVote& one : identity.votes) {
    if (one.environment != environment) continue;
    one.places |= bit(place);
    return;
  }
  identity.votes.push_back({environment, bit(place)});
}

// The bucket and the key behind it: up to the end of the address.
base::Span whole_location(std::string_view text, base::Span bucket) {
  std::size_t end = bucket.end;
  while (end < text.size() && (character_class(text[end]) & kEndsResource) == 0) ++end;
  return {bucket.begin, base::offset32(end)};
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
// inside an ARN or an S3 address.
void IdentityReader::look_at(std::string_view text, std::string_view key, NamePlace place, bool whole,
                             Identity& identity) const {
  for (const Atom& atom : atoms_) {
    if (atom.kind == AtomKind::placeholder && !identity.has_placeholder) {
      identity.has_placeholder = placeholder_is_identity(atom, key, atoms_);
    }
    if (atom.kind == AtomKind::account_id && atom.strong && atom.account_class == AccountClass::ordinary) {
      identity.accounts.emplace_back(slice(text, atom.span));
    }
    if (atom.kind != AtomKind::environment_word || !atom.strong) continue;
    if (whole) {
      vote(identity, atom.environment, place);
      continue;
    }
    for (const Atom& outer : atoms_) {
      const bool is_bucket = outer.kind == AtomKind::s3_bucket;
      if (!is_bucket && outer.kind != AtomKind::arn) continue;
      const base::Span around = is_bucket ? whole_location(text, outer.span) : outer.span;
      if (around.contains(atom.span)) vote(identity, atom.environment, is_bucket ? NamePlace::bucket : NamePlace::arn);
    }
  }
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
    NamePlace place = NamePlace::arn;
    bool whole = false;
    if (is_taskdef) {
      for (const KeyPlace& one : kTaskDefinitionPlaces) {
        if (one.key != key) continue;
        place = one.place;
        whole = true;
      }
      if (key == "image") {
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
