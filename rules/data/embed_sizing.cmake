# Writes sizing.json as constant C++ data: cmake -DDATA=<this folder> -DOUT=<file.cpp> -P embed_sizing.cmake
file(READ "${DATA}/sizing.json" json)
set(text "// Made from rules/data/sizing.json.\n#include \"diff/sizing.h\"\n\nnamespace paritylint::diff {\nnamespace {\n\n")
foreach(list fields variable_words)
  string(JSON array GET "${json}" ${list})
  string(JSON count LENGTH "${array}")
  math(EXPR last "${count} - 1")
  string(APPEND text "constexpr std::string_view k_${list}[] = {\n")
  foreach(index RANGE ${last})
    string(JSON item GET "${array}" ${index})
    string(APPEND text "    \"${item}\",\n")
  endforeach()
  string(APPEND text "};\n")
endforeach()
string(APPEND text "\n}  // namespace\n\n"
  "std::span<const std::string_view> sizing_fields() { return k_fields; }\n"
  "std::span<const std::string_view> sizing_variable_words() { return k_variable_words; }\n\n"
  "}  // namespace paritylint::diff\n")
file(WRITE "${OUT}" "${text}")
