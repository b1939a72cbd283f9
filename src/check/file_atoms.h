// FileAtoms: the atoms of the texts of one file that rules look at, each text scanned once however many rules ask.
// Internal to src/check.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "check/file_view.h"
#include "check/places.h"
#include "manifest/atoms.h"

namespace paritylint::check {

class FileAtoms {
 public:
  // Begin with another file, which must outlive the calls below. Keeps its memory.
  void begin(const FileView& view);

  // The atoms of a node's text, as a range of indices. `key` is what the value is called.
  base::Span of(tree::NodeId node, std::string_view key);
  base::Span of_comment(std::string_view text);

  // A value and a member's name as rules look at them.
  Subject value_subject(const tree::Cursor& value);
  Subject key_subject(tree::NodeId key_node, tree::NodeId value);

  const manifest::Atom& operator[](std::uint32_t index) const { return atoms_[index]; }
  std::span<const manifest::Atom> in(const Subject& subject) const {
    return std::span(atoms_).subspan(subject.atoms.begin, subject.atoms.size());
  }

  // The account that the atom `atom` of a subject is or holds, of the whole subject for kNoAtom: bytes of its text,
  // empty when there is none.
  base::Span account_of(const Subject& subject, std::uint32_t atom) const;

 private:
  const FileView* view_ = nullptr;
  std::vector<manifest::Atom> atoms_;
  std::vector<base::Span> ranges_;  // by node; begin == kUnscanned until asked for
  std::vector<manifest::Atom> scratch_;
};

}  // namespace paritylint::check
