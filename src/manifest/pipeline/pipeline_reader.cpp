#include "manifest/pipeline/pipeline_reader.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace paritylint::manifest {
namespace {

using base::offset32;

constexpr unsigned kDeepestCall = 8;
constexpr std::size_t kMostSteps = 20'000;
constexpr std::size_t kMostCommands = 200'000;  // functions and scripts that call each other multiply
constexpr std::size_t kMostLoopWords = 32;

bool is_test(std::string_view name) {
  return name == "[" || name == "[[" || name == "test" || name == "grep" || name == "command" || name == "which";
}

// Commands whose arguments are assignments.
bool declares(std::string_view name) {
  return name == "export" || name == "declare" || name == "local" || name == "readonly" || name == "typeset";
}

}  // namespace

void PipelineReader::set_environment(std::string_view name, std::optional<std::string_view> value) {
  const bool is_known = value && !has_symbol(*value);
  const std::string text =
      is_known ? std::string(*value)
               : pipeline_.symbols.add({SymbolKind::variable, std::string(name), "${" + std::string(name) + "}", {}});
  set_variable(name, text, true, {});
}

void PipelineReader::read(PipelineFragment fragment) {
  if (has_symbol(fragment.text)) fragment.text = {};  // nothing that people write
  const ShellScript script = read_shell(fragment.text, options_);
  Frame frame;
  frame.script = &script;
  frame.fragment = offset32(pipeline_.fragments.size());
  frame.outputs.resize(script.commands().size());
  frame.printed.resize(script.bodies().size());
  frame.conditional.resize(script.commands().size());
  pipeline_.fragments.push_back(std::move(fragment));
  functions_.clear();
  read_commands(frame, 0, offset32(script.commands().size()));
  // A folder that was entered in a subshell at the end of the text was left with it.
  if (!frame.folders.empty()) folder_ = frame.folders.front().second;
}

// The bodies of functions are only noted, to be read where they are called.
void PipelineReader::read_commands(Frame& frame, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i) {
    if (pipeline_.steps.size() >= kMostSteps || ++commands_read_ > kMostCommands) return;
    const ShellCommand& command = frame.script->commands()[i];
    if (frame.call_depth == 0) {
      std::uint32_t function = kNoShellIndex;
      for (std::uint32_t at = command.body; at != kNoShellIndex; at = frame.script->bodies()[at].parent) {
        if (frame.script->bodies()[at].kind == ShellBodyKind::function) function = at;
      }
      if (function != kNoShellIndex) {
        const std::string name(base::slice(frame.script->source(), frame.script->bodies()[function].name));
        auto& range = functions_.try_emplace(name, i, i).first->second;
        if (range.second != i) range.first = i;  // defined anew
        range.second = i + 1;
        continue;
      }
    }
    enter_subshells(frame, command.body);
    frame.conditional[i] = static_cast<char>(find_conditional(frame, command));
    read_command(frame, i);
  }
}

// What runs only if something holds: branches, arms, what stands behind || or behind a test and &&, loops over what is
// not known.
bool PipelineReader::find_conditional(const Frame& frame, const ShellCommand& command) const {
  if (frame.is_conditional || command.join == ShellJoin::or_else) return true;
  if (command.join == ShellJoin::and_then || command.join == ShellJoin::pipe) {
    if (command.previous == kNoShellIndex) return command.join == ShellJoin::and_then;
    const ShellCommand& before = frame.script->commands()[command.previous];
    const auto words = frame.script->words(before);
    const bool tests = !words.empty() && is_test(base::slice(frame.script->source(), words[0].span));
    if (frame.conditional[command.previous] != 0 || (tests && command.join == ShellJoin::and_then)) return true;
  }
  for (std::uint32_t at = command.body; at != kNoShellIndex; at = frame.script->bodies()[at].parent) {
    const ShellBody& body = frame.script->bodies()[at];
    if (body.kind == ShellBodyKind::then_branch || body.kind == ShellBodyKind::else_branch ||
        body.kind == ShellBodyKind::arm || body.join == ShellJoin::or_else)
      return true;
    if (body.kind != ShellBodyKind::loop) continue;
    // A loop over words runs for each of them.
    if (body.opener == kNoShellIndex) return true;
    const auto words = frame.script->words(frame.script->commands()[body.opener]);
    const bool is_known = words.size() > 3 && words.size() <= 3 + kMostLoopWords &&
                          std::ranges::all_of(words.subspan(3), [&](const ShellWord& word) {
                            return std::ranges::all_of(frame.script->parts(word), [](const ShellPart& part) {
                              return part.kind == ShellPartKind::literal;
                            });
                          });
    if (!is_known) return true;
  }
  return false;
}

// `cd` in a subshell or substitution holds until its end.
void PipelineReader::enter_subshells(Frame& frame, std::uint32_t body) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t at = body; at != kNoShellIndex; at = frame.script->bodies()[at].parent) {
    const ShellBodyKind kind = frame.script->bodies()[at].kind;
    if (kind == ShellBodyKind::subshell || kind == ShellBodyKind::substitution) open.push_back(at);
  }
  std::ranges::reverse(open);
  std::size_t same = 0;
  while (same < open.size() && same < frame.folders.size() && frame.folders[same].first == open[same]) ++same;
  while (frame.folders.size() > same) {
    folder_ = frame.folders.back().second;
    frame.folders.pop_back();
  }
  for (std::size_t i = same; i < open.size(); ++i) frame.folders.emplace_back(open[i], folder_);
}

// NOLINTNEXTLINE(readability-function-size,readability-function-cognitive-complexity): the order of the shell
void PipelineReader::read_command(Frame& frame, std::uint32_t index) {
  const ShellCommand& command = frame.script->commands()[index];
  if (command.head != ShellHead::none) return read_head(frame, command);
  Call call;
  call.place = {frame.fragment, command.span};
  call.is_conditional = frame.conditional[index] != 0;
  std::span<const ShellWord> words = frame.script->words(command);
  std::vector<Assigned> before;
  while (!words.empty()) {
    auto one = assigned(frame, words[0]);
    if (!one) break;
    before.push_back(std::move(*one));
    words = words.subspan(1);
  }
  if (words.empty()) {
    for (const Assigned& one : before) assign(one, call, exports_all_);
    // `> file` alone empties it.
    if (before.empty()) write_output(frame, command, call, {});
    return;
  }
  for (const Assigned& one : before) call.environment[std::string(one.name)] = one.value.text;
  const std::string_view first = base::slice(frame.script->source(), words[0].span);
  if (declares(first)) return read_export(frame, words.subspan(1), call, first == "export");
  call.arguments = expand_all(frame, words);
  while (!call.arguments.empty() && (call.arguments[0].text == "sudo" || call.arguments[0].text == "exec" ||
                                     call.arguments[0].text == "nohup" || call.arguments[0].text == "env"))
    call.arguments.erase(call.arguments.begin());
  if (call.arguments.empty()) return;
  call.command = call.arguments[0];
  call.name = call.command.text.substr(call.command.text.rfind('/') + 1);
  call.arguments.erase(call.arguments.begin());
  call.input = input_of(frame, command);
  std::optional<PipelineFlow> flow = run(frame, call);
  if (!flow) return;
  write_output(frame, command, call, *flow);
  const bool redirects = std::ranges::any_of(frame.script->redirections(command), [](const Redirection& one) {
    return one.descriptor == 1 && one.kind != RedirectionKind::duplicate;
  });
  if (redirects) return;
  const bool tells_runner = options_.has_expressions && flow->source == PipelineFlow::Source::text &&
                            flow->filters.empty() && flow->text.starts_with("::") && !call.is_conditional;
  if (tells_runner && frame.depth == 0) runner_commands_.push_back(flow->text);
  // What a substitution prints is what its command prints; of several nobody keeps account.
  if (frame.script->bodies()[command.body].kind == ShellBodyKind::substitution &&
      flow->source != PipelineFlow::Source::nothing) {
    std::optional<PipelineFlow>& printed = frame.printed[command.body];
    if (printed && command.join != ShellJoin::pipe)
      printed = PipelineFlow{PipelineFlow::Source::unknown, {}, {}, call.place, {}};
    else
      printed = *flow;
  }
  frame.outputs[index] = std::move(flow);
}

// for X in a b: the variable is one of the words.
void PipelineReader::read_head(Frame& frame, const ShellCommand& command) {
  const auto words = frame.script->words(command);
  if (command.head != ShellHead::loop || words.size() < 2) return;
  const std::string name(base::slice(frame.script->source(), words[1].span));
  Symbol symbol{SymbolKind::choice, name, "${" + name + "}", {}};
  if (words.size() > 3 && words.size() <= 3 + kMostLoopWords) {
    for (Argument& one : expand_all(frame, words.subspan(3))) symbol.choices.push_back(std::move(one.text));
  }
  if (symbol.choices.empty()) symbol.kind = SymbolKind::computed;
  set_variable(name, pipeline_.symbols.add(std::move(symbol)), false, {frame.fragment, command.span});
}

std::optional<PipelineReader::Assigned> PipelineReader::assigned(Frame& frame, const ShellWord& word) {
  const auto parts = frame.script->parts(word);
  if (parts.empty() || parts[0].kind != ShellPartKind::literal || parts[0].quote != ShellQuote::none)
    return std::nullopt;
  const std::string_view text = frame.script->text(parts[0]);
  std::size_t end = 0;
  while (end < text.size() && (base::is_alnum(text[end]) || text[end] == '_')) ++end;
  if (end == 0 || base::is_digit(text[0]) || end == text.size()) return std::nullopt;
  Assigned result;
  result.appends = text[end] == '+' && end + 1 < text.size() && text[end + 1] == '=';
  if (text[end] != '=' && !result.appends) return std::nullopt;
  result.name = text.substr(0, end);
  const std::size_t mark = end + (result.appends ? 2 : 1);
  ShellWord rest = word;
  rest.first_part += 1;
  rest.part_count -= 1;
  rest.span.begin = word.span.begin + offset32(mark);
  result.value = expand(frame, rest);
  if (mark < text.size()) {
    result.value.text.insert(0, text.substr(mark));
    result.value.captured = nullptr;
  }
  return result;
}

// What is set in some cases only is not known afterwards.
void PipelineReader::assign(const Assigned& assigned, const Call& call, bool exports) {
  const std::string name(assigned.name);
  const auto found = variables_.find(name);
  std::string value = assigned.value.text;
  if (assigned.appends) value.insert(0, value_of_name(name));
  const bool is_exported = exports || exports_all_ || (found != variables_.end() && found->second.is_exported);
  if (call.is_conditional) value = pipeline_.symbols.add({SymbolKind::computed, name, "${" + name + "}", {}});
  std::optional<std::size_t> flow;
  if (assigned.value.captured != nullptr && !assigned.appends && !call.is_conditional) {
    flow = flows_.size();
    flows_.push_back(*assigned.value.captured);
  }
  set_variable(name, std::move(value), is_exported, call.place);
  variables_[name].flow = flow;
}

// export A=1 B; declare -x A=1; local A.
void PipelineReader::read_export(Frame& frame, std::span<const ShellWord> words, const Call& call, bool exports) {
  for (const ShellWord& word : words) {
    if (const auto one = assigned(frame, word)) {
      assign(*one, call, exports);
      continue;
    }
    const Argument argument = expand(frame, word);
    const std::string_view text = argument.text;
    if (text == "-x") exports = true;
    if (text.empty() || text[0] == '-' || has_symbol(text) || !exports) continue;
    const auto found = variables_.find(text);
    if (found == variables_.end()) continue;
    const auto flow = found->second.flow;
    set_variable(text, std::string(found->second.value), true, call.place);
    variables_[std::string(text)].flow = flow;
  }
}

PipelineFlow PipelineReader::input_of(Frame& frame, const ShellCommand& command) {
  PipelineFlow flow;
  if (command.join == ShellJoin::pipe) {
    flow.source = PipelineFlow::Source::unknown;
    const bool is_followed = command.previous != kNoShellIndex && frame.outputs[command.previous];
    if (is_followed) flow = std::move(*frame.outputs[command.previous]);  // nobody else reads it
  }
  for (const Redirection& one : frame.script->redirections(command)) {
    if (one.descriptor != 0) continue;
    const Argument argument = expand(frame, one.word);
    PipelineFlow read;
    read.place = {frame.fragment, one.span};
    if (one.kind == RedirectionKind::input) {
      read.source = PipelineFlow::Source::files;
      read.files.push_back(file_name(argument));
    } else if (one.kind == RedirectionKind::here_document) {
      read.source = PipelineFlow::Source::text;
      read.text = argument.text;
    } else if (one.kind == RedirectionKind::here_string) {
      read.source = PipelineFlow::Source::text;
      read.text = argument.text + "\n";
      if (argument.captured != nullptr) read = copy_of(*argument.captured);
    } else {
      continue;
    }
    flow = std::move(read);
  }
  return flow;
}

void PipelineReader::write_output(Frame& frame, const ShellCommand& command, const Call& call,
                                  const PipelineFlow& flow) {
  for (const Redirection& one : frame.script->redirections(command)) {
    const bool is_output = one.kind == RedirectionKind::output || one.kind == RedirectionKind::append ||
                           one.kind == RedirectionKind::output_both;
    if (!is_output || one.descriptor != 1) continue;
    FileName name = file_name(expand(frame, one.word));
    if (name.text.starts_with("/dev/")) continue;
    PipelineStep step = step_of(call, StepKind::write);
    step.flow = flow;
    step.appends = one.kind == RedirectionKind::append;
    step.outputs.push_back(std::move(name));
    add_step(std::move(step));
  }
}

// What the command prints; nothing when nobody would want to know.
std::optional<PipelineFlow> PipelineReader::run(Frame& frame, const Call& call) {
  if (auto flow = run_shell_command(frame, call)) return flow;
  if (auto flow = run_text_command(call)) return flow;
  return run_deploy_command(frame, call);
}

std::optional<PipelineFlow> PipelineReader::run_shell_command(Frame& frame, const Call& call) {
  if (call.name == "cd" || call.name == "pushd") {
    const Argument target = call.arguments.empty() ? Argument() : call.arguments[0];
    if (!call.arguments.empty()) folder_ = target.text == "-" ? "" : located(target.text, folder_);
    return PipelineFlow();
  }
  if (call.name == "set") {
    for (const Argument& one : call.arguments) {
      if (one.text.size() > 1 && one.text.find('a') != std::string::npos && one.text[0] == '-') exports_all_ = true;
      if (one.text == "+a") exports_all_ = false;
    }
    return PipelineFlow();
  }
  if (call.name == "unset") {
    for (const Argument& one : call.arguments) set_variable(one.text, "", false, call.place);
    return PipelineFlow();
  }
  if (call.name == "read") {
    for (const Argument& one : call.arguments) {
      if (one.text.empty() || one.text[0] == '-' || has_symbol(one.text)) continue;
      set_variable(one.text, pipeline_.symbols.add({SymbolKind::computed, one.text, "${" + one.text + "}", {}}), false,
                   call.place);
    }
    return PipelineFlow();
  }
  if (call_function(frame, call)) return PipelineFlow{PipelineFlow::Source::unknown, {}, {}, call.place, {}};
  return std::nullopt;
}

bool PipelineReader::call_function(Frame& frame, const Call& call) {
  const auto function = functions_.find(call.command.text);
  if (function == functions_.end() || frame.call_depth >= kDeepestCall) return false;
  const auto range = function->second;
  std::vector<std::string> parameters;
  for (const Argument& one : call.arguments) parameters.push_back(one.text);
  parameters.swap(frame.parameters);
  const bool had_parameters = std::exchange(frame.has_parameters, true);
  const bool was_conditional = std::exchange(frame.is_conditional, frame.is_conditional || call.is_conditional);
  ++frame.call_depth;
  read_commands(frame, range.first, range.second);
  --frame.call_depth;
  frame.is_conditional = was_conditional;
  frame.has_parameters = had_parameters;
  frame.parameters = std::move(parameters);
  return true;
}

}  // namespace paritylint::manifest
