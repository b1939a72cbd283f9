#include "check/builtin/runtimes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace paritylint::check::builtin {
namespace {

constexpr std::string_view kAndroid[] = {"28", "29"};
constexpr std::string_view kDocker[] = {"18", "19", "20", "23"};
constexpr std::string_view kDotnet[] = {"2.2", "3.0", "3.1", "5.0", "6.0", "8.0", "10.0"};
constexpr std::string_view kGolang[] = {"1.12", "1.13", "1.14", "1.15", "1.16", "1.18", "1.20",
                                        "1.21", "1.22", "1.23", "1.24", "1.25", "1.26"};
constexpr std::string_view kJava[] = {"openjdk8",   "openjdk11",  "corretto8", "corretto11",
                                      "corretto17", "corretto21", "corretto25"};
constexpr std::string_view kNodejs[] = {"8", "10", "12", "14", "16", "18", "20", "22", "24"};
constexpr std::string_view kPhp[] = {"7.3", "7.4", "8.0", "8.1", "8.2", "8.3", "8.4", "8.5"};
constexpr std::string_view kPython[] = {"3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"};
constexpr std::string_view kRuby[] = {"2.6", "2.7", "3.1", "3.2", "3.3", "3.4", "4.0"};
constexpr std::string_view kRust[] = {"1.93", "1.94"};

constexpr Runtime kRuntimes[] = {{"android", kAndroid}, {"docker", kDocker}, {"dotnet", kDotnet}, {"golang", kGolang},
                                 {"java", kJava},       {"nodejs", kNodejs}, {"php", kPhp},       {"python", kPython},
                                 {"ruby", kRuby},       {"rust", kRust}};

// Major and minor number; -1 for what is no number.
std::pair<int, int> numbers_of(std::string_view version) {
  std::pair<int, int> numbers{-1, 0};
  const char* const end = version.data() + version.size();
  const auto major = std::from_chars(version.data(), end, numbers.first);
  if (major.ec != std::errc{}) return {-1, 0};
  if (major.ptr == end) return numbers;
  if (*major.ptr != '.') return {-1, 0};
  const auto minor = std::from_chars(major.ptr + 1, end, numbers.second);
  return minor.ec == std::errc{} ? numbers : std::pair{-1, 0};
}

}  // namespace

std::span<const Runtime> runtimes() { return kRuntimes; }

const Runtime* find_runtime(std::string_view name) {
  const auto found = std::ranges::find(kRuntimes, name, &Runtime::name);
  return found != std::end(kRuntimes) ? found : nullptr;
}

bool may_have(const Runtime& runtime, std::string_view version) {
  if (version.empty() || version == "latest" || version.ends_with(".x")) return true;
  if (!base::is_alnum(version.front())) return true;
  if (std::ranges::find(runtime.versions, version) != runtime.versions.end()) return true;
  const auto [major, minor] = numbers_of(version);
  // Java's versions are names; a new one is not told from a mistake.
  if (major < 0) return !base::is_digit(version.front()) && runtime.name == "java" && version.starts_with("corretto");
  if (std::pair{major, minor} > numbers_of(runtime.versions.back())) return true;
  // 3.10 without quotes may have arrived as 3.1; dotnet 8 means 8.0.
  return std::ranges::any_of(runtime.versions,
                             [&](std::string_view one) {
                               return one.size() == version.size() + 1 && one.starts_with(version) &&
                                      one.ends_with('0');
                             }) ||
         std::ranges::any_of(runtime.versions, [&](std::string_view one) {
           return one.size() > version.size() && one.starts_with(version) && one[version.size()] == '.';
         });
}

}  // namespace paritylint::check::builtin
