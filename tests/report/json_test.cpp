#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "report/sample.h"

namespace paritylint::report {
namespace {

// Run `script` in Python with the document as `d`; a failed assertion fails the test.
void expect_in_python(const std::string& json, const std::string& script) {
  const auto folder = std::filesystem::temp_directory_path() / ("json_test." + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "report.json", std::ios::binary) << json;
  std::ofstream(folder / "script.py") << "import json, sys\n"
                                      << "d = json.load(open(sys.argv[1], encoding='utf-8'))\n"
                                      << script;
  const std::string command =
      "python3 '" + (folder / "script.py").string() + "' '" + (folder / "report.json").string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0) << json.substr(0, 2000);
  std::filesystem::remove_all(folder);
}

#define PYTHON_OR_SKIP() \
  if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "python3 is absent"

TEST(Json, ShowsWhatIsAcceptedApart) {
  PYTHON_OR_SKIP();
  test::Sample sample;
  sample.add("a", check::Level::warning, "m", "f", "xy", "x").baseline = check::BaselineState::unchanged;
  sample.add("b", check::Level::error, "m", "f", "xy", "y").baseline = check::BaselineState::updated;
  Report report = sample.report();
  test::Sample accepted;
  accepted.add("c", check::Level::warning, "m", "g", "xy", "x").suppression = {true, "why", "g", 3};
  report.suppressed = accepted.findings;
  report.has_baseline = true;
  report.unchanged = 1;
  const std::vector<check::BaselineEntry> gone = {{"", "h", "r", check::Level::note, "f1"}};
  report.gone = gone;
  expect_in_python(find_format("json")->write(report, {.version = "0.1.0"}), R"(
assert [f['baseline'] for f in d['findings']] == ['unchanged', 'updated']
assert [f['rule'] for f in d['suppressed']] == ['c']
assert d['suppressed'][0]['suppression'] == {'kind': 'inSource', 'justification': 'why', 'path': 'g', 'line': 3}
assert d['gone'] == [{'root': '', 'path': 'h', 'rule': 'r', 'level': 'note', 'fingerprint': 'f1'}]
assert d['summary'] == {'errors': 1, 'warnings': 0, 'notes': 0, 'files': 1, 'suppressed': 1, 'unchanged': 1}
)");
}

TEST(Json, HoldsEverything) {
  PYTHON_OR_SKIP();
  const auto sample = test::full_sample();
  expect_in_python(find_format("json")->write(sample->report(), {.color = true, .width = 10, .version = "0.1.0"}), R"(
assert d['version'] == 1 and d['tool'] == {'name': 'paritylint', 'version': '0.1.0'} and d['manifests'] == 8
assert d['summary'] == {
    'errors': 5, 'warnings': 6, 'notes': 2, 'files': 7, 'suppressed': 0, 'unchanged': 0}, d['summary']
assert [f['path'] for f in d['failures']] == ['deploy/locked.json', '/somewhere/\x1b[7melse']
f = next(f for f in d['findings'] if f['pointer'] == '/taskRoleArn')
assert f['also_matches'] == ['hardcoded-partition'] and f['value'].endswith('role/orders-dev')
assert f['edits'] == [{'byte_offset': 46, 'byte_length': 41, 'text': 'orders-dev', 'safe': True}], f['edits']
assert [(r['path'], r['message']) for r in f['related']] == [
    ('deploy/taskdef.json', 'also here'), ('buildspec.yml', 'the account is put in here')]
assert f['related'][0]['region']['start_line'] == 4
f = next(f for f in d['findings'] if f['path'].startswith('サ') and f['value'])
assert f['region'] == {'start_line': 2, 'start_column': 31, 'end_line': 2, 'end_column': 36, 'start_column_utf16': 31,
    'end_column_utf16': 37, 'byte_offset': 44, 'byte_length': 16}, f['region']
assert any('\x1b[31m' in f['message'] for f in d['findings'])
)");
}

TEST(Json, ParsesWhateverTheTextIs) {
  PYTHON_OR_SKIP();
  test::Sample sample;
  for (unsigned seed = 0; seed < 50; ++seed) {
    const std::string source = test::hostile_text(seed);
    sample
        .add("environment-word", check::Level::note, test::hostile_text(seed + 100), test::hostile_text(seed), source,
             source.substr(0, 5))
        .value = test::hostile_text(seed + 200);
  }
  expect_in_python(find_format("json")->write(sample.report(), {}), "assert len(d['findings']) == 50\n");
  expect_in_python(find_format("sarif")->write(sample.report(), {}), "assert len(d['runs'][0]['results']) == 50\n");
}

}  // namespace
}  // namespace paritylint::report
