#include "check/builtin/containers.h"

namespace paritylint::check::builtin {

using tree::Cursor;

std::optional<Cursor> member(const FileView& view, const Cursor& mapping, std::string_view name) {
  return view.recognition && view.recognition->pascal_case ? mapping.find_ignoring_case(name) : mapping.find(name);
}

std::vector<Cursor> containers(const FileView& view) {
  std::vector<Cursor> found;
  if (view.tree == nullptr || !view.recognition || view.kind != manifest::ManifestKind::taskdef) return found;
  const Cursor root(*view.tree, view.recognition->root);
  if (view.recognition->extent == manifest::Extent::container) return {root};
  std::optional<Cursor> list = root;
  if (view.recognition->extent == manifest::Extent::whole) list = member(view, root, "containerDefinitions");
  if (list) list->for_each_element([&](std::size_t, const Cursor& one) { found.push_back(one); });
  return found;
}

}  // namespace paritylint::check::builtin
