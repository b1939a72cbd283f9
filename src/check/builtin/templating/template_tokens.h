// The tokens of a manifest that somebody has to replace before it is deployed. What looks like a token is often none:
// a shell expands $PORT in a command, the log driver {{.ID}} in a tag, the program ${HOST} in its settings. So a shape
// counts in some fields only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "check/root_view.h"

namespace paritylint::check::builtin {

enum class TokenShape : std::uint8_t {
  angle,        // <X>
  dollar,       // $X ${X}
  mustache,     // {{X}}
  percent,      // %X%
  underscores,  // __X__
  at,           // @X@
  hash,         // #{X}
  intrinsic,    // ${AWS::X}, {{resolve:...}}
  bare,         // MY_X YOUR_X X_PLACEHOLDER, a word in an ARN's account field
};
TokenShape shape_of(std::string_view token);

enum class TokenField : std::uint8_t {
  exact,            // AWS reads it as it stands: names, ARNs, sizes
  image,            // of a container
  task_definition,  // of an AppSpec
  text,             // the program reads it: environment values, log options, labels
  program,          // a shell or a program expands it: command, entryPoint, healthCheck
};

struct TemplateToken {
  tree::NodeId node = tree::kNoNode;
  base::Span source;      // bytes of the file
  std::string_view text;  // decoded
  TokenField field = TokenField::exact;
  TokenShape shape = TokenShape::angle;
  bool is_whole = false;     // it is the whole value
  bool is_unquoted = false;  // a bare token, with which the file is not JSON yet
  bool is_account = false;   // a word in the place of an account
};

// In order. Nothing for a file without a tree or of another kind than task definition and AppSpec.
std::vector<TemplateToken> template_tokens(const RootFile& file);

// True when the token counts by itself; of others only if the pipeline replaces tokens of that shape in the file.
bool counts_alone(const TemplateToken& token);
bool counts_beside(const TemplateToken& token);

// The token's name without its marks: "AWS_ACCOUNT_ID" of <AWS_ACCOUNT_ID>.
std::string_view name_of_token(std::string_view token);
// The same for comparing spellings: letters in upper case, - . and blanks as _.
std::string spelling_of_token(std::string_view token);

}  // namespace paritylint::check::builtin
