// Prints what the reader made of files, for comparison with other parsers. For tests only.
//   dump_tree values MODE FILE...   one line of JSON a file: {"path", "complete", "problems", "values"}
// A value is a list of its type and its content: ["string", "x"], ["integer", "1"], ["mapping", [[name, value]...]].
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "tree/cursor.h"
#include "tree/read.h"

namespace paritylint {
namespace {

std::string_view kind_name(tree::NodeKind kind) {
  switch (kind) {
    case tree::NodeKind::null:
      return "null";
    case tree::NodeKind::boolean:
      return "boolean";
    case tree::NodeKind::integer:
      return "integer";
    case tree::NodeKind::real:
      return "real";
    case tree::NodeKind::string:
      return "string";
    case tree::NodeKind::unquoted:
      return "unquoted";
    case tree::NodeKind::mapping:
      return "mapping";
    case tree::NodeKind::sequence:
      return "sequence";
    case tree::NodeKind::alias:
      return "alias";
  }
  return {};
}

// Every member as it stands in the file, duplicates too. The reader limits the depth.
void write_value(base::JsonWriter& json, const tree::Tree& tree, tree::NodeId id) {
  const tree::Node& node = tree.node(id);
  json.begin_array();
  json.string(kind_name(node.kind));
  if (!node.is_collection()) {
    json.string(tree.text(id));
  } else {
    json.begin_array();
    const bool is_mapping = node.kind == tree::NodeKind::mapping;
    for (tree::NodeId child = tree.first_child(id); child != tree::kNoNode; child = tree.next_sibling(child)) {
      if (is_mapping) json.begin_array();
      write_value(json, tree, child);
      if (!is_mapping) continue;
      child = tree.next_sibling(child);
      write_value(json, tree, child);
      json.end_array();
    }
    json.end_array();
  }
  json.end_array();
}

void write_file(const std::string& path, tree::Reader& reader, const tree::ReadOptions& options) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream content;
  content << stream.rdbuf();
  const std::string bytes = content.str();
  const std::string buffer = bytes + std::string(tree::kPadding, '\0');
  tree::ReadResult result;
  reader.read(tree::guess_format(path, bytes), std::string_view(buffer).substr(0, bytes.size()), options, result);
  std::string out;
  base::JsonWriter json(out, base::JsonWriter::Layout::compact);
  json.begin_object();
  json.member("path", path);
  json.member("complete", result.complete);
  json.member("problems", result.problems.size());
  json.key("values");
  json.begin_array();
  for (const tree::NodeId root : result.tree.documents()) write_value(json, result.tree, root);
  json.end_array();
  json.end_object();
  std::printf("%s\n", out.c_str());
}

}  // namespace
}  // namespace paritylint

int main(int argc, char** argv) {
  if (argc < 4 || std::string_view(argv[1]) != "values") {
    std::fprintf(stderr, "usage: dump_tree values strict|tolerant FILE...\n");
    return 2;
  }
  const paritylint::tree::KeyTable keys;
  paritylint::tree::Reader reader(keys);
  paritylint::tree::ReadOptions options;
  if (std::string_view(argv[2]) == "strict") options.mode = paritylint::tree::Mode::strict;
  for (int arg = 3; arg < argc; ++arg) paritylint::write_file(argv[arg], reader, options);
  return 0;
}
