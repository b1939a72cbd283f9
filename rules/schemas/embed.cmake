# Writes the schemas of the manifests as constant text: cmake -DSCHEMAS=<this folder> -DOUT=<file.cpp> -P embed.cmake
set(functions "")
foreach(kind taskdef appspec buildspec)
  file(READ "${SCHEMAS}/${kind}.schema.json" json)
  # White space between the tokens would only be read over at run time; strings of the schemas hold no line breaks.
  string(REGEX REPLACE "\n *" "" json "${json}")
  string(APPEND functions "    case ManifestKind::${kind}:\n      return R\"schema(${json})schema\";\n")
endforeach()
file(WRITE "${OUT}" "// Generated from rules/schemas by embed.cmake; change the schemas there.
#include \"check/builtin/schema_text.h\"

namespace paritylint::check::builtin {

using manifest::ManifestKind;

std::string_view schema_text(ManifestKind kind) {
  switch (kind) {
${functions}  }
  return {};
}

}  // namespace paritylint::check::builtin
")
