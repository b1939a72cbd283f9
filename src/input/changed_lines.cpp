#include "input/changed_lines.h"

#include "input/libgit2.h"

namespace paritylint::input {
namespace {

int keep_hunk(const git_diff_delta*, const git_diff_hunk* hunk, void* payload) {
  auto& ranges = *static_cast<std::vector<LineRange>*>(payload);
  const auto start = static_cast<std::uint32_t>(hunk->new_start);
  const auto count = static_cast<std::uint32_t>(hunk->new_lines);
  // A hunk that only removes names the line before it.
  if (count == 0) {
    ranges.push_back({start + 1, start + 1});
  } else {
    ranges.push_back({start, start + count});
  }
  return 0;
}

}  // namespace

base::Result<std::vector<LineRange>> changed_lines(std::string_view old_text, std::string_view new_text) {
  std::vector<LineRange> ranges;
  if (old_text == new_text) return ranges;
  TRY(libgit2::need_library());
  // Not GIT_DIFF_OPTIONS_INIT: it leaves fields out, which clang warns about. All others are for whole trees, or 0.
  git_diff_options options{};
  options.version = GIT_DIFF_OPTIONS_VERSION;
  options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_IGNORE_WHITESPACE_EOL;
  const int code =
      libgit2::library().diff_buffers(old_text.data(), old_text.size(), nullptr, new_text.data(), new_text.size(),
                                      nullptr, &options, nullptr, nullptr, keep_hunk, nullptr, &ranges);
  if (code != 0) return base::Error{base::ErrorCode::io, "cannot compare two versions: " + libgit2::last_reason()};
  return ranges;
}

}  // namespace paritylint::input
