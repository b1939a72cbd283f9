#include "check/line_hash.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "base/text.h"
#include "base/utf8.h"

namespace paritylint::check {
namespace {

constexpr std::size_t kWindow = 100;
constexpr std::uint64_t kBase = 37;
constexpr std::uint32_t kEndOfFile = 65535;

constexpr std::uint64_t power(std::uint64_t base, std::size_t exponent) {
  std::uint64_t product = 1;
  for (std::size_t i = 0; i < exponent; ++i) product *= base;
  return product;
}

// The weight of the unit that leaves the window.
constexpr std::uint64_t kLeaving = power(kBase, kWindow);

// The hash of the last kWindow units. A line's hash is complete when its first unit is about to leave the window, so
// each slot remembers whether its unit began a line; lines therefore complete in order.
class RollingHash {
 public:
  // Put in one unit; true when this completes the hash of the oldest open line, which `complete()` then is.
  bool push(std::uint32_t unit, bool begins_line) {
    Slot& slot = slots_[next_];
    const bool completes = slot.begins_line;
    complete_ = hash_;
    hash_ = kBase * hash_ + unit - kLeaving * slot.unit;
    slot = {unit, begins_line};
    next_ = (next_ + 1) % kWindow;
    return completes;
  }

  std::uint64_t complete() const { return complete_; }

 private:
  struct Slot {
    std::uint32_t unit = 0;
    bool begins_line = false;
  };
  std::array<Slot, kWindow> slots_{};
  std::size_t next_ = 0;
  std::uint64_t hash_ = 0;
  std::uint64_t complete_ = 0;
};

// The bytes at the start of `text` that decoders replace by a single U+FFFD: the longest beginning of a well-formed
// sequence, or one byte. Requires: `text` does not begin with a whole sequence.
std::size_t broken_sequence_size(std::string_view text) {
  const auto byte_at = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned char lead = byte_at(0);
  if (lead < 0xC2 || lead > 0xF4 || text.size() == 1) return 1;
  // Second bytes that would make the sequence overlong, a surrogate or too large end it at once.
  const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte_at(1) < lowest || byte_at(1) > highest) return 1;
  const std::size_t whole = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::size_t size = 2;
  while (size < whole && size < text.size() && (byte_at(size) & 0xC0) == 0x80) ++size;
  return size;
}

// Call visit(unit) for each UTF-16 unit of `source` until it returns false; false when it did.
template <class Visit>
bool for_each_unit(std::string_view source, Visit visit) {
  while (!source.empty()) {
    const base::CodePoint code_point = base::decode_utf8(source);
    const bool is_broken = code_point.size == 1 && static_cast<unsigned char>(source.front()) >= 0x80;
    source.remove_prefix(is_broken ? broken_sequence_size(source) : code_point.size);
    const auto value = static_cast<std::uint32_t>(code_point.value);
    if (value < 0x10000) {
      if (!visit(value)) return false;
    } else {
      if (!visit(0xD800 + ((value - 0x10000) >> 10))) return false;
      if (!visit(0xDC00 + (value & 0x3FF))) return false;
    }
  }
  return true;
}

// Call visit(hash) for each line in order until it returns false.
template <class Visit>
void for_each_line_hash(std::string_view source, Visit visit) {
  RollingHash rolling;
  bool at_line_start = true;
  bool after_return = false;
  const auto push = [&](std::uint32_t unit, bool begins_line) {
    return !rolling.push(unit, begins_line) || visit(rolling.complete());
  };
  const auto take = [&](std::uint32_t unit) {
    const bool ends_crlf = after_return && unit == '\n';
    after_return = unit == '\r';
    if (unit == ' ' || unit == '\t' || ends_crlf) return true;
    if (unit == '\r') unit = '\n';
    const bool begins_line = at_line_start;
    at_line_start = unit == '\n';
    return push(unit, begins_line);
  };
  if (!for_each_unit(source, take) || !take(kEndOfFile)) return;
  for (std::size_t i = 0; i < kWindow; ++i) {
    if (!push(0, false)) return;
  }
}

std::string spelled(std::uint64_t hash, std::uint32_t occurrence) {
  char digits[16];
  std::string text(digits, std::to_chars(digits, digits + sizeof digits, hash, 16).ptr);
  text += ':';
  base::append_number(text, occurrence);
  return text;
}

}  // namespace

std::vector<std::string> line_hashes(std::string_view source) {
  std::vector<std::string> hashes;
  std::unordered_map<std::uint64_t, std::uint32_t> occurrences;
  for_each_line_hash(source, [&](std::uint64_t hash) {
    hashes.push_back(spelled(hash, ++occurrences[hash]));
    return true;
  });
  return hashes;
}

std::string line_hash(std::string_view source, std::uint32_t line_1based) {
  std::vector<std::uint64_t> hashes;
  for_each_line_hash(source, [&](std::uint64_t hash) {
    hashes.push_back(hash);
    return hashes.size() < line_1based;
  });
  if (line_1based == 0 || hashes.size() < line_1based) return {};
  const std::uint64_t hash = hashes.back();
  return spelled(hash, static_cast<std::uint32_t>(std::ranges::count(hashes, hash)));
}

}  // namespace paritylint::check
