#include "manifest/pipeline/jq_filter.h"

#include <charconv>

#include "base/text.h"

namespace paritylint::manifest {
namespace {

constexpr std::size_t kMostSteps = 64;

class JqReader {
 public:
  JqReader(std::string_view program, const std::map<std::string, JqVariable, std::less<>>& variables,
           const std::function<std::string(std::string_view name)>& value_of, JqFilter& filter)
      : program_(program), variables_(variables), value_of_(value_of), filter_(filter) {}

  void read() {
    do {
      read_stage();
      skip();
    } while (filter_.opaque.empty() && take("|"));
    if (at_ < program_.size()) fail();
  }

 private:
  void fail() {
    if (filter_.opaque.empty()) filter_.opaque = "its program is not followed";
  }
  void skip() {
    while (at_ < program_.size() && std::string_view(" \t\n\r").find(program_[at_]) != std::string_view::npos) ++at_;
  }
  char peek() {
    skip();
    return at_ < program_.size() ? program_[at_] : '\0';
  }
  bool take(std::string_view what) {
    skip();
    if (!program_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }

  void read_stage() {
    JqStage stage;
    if (take("del")) {
      stage.kind = JqStage::Kind::remove;
      if (!take("(")) return fail();
      do {
        stage.paths.emplace_back();
        if (!read_path(stage.paths.back())) return fail();
      } while (take(","));
      if (!take(")")) return fail();
    } else {
      stage.paths.emplace_back();
      const bool in_parentheses = take("(");
      do {
        if (!read_path(stage.paths.back())) return fail();
      } while (in_parentheses && take("|"));
      if (in_parentheses && !take(")")) return fail();
      // The values below read nothing of the input, so that |= and = mean the same.
      if (take("|=") || (peek() == '=' && !program_.substr(at_).starts_with("==") && take("="))) {
        stage.kind = JqStage::Kind::assign;
        if (!read_value(stage)) return fail();
      } else if (in_parentheses) {
        return fail();
      }
    }
    filter_.stages.push_back(std::move(stage));
  }

  std::string_view read_name() {
    const std::size_t begin = at_;
    while (at_ < program_.size() && (base::is_alnum(program_[at_]) || program_[at_] == '_')) ++at_;
    return program_.substr(begin, at_ - begin);
  }

  // One or more steps, or the lone dot; select(...) stands for a step, too.
  bool read_path(JqPath& path) {
    if (take("select(")) return read_select(path);
    if (peek() != '.') return false;
    bool needs_more = true;
    while (path.size() < kMostSteps) {
      JqPathStep step;
      const char c = at_ < program_.size() ? program_[at_] : '\0';
      if (c == '.') {
        ++at_;
        const char next = at_ < program_.size() ? program_[at_] : '\0';
        if (next == '"') {
          if (!read_string(step.name)) return false;
          path.push_back(step);
        } else if (base::is_alpha(next) || next == '_') {
          step.name = read_name();
          path.push_back(step);
        } else if (next != '[' && !needs_more) {
          return false;
        }
      } else if (c == '[') {
        ++at_;
        if (!read_bracket(step)) return false;
        path.push_back(step);
      } else {
        return true;
      }
      needs_more = false;
    }
    return false;
  }

  bool read_bracket(JqPathStep& step) {
    if (take("]")) {
      step.kind = JqPathStep::Kind::iterate;
      return true;
    }
    if (peek() == '"') return read_string(step.name) && take("]");
    step.kind = JqPathStep::Kind::index;
    const auto read = std::from_chars(program_.data() + at_, program_.data() + program_.size(), step.index);
    if (read.ec != std::errc() || step.index > 100'000 || step.index < -100'000) return false;
    at_ = static_cast<std::size_t>(read.ptr - program_.data());
    return take("]");
  }

  // Behind "select(": .name == "web")
  bool read_select(JqPath& path) {
    JqPathStep step;
    step.kind = JqPathStep::Kind::select;
    JqStage compared;
    if (!take(".")) return false;
    step.name = read_name();
    if (step.name.empty() || !take("==") || !read_value(compared) || !compared.is_string || !take(")")) return false;
    step.value = compared.value;
    path.push_back(step);
    return true;
  }

  // A string, a number, a variable, or strings joined by +.
  bool read_value(JqStage& stage) {
    std::string all;
    std::size_t count = 0;
    do {
      if (!read_operand(stage)) return false;
      all += stage.value;
      ++count;
      if (count > 1 && !stage.is_string) return false;
    } while (stage.is_string && take("+"));
    stage.value = std::move(all);
    return true;
  }

  bool read_operand(JqStage& stage) {
    stage.is_string = true;
    stage.value.clear();
    if (peek() == '"') return read_string(stage.value);
    if (take("$ENV.") || take("env.")) {
      stage.value = value_of_(read_name());
      return true;
    }
    if (take("$")) {
      const auto variable = variables_.find(read_name());
      if (variable == variables_.end()) return false;
      stage.value = variable->second.value;
      stage.is_string = variable->second.is_string;
      return stage.is_string || is_plain_json(stage.value);
    }
    stage.is_string = false;
    const std::size_t begin = at_;
    while (at_ < program_.size() && (base::is_alnum(program_[at_]) || program_[at_] == '-')) ++at_;
    stage.value = program_.substr(begin, at_ - begin);
    return is_plain_json(stage.value);
  }

  static bool is_plain_json(std::string_view text) {
    if (text == "true" || text == "false" || text == "null") return true;
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.empty() || text.size() > 15 || (text.size() > 1 && text[0] == '0')) return false;
    return text.find_first_not_of("0123456789") == std::string_view::npos;
  }

  bool read_string(std::string& text) {
    for (++at_; at_ < program_.size() && program_[at_] != '"'; ++at_) {
      if (program_[at_] != '\\') {
        text += program_[at_];
        continue;
      }
      ++at_;
      const char c = at_ < program_.size() ? program_[at_] : '\0';
      if (c == '"' || c == '\\' || c == '/') {
        text += c;
      } else if (c == 'n' || c == 't') {
        text += c == 'n' ? '\n' : '\t';
      } else {
        return false;  // \(...) above all
      }
    }
    if (at_ >= program_.size()) return false;
    ++at_;
    return true;
  }

  std::string_view program_;
  const std::map<std::string, JqVariable, std::less<>>& variables_;
  const std::function<std::string(std::string_view name)>& value_of_;
  JqFilter& filter_;
  std::size_t at_ = 0;
};

}  // namespace

void read_jq_program(std::string_view program, const std::map<std::string, JqVariable, std::less<>>& variables,
                     const std::function<std::string(std::string_view name)>& value_of, JqFilter& filter) {
  JqReader(program, variables, value_of, filter).read();
}

std::string spelled(const JqPath& path) {
  std::string out;
  for (const JqPathStep& step : path) {
    switch (step.kind) {
      case JqPathStep::Kind::field:
        out.append(".").append(step.name);
        break;
      case JqPathStep::Kind::index:
        out.append("[").append(std::to_string(step.index)).append("]");
        break;
      case JqPathStep::Kind::iterate:
        out += "[]";
        break;
      case JqPathStep::Kind::select:
        out.append("|select(.").append(step.name).append("==\"").append(step.value).append("\")");
        break;
    }
  }
  return out.empty() ? "." : out;
}

}  // namespace paritylint::manifest
