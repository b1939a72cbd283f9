// Commands that print, change and move texts, for PipelineReader: cat, echo, printf, tee, sed, envsubst, jq, cp, mv,
// rm.
#include <algorithm>

#include "base/text.h"
#include "manifest/pipeline/pipeline_reader.h"

namespace paritylint::manifest {
namespace {

// Filters that let texts through changed, in a way that nobody follows.
constexpr std::string_view kFilters[] = {"tr",     "awk",     "grep",  "head",   "tail",   "sort",
                                         "uniq",   "cut",     "xargs", "base64", "yq",     "perl",
                                         "python", "python3", "rev",   "paste",  "column", "fold"};

constexpr std::size_t kMostFilters = 64;
constexpr std::size_t kMostFilesInPlace = 64;

// `text` with the backslash escapes of printf and echo -e.
std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const char c = ++i < text.size() ? text[i] : '\0';
    constexpr std::string_view kLetters = "nt\"\\'r";
    constexpr std::string_view kMeanings = "\n\t\"\\'\r";
    const std::size_t known = kLetters.find(c);
    if (c == '\0' || known == std::string_view::npos) return std::nullopt;
    out += kMeanings[known];
  }
  return out;
}

}  // namespace

PipelineFilter PipelineReader::filter_of(const Call& call, PipelineFilter::Kind kind) const {
  PipelineFilter filter;
  filter.kind = kind;
  filter.place = call.place;
  filter.tool = call.name;
  filter.time = time_;
  filter.environment = call.environment;
  return filter;
}

// Beyond a bound that no honest pipe reaches the last filter stands for all that follow.
void PipelineReader::add_filter(PipelineFlow& flow, PipelineFilter filter) {
  if (flow.filters.size() < kMostFilters) {
    flow.filters.push_back(std::move(filter));
  } else {
    flow.filters.back().kind = PipelineFilter::Kind::opaque;
  }
}

// The files, or what is piped in when there are none.
PipelineFlow PipelineReader::flow_of_files(const Call& call, std::vector<FileName> files) const {
  if (files.empty()) return call.input;
  PipelineFlow flow;
  flow.source = PipelineFlow::Source::files;
  flow.files = std::move(files);
  flow.place = call.place;
  return flow;
}

std::optional<PipelineFlow> PipelineReader::run_text_command(const Call& call) {
  if (call.name == "cat") return run_cat(call);
  if (call.name == "echo") return run_echo(call);
  if (call.name == "printf") return run_printf(call);
  if (call.name == "tee") return run_tee(call);
  if (call.name == "sed" || call.name == "gsed") return run_sed(call);
  if (call.name == "envsubst") return run_envsubst(call);
  if (call.name == "jq") return run_jq(call);
  if (call.name == "cp" || call.name == "mv") {
    run_copy(call);
    return PipelineFlow();
  }
  if (call.name == "rm") {
    run_remove(call);
    return PipelineFlow();
  }
  const bool is_filter = std::ranges::find(kFilters, call.name) != std::end(kFilters);
  if (!is_filter || call.input.source == PipelineFlow::Source::nothing) return std::nullopt;
  PipelineFlow flow = call.input;
  add_filter(flow, filter_of(call, PipelineFilter::Kind::opaque));
  return flow;
}

PipelineFlow PipelineReader::run_cat(const Call& call) {
  std::vector<FileName> files;
  bool is_plain = true;
  for (const Argument& one : call.arguments) {
    if (one.text.starts_with('-') && one.text != "-") is_plain = false;
    if (!one.text.starts_with('-')) files.push_back(file_name(one));
  }
  PipelineFlow flow = flow_of_files(call, std::move(files));
  if (!is_plain) add_filter(flow, filter_of(call, PipelineFilter::Kind::opaque));
  return flow;
}

PipelineFlow PipelineReader::run_echo(const Call& call) {
  PipelineFlow flow;
  flow.source = PipelineFlow::Source::text;
  flow.place = call.place;
  bool has_line_break = true;
  bool escapes = false;
  std::size_t first = 0;
  for (; first < call.arguments.size(); ++first) {
    const std::string& text = call.arguments[first].text;
    if (text != "-n" && text != "-e" && text != "-ne" && text != "-en" && text != "-E") break;
    has_line_break = has_line_break && text.find('n') == std::string::npos;
    escapes = escapes || text.find('e') != std::string::npos;
  }
  if (first + 1 == call.arguments.size() && call.arguments[first].captured != nullptr && !escapes)
    return copy_of(*call.arguments[first].captured);
  for (std::size_t i = first; i < call.arguments.size(); ++i)
    flow.text += (i > first ? " " : "") + call.arguments[i].text;
  if (escapes) {
    auto text = unescaped(flow.text);
    if (text) {
      flow.text = std::move(*text);
    } else {
      flow.source = PipelineFlow::Source::unknown;
    }
  }
  if (has_line_break) flow.text += '\n';
  return flow;
}

// A format with %s only; it is used again while there are arguments.
PipelineFlow PipelineReader::run_printf(const Call& call) {
  PipelineFlow flow;
  flow.source = PipelineFlow::Source::unknown;
  flow.place = call.place;
  std::size_t next = 1;
  if (call.arguments.empty() || call.arguments[0].text == "-v") return flow;
  if (call.arguments.size() == 2 && call.arguments[1].captured != nullptr &&
      (call.arguments[0].text == "%s" || call.arguments[0].text == "%s\\n"))
    return copy_of(*call.arguments[1].captured);
  const std::string& format = call.arguments[0].text;
  std::string text;
  do {
    const std::size_t before = next;
    for (std::size_t i = 0; i < format.size(); ++i) {
      if (format[i] == '\\') {
        const auto escape = unescaped(std::string_view(format).substr(i, 2));
        if (!escape) return flow;
        text += *escape;
        ++i;
      } else if (format[i] == '%' && i + 1 < format.size() && (format[i + 1] == 's' || format[i + 1] == '%')) {
        ++i;
        if (format[i] == '%') {
          text += '%';
        } else if (next < call.arguments.size()) {
          text += call.arguments[next++].text;
        }
      } else if (format[i] == '%') {
        return flow;
      } else {
        text += format[i];
      }
    }
    if (next == before) break;
  } while (next < call.arguments.size());
  flow.source = PipelineFlow::Source::text;
  flow.text = std::move(text);
  return flow;
}

PipelineFlow PipelineReader::run_tee(const Call& call) {
  PipelineStep step = step_of(call, StepKind::write);
  step.flow = call.input;
  for (const Argument& one : call.arguments) {
    if (one.text == "-a" || one.text == "--append") step.appends = true;
    if (!one.text.starts_with('-') && !one.text.starts_with("/dev/")) step.outputs.push_back(file_name(one));
  }
  if (!step.outputs.empty()) add_step(std::move(step));
  return call.input;
}

// NOLINTNEXTLINE(readability-function-size,readability-function-cognitive-complexity): one branch per option
PipelineFlow PipelineReader::run_sed(const Call& call) {
  PipelineFilter filter = filter_of(call, PipelineFilter::Kind::sed);
  std::vector<std::string_view> scripts;
  std::vector<FileName> files;
  bool is_in_place = false;
  bool is_extended = false;
  bool has_script = false;
  std::string suffix;
  const auto takes_script = [&](std::size_t& i) {
    has_script = true;
    if (i + 1 < call.arguments.size()) scripts.emplace_back(call.arguments[++i].text);
  };
  const bool has_expression = std::ranges::any_of(call.arguments, [](const Argument& one) {
    return one.text == "-e" || one.text.starts_with("--expression") || one.text == "-ie";
  });
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const std::string& text = call.arguments[i].text;
    if (text == "-e" || text == "--expression") {
      takes_script(i);
    } else if (text.starts_with("--expression=")) {
      has_script = true;
      scripts.emplace_back(std::string_view(text).substr(13));
    } else if (text == "-E" || text == "-r" || text == "--regexp-extended") {
      is_extended = true;
    } else if (text == "-i" || text.starts_with("-i") || text.starts_with("--in-place")) {
      is_in_place = true;
      suffix = text.starts_with("--in-place=") ? text.substr(11) : text.starts_with("--") ? "" : text.substr(2);
      // BSD's way of giving no suffix; GNU takes the empty word for a script, which does nothing.
    } else if (text.size() > 1 && text[0] == '-') {
      filter.sed.opaque = "its option " + pipeline_.symbols.spelled(text) + " is not followed";
      if (text == "-f" && ++i < call.arguments.size()) has_script = true;
    } else if (!has_script && !has_expression) {
      has_script = true;
      scripts.emplace_back(text);
    } else {
      files.push_back(file_name(call.arguments[i]));
    }
  }
  for (const std::string_view script : scripts) {
    if (filter.sed.opaque.empty()) read_sed_script(script, is_extended, filter.sed);
  }
  if (is_in_place && files.size() > kMostFilesInPlace) files.resize(kMostFilesInPlace);
  PipelineFlow flow = flow_of_files(call, files);
  add_filter(flow, std::move(filter));
  if (!is_in_place) return flow;
  for (const FileName& file : files) {
    if (!suffix.empty() && suffix.find('*') == std::string::npos) {
      PipelineStep copy = step_of(call, StepKind::copy);
      copy.flow = flow_of_files(call, {file});
      copy.outputs = {file};
      copy.outputs[0].text += suffix;
      add_step(std::move(copy));
    }
    PipelineStep step = step_of(call, StepKind::write);
    step.is_in_place = true;
    step.flow = flow;
    step.flow.files = {file};
    step.outputs = {file};
    add_step(std::move(step));
  }
  return {};
}

PipelineFlow PipelineReader::run_envsubst(const Call& call) {
  PipelineFilter filter = filter_of(call, PipelineFilter::Kind::envsubst);
  for (const Argument& one : call.arguments) {
    if (one.text.starts_with('-')) {
      filter.kind = PipelineFilter::Kind::opaque;
      continue;
    }
    filter.envsubst.names.emplace();
    for (const EnvironmentReference& name : find_environment_references(one.text))
      filter.envsubst.names->emplace_back(name.name);
    if (has_symbol(one.text)) filter.kind = PipelineFilter::Kind::opaque;
  }
  PipelineFlow flow = call.input;
  add_filter(flow, std::move(filter));
  return flow;
}

// NOLINTNEXTLINE(readability-function-size,readability-function-cognitive-complexity): one branch per option
PipelineFlow PipelineReader::run_jq(const Call& call) {
  PipelineFilter filter = filter_of(call, PipelineFilter::Kind::jq);
  std::map<std::string, JqVariable, std::less<>> variables;
  std::optional<std::string_view> program;
  std::vector<FileName> files;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const std::string& text = call.arguments[i].text;
    if ((text == "--arg" || text == "--argjson") && i + 2 < call.arguments.size()) {
      variables[call.arguments[i + 1].text] = {call.arguments[i + 2].text, text == "--arg"};
      i += 2;
    } else if (text.size() > 1 && text[0] == '-' && text[1] != '-') {
      for (const char c : std::string_view(text).substr(1)) {
        if (c == 'c') filter.jq.is_compact = true;
        if (c == 'r') filter.jq.is_raw = true;
        if (c != 'c' && c != 'r' && c != 'e' && c != 'M')
          filter.jq.opaque = std::string("its option -") + c + " is not followed";
      }
    } else if (text.starts_with("--")) {
      if (text == "--compact-output")
        filter.jq.is_compact = true;
      else if (text == "--raw-output")
        filter.jq.is_raw = true;
      else
        filter.jq.opaque = "its option " + pipeline_.symbols.spelled(text) + " is not followed";
    } else if (!program) {
      program = text;
    } else {
      files.push_back(file_name(call.arguments[i]));
    }
  }
  const std::uint32_t now = time_;
  const auto value_of = [&](std::string_view name) {
    const VariableValue* variable = pipeline_.variable_at(name, now);
    return variable != nullptr && !variable->is_exported ? std::string() : value_of_name(name);
  };
  if (filter.jq.opaque.empty()) read_jq_program(program.value_or("."), variables, value_of, filter.jq);
  PipelineFlow flow = flow_of_files(call, std::move(files));
  add_filter(flow, std::move(filter));
  return flow;
}

// cp and mv. A folder as the target is known by its slash or dot, or by several sources.
void PipelineReader::run_copy(const Call& call) {
  std::vector<Argument> names;
  bool is_recursive = false;
  for (const Argument& one : call.arguments) {
    if (one.text.size() > 1 && one.text[0] == '-') {
      is_recursive = is_recursive || one.text.find_first_of("rRat") != std::string::npos;
    } else {
      names.push_back(one);
    }
  }
  if (names.size() < 2) return;
  PipelineStep step = step_of(call, call.name == "cp" ? StepKind::copy : StepKind::move);
  const Argument target = names.back();
  names.pop_back();
  const bool is_folder = target.text.ends_with('/') || target.text == "." || target.text == ".." ||
                         target.text.ends_with("/.") || target.text.ends_with("/..") || names.size() > 1;
  const bool has_patterns =
      std::ranges::any_of(names, [&](const Argument& one) { return file_name(one).kind != FileName::Kind::path; });
  if (is_recursive || has_patterns || target.has_wildcard) {
    PipelineStep opaque = step_of(call, StepKind::opaque);
    for (const Argument& one : names) opaque.flow.files.push_back(file_name(one));
    opaque.outputs.push_back(file_name(target));
    add_step(std::move(opaque));
    return;
  }
  step.flow.source = PipelineFlow::Source::files;
  step.flow.place = call.place;
  for (const Argument& one : names) {
    step.flow.files.push_back(file_name(one));
    Argument output = target;
    const std::string& source = step.flow.files.back().text;
    if (is_folder) output.text += "/" + source.substr(source.rfind('/') + 1);
    step.outputs.push_back(file_name(output));
  }
  add_step(std::move(step));
}

void PipelineReader::run_remove(const Call& call) {
  PipelineStep step = step_of(call, StepKind::remove);
  for (const Argument& one : call.arguments) {
    if (!one.text.starts_with('-')) step.outputs.push_back(file_name(one));
  }
  if (!step.outputs.empty()) add_step(std::move(step));
}

}  // namespace paritylint::manifest
