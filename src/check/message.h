// Message templates of rule files: names in braces stand for what a file holds; {{ and }} stand for braces.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace paritylint::check {

// Replace each name in braces by what `value_of` says it stands for, made printable and cut when long.
std::string expand_message(std::string_view text, const std::function<std::string(std::string_view name)>& value_of);

// The names in braces, in order.
std::vector<std::string_view> names_in(std::string_view message);

// What any rule's message may name; declarative rules add the atoms (check/condition.h) and the captures of their
// patterns.
std::span<const std::string_view> message_names();

}  // namespace paritylint::check
