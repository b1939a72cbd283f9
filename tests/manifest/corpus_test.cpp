// What the modules of this stage make of the reference collection. Each test prints its numbers and holds them.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include "base/text.h"
#include "manifest/accounts.h"
#include "manifest/atoms.h"
#include "manifest/corpus.h"
#include "manifest/parsed.h"
#include "manifest/pointer.h"
#include "manifest/secrets.h"

namespace paritylint::manifest {
namespace {

using test::IndexRow;

TEST(Corpus, EveryManifestIsRecognised) {
  SHARED_OR_SKIP(shared);
  std::size_t manifests = 0, complete = 0;
  for (const IndexRow& row : test::read_index(shared)) {
    const auto kind = kind_by_id(row.at("kind"));
    if (!kind) continue;
    ++manifests;
    const std::string path = test::path_in_set(row.at("corpus_path"));
    EXPECT_EQ(kind_by_name(path), kind) << row.at("corpus_path");
    const test::Parsed parsed(path, test::read_file(shared / "corpus" / row.at("corpus_path")));
    if (!parsed.complete()) continue;
    ++complete;
    const auto found = recognise(parsed.tree(), kind);
    ASSERT_TRUE(found) << row.at("corpus_path");
    EXPECT_EQ(found->kind, *kind) << row.at("corpus_path");
    const bool by_shape = recognise(parsed.tree(), std::nullopt).has_value();
    if (!by_shape) std::cout << "by name only: " << row.at("corpus_path") << "\n";
  }
  std::cout << "manifests: " << manifests << ", complete trees: " << complete << "\n";
  EXPECT_GE(manifests, 448u);
  EXPECT_GE(complete, 440u);
}

TEST(Corpus, OtherFilesAreNotTakenForManifests) {
  SHARED_OR_SKIP(shared);
  std::set<std::string> manifests;
  for (const IndexRow& row : test::read_index(shared)) {
    if (kind_by_id(row.at("kind"))) manifests.insert(row.at("corpus_path"));
  }
  std::size_t others = 0, candidates = 0;
  for (const std::string& file : test::files_below(shared / "corpus" / "open")) {
    if (manifests.contains("open/" + file)) continue;
    ++others;
    const std::string path = test::path_in_set("open/" + file);
    const test::Parsed parsed(path, test::read_file(shared / "corpus" / "open" / file));
    const auto by_name = kind_by_name(path);
    if (by_name) ++candidates;
    EXPECT_FALSE(recognise(parsed.tree(), by_name)) << file;
  }
  std::cout << "other files: " << others << ", candidates by name: " << candidates << "\n";
  EXPECT_GE(others, 200u);
  EXPECT_EQ(candidates, 0u);
}

// The ids that a pattern of twelve digits with free neighbours finds, line by line.
std::vector<base::Span> naive_accounts(std::string_view text) {
  std::vector<base::Span> spans;
  for (std::size_t i = 0; i < text.size();) {
    if (!base::is_alnum(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    bool digits = true;
    for (; i < text.size() && base::is_alnum(text[i]); ++i) digits = digits && base::is_digit(text[i]);
    if (digits && i - begin == 12) spans.push_back({base::offset32(begin), base::offset32(i)});
  }
  return spans;
}

TEST(Corpus, EveryTwelveDigitNumberIsAnAccountOrListed) {
  SHARED_OR_SKIP(shared);
  std::size_t naive = 0, strong = 0, weak = 0, rejected = 0;
  std::vector<Atom> atoms;
  for (const std::string& file : test::files_below(shared / "corpus" / "open")) {
    const std::string source = test::read_file(shared / "corpus" / "open" / file);
    atoms.clear();
    scan_atoms(source, "", atoms);
    for (const base::Span span : naive_accounts(source)) {
      ++naive;
      const auto found = std::find_if(atoms.begin(), atoms.end(), [&](const Atom& atom) {
        return atom.kind == AtomKind::account_id && atom.span == span;
      });
      const std::size_t from = span.begin < 60 ? 0 : span.begin - 60;
      const std::string around = base::printable(std::string_view(source).substr(from, 100));
      if (found == atoms.end()) {
        ++rejected;
        std::cout << "rejected: " << file << ": " << around << "\n";
      } else if (!found->strong) {
        ++weak;
        std::cout << "weak: " << file << ": " << around << "\n";
      } else {
        ++strong;
      }
    }
  }
  std::cout << "twelve digits: " << naive << ", strong: " << strong << ", weak: " << weak << ", rejected: " << rejected
            << "\n";
  EXPECT_GT(naive, 1000u);
  EXPECT_EQ(naive, strong + weak + rejected);
  EXPECT_LE(rejected * 100, naive);
}

// Spans of atoms are bytes of the text and obey the atom's grammar.
void expect_valid(std::string_view text, const Atom& atom) {
  ASSERT_LE(atom.span.end, text.size());
  ASSERT_LT(atom.span.begin, atom.span.end);
  const std::string_view value = slice(text, atom.span);
  switch (atom.kind) {
    case AtomKind::account_id:
      EXPECT_EQ(value.size(), 12u);
      EXPECT_TRUE(std::all_of(value.begin(), value.end(), base::is_digit));
      break;
    case AtomKind::arn:
    case AtomKind::role_arn:
    case AtomKind::secret_arn:
    case AtomKind::parameter_arn: {
      const auto arn = parse_arn(value, 0);
      ASSERT_TRUE(arn) << value;
      EXPECT_EQ(arn->whole.end, value.size());
      break;
    }
    case AtomKind::ecr_host:
      EXPECT_TRUE(value.find(".dkr") == 12 && value.find("ecr") != std::string_view::npos) << value;
      break;
    case AtomKind::environment_word:
      EXPECT_EQ(find_environment_words(value).size(), 1u) << value;
      break;
    case AtomKind::region:
      EXPECT_TRUE(base::is_digit(value.back()) && value.size() >= 9) << value;
      break;
    case AtomKind::s3_bucket:
      EXPECT_EQ(value.find('/'), std::string_view::npos) << value;
      break;
    case AtomKind::placeholder:
      EXPECT_FALSE(value.empty());
      break;
    case AtomKind::generated_id:
      EXPECT_TRUE(std::any_of(value.begin(), value.end(), base::is_digit)) << value;
      break;
    case AtomKind::partition:
      EXPECT_TRUE(value.starts_with("aws")) << value;
      break;
    case AtomKind::endpoint:
      EXPECT_NE(value.find(value.ends_with(".net") ? ".cloudfront." : ".amazonaws."), std::string_view::npos) << value;
      break;
  }
}

TEST(Corpus, AtomsPointersAndSecretsHoldOnEveryTree) {
  SHARED_OR_SKIP(shared);
  std::size_t scalars = 0, trees = 0, secrets = 0;
  std::map<AtomKind, std::size_t> kinds_found;
  std::vector<Atom> atoms;
  for (const char* folder : {"open", "malformed", "fixes"}) {
    for (const std::string& file : test::files_below(shared / "corpus" / folder)) {
      const test::Parsed parsed(file, test::read_file(shared / "corpus" / folder / file));
      secrets += secret_spans(parsed.source()).size();
      if (!parsed.complete()) continue;
      ++trees;
      const tree::Tree& tree = parsed.tree();
      std::uint32_t end = 0;
      for (const base::Span span : secret_spans(tree, Recognition{})) {
        ASSERT_TRUE(end <= span.begin && span.begin < span.end && span.end <= parsed.source().size()) << file;
        end = span.end;
      }
      const tree::SiblingIndices indices(tree);
      StablePointers stable(tree, indices, ManifestKind::taskdef);
      std::set<std::string> pointers;
      std::size_t values = 0;
      for (tree::NodeId id = 0; id < tree.nodes().size(); ++id) {
        if (!tree.node(id).is_key && tree.documents().size() == 1) {
          ++values;
          pointers.insert(stable.of(id));
        }
        if (!tree.node(id).is_scalar()) continue;
        ++scalars;
        atoms.clear();
        scan_atoms(tree.text(id), "", atoms);
        for (const Atom& atom : atoms) {
          expect_valid(tree.text(id), atom);
          ++kinds_found[atom.kind];
        }
      }
      EXPECT_EQ(pointers.size(), values) << file;
    }
  }
  std::cout << "trees: " << trees << ", scalars: " << scalars << ", spans masked by text: " << secrets
            << ", atoms by kind:";
  for (const auto& [kind, count] : kinds_found) std::cout << ' ' << static_cast<unsigned>(kind) << ':' << count;
  std::cout << "\n";
  EXPECT_GT(scalars, 10000u);
}

}  // namespace
}  // namespace paritylint::manifest
