# Writes the schemas of the manifests as constant text: cmake -DSCHEMAS=<this folder> -DOUT=<file.cpp> -P embed.cmake
set(functions "")
foreach(kind taskdef appspec buildspec)
  file(READ "${SCHEMAS}/${kind}.schema.json" json)
  # What only editors read, and white space between the tokens, would cost time in every run. Strings of the schemas
  # hold no line breaks, and a description stands on a line of its own or behind "{" or ",".
  string(REGEX REPLACE "\n *" "" json "${json}")
  foreach(keyword description [$]comment)
    string(REGEX REPLACE "\"${keyword}\": \"([^\"\\]|\\\\.)*\", *" "" json "${json}")
    string(REGEX REPLACE ", *\"${keyword}\": \"([^\"\\]|\\\\.)*\"" "" json "${json}")
  endforeach()
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
