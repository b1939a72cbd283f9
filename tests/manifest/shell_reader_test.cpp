#include "manifest/pipeline/shell_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>

#include "manifest/corpus.h"
#include "support/shared.h"

namespace paritylint::manifest {
namespace {

std::string shown(const ShellScript& script, const ShellWord& word) {
  std::string out;
  for (const ShellPart& part : script.parts(word)) {
    const std::string text(script.text(part));
    const std::string operation(base::slice(script.source(), part.operation));
    switch (part.kind) {
      case ShellPartKind::literal:
        out += part.quote == ShellQuote::none            ? text
               : part.quote == ShellQuote::single_quoted ? "'" + text + "'"
               : part.quote == ShellQuote::double_quoted ? "\"" + text + "\""
                                                         : "\\" + text;
        break;
      case ShellPartKind::variable:
        out += (part.quote == ShellQuote::double_quoted ? "\"${" : "${") + text + operation + "}";
        if (part.quote == ShellQuote::double_quoted) out += '"';
        break;
      case ShellPartKind::substitution:
        out += "$(" + std::to_string(part.body) + ")";
        break;
      case ShellPartKind::arithmetic:
        out += "$((";
        break;
      case ShellPartKind::expression:
        out += "${{" + text + "}}";
        break;
      case ShellPartKind::array:
        out += "(...)";
        break;
    }
  }
  return word.part_count == 0 ? "''" : out;
}

std::string_view name(ShellBodyKind kind) {
  constexpr std::string_view kNames[] = {"",     "if",    "then",     "else",     "do",
                                         "case", "group", "subshell", "function", "$()"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string shown(const ShellScript& script, const Redirection& one) {
  constexpr std::string_view kSigns[] = {"<", ">", ">>", "&>", ">&", "<<", "<<<"};
  return std::to_string(one.descriptor) + std::string(kSigns[static_cast<std::size_t>(one.kind)]) +
         shown(script, one.word);
}

// One line per command: "then && a b 1>c"; behind the last an exclamation mark when the script is not complete.
std::string shown(const ShellScript& script) {
  constexpr std::string_view kJoins[] = {"", "; ", "&& ", "|| ", "| ", "& "};
  std::string out;
  for (const ShellCommand& command : script.commands()) {
    if (!out.empty()) out += '\n';
    const ShellBody& body = script.bodies()[command.body];
    if (body.kind != ShellBodyKind::script) out += std::string(name(body.kind)) + std::to_string(command.body) + " ";
    out += kJoins[static_cast<std::size_t>(command.join)];
    if (command.is_negated) out += "! ";
    std::string words;
    for (const ShellWord& word : script.words(command)) words += (words.empty() ? "" : " ") + shown(script, word);
    out += words;
    for (const Redirection& one : script.redirections(command)) out += " " + shown(script, one);
  }
  return script.is_complete() ? out : out + "!";
}

std::string read(std::string_view text) { return shown(read_shell(text)); }

TEST(ReadShell, KeepsWordsInParts) {
  EXPECT_EQ(read("sed -i 's!<X>!'$X'!g' taskdef.json"), "sed -i 's!<X>!'${X}'!g' taskdef.json");
  EXPECT_EQ(read("echo \"a $B ${C:-d} \\$E\" ''"), "echo \"a \"\"${B}\"\" \"\"${C:-d}\"\" \"\"$\"\"E\" ''");
  EXPECT_EQ(read("sed s@\\<A\\>@$A@"), "sed s@\\<A\\>@${A}@");
  EXPECT_EQ(read("a \\\n  b"), "a b");
  EXPECT_EQ(read("echo a\\\nb"), "echo ab");
  EXPECT_EQ(read("echo $'a\\n' $\"b\" $ $1 $? a#b # c"), "echo 'a\n' \"b\" $ ${1} ${?} a#b");
  EXPECT_EQ(read("echo ${#A} ${A%/*} ${A:-${B}} $((1 + (2)))x"), "echo ${A#} ${A%/*} ${A:-${B}} $((x");
  EXPECT_EQ(read("A=(x \"y z\") b"), "A=(...) b");
}

TEST(ReadShell, JoinsCommands) {
  EXPECT_EQ(read("a && b || c; d | e & f\ng"), "a\n&& b\n|| c\n; d\n| e\n& f\n; g");
  EXPECT_EQ(read("a |\n b &&\n\n # why\n c"), "a\n| b\n&& c");
  EXPECT_EQ(read("! a"), "! a");
  EXPECT_EQ(read("[[ a < b && c ]] && d"), "[[ a b c ]]\n&& d");
}

TEST(ReadShell, ReadsRedirections) {
  EXPECT_EQ(read("a < b > c 2>&1 >>d 2>/dev/null"), "a 0<b 1>c 2>&1 1>>d 2>/dev/null");
  EXPECT_EQ(read("a &> b; a >& c; a >&2; a1> b"), "a 1&>b\n; a 1&>c\n; a 1>&2\n; a1 1>b");
  EXPECT_EQ(read("> a"), " 1>a");
  EXPECT_EQ(read("a <<< \"b $C\""), "a 0<<<\"b \"\"${C}\"");
}

TEST(ReadShell, ReadsHereDocuments) {
  EXPECT_EQ(read("cat <<EOF > a | b\nx $Y \"z\" \\$q\nEOF\nc"),
            "cat 0<<\"x \"\"${Y}\"\" \"z\" \"\"$\"\"q\n\" 1>a\n| b\n; c");
  EXPECT_EQ(read("cat <<'EOF'\n$X `y`\nEOF"), "cat 0<<'$X `y`\n'");
  EXPECT_EQ(read("cat <<-EOF\n\ta\n\t\tb\n\tEOF\nc"), "cat 0<<\"a\n\"\"b\n\"\n; c");
  EXPECT_EQ(read("A=$(cat <<E\nx\nE\n)\nb"), "$()1 cat 0<<\"x\n\"\nA=$(1)\n; b");
  EXPECT_EQ(read("{ a; } <<E\nx\nE\nb"), "group1 a\n; b");
  EXPECT_EQ(read("cat <<EOF\nx"), "cat 0<<\"x\"!");
}

TEST(ReadShell, ReadsSubstitutionsBeforeTheirCommand) {
  EXPECT_EQ(read("a \"$(b | c \"d\")\" `e`"), "$()1 b\n$()1 | c \"d\"\n$()2 e\na $(1) $(2)");
  EXPECT_EQ(read("diff <(a) <(b)"), "$()1 a\n$()2 b\ndiff $(1) $(2)");
  EXPECT_EQ(read("a $(b; (c); if d; then e; fi)"), "$()1 b\nsubshell2 c\nif3 d\nthen4 e\na $(1)");
  EXPECT_EQ(read("a $(b"), "$()1 b\na $(1)!");
}

TEST(ReadShell, ReadsCompounds) {
  EXPECT_EQ(read("if a; then b; elif c\nthen d; else e; fi && f"), "if1 a\nthen2 b\nif3 c\nthen4 d\nelse5 e\n&& f");
  EXPECT_EQ(read("if a; then for x in b c; do d $x; done; e; fi"), "if1 a\nthen2 for x in b c\ndo3 d ${x}\nthen2 ; e");
  EXPECT_EQ(read("while read l; do a; done < b; c"), "if1 read l\ndo2 a\n; c");
  EXPECT_EQ(read("case $X in\n a|b) c;;\n (d) e ;; *) f\nesac\ng"), "case ${X} in\ncase1 c\ncase2 e\ncase3 f\n; g");
  EXPECT_EQ(read("f() { a; }\nfunction g {\n b\n}\nf"), "group2 a\ngroup4 b\n; f");
  EXPECT_EQ(read("(a; b) | c"), "subshell1 a\nsubshell1 ; b\n| c");
  EXPECT_EQ(read("fi"), "!");
}

TEST(ReadShell, KnowsWhereACompoundStands) {
  const ShellScript script = read_shell("a | while b; do c; done > d");
  ASSERT_EQ(script.bodies().size(), 3u);
  EXPECT_EQ(script.bodies()[1].join, ShellJoin::pipe);
  EXPECT_EQ(script.bodies()[1].previous, 0u);
  ASSERT_EQ(script.bodies()[2].redirections.size(), 1u);
  EXPECT_EQ(base::slice(script.source(), script.bodies()[2].redirections[0].span), "> d");
  const ShellScript function = read_shell("deploy() { a; }");
  EXPECT_EQ(base::slice(function.source(), function.bodies()[1].name), "deploy");
  EXPECT_EQ(function.bodies()[2].parent, 1u);
}

TEST(ReadShell, ReadsExpressionsOfWorkflows) {
  const auto with = [](std::string_view text) { return shown(read_shell(text, {.has_expressions = true})); };
  EXPECT_EQ(with("sed 's|{{X}}|${{ env.X }}|g' a-${{ vars.E }}.json"),
            "sed 's|{{X}}|'${{env.X}}'|g' a-${{vars.E}}.json");
  EXPECT_EQ(with("a \"${{ b || 'c' }}\""), "a ${{b || 'c'}}");
}

TEST(ReadShell, BoundsDepth) {
  std::string text = "a ";
  for (int i = 0; i < 5000; ++i) text += "$(b ";
  EXPECT_FALSE(read_shell(text).is_complete());
  text = "";
  for (int i = 0; i < 5000; ++i) text += "if a; then { ";
  for (int i = 0; i < 5000; ++i) text += "}; fi\n";
  const ShellScript script = read_shell(text + "z");
  EXPECT_LE(script.bodies().size(), 10001u);
  EXPECT_EQ(shown(script).substr(shown(script).size() - 3), "; z");
  for (const std::string_view piece : {"a=(", "<<E\n$(", "case x in a) ", "f() ", "${a:-", "$((", "\"$(", "`$("}) {
    text.clear();
    for (int i = 0; i < 20000; ++i) text += piece;
    read_shell(text);
  }
}

// What must hold for any text: all spans lie inside, the parts of a word stand in order, the words of a command in the
// command, previous commands and bodies before those that name them.
void expect_sound(const ShellScript& script) {
  const auto size = script.source().size();
  for (std::size_t i = 0; i < script.commands().size(); ++i) {
    const ShellCommand& command = script.commands()[i];
    ASSERT_LE(command.span.begin, command.span.end);
    ASSERT_LE(command.span.end, size);
    ASSERT_LT(command.body, script.bodies().size());
    if (command.previous != kNoShellIndex) {
      ASSERT_LT(command.previous, i);
      ASSERT_EQ(script.commands()[command.previous].body, command.body);
    }
    const auto expect_word = [&](const ShellWord& word) {
      ASSERT_LE(word.span.begin, word.span.end);
      ASSERT_LE(word.span.end, size);
      std::uint32_t at = word.span.begin;
      for (const ShellPart& part : script.parts(word)) {
        ASSERT_LE(at, part.span.begin);
        ASSERT_LE(part.span.begin, part.span.end);
        at = part.span.end;
        if (part.kind == ShellPartKind::substitution) {
          ASSERT_LT(part.body, script.bodies().size());
        }
      }
      ASSERT_LE(at, word.span.end);
    };
    for (const ShellWord& word : script.words(command)) {
      expect_word(word);
      ASSERT_TRUE(command.span.contains(word.span));
    }
    for (const Redirection& one : script.redirections(command)) {
      expect_word(one.word);
      ASSERT_TRUE(command.span.contains(one.span));
    }
  }
  for (std::size_t i = 1; i < script.bodies().size(); ++i) {
    ASSERT_LT(script.bodies()[i].parent, i);
    for (const Redirection& one : script.bodies()[i].redirections) ASSERT_LE(one.span.end, size);
  }
}

// Every byte is looked at a bounded number of times.
void expect_linear(const ShellScript& script) {
  ASSERT_LE(script.steps(), 4 + (kDeepestHereDocument + 4) * script.source().size()) << script.source().size();
}

TEST(ReadShell, IsSoundOnRandomTexts) {
  constexpr std::string_view kPieces[] = {
      "a",  "sed ", "'",  "\"",    "$",     "$(",    ")",     "`",     "\\",    "\n",    "|",     "||",
      "&&", ";",    ";;", "if ",   "then ", "fi ",   "for ",  "in ",   "do ",   "done ", "case ", "esac ",
      "(",  "{ ",   "} ", "<<E\n", "\nE\n", "<<-E ", ">",     ">>",    "<",     "2>&1",  "#",     " ",
      "\t", "${",   "}",  "((",    "))",    "[[ ",   "]] ",   "A=",    "A=(",   "${{",   "}}",    "f() ",
      "&",  "\r\n", "<(", "$'",    "<<<",   "! ",    "elif ", "else ", "while "};
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const std::size_t count = random() % 40;
    for (std::size_t i = 0; i < count; ++i) text += kPieces[random() % std::size(kPieces)];
    if (random() % 8 == 0) text += '\0';
    const ShellOptions options{.has_expressions = random() % 2 == 0};
    const ShellScript script = read_shell(text, options);
    SCOPED_TRACE(text);
    expect_sound(script);
    expect_linear(script);
    if (HasFatalFailure()) return;
    EXPECT_EQ(shown(script), shown(read_shell(text, options)));
  }
}

// Every beginning of every script and pipeline of the corpus, in steps, is read and is sound.
TEST(ReadShell, IsSoundOnTruncatedScripts) {
  SHARED_OR_SKIP(shared);
  std::size_t scripts = 0;
  std::mt19937 random(11);
  for (const std::string& path : test::files_below(shared / "corpus" / "open")) {
    if (!path.ends_with(".sh") && !path.ends_with(".yml") && !path.ends_with(".yaml")) continue;
    const std::string text = test::read_file(shared / "corpus" / "open" / path);
    SCOPED_TRACE(path);
    const ShellScript whole = read_shell(text);
    if (path.ends_with(".sh")) {
      ++scripts;
      EXPECT_TRUE(whole.is_complete());
    }
    for (int i = 0; i < 20; ++i) {
      const ShellScript script = read_shell(std::string_view(text).substr(0, random() % (text.size() + 1)));
      expect_sound(script);
      expect_linear(script);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(scripts, 20u);
}

// Repeating a piece ten times as often costs ten times the steps, whatever the piece leaves open.
TEST(ReadShell, TakesTimeInProportionToItsText) {
  for (const std::string_view piece :
       {"a b\n", "$(a ",       "`a ",   "$((1 ", "\"$(a ", "<<E\n", "cat <<E\n$(", "if a; then ", "case a in b) ",
        "${A:-", "a=(b ",      "{ a; ", "f() ",  "${{ ",   "[[ a ", "'",           "(",           "a | ",
        "<(a ",  "$(cat <<E\n"}) {
    SCOPED_TRACE(std::string(piece));
    const auto steps = [&](std::size_t times) {
      std::string text;
      for (std::size_t i = 0; i < times; ++i) text += piece;
      const ShellScript script = read_shell(text, {.has_expressions = true});
      return static_cast<double>(script.steps()) / static_cast<double>(text.size());
    };
    EXPECT_LE(steps(20000), 1.2 * steps(2000) + 0.1);
  }
}

}  // namespace
}  // namespace paritylint::manifest
