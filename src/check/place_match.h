// From a place to a match: everything that a report prints is copied out of the file, secrets masked. Internal to
// src/check.
#pragma once

#include "check/closer.h"
#include "check/file_atoms.h"
#include "check/match.h"
#include "check/places.h"
#include "tree/source_span.h"

namespace paritylint::check {

// The bytes of the file that spell a piece of a subject's text.
base::Span source_of(const Subject& subject, base::Span decoded, tree::SourceSpans& spans);

// What a place's region says, decoded. Views the tree or the comment.
std::string_view text_of_region(const Place& place, const tree::Tree& tree);

RawMatch close_place(const Place& place, const FileView& view, const FileAtoms& atoms, Closer& closer,
                     tree::SourceSpans& spans);

}  // namespace paritylint::check
