#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <climits>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "input/file_system.h"
#include "input/posix.h"
#include "input/temp_folder.h"

namespace paritylint::input {
namespace {

using base::ErrorCode;
using test::AsOtherUser;
using test::TempFolder;

constexpr std::size_t kLimit = 1 << 20;

// Every test runs with both ways to open a path; the result must be the same.
class DiskFileSystemTest : public testing::TestWithParam<PathLookup> {
 protected:
  DiskFileSystem open() const { return open(folder_.path()); }
  static DiskFileSystem open(const std::string& top) {
    base::Result<DiskFileSystem> disk = DiskFileSystem::open(top, {"", ""}, GetParam());
    if (!disk) ADD_FAILURE() << disk.error().message;
    return *std::move(disk);
  }
  // The content of a file or "error: " and the message.
  static std::string read(const DiskFileSystem& disk, std::string_view path, std::size_t limit = kLimit) {
    Bytes bytes;
    bytes.assign("stale");
    const base::Result<void> result = disk.read(path, limit, bytes);
    if (!result && !bytes.view().empty()) return "bytes are left after an error";
    return result ? std::string(bytes.view()) : "error: " + result.error().message;
  }

  TempFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(BothLookups, DiskFileSystemTest, testing::Values(PathLookup::kernel, PathLookup::by_component),
                         [](const auto& lookup) {
                           return lookup.param == PathLookup::kernel ? "Kernel" : "ByComponent";
                         });

TEST_P(DiskFileSystemTest, ReadsFilesOfAllSizes) {
  for (const std::size_t size : {0u, 1u, 2048u, 65536u, 1000000u})
    folder_.file("f" + std::to_string(size), std::string(size, 'x'));
  const DiskFileSystem disk = open();
  for (const std::size_t size : {0u, 1u, 2048u, 65536u, 1000000u}) {
    EXPECT_EQ(read(disk, "f" + std::to_string(size)), std::string(size, 'x')) << size;
  }
}

TEST_P(DiskFileSystemTest, RefusesFilesBeyondTheLimitBeforeReadingThem) {
  folder_.file("exact", "12345678");
  folder_.file("huge");
  ASSERT_EQ(truncate(folder_.at("huge").c_str(), off_t{1} << 40), 0);  // one TiB without blocks
  const DiskFileSystem disk = open();
  EXPECT_EQ(read(disk, "exact", 8), "12345678");
  EXPECT_EQ(read(disk, "exact", 7), "error: cannot read \"exact\": it is larger than 7 bytes");
  Bytes bytes;
  const base::Result<void> result = disk.read("huge", kLimit, bytes);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::too_large);
}

TEST_P(DiskFileSystemTest, ReadsFilesWhoseSizeTheSystemDoesNotTell) {
  const DiskFileSystem disk = open("/proc/self");
  EXPECT_NE(read(disk, "status").find("VmPeak"), std::string::npos);
  EXPECT_EQ(read(disk, "status", 10), "error: cannot read \"status\": it is larger than 10 bytes");
}

TEST_P(DiskFileSystemTest, NamesTheFileAndTheReason) {
  folder_.file("sub/file");
  const DiskFileSystem disk = open();
  EXPECT_EQ(read(disk, "none"), "error: cannot read \"none\": no such file or directory");
  EXPECT_EQ(read(disk, "sub"), "error: cannot read \"sub\": is a directory");
  EXPECT_EQ(read(disk, "sub/file/x"), "error: cannot read \"sub/file/x\": not a directory");
  Bytes bytes;
  EXPECT_EQ(disk.read("none", kLimit, bytes).error().code, ErrorCode::not_found);
  EXPECT_EQ(disk.read("sub", kLimit, bytes).error().code, ErrorCode::io);
  EXPECT_EQ(disk.list("sub/file").error().message, "cannot list \"sub/file\": not a directory");
  EXPECT_EQ(disk.kind("none").error().message, "cannot find \"none\": no such file or directory");
}

TEST_P(DiskFileSystemTest, NamesFilesAsTheUserDoes) {
  const base::Result<DiskFileSystem> disk = DiskFileSystem::open(folder_.path(), {"../x/", ""}, GetParam());
  ASSERT_TRUE(disk);
  EXPECT_EQ(read(*disk, "none"), "error: cannot read \"../x/none\": no such file or directory");
}

TEST_P(DiskFileSystemTest, FollowsLinksThatStayInside) {
  folder_.file("real/file", "text");
  folder_.link("relative", "real/file");
  folder_.link("real/up", "../real/./file");
  folder_.link("absolute", folder_.at("real/file"));
  folder_.link("folder", "real");
  folder_.link("chain1", "chain2");
  folder_.link("chain2", "folder/up");
  folder_.link("out-and-in", "../" + folder_.path().substr(folder_.path().rfind('/') + 1) + "/real/file");
  const DiskFileSystem disk = open();
  for (const char* path : {"relative", "real/up", "absolute", "folder/file", "folder/up", "chain1", "out-and-in"}) {
    EXPECT_EQ(read(disk, path), "text") << path;
    EXPECT_EQ(*disk.target_kind(path), EntryKind::file) << path;
  }
  EXPECT_EQ(*disk.kind("relative"), EntryKind::link);
  EXPECT_EQ(*disk.kind("folder"), EntryKind::link);
  EXPECT_EQ(*disk.kind("folder/up"), EntryKind::link);
  EXPECT_EQ(*disk.kind("folder/file"), EntryKind::file);
  EXPECT_EQ(*disk.target_kind("folder"), EntryKind::directory);
  ASSERT_TRUE(disk.list("folder"));
  EXPECT_EQ(disk.list("folder")->size(), 2u);
}

TEST_P(DiskFileSystemTest, RefusesLinksThatLeadOut) {
  folder_.file("secret", "secret");
  folder_.file("top2/secret", "secret");  // its path begins like the top's
  folder_.folder("top/deep");
  folder_.link("top/relative", "../secret");
  folder_.link("top/absolute", folder_.at("secret"));
  folder_.link("top/system", "/etc/passwd");
  folder_.link("top/parent", "..");
  folder_.link("top/root", "/");
  folder_.link("top/deep/up", "../../secret");
  folder_.link("top/chain", "deep/chain");
  folder_.link("top/deep/chain", "../../top/relative");
  folder_.link("top/sibling", "../top2/secret");
  folder_.link("top/sibling-absolute", folder_.at("top2/secret"));
  folder_.link("top/dots", "./deep/.././../secret");
  folder_.link("top/through-outer-link", "../back/secret");
  folder_.link("back", "top");
  folder_.file("top/inner", "inner");
  folder_.link("top/through-outer-link-to-inner", "../back/inner");
  folder_.link("top/proc", "/proc/self/cwd");
  const DiskFileSystem disk = open(folder_.at("top"));
  for (const char* path : {"relative", "absolute", "system", "parent", "parent/secret", "root", "root/etc/passwd",
                           "deep/up", "chain", "deep/chain", "sibling", "sibling-absolute", "dots",
                           "through-outer-link", "through-outer-link-to-inner", "proc"}) {
    EXPECT_EQ(read(disk, path),
              "error: cannot read \"" + std::string(path) + "\": a link leads out of the folder that is checked")
        << path;
    EXPECT_FALSE(disk.list(path)) << path;
    EXPECT_FALSE(disk.target_kind(path)) << path;
  }
  EXPECT_FALSE(disk.kind("parent/secret"));
  EXPECT_EQ(*disk.kind("parent"), EntryKind::link);
}

TEST_P(DiskFileSystemTest, RefusesPathsThatAreNotPlain) {
  folder_.file("secret", "secret");
  folder_.file("top/file", "text");
  const DiskFileSystem disk = open(folder_.at("top"));
  using std::literals::operator""sv;
  for (const std::string_view path :
       {"../secret"sv, "./file"sv, "/etc/passwd"sv, "file/"sv, "a//b"sv, ".."sv, "x/../file"sv, "file\0x"sv, "/"sv}) {
    EXPECT_TRUE(read(disk, path).starts_with("error: ")) << path;
    EXPECT_FALSE(disk.kind(path)) << path;
    EXPECT_FALSE(disk.list(path)) << path;
  }
}

TEST_P(DiskFileSystemTest, EndsOnLoopsOfLinks) {
  folder_.link("self", "self");
  folder_.link("a", "b");
  folder_.link("b", "a");
  folder_.link("grow", "grow/grow");
  folder_.link("dangling", "nowhere");
  const DiskFileSystem disk = open();
  for (const char* path : {"self", "a", "b/x", "grow"}) {
    EXPECT_EQ(read(disk, path), "error: cannot read \"" + std::string(path) + "\": too many levels of symbolic links");
  }
  EXPECT_EQ(read(disk, "dangling"), "error: cannot read \"dangling\": no such file or directory");
}

TEST_P(DiskFileSystemTest, RefusesSpecialFilesWithoutWaiting) {
  folder_.pipe("pipe");
  folder_.link("link-to-pipe", "pipe");
  const int socket_file = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = folder_.at("socket");
  ASSERT_LT(path.size(), sizeof address.sun_path);
  std::memcpy(address.sun_path, path.c_str(), path.size());
  ASSERT_EQ(bind(socket_file, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const DiskFileSystem disk = open();
  for (const char* name : {"pipe", "link-to-pipe", "socket"}) {
    EXPECT_EQ(read(disk, name), "error: cannot read \"" + std::string(name) + "\": not a regular file");
  }
  EXPECT_EQ(*disk.kind("pipe"), EntryKind::other);
  EXPECT_EQ(*disk.target_kind("link-to-pipe"), EntryKind::other);
  close(socket_file);
  EXPECT_EQ(read(open("/dev"), "null"), "error: cannot read \"null\": not a regular file");
}

TEST_P(DiskFileSystemTest, SaysWhatPermissionsForbid) {
  folder_.file("closed-file", "x");
  folder_.file("closed/file", "x");
  chmod(folder_.at("closed-file").c_str(), 0);
  chmod(folder_.at("closed").c_str(), 0);
  const DiskFileSystem disk = open();
  {
    const AsOtherUser other;
    EXPECT_EQ(read(disk, "closed-file"), "error: cannot read \"closed-file\": permission denied");
    EXPECT_EQ(read(disk, "closed/file"), "error: cannot read \"closed/file\": permission denied");
    ASSERT_FALSE(disk.list("closed"));
    EXPECT_EQ(disk.list("closed").error().message, "cannot list \"closed\": permission denied");
  }
  chmod(folder_.at("closed").c_str(), 0755);
}

TEST_P(DiskFileSystemTest, ListsOddNamesSortedAsBytes) {
  const std::vector<std::string> names = {"\n",
                                          " ",
                                          "\"'",
                                          "-rf",
                                          ".hidden",
                                          "...",
                                          "\xff\xfe",
                                          "a\x01"
                                          "b",
                                          "\\",
                                          "\xc3\xa9t\xc3\xa9",
                                          "a b",
                                          "a",
                                          "B",
                                          std::string(255, 'n')};
  for (const std::string& name : names) folder_.file(name, name);
  folder_.folder("folder");
  folder_.link("link", "a");
  folder_.pipe("pipe");
  const DiskFileSystem disk = open();
  const base::Result<std::vector<Entry>> entries = disk.list("");
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->size(), names.size() + 3);
  EXPECT_TRUE(std::ranges::is_sorted(*entries, {}, &Entry::name));
  for (const Entry& entry : *entries) {
    EXPECT_EQ(*disk.kind(entry.name), entry.kind) << entry.name;
    if (entry.kind == EntryKind::file) {
      EXPECT_EQ(read(disk, entry.name), entry.name);
    }
  }
}

TEST_P(DiskFileSystemTest, ListsAnEmptyFolder) {
  folder_.folder("empty");
  const DiskFileSystem disk = open();
  ASSERT_TRUE(disk.list("empty"));
  EXPECT_TRUE(disk.list("empty")->empty());
}

TEST_P(DiskFileSystemTest, RefusesNamesThatAreTooLong) {
  const DiskFileSystem disk = open();
  EXPECT_EQ(disk.kind(std::string(300, 'n')).error().code, ErrorCode::io);
  std::string deep;
  while (deep.size() < 2 * PATH_MAX) deep += "folder/";
  EXPECT_EQ(disk.list(deep + "x").error().code, ErrorCode::io);
}

TEST_P(DiskFileSystemTest, WorksFromTheRootOfTheSystem) {
  folder_.file("file", "text");
  const DiskFileSystem disk = open("/");
  EXPECT_EQ(read(disk, folder_.at("file").substr(1)), "text");
  ASSERT_TRUE(disk.list(""));
  EXPECT_FALSE(disk.list("")->empty());
  EXPECT_EQ(*disk.kind(""), EntryKind::directory);
}

TEST_P(DiskFileSystemTest, ResolvesTheTopOnce) {
  folder_.file("real/file", "text");
  folder_.link("top", "real");
  const DiskFileSystem disk = open(folder_.at("top"));
  EXPECT_EQ(disk.top(), folder_.at("real"));
  EXPECT_EQ(read(disk, "file"), "text");
}

TEST(DiskFileSystem, RefusesATopThatIsNoFolder) {
  const TempFolder folder;
  folder.file("file");
  EXPECT_EQ(DiskFileSystem::open(folder.at("file")).error().code, ErrorCode::io);
  EXPECT_EQ(DiskFileSystem::open(folder.at("none")).error().code, ErrorCode::not_found);
}

// A file that is rewritten, cut and extended all the time: every read gives an error or some state of the
// file, here always a run of one letter, never bytes of an earlier read.
TEST_P(DiskFileSystemTest, ReadsChangingFilesWithoutAStaleTail) {
  folder_.file("file", "x");
  const DiskFileSystem disk = open();
  std::atomic<bool> done = false;
  std::thread writer([&] {
    const int file = ::open(folder_.at("file").c_str(), O_WRONLY);
    const std::string text(20000, 'x');
    for (std::size_t i = 0; !done; ++i) {
      if (ftruncate(file, static_cast<off_t>(i * 7919 % 9000)) != 0) break;
      if (pwrite(file, text.data(), i * 104729 % text.size(), 0) < 0) break;
    }
    close(file);
  });
  Bytes bytes;
  for (int i = 0; i < 3000; ++i) {
    bytes.assign(std::string(30000, 'S'));
    ASSERT_TRUE(disk.read("file", kLimit, bytes));
    EXPECT_EQ(bytes.view().find('S'), std::string_view::npos);
    EXPECT_EQ(bytes.view().data()[bytes.view().size()], '\0');
  }
  done = true;
  writer.join();
}

// Somebody swaps a folder for a link that leads out, again and again.
TEST_P(DiskFileSystemTest, IsNotLedOutByAFolderThatBecomesALink) {
  folder_.file("outside/file", "secret");
  folder_.file("top/kept/file", "text");
  folder_.link("top/evil", "../outside");
  const DiskFileSystem disk = open(folder_.at("top"));
  std::atomic<bool> done = false;
  std::thread attacker([&] {
    const std::string kept = folder_.at("top/kept"), evil = folder_.at("top/evil"), place = folder_.at("top/place");
    while (!done) {
      rename(kept.c_str(), place.c_str());
      rename(place.c_str(), kept.c_str());
      rename(evil.c_str(), place.c_str());
      rename(place.c_str(), evil.c_str());
    }
  });
  // Until both states of the place were met often; a machine that never shows both fails the test at its end.
  int opened = 0, refused = 0;
  for (int i = 0; i < 1000000 && (i < 5000 || opened < 20 || refused < 20); ++i) {
    const std::string content = read(disk, "place/file");
    EXPECT_NE(content, "secret");
    opened += content == "text" ? 1 : 0;
    refused += content.find("leads out") != std::string::npos ? 1 : 0;
  }
  done = true;
  attacker.join();
  EXPECT_GE(opened, 20);
  EXPECT_GE(refused, 20);
}

TEST(EntryKindOfName, AsksTheSystemWhenReaddirDoesNotTell) {
  const TempFolder folder;
  folder.file("file");
  folder.folder("folder");
  folder.link("link", "file");
  folder.pipe("pipe");
  const FileDescriptor top(::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY));
  EXPECT_EQ(entry_kind(top.get(), "file", DT_UNKNOWN), EntryKind::file);
  EXPECT_EQ(entry_kind(top.get(), "folder", DT_UNKNOWN), EntryKind::directory);
  EXPECT_EQ(entry_kind(top.get(), "link", DT_UNKNOWN), EntryKind::link);
  EXPECT_EQ(entry_kind(top.get(), "pipe", DT_UNKNOWN), EntryKind::other);
  EXPECT_EQ(entry_kind(top.get(), "gone", DT_UNKNOWN), EntryKind::other);
  EXPECT_EQ(entry_kind(top.get(), "file", DT_LNK), EntryKind::link) << "what readdir tells is believed";
}

}  // namespace
}  // namespace paritylint::input
