// Identity: what a manifest's content says about the environment that it is for, whatever its name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/atoms.h"
#include "manifest/kind.h"
#include "manifest/vocabulary.h"

namespace paritylint::manifest {

// Where in a manifest a name stands; bits, so that several can be told together.
enum class NamePlace : std::uint8_t {
  family = 1,
  role = 2,
  log_group = 4,
  secret = 8,
  image = 16,     // the repository, not the tag: tags are promoted from one environment to the next
  bucket = 32,    // with the key behind it
  arn = 64,       // any other ARN
  variable = 128  // a buildspec's own variables and parameters
};

constexpr std::uint8_t bit(NamePlace place) { return static_cast<std::uint8_t>(place); }

struct EnvironmentVote {
  std::uint8_t environment = 0;  // index into the vocabulary's environments()
  std::uint8_t places = 0;       // NamePlace bits
};

struct Identity {
  // A placeholder stands for an account, a region, a role, a log group or a bucket: the file is a template that several
  // environments share.
  bool has_placeholder = false;
  std::vector<EnvironmentVote> votes;  // strong words only, one per environment, ascending
  std::vector<std::string> accounts;   // ordinary accounts with strong evidence, sorted
  // By what a service is called, as written, without duplicates; at most kMostNames each.
  std::string family;
  std::vector<std::string> containers;  // of a task definition, or those that an AppSpec names
  std::vector<std::string> log_groups;

  static constexpr std::size_t kMostNames = 16;
};

// "roles and log group" for the bits of `places`.
std::string describe_places(std::uint8_t places);

// Reads one manifest after another, reusing its memory. One per thread.
class IdentityReader {
 public:
  Identity read(const tree::Tree& tree, const Recognition& recognition, const Vocabulary& vocabulary);

 private:
  static void collect_name(const tree::Tree& tree, const Recognition& recognition, tree::NodeId id,
                           std::string_view key, Identity& identity);
  void look_at(std::string_view text, std::string_view key, NamePlace place, bool whole, Identity& identity) const;

  std::vector<Atom> atoms_;
};

}  // namespace paritylint::manifest
