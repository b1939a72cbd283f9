#include "manifest/moving_commands.h"

#include <algorithm>
#include <iterator>

#include "manifest/characters.h"

namespace paritylint::manifest {
namespace {

// Commands whose purpose is to move or fill in files.
constexpr std::string_view kMovers[] = {"cp",  "mv",  "rsync",     "install", "envsubst",  "tee",
                                        "zip", "aws", "ecspresso", "ecs-cli", "ecs-deploy"};
// Commands that stand before the command proper.
constexpr std::string_view kPrefixes[] = {"sudo", "then", "do", "else", "if", "time", "exec", "export", "-", "!"};

template <std::size_t kSize>
bool is_in(std::string_view word, const std::string_view (&words)[kSize]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool ends_word(char c) { return is_space(c) || std::string_view("|&;()`<>{}\"'").find(c) != std::string_view::npos; }

class StatementReader {
 public:
  explicit StatementReader(std::string_view line) : line_(line) {}

  std::vector<Statement> read() {
    skip_yaml();
    while (at_ < line_.size()) step();
    finish();
    return std::move(statements_);
  }

 private:
  // The quote of a YAML scalar is no quote of the shell's: - 'cp a b'
  void skip_yaml() {
    while (at_ < line_.size() && (is_space(line_[at_]) || line_[at_] == '-')) ++at_;
    const std::size_t colon = line_.find(": ", at_);
    const bool is_key = colon != std::string_view::npos &&
                        std::all_of(line_.begin() + static_cast<std::ptrdiff_t>(at_),
                                    line_.begin() + static_cast<std::ptrdiff_t>(colon),
                                    [](char c) { return base::is_alnum(c) || c == '_' || c == '-'; });
    if (is_key) at_ = colon + 2;
    while (at_ < line_.size() && is_space(line_[at_])) ++at_;
    if (at_ < line_.size() && (line_[at_] == '"' || line_[at_] == '\'')) ++at_;
  }

  void step() {
    const char c = line_[at_];
    const char next = at_or_nul(line_, at_ + 1);
    if (c == '\'' || c == '"') {
      read_quoted(c);
    } else if (c == ';' || (c == '&' && next == '&') || (c == '|' && next == '|')) {
      at_ += c == ';' ? 1 : 2;
      finish();
    } else if (c == '>') {
      read_redirection();
    } else if (c == '|' || c == '(' || c == '`' || (c == '{' && is_space(next))) {
      expects_command_ = true;
      ++at_;
    } else if (ends_word(c)) {
      ++at_;
    } else {
      read_word();
    }
  }

  // A command inside of "$(...)" is one all the same.
  void read_quoted(char quote) {
    expects_command_ = false;
    const std::size_t close = line_.find(quote, at_ + 1);
    const std::string_view quoted = line_.substr(at_, close == std::string_view::npos ? 0 : close - at_);
    if (quoted.empty() || (quote == '"' && quoted.find("$(") != std::string_view::npos)) {
      ++at_;
    } else {
      at_ = close + 1;
    }
  }

  // To a file: not 2>, >&2, =>, -> and not to /dev/null.
  void read_redirection() {
    const char before = at_ == 0 ? '\0' : line_[at_ - 1];
    while (at_or_nul(line_, at_) == '>') ++at_;
    std::size_t target = at_;
    while (target < line_.size() && is_space(line_[target])) ++target;
    const std::string_view rest = line_.substr(target);
    const bool is_file = before != '=' && before != '-' && before != '2' && !rest.empty() && rest.front() != '&' &&
                         rest.front() != '=' && !rest.starts_with("/dev/");
    has_output_ = has_output_ || is_file;
  }

  void read_word() {
    const std::size_t begin = at_;
    while (at_ < line_.size() && !ends_word(line_[at_])) ++at_;
    const std::string_view word = line_.substr(begin, at_ - begin);
    if (word == "-i" || word.starts_with("-i.") || word.starts_with("--in-place")) edits_in_place_ = true;
    if (word == "-r" || word == "-e" || word.starts_with("--raw")) reads_a_value_ = true;
    if (!expects_command_) return;
    if (is_in(word, kPrefixes)) return;
    if (word.find('=') != std::string_view::npos) {
      captures_ = captures_ || (word.ends_with("=$") && at_or_nul(line_, at_) == '(');
      captures_ = captures_ || (word.ends_with('=') && line_.substr(at_).starts_with("\"$("));
      return;
    }
    expects_command_ = false;
    const std::string_view name = word.substr(word.rfind('/') + 1);
    if (is_in(name, kMovers)) moves_ = true;
    if (name == "sed" || name == "perl" || name == "yq") fills_in_ = true;
    if (name == "jq" || name == "cat") shows_ = true;
  }

  void finish() {
    const bool moves = moves_ || has_output_ || (fills_in_ && (edits_in_place_ || captures_)) ||
                       (shows_ && captures_ && !reads_a_value_);
    statements_.push_back({at_, moves});
    expects_command_ = true;
    moves_ = has_output_ = fills_in_ = shows_ = edits_in_place_ = captures_ = reads_a_value_ = false;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::vector<Statement> statements_;
  // Of the statement that is being read:
  bool expects_command_ = true;
  bool moves_ = false;
  bool has_output_ = false;      // > file
  bool fills_in_ = false;        // sed and its kin
  bool shows_ = false;           // jq, cat
  bool edits_in_place_ = false;  // sed -i
  bool captures_ = false;        // NAME=$(...)
  bool reads_a_value_ = false;   // jq -r .family
};

}  // namespace

std::vector<Statement> statements_of(std::string_view line) { return StatementReader(line).read(); }

}  // namespace paritylint::manifest
