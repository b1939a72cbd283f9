#include <gtest/gtest.h>

#include <random>
#include <string>

#include "manifest/parsed.h"
#include "manifest/pipeline/buildspec_pipeline.h"
#include "manifest/pipeline/pipeline_renderer.h"
#include "manifest/pipeline_root.h"

namespace paritylint::manifest {
namespace {

using test::steps_of;

Pipeline read(std::string_view text, ScriptSource scripts = nullptr) {
  PipelineReader reader(std::move(scripts));
  reader.read({"s.sh", tree::kNoNode, text, 0xffffffff});
  return reader.take();
}

std::string steps(std::string_view text) { return steps_of(read(text)); }

TEST(PipelineReader, FollowsTextsToFiles) {
  EXPECT_EQ(steps("sed 's/a/b/' t.json > taskdef.json"), "write t.json|sed -> taskdef.json");
  EXPECT_EQ(steps("cat t.json | envsubst | sed s/a/b/ > x"), "write t.json|envsubst|sed -> x");
  EXPECT_EQ(steps("sed -i.bak -e s/a/b/ -e s/c/d/ x y"),
            "copy x -> x.bak\nwrite x|sed -> x\ncopy y -> y.bak\nwrite y|sed -> y");
  EXPECT_EQ(steps("cp -f a/t.json . && mv t.json b/"), "copy a/t.json -> t.json\nmove t.json -> b/t.json");
  EXPECT_EQ(steps("echo \"[$A]\" > i; cat <<E >> i\nx\nE\n"), "write '[${A}]\n' -> i\nwrite 'x\n' >> i");
  EXPECT_EQ(steps("aws ecs describe-task-definition --task-definition x | jq '.a=1' | tee t.json"),
            "write AWS|jq -> t.json");
  EXPECT_EQ(steps("jq 'map(.x)' a > b; sed -n p a > c"), "write a|jq? -> b\nwrite a|sed? -> c");
  EXPECT_EQ(steps("T=$(sed s/a/b/ t.json); echo \"$T\" | jq .x=1 > y"), "write t.json|sed|jq -> y");
  EXPECT_EQ(steps("yq -i '.a = 1' t.yaml; grep x t.json; ls a.json"), "opaque -> t.yaml");
}

TEST(PipelineReader, ResolvesNames) {
  EXPECT_EQ(steps("F=a.json\nenvsubst < $F > ${D:-d}/$F"), "write a.json|envsubst -> ${D:-d}/a.json");
  EXPECT_EQ(steps("cd deploy; cp ../a ./b; (cd x; cp a b); cp $CODEBUILD_SRC_DIR/a c"),
            "copy a -> deploy/b\ncopy deploy/x/a -> deploy/x/b\ncopy a -> deploy/c");
  EXPECT_EQ(steps("for f in a.json b.json; do sed -i s/a/b/ d/$f; done"),
            "write ~d/{a.json,b.json}|sed -> ~d/{a.json,b.json}");
  EXPECT_EQ(steps("sed -i s/a/b/ task-*.json"), "write ~task-*.json|sed -> ~task-*.json");
}

TEST(PipelineReader, KnowsWhatRunsInSomeCasesOnly) {
  EXPECT_EQ(steps("if a; then cp b c; fi; [ x ] && cp d e; f || cp g h; i && cp j k"),
            "if copy b -> c\nif copy d -> e\nif copy g -> h\ncopy j -> k");
  EXPECT_EQ(steps("case $X in a) F=b;; esac\ncp $F c"), "copy ${F} -> c");
  EXPECT_EQ(steps("f() { cp $1 b; }\nf a\nif x; then f c; fi"), "copy a -> b\nif copy c -> b");
}

TEST(PipelineReader, SeesDeployments) {
  EXPECT_EQ(steps("aws ecs register-task-definition --family x --cli-input-json file://a/t.json"), "register a/t.json");
  EXPECT_EQ(steps("aws ecs register-task-definition --cli-input-json \"$(sed s/a/b/ t.json)\""), "register t.json|sed");
  EXPECT_EQ(steps("docker build -t a:b . && docker tag a:b c && docker push c\naws ecs update-service --service s"),
            "build\ntag\npush\nservice");
  EXPECT_EQ(steps("aws deploy create-deployment --revision file://r.json"), "deploy r.json");
}

TEST(PipelineReader, FollowsScriptsThatAreThere) {
  const auto scripts = [](std::string_view path) -> std::optional<std::string_view> {
    if (path == "s/a.sh") return "export X=1\ncp $1 b\n./more.sh";
    return std::nullopt;
  };
  EXPECT_EQ(steps_of(read("bash s/a.sh t; envsubst < $X > y", scripts)),
            "script -> s/a.sh (read)\ncopy t -> b\nscript -> more.sh\nwrite ${X}|envsubst -> y");
  EXPECT_EQ(steps_of(read("curl -s https://x | sh -s -- -b /usr/local/bin\nbash -c 'x' s/a.sh", scripts)),
            "opaque -> s/a.sh");
  const Pipeline endless = read("./a.sh", [](std::string_view) { return "./a.sh\n./a.sh\n./a.sh"; });
  EXPECT_LT(endless.steps.size(), 1000u);
}

TEST(BuildspecPipeline, ReadsVariablesPhasesAndArtifacts) {
  const test::Parsed parsed("buildspec.yml", R"(version: 0.2
env:
  variables: {IN: t.json, TASKDEF_FILE: taskdef.json}
  parameter-store: {ROLE: /role}
phases:
  post_build:
    commands: [mv x $TASKDEF_FILE]
  build:
    commands:
      - VERSION=$TAG
      - |
        envsubst < $IN \
          > x
artifacts:
  base-directory: out
  files: [./taskdef.json, '**/*.yaml']
  secondary-artifacts: {image: {files: imageDetail.json}}
)");
  const BuildspecPipeline read = read_buildspec_pipeline(parsed.tree(), "buildspec.yml", nullptr);
  EXPECT_EQ(steps_of(read.pipeline), "write t.json|envsubst -> x\nmove x -> taskdef.json");
  ASSERT_EQ(read.artifacts.size(), 3u);
  EXPECT_EQ(read.artifacts[0].path, "out/taskdef.json");
  EXPECT_EQ(read.artifacts[2].path, "imageDetail.json");
  EXPECT_EQ(read.artifacts[2].artifact, "image");
  const std::string_view file = "$VERSION ${ROLE} $ROLE $OTHER\n";
  const PipelineRendering rendering(
      read.pipeline,
      {[&](std::string_view path) { return path == "t.json" ? std::optional(file) : std::nullopt; }, nullptr});
  const RenderedFile& rendered = rendering.files().find("taskdef.json")->second;
  EXPECT_EQ(rendering.symbols().spelled(rendered.text.bytes()), " ${ROLE} ${ROLE} ${OTHER}\n");
  EXPECT_EQ(rendered.text.doubt(), "");
  EXPECT_EQ(rendered.text.source_path(), "t.json");
  ASSERT_EQ(rendering.replacements().size(), 3u);
  for (const PipelineReplacement& one : rendering.replacements()) {
    EXPECT_EQ(one.is_unset, one.pattern == "${VERSION}") << one.pattern;
    EXPECT_EQ(one.replaced, one.pattern == "${ROLE}" ? 2u : 1u) << one.pattern;
  }
  // Where a replaced text stands in the template.
  EXPECT_EQ(rendered.text.source_of({1, 1 + kSymbolSize}), (base::Span{9, 16}));
}

TEST(PipelineRendering, CountsWhatSedFindsAndPassesOver) {
  const Pipeline pipeline = read("sed -e 's/<A>/x/' -e 's/<B>/y/g' -e 's/<C>/z/' t > u");
  const PipelineRendering rendering(pipeline, {[](std::string_view) { return "<A> <A>\n<B> <B> <A>\n"; }, nullptr});
  ASSERT_EQ(rendering.replacements().size(), 3u);
  EXPECT_EQ(rendering.replacements()[0].replaced, 2u);
  EXPECT_EQ(rendering.replacements()[0].passed_over, 1u);
  EXPECT_EQ(rendering.replacements()[0].token, "<A>");
  EXPECT_EQ(rendering.replacements()[0].value, "x");
  EXPECT_EQ(rendering.replacements()[1].replaced, 2u);
  EXPECT_EQ(rendering.replacements()[1].passed_over, 0u);
  EXPECT_EQ(rendering.replacements()[2].replaced, 0u);
}

// Whatever a script holds, it is read and rendered in bounded time and memory.
TEST(PipelineRendering, SurvivesRandomScripts) {
  constexpr std::string_view kPieces[] = {"sed ",
                                          "-i ",
                                          "-e ",
                                          "s/a/b/",
                                          "'s|<A>|'$X'|g'",
                                          "t.json ",
                                          "> u ",
                                          "| ",
                                          "envsubst ",
                                          "< t.json ",
                                          "jq ",
                                          "'.a=1' ",
                                          "\n",
                                          "; ",
                                          "&& ",
                                          "cp ",
                                          "mv ",
                                          "u ",
                                          "$X ",
                                          "X=$X$X$X ",
                                          "$(cat t.json) ",
                                          "echo ",
                                          "tee ",
                                          "cat ",
                                          "<<E\n",
                                          "\nE\n",
                                          "cd .. ",
                                          "cd a ",
                                          "( ",
                                          ") ",
                                          "for X in a b; do ",
                                          "done ",
                                          "f() { ",
                                          "} ",
                                          "f ",
                                          "if a; then ",
                                          "fi ",
                                          "*.json ",
                                          "export ",
                                          "aws ecs register-task-definition ",
                                          "--cli-input-json ",
                                          "file://t.json ",
                                          "bash ",
                                          "a.sh ",
                                          "rm ",
                                          "printf ",
                                          "'%s\\n' ",
                                          "\"",
                                          "'",
                                          "s/\\(/",
                                          "\xF3\xB0\x80\x80"};
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    SCOPED_TRACE(text);
    const auto files = [&](std::string_view path) -> std::optional<std::string_view> {
      if (path == "a.sh") return text;
      return "{\"a\": [\"<A>\", {\"b\": null}]}";
    };
    const Pipeline pipeline = read(text, files);
    const PipelineRendering rendering(pipeline, {files, [](std::string_view) {
                                                   return std::vector<std::string>{"t.json", "u"};
                                                 }});
    for (const auto& [path, file] : rendering.files()) {
      std::uint32_t end = 0;
      for (const RenderedStretch& one : file.text.stretches()) end += one.rendered.size();
      ASSERT_EQ(end, file.text.bytes().size()) << path;
    }
  }
}

TEST(PipelineReader, TakesBoundedTimeOnTextsThatGrow) {
  std::string doubling = "X=aaaaaaaa\n";
  for (int i = 0; i < 20000; ++i) doubling += "X=$X$X\necho $X$X$X$X$X > f\n";
  EXPECT_EQ(read(doubling).steps.size(), 20000u);
  std::string calls;
  for (char name = 'a'; name < 'k'; ++name) {
    calls.append(1, name).append("() { ");
    for (int i = 0; i < 50; ++i) calls.append(1, static_cast<char>(name + 1)).append("; ");
    calls += "}\n";
  }
  EXPECT_LE(read(calls + "a\n").steps.size(), 20000u);
  std::string pipe = "cat a";
  for (int i = 0; i < 20000; ++i) pipe += " | sed s/a/b/";
  EXPECT_EQ(read(pipe + " > b").steps.size(), 1u);
}

}  // namespace
}  // namespace paritylint::manifest
