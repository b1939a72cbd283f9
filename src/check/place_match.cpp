#include "check/place_match.h"

#include <algorithm>

#include "check/evidence.h"
#include "check/message.h"
#include "tree/cursor.h"

namespace paritylint::check {
namespace {

// The member's name behind {key}, masked: the name itself, or the name of its entry in a list.
std::string shown_key(const Subject& subject, const tree::Tree& tree, Closer& closer) {
  if (subject.key.empty()) return {};
  const tree::NodeId name = tree.key_node(used_at(tree, subject.named, subject.via));
  if (name == tree::kNoNode) return {};
  if (tree.text(name).data() == subject.key.data()) return closer.mask(subject.key, tree.node(name).content);
  const auto entry = tree::Cursor(tree, tree.node(name).parent).find("name");
  return closer.mask(subject.key, tree.node(entry ? entry->node() : name).content);
}

// The atom that {region}, {role-arn} and so on name: the one that the rule asked for, else the first that counts as
// evidence, else the first of its kind.
const manifest::Atom* atom_called(const AtomName& name, const Place& place, const FileAtoms& atoms) {
  const auto is_meant = [&](const manifest::Atom& atom) {
    return atom.kind == name.kind &&
           (atom.kind != manifest::AtomKind::account_id || name.account_class == atom.account_class);
  };
  if (place.atom != kNoAtom && is_meant(atoms[place.atom])) return &atoms[place.atom];
  Condition condition;
  condition.atom = name.kind;
  condition.account_class = name.account_class;
  const auto all = atoms.in(place.subject);
  const manifest::Atom* first = nullptr;
  for (const manifest::Atom& atom : all) {
    if (counts(atom, condition, all)) return &atom;
    if (first == nullptr && is_meant(atom)) first = &atom;
  }
  return first;
}

// Looks up what a message names; everything that the file holds is masked where it is a secret.
class MessageNames {
 public:
  MessageNames(const Place& place, const RawMatch& match, const FileView& view, const FileAtoms& atoms, Closer& closer,
               tree::SourceSpans& spans)
      : place_(place), match_(match), view_(view), atoms_(atoms), closer_(closer), spans_(spans) {}

  std::string operator()(std::string_view name) {
    if (name == "value") return match_.value;
    if (name == "key") return shown_key(place_.subject, *view_.tree, closer_);
    if (name == "path") return match_.location.display_path;
    if (name == "kind") return std::string(manifest::info(view_.kind).title);
    if (name == "account") {
      const base::Span account = atoms_.account_of(place_.subject, place_.atom);
      return shown(place_.subject, account.empty() ? atoms_.account_of(place_.subject, kNoAtom) : account);
    }
    if (name == "atom") return place_.atom != kNoAtom ? shown(place_.subject, atoms_[place_.atom].span) : std::string();
    const auto capture = std::ranges::find(place_.captures, name, &Capture::name);
    if (capture != place_.captures.end()) return shown(capture->subject, capture->decoded);
    const std::string_view wanted = name == "environment" ? "environment-word" : name;
    const auto known = std::ranges::find(atom_names(), wanted, &AtomName::name);
    const manifest::Atom* atom = known != atom_names().end() ? atom_called(*known, place_, atoms_) : nullptr;
    return atom != nullptr ? shown(place_.subject, atom->span) : std::string();
  }

 private:
  std::string shown(const Subject& subject, base::Span part) {
    if (part.empty()) return {};
    return closer_.mask(base::slice(subject.text, part), source_of(subject, part, spans_));
  }

  const Place& place_;
  const RawMatch& match_;
  const FileView& view_;
  const FileAtoms& atoms_;
  Closer& closer_;
  tree::SourceSpans& spans_;
};

}  // namespace

base::Span source_of(const Subject& subject, base::Span decoded, tree::SourceSpans& spans) {
  if (subject.part == Subject::Part::comment) {
    return {subject.span.begin + decoded.begin, subject.span.begin + decoded.end};
  }
  return spans.of(subject.node, decoded);
}

std::string_view text_of_region(const Place& place, const tree::Tree& tree) {
  return place.label != tree::kNoNode ? tree.text(place.label) : base::slice(place.subject.text, place.decoded);
}

RawMatch close_place(const Place& place, const FileView& view, const FileAtoms& atoms, Closer& closer,
                     tree::SourceSpans& spans) {
  RawMatch match;
  match.rule = place.rule;
  match.location = closer.close(place.span, place.named);
  match.value = closer.mask(text_of_region(place, *view.tree), place.span);
  match.line_hash = closer.line_hash(match.location.begin.line);
  match.in_comment = place.subject.part == Subject::Part::comment;
  MessageNames names(place, match, view, atoms, closer, spans);
  match.message = expand_message(place.rule->message, names);
  if (match.in_comment) match.message += ", in a comment";
  match.group = place.group;  // never printed, and two masked accounts are not one
  match.more_places = place.more;
  match.help = help_line(*place.rule, place.subject.key);
  for (const tree::NodeId alias : place.aliases) {
    match.related.push_back(closer.close(view.tree->node(alias).token, alias));
    match.related.back().message = "used here through the alias";
  }
  return match;
}

}  // namespace paritylint::check
