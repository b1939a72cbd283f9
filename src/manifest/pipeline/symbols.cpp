#include "manifest/pipeline/symbols.h"

#include <algorithm>

namespace paritylint::manifest {
namespace {

// U+F0000 to U+FFFFF are F3 B0 80 80 to F3 BF BF BF in UTF-8.
constexpr unsigned char kFirstByte = 0xF3;
constexpr unsigned char kSecondByte = 0xB0;
constexpr SymbolId kMostSymbols = 0xFFFE;  // the last two are no characters

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

}  // namespace

std::string SymbolTable::add(Symbol symbol) {
  const bool is_shared = symbol.kind == SymbolKind::variable || symbol.kind == SymbolKind::expression;
  SymbolId id = static_cast<SymbolId>(symbols_.size());
  bool is_new = true;
  if (is_shared) {
    const auto [known, added] = shared_.try_emplace(symbol.spelling, id);
    id = known->second;
    is_new = added;
  }
  if (is_new && id < kMostSymbols) symbols_.push_back(std::move(symbol));
  id = std::min(id, kMostSymbols - 1);  // nobody needs to tell so many apart
  std::string text;
  text += static_cast<char>(kFirstByte);
  text += static_cast<char>(kSecondByte + (id >> 12));
  text += static_cast<char>(0x80 + ((id >> 6) & 0x3F));
  text += static_cast<char>(0x80 + (id & 0x3F));
  return text;
}

const Symbol& SymbolTable::at(SymbolId id) const {
  static const Symbol unknown{SymbolKind::computed, "", "?", {}};
  return id < symbols_.size() ? symbols_[id] : unknown;
}

std::string SymbolTable::spelled(std::string_view text) const {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t at = find_symbol(text); at != std::string_view::npos; at = find_symbol(text, begin)) {
    out += text.substr(begin, at - begin);
    out += this->at(*symbol_at(text, at)).spelling;
    begin = at + kSymbolSize;
  }
  return out.append(text.substr(begin));
}

std::optional<SymbolId> symbol_at(std::string_view text, std::size_t at) {
  if (at + kSymbolSize > text.size() || byte_at(text, at) != kFirstByte || byte_at(text, at + 1) < kSecondByte)
    return std::nullopt;
  return ((byte_at(text, at + 1) & 0xF) << 12) | ((byte_at(text, at + 2) & 0x3F) << 6) | (byte_at(text, at + 3) & 0x3F);
}

std::size_t find_symbol(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find(static_cast<char>(kFirstByte), from); at != std::string_view::npos;
       at = text.find(static_cast<char>(kFirstByte), at + 1)) {
    if (symbol_at(text, at)) return at;
  }
  return std::string_view::npos;
}

}  // namespace paritylint::manifest
