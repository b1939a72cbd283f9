#include "check/builtin/drift/harms.h"

#include <algorithm>
#include <span>

namespace paritylint::check {
namespace {

// A call of the AWS command line that takes something away for good.
struct Destruction {
  std::string_view service, operation;
  std::string_view options[2];  // that name what is harmed
  std::string_view harm;
};

constexpr Destruction kDestructions[] = {
    {"ecs", "delete-service", {"--service", "--cluster"}, "deletes a service"},
    {"ecs", "delete-cluster", {"--cluster"}, "deletes a cluster"},
    {"ecs", "update-service", {"--service", "--cluster"}, "stops a service"},  // with --desired-count 0
    {"cloudformation", "delete-stack", {"--stack-name"}, "deletes a stack"},
    {"ecr", "batch-delete-image", {"--repository-name"}, "deletes images from a repository"},
    {"ecr", "delete-repository", {"--repository-name"}, "deletes a repository"},
    {"rds", "delete-db-instance", {"--db-instance-identifier"}, "deletes a database"},
    {"rds", "delete-db-cluster", {"--db-cluster-identifier"}, "deletes a database"},
    {"dynamodb", "delete-table", {"--table-name"}, "deletes a table"},
};

using Words = std::span<const std::string_view>;

// The bytes of `word`, a piece of `command`.
base::Span span_in(std::string_view word, std::string_view command) {
  const auto begin = static_cast<std::uint32_t>(word.data() - command.data());
  return {begin, begin + static_cast<std::uint32_t>(word.size())};
}

// The values of `option`: "--stack-name orders-dev", "--stack-name=orders-dev".
void add_option(Words words, std::string_view option, std::string_view command, std::string_view what,
                std::vector<Harm>& harms) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_with(option) && words[i].substr(option.size()).starts_with('=')) {
      harms.push_back({span_in(words[i], command), what});
    } else if (words[i] == option && i + 1 < words.size()) {
      harms.push_back({span_in(words[i + 1], command), what});
    }
  }
}

bool stops_all_tasks(Words words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--desired-count=0") return true;
    if (words[i] == "--desired-count" && i + 1 < words.size() && words[i + 1] == "0") return true;
  }
  return false;
}

// `words` are those behind "aws s3".
void add_buckets(Words words, std::string_view command, std::vector<Harm>& harms) {
  if (words.empty()) return;
  const std::string_view verb = words[0];
  std::vector<std::string_view> targets;
  for (const std::string_view one : words.subspan(1)) {
    if (!one.empty() && !one.starts_with('-')) targets.push_back(one);
  }
  const bool is_removal = verb == "rm" || verb == "rb";
  if (!is_removal && verb != "cp" && verb != "mv" && verb != "sync") return;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    // Of a copy the second path; what follows may be the value of an option.
    if ((!is_removal && i != 1) || !targets[i].starts_with("s3://")) continue;
    const std::size_t path = targets[i].find('/', std::string_view("s3://").size());
    harms.push_back({span_in(targets[i].substr(0, path), command), "writes to or deletes from a bucket"});
  }
}

// `words` are those of one call, behind "aws".
void add_call(Words words, std::string_view command, std::vector<Harm>& harms) {
  constexpr std::string_view kSwitches[] = {"--debug", "--no-verify-ssl", "--no-paginate", "--no-sign-request",
                                            "--no-cli-pager"};
  while (!words.empty() && words[0].starts_with("--")) {
    const bool has_value =
        words[0].find('=') == std::string_view::npos && std::ranges::find(kSwitches, words[0]) == std::end(kSwitches);
    words = words.subspan(std::min<std::size_t>(has_value ? 2 : 1, words.size()));
  }
  if (words.size() < 2) return;
  if (words[0] == "s3") add_buckets(words.subspan(1), command, harms);
  for (const Destruction& one : kDestructions) {
    if (words[0] != one.service || words[1] != one.operation) continue;
    if (one.operation == "update-service" && !stops_all_tasks(words)) return;
    for (const std::string_view option : one.options) {
      if (!option.empty()) add_option(words, option, command, one.harm, harms);
    }
  }
}

bool ends_call(std::string_view word) {
  return word == "&&" || word == "||" || word == ";" || word == "|" || word == "&";
}

// The next word of a command from `at` on, which moves behind it; "" at the end.
std::string_view next_word(std::string_view command, std::size_t& at) {
  const std::size_t begin = std::min(command.find_first_not_of(" \t", at), command.size());
  at = std::min(command.find_first_of(" \t", begin), command.size());
  return command.substr(begin, at - begin);
}

}  // namespace

std::vector<Harm> harms_of(std::string_view command) {
  std::vector<Harm> harms;
  std::vector<std::string_view> call;
  bool is_call = false;
  const auto close = [&] {
    if (is_call) add_call(call, command, harms);
    call.clear();
    is_call = false;
  };
  std::size_t at = 0;
  for (std::string_view word = next_word(command, at); !word.empty(); word = next_word(command, at)) {
    if (ends_call(word)) {
      close();
      continue;
    }
    const bool is_last = word.ends_with(';');
    if (is_last) word.remove_suffix(1);
    if (is_call) {
      call.push_back(word);
    } else {
      is_call = word == "aws";
    }
    if (is_last) close();
  }
  close();
  std::ranges::sort(harms, {}, [](const Harm& one) { return one.name.begin; });
  return harms;
}

const Harm* harm_at(const std::vector<Harm>& harms, base::Span word) {
  const auto after = std::ranges::upper_bound(harms, word.begin, {}, [](const Harm& one) { return one.name.begin; });
  if (after == harms.begin()) return nullptr;
  const Harm& harm = *(after - 1);
  return word.end <= harm.name.end ? &harm : nullptr;
}

}  // namespace paritylint::check
