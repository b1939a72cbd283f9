#include "tree/yaml_event_text.h"

#include <map>
#include <vector>

#include "base/text.h"

namespace paritylint::test {
namespace {

using tree::NodeId;
using tree::NodeKind;
using tree::Style;

class EventPrinter {
 public:
  explicit EventPrinter(const tree::Tree& tree) : tree_(tree) {
    for (const tree::Property& property : tree.properties()) {
      std::string& text =
          property.kind == tree::Property::Kind::anchor ? anchors_[property.node] : tags_[property.node];
      text = base::slice(tree.source(), property.span);
    }
  }

  std::string run() {
    out_ = "+STR\n";
    std::uint32_t end = 0;
    for (const NodeId root : tree_.documents()) {
      read_tag_directives(end, tree_.node(root).token.begin);
      end = tree_.node(root).token.end;
      out_ += "+DOC\n";
      print(root);
      out_ += "-DOC\n";
    }
    return out_ + "-STR\n";
  }

 private:
  void read_tag_directives(std::uint32_t begin, std::uint32_t end) {
    handles_ = {{"!!", "tag:yaml.org,2002:"}, {"!", "!"}};
    for (const std::string_view line : base::split(base::slice(tree_.source(), {begin, end}), '\n')) {
      if (!line.starts_with("%TAG")) continue;
      std::vector<std::string_view> words;
      for (const std::string_view word : base::split(base::trim(line), ' ')) {
        if (!word.empty()) words.push_back(word);
      }
      if (words.size() >= 3) handles_[std::string(words[1])] = words[2];
    }
  }

  std::string resolve(std::string_view tag) const {
    if (tag.starts_with("!<")) return std::string(tag.substr(2, tag.size() - 3));
    const std::size_t mark = tag.find('!', 1);
    const std::string handle(mark == std::string_view::npos ? "!" : tag.substr(0, mark + 1));
    std::string resolved = handles_.at(handle);
    for (std::size_t at = handle.size(); at < tag.size(); ++at) {
      if (tag[at] == '%' && at + 2 < tag.size()) {
        resolved += static_cast<char>(std::stoi(std::string(tag.substr(at + 1, 2)), nullptr, 16));
        at += 2;
      } else {
        resolved += tag[at];
      }
    }
    return resolved;
  }

  std::string properties(NodeId id) const {
    std::string text;
    if (const auto anchor = anchors_.find(id); anchor != anchors_.end()) text += " " + anchor->second;
    if (const auto tag = tags_.find(id); tag != tags_.end()) text += " <" + resolve(tag->second) + ">";
    return text;
  }

  bool is_flow(NodeId id) const {
    const tree::Node& node = tree_.node(id);
    // A pair without braces is written in block style inside a flow sequence.
    return node.style == Style::flow || (node.parent != tree::kNoNode && tree_.node(node.parent).style == Style::flow);
  }

  void print(NodeId id) {
    const tree::Node& node = tree_.node(id);
    if (node.kind == NodeKind::alias) {
      out_ += "=ALI *" + std::string(tree_.text(id)) + "\n";
    } else if (!node.is_collection()) {
      print_scalar(id);
    } else {
      const std::string name = node.kind == NodeKind::mapping ? "MAP" : "SEQ";
      const std::string mark = node.kind == NodeKind::mapping ? " {}" : " []";
      out_ += "+" + name + (is_flow(id) ? mark : "") + properties(id) + "\n";
      for (NodeId child = tree_.first_child(id); child != tree::kNoNode; child = tree_.next_sibling(child))
        print(child);
      out_ += "-" + name + "\n";
    }
  }

  void print_scalar(NodeId id) {
    static const std::map<Style, char> marks = {
        {Style::single_quoted, '\''}, {Style::double_quoted, '"'}, {Style::literal, '|'}, {Style::folded, '>'}};
    static const std::map<char, std::string> escapes = {
        {'\\', "\\\\"}, {'\n', "\\n"}, {'\t', "\\t"}, {'\r', "\\r"}, {'\b', "\\b"}};
    const auto mark = marks.find(tree_.node(id).style);
    out_ += "=VAL" + properties(id) + " " + (mark != marks.end() ? mark->second : ':');
    for (const char c : tree_.text(id)) {
      const auto escape = escapes.find(c);
      out_ += escape != escapes.end() ? escape->second : std::string(1, c);
    }
    out_ += "\n";
  }

  const tree::Tree& tree_;
  std::map<NodeId, std::string> anchors_, tags_;
  std::map<std::string, std::string> handles_;
  std::string out_;
};

}  // namespace

std::string yaml_event_text(const tree::Tree& tree) { return EventPrinter(tree).run(); }

std::string normalised_event_text(std::string_view events) {
  std::string text;
  for (const std::string_view line : base::split(events, '\n')) {
    if (line.empty()) continue;
    const bool is_document = line.starts_with("+DOC") || line.starts_with("-DOC");
    text += is_document ? line.substr(0, 4) : line;
    text += '\n';
  }
  return text;
}

}  // namespace paritylint::test
