#include "check/place_match.h"

#include "check/message.h"
#include "tree/cursor.h"

namespace paritylint::check {
namespace {

// The member's name behind {key}, masked: the name itself, or the name of its entry in a list.
std::string shown_key(const Subject& subject, const tree::Tree& tree, Closer& closer) {
  if (subject.key.empty()) return {};
  const tree::NodeId name = tree.key_node(subject.via != tree::kNoNode ? subject.via : subject.named);
  if (name == tree::kNoNode) return {};
  if (tree.text(name).data() == subject.key.data()) return closer.mask(subject.key, tree.node(name).content);
  const auto entry = tree::Cursor(tree, tree.node(name).parent).find("name");
  return closer.mask(subject.key, tree.node(entry ? entry->node() : name).content);
}

// The rule's message with everything in it that is a secret masked.
std::string message_of(const Place& place, const RawMatch& match, const FileView& view, const FileAtoms& atoms,
                       Closer& closer, tree::SourceSpans& spans) {
  const Subject& subject = place.subject;
  const auto shown = [&](base::Span part) {
    if (part.empty()) return std::string();
    return closer.mask(base::slice(subject.text, part), source_of(subject, part, spans));
  };
  const std::string key = shown_key(subject, *view.tree, closer);
  const std::string account = shown(atoms.account_of(subject, place.atom));
  const std::string atom = place.atom != kNoAtom ? shown(atoms[place.atom].span) : std::string();
  MessageValues values;
  values.value = match.value;
  values.key = key;
  values.path = match.location.display_path;
  values.kind = manifest::info(view.kind).title;
  values.account = account;
  values.atom = atom;
  if (place.atom != kNoAtom && atoms[place.atom].kind == manifest::AtomKind::environment_word)
    values.environment = atom;
  std::string message = expand_message(place.rule->message, values);
  if (match.in_comment) message += ", in a comment";
  return message;
}

}  // namespace

base::Span source_of(const Subject& subject, base::Span decoded, tree::SourceSpans& spans) {
  if (subject.part == Subject::Part::comment) {
    return {subject.span.begin + decoded.begin, subject.span.begin + decoded.end};
  }
  return spans.of(subject.node, decoded);
}

RawMatch close_place(const Place& place, const FileView& view, const FileAtoms& atoms, Closer& closer,
                     tree::SourceSpans& spans) {
  RawMatch match;
  match.rule = place.rule;
  match.location = closer.close(place.span, place.subject.named);
  match.value = closer.mask(base::slice(place.subject.text, place.decoded), place.span);
  match.line_hash = closer.line_hash(match.location.begin.line);
  match.in_comment = place.subject.part == Subject::Part::comment;
  match.message = message_of(place, match, view, atoms, closer, spans);
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
