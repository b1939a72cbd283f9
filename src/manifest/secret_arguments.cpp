// Words of commands from left to right. The program that was named last decides what -p, -u and -P mean; a separator
// of commands forgets it.
#include <algorithm>

#include "manifest/characters.h"
#include "manifest/secret_names.h"
#include "manifest/secret_text.h"
#include "manifest/secret_values.h"

namespace paritylint::manifest {
namespace {

using base::Span;

enum class Program : unsigned char { other, container, database, web, redis, sql, directory, sshpass, archive };

struct ProgramName {
  std::string_view name;
  Program program;
};

constexpr ProgramName kPrograms[] = {
    {"docker", Program::container},
    {"podman", Program::container},
    {"nerdctl", Program::container},
    {"buildah", Program::container},
    {"skopeo", Program::container},
    {"helm", Program::container},
    {"oras", Program::container},
    {"crane", Program::container},
    {"az", Program::container},
    {"oc", Program::container},
    {"kubectl", Program::container},
    {"docker-compose", Program::container},
    {"mysql", Program::database},
    {"mysqldump", Program::database},
    {"mysqladmin", Program::database},
    {"mariadb", Program::database},
    {"mongo", Program::database},
    {"mongosh", Program::database},
    {"mongodump", Program::database},
    {"mongorestore", Program::database},
    {"mysqlimport", Program::database},
    {"curl", Program::web},
    {"wget", Program::web},
    {"http", Program::web},
    {"redis-cli", Program::redis},
    {"sqlcmd", Program::sql},
    {"bcp", Program::sql},
    {"ldapsearch", Program::directory},
    {"ldapadd", Program::directory},
    {"ldapmodify", Program::directory},
    {"sshpass", Program::sshpass},
    {"unzip", Program::archive},
    {"zip", Program::archive},
};

// The letter of the flag that takes a password: docker login -p, redis-cli -a.
char password_flag(Program program, bool login) {
  switch (program) {
    case Program::container:
      return login ? 'p' : '\0';
    case Program::database:
    case Program::sshpass:
      return 'p';
    case Program::redis:
      return 'a';
    case Program::sql:
    case Program::archive:
      return 'P';
    case Program::directory:
      return 'w';
    case Program::web:
    case Program::other:
      return '\0';
  }
  return '\0';
}

class ArgumentReader {
 public:
  ArgumentReader(std::string_view text, std::vector<Span>& spans) : text_(text), spans_(spans) {}

  void read() {
    for (std::size_t i = 0; i < text_.size();) {
      if (separates(i)) {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      while (i < text_.size() && !separates(i)) ++i;
      on_word(begin, i);
    }
  }

 private:
  // White space, quotes and marks between words; what they say about the command is noted on the way.
  bool separates(std::size_t i) {
    const char c = text_[i];
    switch (c) {
      case '|':
      case '&':
      case ';':
      case '\n':
        if (c == '\n' && i > 0 && text_[i - 1] == '\\') return true;
        if (c == '|' && echo_begin_ != 0 && at_or_nul(text_, i + 1) != '|') {
          if (echo_end_ == 0) echo_end_ = i;
        } else if (echo_end_ == 0 || c != '|') {
          echo_begin_ = echo_end_ = 0;
        }
        forget_command();
        return true;
      case kArgumentEnd:
        if (has_blank_) {
          forget_command();
          echo_begin_ = echo_end_ = 0;
        }
        has_blank_ = false;
        return true;
      case ' ':
      case '\t':
        has_blank_ = true;
        return true;
      default:
        return c == '\r' || is_quote(c) || c == '(' || c == ')' || c == '`' || c == ',' || c == '[' || c == ']';
    }
  }

  void forget_command() {
    program_ = Program::other;
    login_ = parameter_ = set_ = false;
  }

  // Where the argument behind a word stands: over the word's closing quote, a comma of a list, a list's dash. Sets
  // `whole` when it is an element of a list, which ends where the element ends.
  std::size_t next_argument(std::size_t end, bool& whole) const {
    std::size_t i = end;
    while (at_or_nul(text_, i) == '\\' || is_quote(at_or_nul(text_, i))) ++i;
    i = skip_blanks(text_, i);
    if (at_or_nul(text_, i) == kArgumentEnd) {
      whole = true;
      return i + 1;
    }
    if (at_or_nul(text_, i) == ',') i = skip_blanks(text_, i + 1);
    while (is_space(at_or_nul(text_, i)) || (at_or_nul(text_, i) == '\\' && at_or_nul(text_, i + 1) == '\n')) ++i;
    if (at_or_nul(text_, i) == '-' && at_or_nul(text_, i + 1) == ' ') i = skip_blanks(text_, i + 1);
    return i;
  }

  Span argument_behind(std::size_t end) const {
    bool whole = false;
    const std::size_t begin = next_argument(end, whole);
    if (!whole) return at_or_nul(text_, begin) == '-' ? Span{} : word_at(text_, begin, TextKind::value);
    const std::size_t last = std::min(text_.find(kArgumentEnd, begin), text_.size());
    return at_or_nul(text_, begin) == '-' ? Span{} : Span{base::offset32(begin), base::offset32(last)};
  }

  void mask(Span value) {
    if (!value.empty() && is_secret_value(slice(text_, value))) spans_.push_back(value);
  }

  // name:password; a long name without a password is a token.
  void mask_login(Span value) {
    constexpr std::size_t kLongestUser = 20;
    const std::string_view login = slice(text_, value);
    const std::size_t colon = login.find(':');
    if (colon == std::string_view::npos || login.find("://") == colon) return;
    if (colon + 1 == login.size()) {
      if (colon >= kLongestUser) mask({value.begin, base::offset32(value.begin + colon)});
      return;
    }
    mask({base::offset32(value.begin + colon + 1), value.end});
  }

  void on_word(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    if (word.size() > 1 && word[0] == '-') return on_flag(word, begin, end);
    const std::string_view base_name = word.substr(word.rfind('/') + 1);  // npos + 1 == 0
    if (set_) {
      const std::string_view name = word.substr(word.rfind(':') + 1);
      if (is_secret_name(name)) mask(argument_behind(end));
      set_ = false;
    }
    for (const ProgramName& one : kPrograms) {
      if (one.name != base_name) continue;
      program_ = one.program;
      login_ = false;
    }
    if (word == "login") login_ = true;
    if (word == "put-parameter") parameter_ = true;
    if (word == "set") set_ = true;
    if (word == "chpasswd") mask_echo();
    if ((word == "echo" || word == "printf") && echo_end_ == 0) echo_begin_ = end;
  }

  void on_flag(std::string_view word, std::size_t begin, std::size_t end) {
    const std::size_t dashes = word.starts_with("--") ? 2 : 1;
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(dashes, equals == std::string_view::npos ? equals : equals - dashes);
    if (name == "password-stdin") return mask_echo();
    const bool user = name == "user" || name == "proxy-user" || word == "-u" || word == "-U";
    const Span attached =
        equals == std::string_view::npos ? Span{} : word_at(text_, begin + equals + 1, TextKind::value);
    if (user && program_ != Program::container) {
      mask_login(attached.empty() ? argument_behind(end) : attached);
    } else if (name == "value" && parameter_) {
      mask(attached.empty() ? argument_behind(end) : attached);
    } else if (equals == std::string_view::npos && name.size() > 2 && is_secret_name(name)) {
      const Span value = argument_behind(end);
      if (!slice(text_, value).starts_with("id=")) mask(value);  // docker build --secret id=name,src=file
    } else if (dashes == 1 && name.size() > 0) {
      on_letter(name, begin, end);
    }
  }

  void on_letter(std::string_view name, std::size_t begin, std::size_t end) {
    if (program_ == Program::web && name.size() > 1 && name[0] == 'u') {
      return mask_login({base::offset32(begin + 2), base::offset32(end)});
    }
    const char flag = password_flag(program_, login_);
    if (flag == '\0' || name[0] != flag) return;
    if (name.size() == 1 && !is_quote(at_or_nul(text_, end))) return mask(argument_behind(end));
    if (name.size() == 1) {  // -p"x y", or the end of an element: ["-p", "x"]
      const Span quoted = word_at(text_, end, TextKind::value);
      return mask(at_or_nul(text_, quoted.begin) == ',' ? argument_behind(end) : quoted);
    }
    mask(word_at(text_, begin + 2, TextKind::value));
  }

  // What echo wrote into the pipe: its words but for flags.
  void mask_echo() {
    if (echo_begin_ == 0 || echo_end_ == 0) return;
    std::size_t begin = skip_blanks(text_, echo_begin_);
    while (at_or_nul(text_, begin) == '-' && begin < echo_end_) {
      while (begin < echo_end_ && text_[begin] != ' ') ++begin;
      begin = skip_blanks(text_, begin);
    }
    if (begin < echo_end_) mask({base::offset32(begin), base::offset32(echo_end_)});
    echo_begin_ = echo_end_ = 0;
  }

  std::string_view text_;
  std::vector<Span>& spans_;
  Program program_ = Program::other;
  bool login_ = false;      // `docker login` was read
  bool parameter_ = false;  // `aws ssm put-parameter` was read
  bool set_ = false;        // `aws configure set` was read: a name and its value follow
  bool has_blank_ = false;  // the element of a list that is being read is more than one word
  std::size_t echo_begin_ = 0;
  std::size_t echo_end_ = 0;
};

}  // namespace

void append_argument_spans(std::string_view text, std::vector<Span>& spans) { ArgumentReader(text, spans).read(); }

}  // namespace paritylint::manifest
