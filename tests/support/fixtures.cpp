#include "support/fixtures.h"

#include <fstream>

namespace steelshare::test {

nlohmann::json fixture(const std::string& name) {
  std::ifstream file(std::string(STEELSHARE_SOURCE_DIR "/fixtures/") + name);
  return nlohmann::json::parse(file);
}

nlohmann::json fixture(const std::string& name, const std::string& entry) {
  return fixture(name).at(entry);
}

std::vector<Slip39Vector> slip39_vectors() {
  std::vector<Slip39Vector> vectors;
  for (const auto& entry : fixture("slip39/vectors.json")) {
    vectors.push_back({entry.at(0), entry.at(1), entry.at(2)});
  }
  return vectors;
}

Result<std::vector<slip39::Share>, Errors> decode_all(const std::vector<std::string>& mnemonics) {
  std::vector<slip39::Share> shares;
  for (const auto& text : mnemonics) {
    const auto mnemonic = parse(text, slip39_words());
    if (!mnemonic) return mnemonic.error();
    auto share = slip39::decode(*mnemonic);
    if (!share) return Errors{share.error()};
    shares.push_back(std::move(*share));
  }
  return shares;
}

slip39::Passphrase passphrase(std::string_view text) {
  return std::move(slip39::Passphrase::from(text)).value();
}

}  // namespace steelshare::test
