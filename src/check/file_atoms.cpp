#include "check/file_atoms.h"

#include "check/evidence.h"

namespace paritylint::check {
namespace {

constexpr std::uint32_t kUnscanned = 0xffffffff;

}  // namespace

void FileAtoms::begin(const FileView& view) {
  view_ = &view;
  atoms_.clear();
  ranges_.assign(view.tree != nullptr ? view.tree->nodes().size() : 0, base::Span{kUnscanned, kUnscanned});
}

base::Span FileAtoms::of(tree::NodeId node, std::string_view key) {
  base::Span& range = ranges_[node];
  if (range.begin == kUnscanned) {
    range.begin = base::offset32(atoms_.size());
    manifest::scan_atoms(view_->tree->text(node), key, *view_->vocabulary, atoms_);
    range.end = base::offset32(atoms_.size());
  }
  return range;
}

base::Span FileAtoms::of_comment(std::string_view text) {
  const std::uint32_t begin = base::offset32(atoms_.size());
  scratch_.clear();
  manifest::scan_atoms(text, {}, *view_->vocabulary, scratch_);
  atoms_.insert(atoms_.end(), scratch_.begin(), scratch_.end());
  return {begin, base::offset32(atoms_.size())};
}

Subject FileAtoms::value_subject(const tree::Cursor& value) {
  Subject subject{Subject::Part::value, value.node(), value.via(), value.node(), {}, name_of_value(value), {}, {}};
  // An alias that leads nowhere is null: its name is nobody's text.
  if (value.is_scalar() && value->kind != tree::NodeKind::alias) {
    subject.text = value.text();
    subject.atoms = of(value.node(), subject.key);
  }
  return subject;
}

Subject FileAtoms::key_subject(tree::NodeId key_node, tree::NodeId value) {
  const std::string_view text = view_->tree->text(key_node);
  return {Subject::Part::key, key_node, tree::kNoNode, value, text, {}, {}, of(key_node, {})};
}

base::Span FileAtoms::account_of(const Subject& subject, std::uint32_t atom) const {
  if (atom != kNoAtom && atoms_[atom].kind == manifest::AtomKind::account_id) return atoms_[atom].span;
  const base::Span whole{0, base::offset32(subject.text.size())};
  const manifest::Atom* account = account_inside(in(subject), atom != kNoAtom ? atoms_[atom].span : whole);
  return account != nullptr ? account->span : base::Span{};
}

}  // namespace paritylint::check
