// What the rule language says: conditions, other places, regions and names in messages, each on a small manifest.
#include <gtest/gtest.h>

#include "check/compile.h"
#include "session/session.h"

namespace paritylint {
namespace {

const check::RulePack kNoRules;

check::RuleSource rule(std::string_view lines) {
  std::string text =
      "id: own\ntitle: T\nseverity: warning\nwhy: W\ninstead: I\nsince: 0.1.0\n"
      "kinds: [taskdef, appspec, buildspec]\n"
      "examples:\n  bad: [{taskdef.json: '', findings: [{line: 1}]}]\n  good: [{taskdef.json: ''}]\n";
  return {"own.yaml", "own", text.append(lines).append("\n"), false};
}

// What a rule of these lines says about one file: `region: message`, one per line in order.
std::string said_about(const std::string& name, std::string_view lines, const std::string& file) {
  const check::RuleSource sources[] = {rule(lines)};
  auto compiled = check::compile_rules(sources, kNoRules);
  if (!compiled) return compiled.error().message;
  const auto rules =
      check::RuleSet::make(kNoRules, std::make_unique<check::CompiledRules>(*std::move(compiled)), {}, {});
  if (!rules) return rules.error().message;
  auto files = std::make_unique<input::MemoryFileSystem>();
  files->put(name, file);
  input::Root root;
  root.file_system = std::move(files);
  root.reported_folders = {""};
  session::ContentMemo memo;
  session::SessionOptions options;
  options.jobs = 1;
  const session::CheckResult result = session::Session(root, *rules, memo, options).check();
  std::string said;
  for (const session::ReadFailure& failure : result.failures) said += "failure: " + failure.message + "\n";
  for (const check::Finding& finding : result.findings) said += finding.primary.snippet + ": " + finding.message + "\n";
  return said;
}

std::string said(std::string_view lines, const std::string& taskdef) {
  return said_about("taskdef.json", lines, taskdef);
}

// A task definition with one container of these members.
std::string container(std::string_view members) {
  return R"({"family": "shop", "containerDefinitions": [{"name": "web", )" + std::string(members) + "}]}";
}

// True when `where` holds for the container's member `x` with this value.
bool holds(std::string_view where, std::string_view value, std::string_view more = {}) {
  const std::string lines = "select: $.containerDefinitions[*].x\nmessage: m\nwhere: {" + std::string(where) + "}";
  const std::string answer = said(lines, container("\"x\": " + std::string(value) + std::string(more)));
  EXPECT_TRUE(answer.empty() || answer.ends_with(": m\n")) << answer;
  return !answer.empty();
}

TEST(Conditions, Range) {
  EXPECT_TRUE(holds("range: {min: 1, max: 3}", "1"));
  EXPECT_TRUE(holds("range: {min: 1, max: 3}", "3"));
  EXPECT_FALSE(holds("range: {min: 1, max: 3}", "3.5"));
  EXPECT_TRUE(holds("range: {min: 1.5}", "\"256\"")) << "a number may be written as a text";
  EXPECT_FALSE(holds("range: {min: 1}", "0"));
  EXPECT_TRUE(holds("not: {range: {max: 65535}}", "65536"));
  EXPECT_TRUE(holds("range: {min: 1}", "1e400"));
}

TEST(Conditions, WhatIsNoNumberIsNeitherInsideNorOutsideOfARange) {
  for (const char* value : {"\"<PORT>\"", "true", "null", "[1]", "{}", "\"1x\""}) {
    EXPECT_FALSE(holds("range: {min: 1}", value)) << value;
    EXPECT_FALSE(holds("not: {range: {min: 1}}", value)) << value;
  }
}

TEST(Conditions, Length) {
  EXPECT_TRUE(holds("length: {min: 3}", "\"äöü\""));
  EXPECT_FALSE(holds("length: {min: 4}", "\"äöü\"")) << "in code points";
  EXPECT_TRUE(holds("length: {max: 0}", "[]"));
  EXPECT_TRUE(holds("length: {min: 2}", "[1, 2]"));
  EXPECT_TRUE(holds("length: {min: 1, max: 1}", "{\"a\": 1}"));
  EXPECT_FALSE(holds("length: {min: 0}", "12345"));
  EXPECT_FALSE(holds("not: {length: {max: 3}}", "\"<A_LONG_PLACEHOLDER>\"")) << "not known yet";
}

TEST(Conditions, Type) {
  EXPECT_TRUE(holds("type: integer", "80"));
  EXPECT_TRUE(holds("type: integer", "80.0"));
  EXPECT_FALSE(holds("type: integer", "80.5"));
  EXPECT_TRUE(holds("type: number", "80.5"));
  EXPECT_TRUE(holds("type: [object, array]", "[]"));
  EXPECT_TRUE(holds("not: {type: [string, number]}", "null"));
}

TEST(Conditions, OneOf) {
  EXPECT_TRUE(holds("one-of: [tcp, udp]", "\"udp\""));
  EXPECT_FALSE(holds("one-of: [tcp, udp]", "\"UDP\""));
  EXPECT_TRUE(holds("one-of-ignoring-case: [tcp, udp]", "\"UDP\""));
  EXPECT_TRUE(holds("equals: true", "true"));
  EXPECT_TRUE(holds("not: {one-of: [tcp, udp]}", "\"tpc\""));
  EXPECT_FALSE(holds("not: {one-of: [tcp, udp]}", "\"${PROTOCOL}\"")) << "not known yet";
  EXPECT_FALSE(holds("not: {equals: tcp}", "[\"udp\"]")) << "about texts only";
}

TEST(Conditions, Placeholder) {
  EXPECT_TRUE(holds("placeholder: true", "\"<X>\""));
  EXPECT_FALSE(holds("placeholder: true", "\"x\""));
  EXPECT_TRUE(holds("placeholder: false", "\"x\""));
  EXPECT_TRUE(holds("not: {has: placeholder}", "\"x\""));
}

TEST(Conditions, Nest) {
  const char* const either = "any: [{equals: a}, {all: [{matches: '^b'}, {matches: 'c$'}]}]";
  EXPECT_TRUE(holds(either, "\"a\""));
  EXPECT_TRUE(holds(either, "\"bc\""));
  EXPECT_FALSE(holds(either, "\"b\""));
  const std::string neither = "not: {" + std::string(either) + "}";
  EXPECT_FALSE(holds(neither, "\"a\""));
  EXPECT_FALSE(holds(neither, "\"bc\""));
  EXPECT_TRUE(holds(neither, "\"b\""));
  EXPECT_TRUE(holds("not: {not: {equals: a}}", "\"a\""));
}

TEST(Conditions, Sibling) {
  EXPECT_TRUE(holds("sibling: {memory: absent}", "1"));
  EXPECT_FALSE(holds("sibling: {memory: absent}", "1", ", \"memory\": 5"));
  EXPECT_TRUE(holds("sibling: {memory: present}", "1", ", \"memory\": 5"));
  EXPECT_TRUE(holds("sibling: {memory: {range: {min: 4}}}", "1", ", \"memory\": 5"));
  EXPECT_FALSE(holds("sibling: {memory: {range: {min: 4}}}", "1", ", \"memory\": 3"));
  EXPECT_FALSE(holds("sibling: {memory: {range: {min: 4}}}", "1"));
  EXPECT_TRUE(holds("sibling: {'options.awslogs[1]': {equals: b}}", "1", R"(, "options": {"awslogs": ["a", "b"]})"));
  EXPECT_TRUE(holds("sibling: {awslogs-group: absent, name: {equals: web}}", "1"));
  EXPECT_FALSE(holds("sibling: {awslogs-group: absent, name: {equals: web}}", "1", ", \"awslogs-group\": 1"));
}

TEST(Conditions, TheOppositeOfASiblingIsThatNoneOrEveryOneIs) {
  EXPECT_TRUE(holds("not: {sibling: {memory: present}}", "1"));
  EXPECT_TRUE(holds("not: {sibling: {memory: {range: {min: 4}}}}", "1"));
  EXPECT_TRUE(holds("not: {sibling: {memory: {range: {min: 4}}}}", "1", ", \"memory\": 3"));
  EXPECT_FALSE(holds("not: {sibling: {memory: {range: {min: 4}}}}", "1", ", \"memory\": \"<MEMORY>\""));
  EXPECT_FALSE(holds("not: {sibling: {'p[*]': {type: integer}}}", "1", ", \"p\": [\"a\", 1]"));
  EXPECT_TRUE(holds("not: {sibling: {'p[*]': {type: integer}}}", "1", ", \"p\": [\"a\"]"));
  EXPECT_TRUE(holds("not: {sibling: {'p[*]': {not: {type: integer}}}}", "1", ", \"p\": [1, 2]"));
}

TEST(Conditions, MemberParentAndRoot) {
  EXPECT_TRUE(holds("member: {y: {equals: 1}}", R"({"y": 1})"));
  EXPECT_FALSE(holds("member: {y: absent}", R"({"y": 1})"));
  EXPECT_TRUE(holds("member: {'[?@.y > 1]': present}", R"([{"y": 1}, {"y": 2}])"));
  EXPECT_TRUE(holds("parent: {family: {equals: shop}}", "1"));
  EXPECT_TRUE(holds("parent: {cpu: absent}", "1"));
  EXPECT_TRUE(holds("root: {'containerDefinitions[*].name': {equals: web}}", "1"));
  EXPECT_FALSE(holds("root: {'..memory': present}", "1"));
}

constexpr std::string_view kNoMemory =
    "select: $.containerDefinitions[*].image\nmessage: m\nwhere: {sibling: {memory: absent}, parent: {memory: absent}}";

TEST(Conditions, APartOfAManifestSaysNothingAboutTheRest) {
  EXPECT_EQ(said(kNoMemory, R"({"family": "a", "containerDefinitions": [{"name": "a", "image": "i"}]})"), "i: m\n");
  EXPECT_EQ(said(kNoMemory, R"([{"name": "a", "image": "i", "essential": true}])"), "");
  const std::string_view at_root =
      "select: $.containerDefinitions[*].image\nmessage: m\nwhere: {root: {'containerDefinitions[*].cpu': absent}}";
  EXPECT_EQ(said(at_root, R"([{"name": "a", "image": "i", "essential": true}])"), "i: m\n");
  EXPECT_EQ(said(at_root, R"({"name": "a", "image": "i", "essential": true})"), "i: m\n");
}

TEST(Conditions, IgnoreTheLetterCaseOfNamesInCloudFormation) {
  const std::string pascal = R"({"Family": "a", "Memory": 1, "ContainerDefinitions": [{"Name": "a", "Image": "i"}]})";
  EXPECT_EQ(said(kNoMemory, pascal), "");
  EXPECT_EQ(said("select: $.containerDefinitions[?@.name == 'a'].image\nmessage: m", pascal), "i: m\n");
}

TEST(Conditions, SiblingsOfWhatAnAliasOrAMergeBringsStandAroundIt) {
  const std::string_view lines = "select: $.phases.*.commands[*]\nmessage: m\nwhere: {sibling: {finally: absent}}";
  EXPECT_EQ(said_about("buildspec.yml", lines,
                       "version: 0.2\nphases:\n  pre_build:\n    commands: &c [make]\n    finally: [x]\n"
                       "  build:\n    commands: *c\n"),
            "make: m\n");
  EXPECT_EQ(said_about("buildspec.yml", lines,
                       "version: 0.2\nphases:\n  build:\n    <<: *c\n    finally: [x]\nbase: &c\n  commands: [make]\n"),
            "");
  EXPECT_EQ(said_about("buildspec.yml", lines,
                       "version: 0.2\nbase: &c\n  commands: [make]\nphases:\n  build:\n    <<: *c\n    finally: [x]\n"),
            "");
  EXPECT_EQ(
      said_about("buildspec.yml", lines, "version: 0.2\nbase: &c\n  commands: [make]\nphases:\n  build:\n    <<: *c\n"),
      "make: m\n");
}

TEST(Regions, AnObjectIsShownByItsLabel) {
  EXPECT_EQ(said("select: $.containerDefinitions[*]\nwhere: {member: {memory: absent}}\nmessage: '{value} at {path}'",
                 container("\"image\": \"i\"")),
            "web: web at $.containerDefinitions[0]\n");
  EXPECT_EQ(said("select: $\nmessage: '{value}'", R"({"cpu": 1, "family": "shop", "containerDefinitions": []})"),
            "shop: shop\n");
  EXPECT_EQ(said("select: $..x\nmessage: '{key}'", container("\"x\": {\"y\": 1}")), "x: x\n");
  EXPECT_EQ(said("select: $..x[*]\nmessage: m", container("\"x\": [{\"y\": 1}, [2], 3]")), "y: m\n[: m\n3: m\n");
}

TEST(Regions, AnElementThatAnAliasStandsForIsShownAtItsAnchor) {
  const std::string file = "version: 0.2\nbase: &c {name: x}\nphases:\n  build:\n    commands: [*c, make]\n";
  EXPECT_EQ(said_about("buildspec.yml",
                       "select: $.phases.*.commands[*]\nwhere: {type: object}\nmessage: '{value} {path}'", file),
            "x: x $.base\n");
}

TEST(Regions, KeyOfAnElementThatHasNone) {
  EXPECT_EQ(said("select: $..x[*]\nreport: key\nmessage: m", container("\"x\": [7]")), "7: m\n");
  EXPECT_EQ(said("select: $..x\nreport: key\nmessage: m", container("\"x\": [7]")), "x: m\n");
}

// What an alias further up or a merge brings along keeps its own name.
TEST(Regions, KeysOfWhatAnAliasBrings) {
  const std::string file =
      "version: 0.2\nbase: &b\n  commands: &c [make]\nphases:\n  build:\n    <<: *b\n  install: *b\n"
      "  pre_build:\n    commands: *c\n";
  EXPECT_EQ(said_about("buildspec.yml", "select: $.phases.*.commands[*]\nmessage: m", file), "make: m\n");
  EXPECT_EQ(said_about("buildspec.yml", "select: $.phases.build.commands\nmessage: '{key} {path}'", file),
            "commands: commands $.base.commands\n");
  EXPECT_EQ(said_about("buildspec.yml", "select: $.phases.install\nreport: key\nmessage: '{key} {path}'", file),
            "install: install $.phases.install\n");
  EXPECT_EQ(said_about("buildspec.yml", "select: $.phases.pre_build.commands\nmessage: '{key} {path}'", file),
            "commands: commands $.phases.pre_build.commands\n");
}

TEST(Regions, Keys) {
  EXPECT_EQ(said("select: $..*\nscan: keys\nwhere: {matches: '^x.$'}\nmessage: m", container(R"("xa": "xb")")),
            "xa: m\n");
}

TEST(Regions, CommentsWithoutAnyAtom) {
  EXPECT_EQ(
      said_about("buildspec.yml", "select: $\nscan: comments\nwhere: {matches: FIXME}\nreport: capture\nmessage: m",
                 "version: 0.2\n"),
      "own.yaml:14:9: expected a condition `matches` with a group (?P<name>...) when the capture is reported");
  EXPECT_EQ(
      said_about(
          "buildspec.yml",
          "select: $\nscan: comments\nwhere: {matches: '(?P<word>FIX[A-Z]+)'}\nreport: capture\nmessage: '{word}'",
          "version: 0.2\nphases:\n  build:\n    commands: [make] # x FIXME y\n"),
      "FIXME: FIXME, in a comment\n");
}

TEST(Regions, AnAliasThatLeadsNowhereHasNoText) {
  const std::string file = "version: 0.2\nphases:\n  build:\n    commands: [*prod, &x [*x]]\n";
  EXPECT_EQ(said_about("buildspec.yml", "select: $..*\nwhere: {has: environment-word}\nmessage: m", file), "");
  EXPECT_EQ(said_about("buildspec.yml", "select: $.phases.build.commands[*]\nwhere: {matches: .}\nmessage: m", file),
            "");
}

TEST(Captures, AreRegionsAndNamesInMessages) {
  EXPECT_EQ(said("select: $..image\nwhere: {matches: '^(?P<repository>[^:]+):(?P<tag>.+)$'}\nreport: {capture: tag}\n"
                 "message: '{repository} has the tag {tag}'",
                 container("\"image\": \"nginx:latest\"")),
            "latest: nginx has the tag latest\n");
}

TEST(Captures, OfOtherPlaces) {
  EXPECT_EQ(said("select: $..image\nwhere: {sibling: {name: {matches: '^(?P<container>.*)$'}}, has: region}\n"
                 "message: '{container} pulls from {region}, {account} {role-arn}.'",
                 container("\"image\": \"210987654321.dkr.ecr.eu-west-1.amazonaws.com/a\"")),
            "own.yaml:13:10: expected a message without a full stop at its end");
  EXPECT_EQ(said("select: $..image\nwhere: {sibling: {name: {matches: '^(?P<container>.*)$'}}, has: region}\n"
                 "message: '{container} pulls from {region} of {account}{role-arn}'",
                 container("\"image\": \"210987654321.dkr.ecr.eu-west-1.amazonaws.com/a\"")),
            "210987654321.dkr.ecr.eu-west-1.amazonaws.com/a: web pulls from eu-west-1 of 210987654321\n");
}

TEST(Captures, MaskSecrets) {
  const std::string answer = said(
      "select: $..environment[*].value\nwhere: {sibling: {name: {matches: PASSWORD}}, matches: '^(?P<all>.*)$'}\n"
      "message: '<{all}>'",
      container(R"("environment": [{"name": "DB_PASSWORD", "value": "hunter2hunter2"}])"));
  EXPECT_EQ(answer.find("hunter2"), std::string::npos) << answer;
  EXPECT_NE(answer, "");
}

TEST(Status, APreviewRunsOnlyWhenItIsNamed) {
  const auto enabled = [](std::string_view status, std::vector<std::string> select) {
    const check::RuleSource sources[] = {rule("select: $\nmessage: m\nstatus: " + std::string(status))};
    auto compiled = check::compile_rules(sources, kNoRules);
    const auto rules =
        check::RuleSet::make(kNoRules, std::make_unique<check::CompiledRules>(*std::move(compiled)), select, {});
    EXPECT_EQ(rules->chosen().size(), 1u);
    return !rules->enabled().empty();
  };
  EXPECT_FALSE(enabled("preview", {}));
  EXPECT_TRUE(enabled("preview", {"own"}));
  EXPECT_TRUE(enabled("deprecated", {}));
  EXPECT_TRUE(enabled("stable", {}));
}

// A condition that looks at the whole file from each of many values is worked out once.
TEST(Conditions, AskTheSamePlaceOnce) {
  std::string values;
  for (int i = 0; i < 20000; ++i) values += (i > 0 ? ",1" : "1");
  EXPECT_EQ(said("select: $..x[*]\nwhere: {root: {'..x[*]': {equals: 2}}, sibling: {'x[*]': {equals: 2}}}\nmessage: m",
                 container("\"x\": [" + values + "]")),
            "");
}

}  // namespace
}  // namespace paritylint
