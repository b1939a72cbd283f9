#include "manifest/pipeline/file_words.h"

#include "base/text.h"

namespace paritylint::manifest {

bool is_file_like(std::string_view text) {
  if (text.empty() || text[0] == '-' || text.find("://") != std::string_view::npos) return false;
  const std::size_t name = text.rfind('/') + 1;
  const std::size_t dot = text.rfind('.');
  return dot != std::string_view::npos && dot > name && dot + 1 < text.size() && base::is_alpha(text[dot + 1]) &&
         text.find_first_of(" \n=(){}<>:") == std::string_view::npos;
}

std::vector<std::string_view> file_words(std::string_view text) {
  constexpr std::string_view kSeparators = " \t\r\n\"'`,;=()<>|&";
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(kSeparators); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSeparators, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (is_file_like(word)) words.push_back(word);
    at = text.find_first_not_of(kSeparators, end);
  }
  return words;
}

}  // namespace paritylint::manifest
