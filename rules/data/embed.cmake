# Writes the tables of this folder as constant C++ data: cmake -DDATA=<this folder> -DOUT=<file.cpp> -P embed.cmake
#
# Account ids become numbers in ascending order, so that a lookup is one binary search; everything else keeps its order.

# The JSON array `json` of strings as one C++ initializer list's content.
function(string_list result json)
  string(JSON count LENGTH "${json}")
  set(items "")
  if(count GREATER 0)
    math(EXPR last "${count} - 1")
    foreach(index RANGE ${last})
      string(JSON item GET "${json}" ${index})
      string(APPEND items "\"${item}\", ")
    endforeach()
  endif()
  set(${result} "${items}" PARENT_SCOPE)
endfunction()

# The named lists of words of one table as arrays, each k_NAME.
function(word_lists result table)
  file(READ "${DATA}/${table}" json)
  set(lists "")
  foreach(list IN LISTS ARGN)
    string(JSON words GET "${json}" ${list})
    string_list(items "${words}")
    string(APPEND lists "constexpr std::string_view k_${list}[] = {${items}};\n")
  endforeach()
  set(${result} "${lists}" PARENT_SCOPE)
endfunction()

# Only what differs by intent, for comparisons: cmake -DDATA=<this folder> -DSIZING=<file.cpp>
function(write_sizing)
  word_lists(lists sizing.json fields variable_words)
  file(WRITE "${SIZING}" "// Generated from rules/data by embed.cmake; change the table there.
#include \"diff/sizing.h\"

namespace paritylint::diff {
namespace {

${lists}
}  // namespace

std::span<const std::string_view> sizing_fields() { return k_fields; }
std::span<const std::string_view> sizing_variable_words() { return k_variable_words; }

}  // namespace paritylint::diff
")
endfunction()

if(SIZING)
  write_sizing()
  return()
endif()

function(known_accounts result)
  file(READ "${DATA}/accounts.json" json)
  string(JSON groups GET "${json}" groups)
  string(JSON group_count LENGTH "${groups}")
  math(EXPR last_group "${group_count} - 1")
  set(rows "")
  foreach(index RANGE ${last_group})
    string(JSON entry GET "${groups}" ${index})
    string(JSON group GET "${entry}" group)
    string(JSON class GET "${entry}" class)
    string(JSON accounts GET "${entry}" accounts)
    string(JSON count LENGTH "${accounts}")
    math(EXPR last "${count} - 1")
    foreach(position RANGE ${last})
      string(JSON id GET "${accounts}" ${position})
      if(NOT id MATCHES "^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]$")
        message(FATAL_ERROR "rules/data/accounts.json: \"${id}\" in ${group} is not 12 digits")
      endif()
      # A leading zero would make the number octal.
      string(REGEX MATCH "[1-9][0-9]*$" number "${id}")
      if(number STREQUAL "")
        set(number 0)
      endif()
      list(APPEND rows "${id}|    {${number}, AccountClass::${class}, \"${group}\"},")
    endforeach()
  endforeach()
  list(SORT rows)
  list(TRANSFORM rows REPLACE "^[0-9]+\\|" "")
  list(JOIN rows "\n" text)
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

function(partitions result_lists result_rows)
  file(READ "${DATA}/partitions.json" json)
  string(JSON partitions GET "${json}" partitions)
  string(JSON count LENGTH "${partitions}")
  math(EXPR last "${count} - 1")
  set(lists "")
  set(rows "")
  foreach(index RANGE ${last})
    string(JSON entry GET "${partitions}" ${index})
    foreach(member id dns_suffix dual_stack_dns_suffix)
      string(JSON ${member} GET "${entry}" ${member})
    endforeach()
    foreach(member region_prefixes regions)
      string(JSON array GET "${entry}" ${member})
      string_list(items "${array}")
      string(APPEND lists "constexpr std::string_view k_${member}_${index}[] = {${items}};\n")
    endforeach()
    string(APPEND rows "    {\"${id}\", \"${dns_suffix}\", \"${dual_stack_dns_suffix}\", "
                       "k_region_prefixes_${index}, k_regions_${index}},\n")
  endforeach()
  string(JSON array GET "${json}" extra_ecr_suffixes)
  string_list(items "${array}")
  string(APPEND lists "constexpr std::string_view kExtraEcrSuffixes[] = {${items}};\n")
  set(${result_lists} "${lists}" PARENT_SCOPE)
  set(${result_rows} "${rows}" PARENT_SCOPE)
endfunction()

# Only the words of each environment, for the configuration: cmake -DDATA=<this folder> -DNAMES=<file.cpp>
function(write_environment_names)
  file(READ "${DATA}/environments.json" json)
  string(JSON environments GET "${json}" environments)
  string(JSON count LENGTH "${environments}")
  math(EXPR last "${count} - 1")
  set(lists "")
  set(rows "")
  foreach(index RANGE ${last})
    string(JSON words GET "${environments}" ${index} words)
    string_list(items "${words}")
    string(APPEND lists "constexpr std::string_view k_words_${index}[] = {${items}};\n")
    string(APPEND rows "    k_words_${index},\n")
  endforeach()
  file(WRITE "${NAMES}" "// Generated from rules/data by embed.cmake; change the table there.
#include \"config/environment_names.h\"

namespace paritylint::config {
namespace {

${lists}
constexpr std::span<const std::string_view> kEnvironments[] = {
${rows}};

}  // namespace

std::span<const std::span<const std::string_view>> built_in_environments() { return kEnvironments; }

}  // namespace paritylint::config
")
endfunction()

if(NAMES)
  write_environment_names()
  return()
endif()

function(environments result_lists result_rows)
  file(READ "${DATA}/environments.json" json)
  string(JSON environments GET "${json}" environments)
  string(JSON count LENGTH "${environments}")
  math(EXPR last "${count} - 1")
  set(lists "")
  set(rows "")
  foreach(index RANGE ${last})
    string(JSON entry GET "${environments}" ${index})
    string(JSON name GET "${entry}" name)
    string(JSON strong GET "${entry}" strong)
    if(strong)
      set(strong true)
    else()
      set(strong false)
    endif()
    string(JSON words GET "${entry}" words)
    string_list(items "${words}")
    string(APPEND lists "constexpr std::string_view k_words_${index}[] = {${items}};\n")
    string(APPEND rows "    {\"${name}\", ${strong}, k_words_${index}},\n")
  endforeach()
  set(${result_lists} "${lists}" PARENT_SCOPE)
  set(${result_rows} "${rows}" PARENT_SCOPE)
endfunction()

known_accounts(account_rows)
partitions(partition_lists partition_rows)
environments(environment_lists environment_rows)
word_lists(name_word_lists name_words.json environment_colours form_words part_words)
file(WRITE "${OUT}" "// Generated from rules/data by embed.cmake; change the tables there.
#include \"manifest/data_tables.h\"

namespace paritylint::manifest {
namespace {

constexpr KnownAccount kKnownAccounts[] = {
${account_rows}
};

${partition_lists}
constexpr Partition kPartitions[] = {
${partition_rows}};

${environment_lists}
constexpr Environment kEnvironments[] = {
${environment_rows}};

${name_word_lists}
}  // namespace

std::span<const KnownAccount> known_accounts() { return kKnownAccounts; }
std::span<const Partition> partitions() { return kPartitions; }
std::span<const std::string_view> extra_ecr_suffixes() { return kExtraEcrSuffixes; }
std::span<const Environment> environments() { return kEnvironments; }
std::span<const std::string_view> environment_colours() { return k_environment_colours; }
std::span<const std::string_view> form_words() { return k_form_words; }
std::span<const std::string_view> part_words() { return k_part_words; }

}  // namespace paritylint::manifest
")
