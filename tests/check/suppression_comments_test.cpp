#include "check/suppression_comments.h"

#include <gtest/gtest.h>

#include <optional>

#include "check/compile.h"

namespace paritylint::check {
namespace {

const RuleSet& rules() {
  static const std::string kBody =
      "title: t\nseverity: note\nconfidence: high\ntags: [x]\nkinds: [buildspec]\nselect: $.x\nmessage: m\nhelp: h\n"
      "why: w\ninstead: i\nreferences: [https://x.example]\nsince: 0.1.0\nexamples:\n  bad:\n    - buildspec.yml: 'x: "
      "1'\n"
      "      findings: [{line: 1}]\n  good:\n    - buildspec.yml: 'y: 1'\n";
  static const auto pack = [] {
    std::vector<RuleSource> sources;
    for (const std::string id : {"rule-a", "rule-b"}) {
      sources.push_back({"theme/" + id + ".yaml", "theme", "id: " + id + "\n" + kBody});
    }
    return std::make_unique<CompiledRules>(*compile_rules(sources, {}));
  }();
  static const auto set = RuleSet::make(pack->pack(), nullptr, {}, {});
  return *set;
}

// A text as the file that it is.
class Comments {
 public:
  explicit Comments(std::string text, bool readable = true) : text_(std::move(text)), keys_(), reader_(keys_) {
    size_ = text_.size();
    text_.append(tree::kPadding, '\0');
    view_.source = std::string_view(text_).substr(0, size_);
    reader_.read(tree::Format::yaml, view_.source, {}, read_);
    EXPECT_EQ(read_.complete, readable) << view_.source;
    if (read_.complete) view_.tree = &read_.tree;
    view_.kind = manifest::ManifestKind::buildspec;
    if (read_.complete) view_.recognition = manifest::recognise(read_.tree, view_.kind);
    Closer closer(view_);
    found_ = read_suppression_comments(view_, rules(), closer);
  }

  // The lines, counted from 1, that the only comment counts for.
  std::string lines() const {
    EXPECT_EQ(found_.mistakes.size(), 0u) << (found_.mistakes.empty() ? "" : found_.mistakes[0].message);
    if (found_.suppressions.size() != 1) return std::to_string(found_.suppressions.size()) + " comments";
    const base::LineTable lines(view_.source);
    const base::Span covers = found_.suppressions[0].covers;
    return std::to_string(lines.line_of(covers.begin)) + "-" + std::to_string(lines.line_of(covers.end - 1));
  }
  const SuppressionComments& found() const { return found_; }
  // What is wrong in the order of the text: the bytes, and the message.
  std::vector<std::string> mistakes() const {
    std::vector<std::string> texts;
    for (const CommentMistake& one : found_.mistakes) {
      texts.push_back(std::string(base::slice(view_.source, one.bytes)) + ": " + one.message);
    }
    return texts;
  }

 private:
  std::string text_;
  std::size_t size_ = 0;
  tree::KeyTable keys_;
  tree::Reader reader_;
  tree::ReadResult read_;
  FileView view_;
  SuppressionComments found_;
};

using Texts = std::vector<std::string>;
constexpr const char* kC = "# paritylint: ignore[rule-a] why\n";

TEST(SuppressionComments, BehindSomethingCountsForItsLine) {
  EXPECT_EQ(Comments("version: 0.2\nenv: 1 " + std::string(kC) + "phases: {}\n").lines(), "2-2");
  EXPECT_EQ(Comments("env: " + std::string(kC) + "  a: 1\n  b: 2\n").lines(), "1-1");
}

TEST(SuppressionComments, BehindAScalarOfSeveralLinesCountsForAllOfThem) {
  EXPECT_EQ(Comments("x: 0\na: one\n  two " + std::string(kC) + "b: 1\n").lines(), "2-3");
  EXPECT_EQ(Comments("x: 0\na: 'one\n  two' " + std::string(kC) + "b: 1\n").lines(), "2-3");
}

TEST(SuppressionComments, BehindTheHeaderOfABlockScalarCountsForIt) {
  EXPECT_EQ(Comments("x: 0\na: | " + std::string(kC) + "  one\n  two\nb: 1\n").lines(), "2-4");
}

TEST(SuppressionComments, AloneCountsForTheNextMemberWithAllBelowIt) {
  const std::string c(kC);
  EXPECT_EQ(Comments("a: 1\n" + c + "b:\n  c: 1\n  d: 2\ne: 3\n").lines(), "2-5");
  EXPECT_EQ(Comments("a:\n  " + c + "  b: 1\n  c: 2\n").lines(), "2-3");
  EXPECT_EQ(Comments(c + "a:\n  b: 1\nc: 2\n").lines(), "1-3");
  EXPECT_EQ(Comments("---\n\n" + c + "\n# more\na: 1\nc: 2\n").lines(), "3-6");
  EXPECT_EQ(Comments("x: 1\n" + c + "a: |\n  one\n  two\nb: 1\n").lines(), "2-5");
  EXPECT_EQ(Comments("x: 1\n" + c + "a: {b: 1,\n  c: 2} # and this\nd: 1\n").lines(), "2-4");
}

TEST(SuppressionComments, AloneCountsForTheNextElementWithAllBelowIt) {
  const std::string c(kC);
  EXPECT_EQ(Comments("a:\n  " + c + "  - b: 1\n    c: 2\n  - d: 3\n").lines(), "2-4");
  EXPECT_EQ(Comments("a:\n  - b\n  " + c + "  - c\n  - d\n").lines(), "3-4");
  EXPECT_EQ(Comments("a:\n  - b: 1\n    " + c + "    c: 2\n    d: 3\n").lines(), "3-4");
}

TEST(SuppressionComments, AtTheEndCountsForNothingElse) {
  EXPECT_EQ(Comments("a: 1\n" + std::string(kC)).lines(), "2-2");
}

TEST(SuppressionComments, TheShellsCommentCountsForItsLine) {
  const std::string text = "a:\n  - |\n    one " + std::string(kC) + "    two\n";
  EXPECT_EQ(Comments(text).lines(), "3-3");
}

TEST(SuppressionComments, TheShellsCommentAloneCountsForTheNextCommand) {
  const std::string c(kC);
  EXPECT_EQ(Comments("a:\n  - |\n    one\n    " + c + "\n    # x\n    two \\\n      more\n    three\n").lines(), "4-8");
  EXPECT_EQ(Comments("a:\n  - >-\n    one\n    " + c + "b: 1\n").lines(), "4-4");
}

TEST(SuppressionComments, WithoutATreeLinesAreAllThereIs) {
  const std::string c(kC);
  EXPECT_EQ(Comments("a: [ " + c + "b: {{ x\n", false).lines(), "1-1");
  EXPECT_EQ(Comments("a: [\n" + c + "\nb: {{ x\nc: 1\n", false).lines(), "2-4");
  EXPECT_EQ(Comments("---\n# x\n# paritylint: ignore-file[rule-a] why\na: [\n", false).lines(), "1-4");
}

TEST(SuppressionComments, JsonHasNone) {
  EXPECT_TRUE(Comments("{ # paritylint: ignore[nobody]\n", false).found().mistakes.empty());
}

TEST(SuppressionComments, NamesAreRulesAndThemesAndTheReasonFollows) {
  const Comments comments("a: 1 ## paritylint:ignore [ rule-a , theme ]  because of it \r\n");
  ASSERT_EQ(comments.found().suppressions.size(), 1u);
  const CommentSuppression& one = comments.found().suppressions[0];
  ASSERT_EQ(one.names.size(), 2u);
  EXPECT_EQ(one.names[0].text, "rule-a");
  EXPECT_EQ(one.names[1].text, "theme");
  EXPECT_EQ(one.reason, "because of it");
}

TEST(SuppressionComments, OtherCommentsAreLeftAlone) {
  EXPECT_TRUE(
      Comments("a: 1 # see paritylint: ignore[x]\nb: 'x#paritylint: y'\n# paritylinty: z\n").mistakes().empty());
}

TEST(SuppressionComments, MistakesAreTold) {
  EXPECT_EQ(
      Comments("a: 1 # paritylint: ignore[rule-c, rule-b] why\n").mistakes(),
      Texts{"rule-c: there is no rule or theme \"rule-c\", did you mean \"rule-a\"? (`paritylint rules` lists them)"});
  EXPECT_EQ(
      Comments("a: 1 # paritylint: ignroe[rule-a] why\n").mistakes(),
      Texts{"ignroe: expected ignore[RULE] or ignore-file[RULE] behind \"paritylint:\", found \"ignroe\", did you "
            "mean \"ignore\"?"});
  const Texts brackets = {"ignore: expected the rules in brackets, ignore[RULE], and a reason behind them"};
  EXPECT_EQ(Comments("a: 1 # paritylint: ignore\n").mistakes(), brackets);
  EXPECT_EQ(Comments("a: 1 # paritylint: ignore rule-a\n").mistakes(), brackets);
  EXPECT_EQ(Comments("a: 1 # paritylint: ignore[rule-a\n").mistakes(), brackets);
  EXPECT_EQ(Comments("a: 1 # paritylint: ignore[] why\n").mistakes(),
            Texts{"[]: expected the name of a rule or theme"});
  EXPECT_EQ(Comments("a: 1 # paritylint: ignore[rule-a,] why\n").mistakes(),
            Texts{"rule-a,: expected the name of a rule or theme"});
  EXPECT_EQ(Comments("a: 1 # paritylint: ignore[rule-a, rule-a] why\n").mistakes(),
            Texts{"rule-a: \"rule-a\" stands twice here"});
  EXPECT_EQ(
      Comments("a: 1\n# paritylint: ignore-file[rule-a] why\n").mistakes(),
      Texts{"ignore-file: expected ignore-file before the first value of the file; here ignore[RULE] counts for a "
            "place"});
}

TEST(SuppressionComments, AMissingReasonIsANoteAndCountsAllTheSame) {
  const Comments comments("a: 1 # paritylint: ignore[rule-a]\n");
  ASSERT_EQ(comments.found().mistakes.size(), 1u);
  EXPECT_TRUE(comments.found().mistakes[0].is_note);
  EXPECT_EQ(comments.found().suppressions.size(), 1u);
}

TEST(SuppressionComments, ReasonsAndNamesShowNoSecret) {
  const std::string secret =
      "AKIA"
      "Q3EGRIDRXK5LZ7WT";
  const Comments reason("a: 1 # paritylint: ignore[rule-a] key is " + secret + "\n");
  ASSERT_EQ(reason.found().suppressions.size(), 1u);
  EXPECT_EQ(reason.found().suppressions[0].reason.find(secret), std::string::npos);
  for (const char* before : {"ignore[", ""}) {
    const Comments name("a: 1 # paritylint: " + std::string(before) + secret + "] why\n");
    ASSERT_EQ(name.found().mistakes.size(), 1u);
    EXPECT_EQ(name.found().mistakes[0].message.find(secret), std::string::npos);
  }
}

// Each comment looks at few lines, and very many are not read at all.
TEST(SuppressionComments, ManyCommentsCostNoSquareOfTheFile) {
  std::string text = "a: [\n";
  for (int i = 0; i < 20'000; ++i) text += kC;
  text.append(2'000'000, '\n');
  EXPECT_EQ(Comments(text, false).found().suppressions.size(), 1000u);
  std::string names = "a: 1 # paritylint: ignore[";
  for (int i = 0; i < 300'000; ++i) names += "x,";
  EXPECT_LE(Comments(names + "] y\n").found().mistakes.size(), 100u);
}

}  // namespace
}  // namespace paritylint::check
