// The table of docs/architecture.md as code: which module may use which, and which third-party
// header is included where. Reads every #include of src/ and include/.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace steelshare {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const std::map<std::string, Names>& may_use() {
  static const std::map<std::string, Names> table{
      {"base", {}},
      {"secret", {"base"}},
      {"crypto", {"base", "secret"}},
      {"words", {"base", "secret"}},
      {"dice", {"base", "secret", "crypto", "words"}},
      {"slip39", {"base", "secret", "crypto", "words"}},
      {"repair", {"base", "secret", "crypto", "words", "slip39"}},
      {"bip32", {"base", "secret", "crypto"}},
      {"bip39", {"base", "secret", "crypto", "words", "bip32"}},
      {"address", {"base", "crypto", "bip32"}},
      {"vault", {"base", "secret", "crypto", "words", "bip32", "address"}},
      {"wallet", {"base", "secret", "words", "slip39", "bip32", "bip39", "address"}},
      {"drawing", {"base", "secret"}},
      {"plate", {"base", "secret", "words", "drawing"}},
      {"render", {"base", "secret", "drawing"}},
      {"recovery",
       {"base", "secret", "words", "slip39", "bip32", "bip39", "address", "wallet", "drawing",
        "plate"}},
      {"kit", {"base", "secret", "words", "slip39", "bip39", "wallet", "drawing", "plate"}},
      {"cli",
       {"base", "secret", "words", "dice", "slip39", "bip32", "bip39", "address", "vault", "wallet",
        "drawing", "plate", "render", "recovery", "kit", "repair"}}};
  return table;
}

// Beginning of a third-party include -> the files that may have it.
const std::map<std::string, Names>& sole_users() {
  static const std::map<std::string, Names> table{
      {"openssl/crypto.h", {"secret/heap.cpp", "secret/secret.cpp"}},
      {"openssl/sha.h", {"crypto/hash.cpp", "crypto/kernels_libcrypto.cpp"}},
      {"openssl/evp.h", {"crypto/cipher.cpp", "crypto/ed25519.cpp"}},
      {"openssl/", {"crypto/cipher.cpp", "crypto/hash.cpp"}},
      {"immintrin.h",
       {"crypto/kernels_avx2.cpp", "crypto/kernels_avx512.cpp", "crypto/kernels_sha_ni.cpp"}},
      {"cpuid.h", {"crypto/path.cpp"}},
      {"valgrind/", {"secret/secret.cpp"}},  // in the build of tests/ctime alone
      {"secp256k1", {"crypto/curve.cpp"}},
      {"utf8proc", {"words/normal_form.cpp"}},
      {"toml++", {"plate/template.cpp"}},
      {"hpdf", {"render/pdf.cpp"}},
      {"boost/", {"cli/options.cpp"}},
      {"nlohmann/", {"cli/keystore_file.cpp", "cli/next_steps.cpp", "cli/record_file.cpp"}},
      {"seccomp", {"cli/sandbox.cpp"}},
      {"fmt/", {}}};
  return table;
}

struct Include {
  std::string file;    // module/name, without src/ or include/steelshare/
  std::string module;  // of the file
  std::string path;    // what it includes
};

// What stands between the quotes or angle brackets of an #include line; empty for other lines.
std::string included_path(const std::string& line) {
  if (!line.starts_with("#include ")) return "";
  const auto begin = line.find_first_of("<\"") + 1;
  return line.substr(begin, line.find_first_of(">\"", begin) - begin);
}

std::vector<Include> all_includes() {
  std::vector<Include> includes;
  for (const std::string folder : {"/src", "/include/steelshare"}) {
    const fs::path root = STEELSHARE_SOURCE_DIR + folder;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const fs::path relative = fs::relative(entry.path(), root);
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        const std::string path = included_path(line);
        if (!path.empty()) {
          includes.push_back({relative.string(), relative.begin()->string(), path});
        }
      }
    }
  }
  return includes;
}

std::string first_folder(const std::string& path) { return path.substr(0, path.find('/')); }

TEST(Layering, EveryIncludeGoesDown) {
  int seen = 0;
  for (auto [file, module, path] : all_includes()) {
    if (path.starts_with("steelshare/")) path = path.substr(std::string("steelshare/").size());
    if (!may_use().contains(first_folder(path)) || path.find('/') == std::string::npos) continue;
    ++seen;
    ASSERT_TRUE(may_use().contains(module)) << file;
    const std::string used = first_folder(path);
    EXPECT_TRUE(used == module || may_use().at(module).contains(used)) << file << " -> " << path;
  }
  EXPECT_GT(seen, 50);
}

TEST(Layering, PrivateHeadersStayInTheirModule) {
  for (const auto& [file, module, path] : all_includes()) {
    const bool is_private = may_use().contains(first_folder(path)) &&
                            path.find('/') != std::string::npos && path.ends_with(".h");
    if (!is_private) continue;
    // The code and the field of shares are what repair makes its equations of.
    const bool own =
        first_folder(path) == module || (module == "repair" && first_folder(path) == "slip39");
    EXPECT_TRUE(own || first_folder(path) == "crypto") << file << " -> " << path;
  }
}

TEST(Layering, EachThirdPartyHeaderHasOneHome) {
  const Names allowed_posix{"sys/random.h", "malloc.h"};
  for (const auto& [file, module, path] : all_includes()) {
    const std::string* best = nullptr;
    for (const auto& [prefix, users] : sole_users()) {
      if (path.starts_with(prefix) && (best == nullptr || prefix.size() > best->size())) {
        best = &prefix;
      }
    }
    if (best != nullptr) {
      EXPECT_TRUE(sole_users().at(*best).contains(file)) << file << " -> " << path;
      continue;
    }
    // Whatever else has a header suffix is ours or the operating system's, and the latter belongs
    // to the command line and the two places that lock memory and draw randomness.
    const bool ours = path.starts_with("steelshare/") || may_use().contains(first_folder(path));
    if (ours || !path.ends_with(".h")) continue;
    EXPECT_TRUE(module == "cli" || allowed_posix.contains(path)) << file << " -> " << path;
  }
}

}  // namespace
}  // namespace steelshare
