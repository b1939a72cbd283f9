// The embedded rules are nothing special: the same files given by --rules say the same.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "check/compile.h"
#include "rules/rule_sources.h"
#include "session/session.h"

namespace paritylint {
namespace {

constexpr std::string_view kPrefix = "own-";

// `text` with each of `ids` under another name where a rule names itself or another.
std::string renamed(const std::string& text, const std::vector<std::string>& ids) {
  std::string result;
  bool in_examples = false;
  for (const std::string_view line : base::split(text, '\n')) {
    in_examples = in_examples || line.starts_with("examples:");
    std::string changed(line);
    for (std::size_t at = 0; !in_examples && at < changed.size();) {
      std::size_t end = at;
      while (end < changed.size() && (base::is_alnum(changed[end]) || changed[end] == '-')) ++end;
      if (std::ranges::find(ids, changed.substr(at, end - at)) != ids.end()) {
        changed.insert(at, kPrefix);
        end += kPrefix.size();
      }
      at = end + 1;
    }
    result += changed + '\n';
  }
  return result;
}

// Everything that a finding says, but for the rule's name.
std::string said(const check::Finding& finding) {
  std::string id(finding.rule->id);
  if (id.starts_with(kPrefix)) id.erase(0, kPrefix.size());
  std::string text = id + " " + std::string(check::name(finding.level)) + ": " + finding.message + " / " + finding.help;
  const auto add = [&](const check::Location& place) {
    text += "\n  " + place.path + ":" + std::to_string(place.bytes.begin) + "-" + std::to_string(place.bytes.end) +
            " " + place.pointer + " " + place.display_path + " " + place.message;
  };
  add(finding.primary);
  for (const check::Location& place : finding.related) add(place);
  for (const std::string& other : finding.also_matches)
    text += "\n  also " + (other.starts_with(kPrefix) ? other.substr(kPrefix.size()) : other);
  return text + "\n  " + std::to_string(finding.more_places) + " more\n";
}

std::string findings_of(const check::RuleExample& example, const check::RuleSet& rules) {
  auto files = std::make_unique<input::MemoryFileSystem>();
  for (const check::RuleExample::File& file : example.files) files->put(file.name, file.text);
  input::Root root;
  root.file_system = std::move(files);
  root.reported_folders = {""};
  session::ContentMemo memo;
  session::SessionOptions options;
  options.jobs = 1;
  std::vector<std::string> all;
  for (const check::Finding& finding : session::Session(root, rules, memo, options).check().findings)
    all.push_back(said(finding));
  std::ranges::sort(all);  // at one place the rules' names are the order
  std::string text;
  for (const std::string& one : all) text += one;
  return text;
}

TEST(EmbeddedRules, SayWhatTheSameFilesSayWhenAUserGivesThem) {
  std::vector<check::RuleSource> sources = test::rule_sources();
  std::vector<check::RuleExample> examples;
  std::vector<std::string> ids;
  std::erase_if(sources, [&](const check::RuleSource& source) {
    const auto rule = check::read_rule_file(source);
    EXPECT_TRUE(rule) << rule.error().message;
    examples.insert(examples.end(), rule->examples.begin(), rule->examples.end());
    if (rule->builtin.empty()) ids.push_back(rule->id);
    return !rule->builtin.empty();  // a user's rule cannot name a check in C++
  });
  std::vector<std::string> own_ids;
  own_ids.reserve(ids.size());
  for (const std::string& id : ids) own_ids.push_back(std::string(kPrefix) + id);
  for (check::RuleSource& source : sources) {
    source.text = renamed(source.text, ids);
    source.path.insert(source.path.find_last_of('/') + 1, kPrefix);
    source.is_built_in = false;
  }
  auto compiled = check::compile_rules(sources, check::embedded_rules());
  ASSERT_TRUE(compiled) << compiled.error().message;
  const auto embedded = check::RuleSet::make(check::embedded_rules(), nullptr, ids, {});
  ASSERT_TRUE(embedded) << embedded.error().message;
  const auto own = check::RuleSet::make(check::embedded_rules(),
                                        std::make_unique<check::CompiledRules>(*std::move(compiled)), own_ids, {});
  ASSERT_TRUE(own) << own.error().message;
  std::size_t findings = 0;
  for (const check::RuleExample& example : examples) {
    const std::string expected = findings_of(example, *embedded);
    findings += expected.size();
    EXPECT_EQ(findings_of(example, *own), expected);
  }
  EXPECT_GT(findings, 0u);
}

}  // namespace
}  // namespace paritylint
