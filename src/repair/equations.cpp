#include "repair/equations.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "slip39/gf256.h"
#include "slip39/rs1024.h"
#include "slip39/share_words.h"

namespace steelshare::repair {
namespace {

namespace rs1024 = slip39::rs1024;

constexpr std::uint16_t all_bits = 0x3ff;
constexpr std::size_t checksum_bits = 30;
constexpr std::size_t flag_place = 1;
constexpr unsigned flag_bit = 4;

std::uint16_t number(WordIndex word) { return static_cast<std::uint16_t>(word); }

std::uint16_t parity(std::uint16_t bits) {
  return static_cast<std::uint16_t>(__builtin_parity(bits));
}

// What each bit of each word does to the bits of the syndrome, as masks of the words: the public
// matrix of the code, for shares of one length.
class ChecksumMasks {
 public:
  explicit ChecksumMasks(std::size_t places) : masks_(places) {
    Mnemonic zeros(places);
    constant_ = rs1024::syndrome(zeros.view(), false);
    std::array<std::uint32_t, slip39::word_bits> differences{};
    for (std::size_t bit = 0; bit < slip39::word_bits; ++bit) differences[bit] = 1U << bit;
    for (std::size_t place = places; place-- > 0;) {
      for (std::size_t bit = 0; bit < slip39::word_bits; ++bit) {
        put(place, bit, differences[bit]);
        differences[bit] = rs1024::one_place_before(differences[bit]);
      }
    }
    put(flag_place, flag_bit, constant_ ^ rs1024::syndrome(zeros.view(), true));
  }

  [[nodiscard]] std::uint16_t mask(std::size_t row, std::size_t place) const {
    return masks_[place][row];
  }
  [[nodiscard]] bool constant(std::size_t row) const { return (constant_ >> row & 1) != 0; }

 private:
  void put(std::size_t place, std::size_t bit, std::uint32_t difference) {
    for (std::size_t row = 0; row < checksum_bits; ++row) {
      masks_[place][row] ^= static_cast<std::uint16_t>((difference >> row & 1) << bit);
    }
  }

  std::vector<std::array<std::uint16_t, checksum_bits>> masks_;
  std::uint32_t constant_ = 0;
};

// They are made once for each length.
const ChecksumMasks& checksum_masks(std::size_t places) {
  static std::array<std::once_flag, longest_mnemonic_words + 1> made;
  static std::array<std::optional<ChecksumMasks>, longest_mnemonic_words + 1> masks;
  std::call_once(made.at(places), [places] { masks.at(places).emplace(places); });
  return *masks.at(places);
}

// For each bit of coefficient * byte the bits of the byte that it is the sum of.
using Product = std::array<std::uint8_t, 8>;
Product product_with(std::uint8_t coefficient) {
  Product masks{};
  for (unsigned from = 0; from < 8; ++from) {
    const unsigned product =
        slip39::gf256::multiply(coefficient, static_cast<std::uint8_t>(1U << from));
    for (unsigned bit = 0; bit < 8; ++bit) {
      masks[bit] |= static_cast<std::uint8_t>((product >> bit & 1) << from);
    }
  }
  return masks;
}

}  // namespace

std::size_t illegible_places(const WornPlate& plate) {
  return static_cast<std::size_t>(
      std::ranges::count_if(plate, [](const Choices& choices) { return choices.size() != 1; }));
}

std::size_t certain_distance(const WornPlate& plate) {
  const bool is_flag_open = plate[slip39::flag_word].size() != 1;
  const std::size_t distance = slip39::code_distance - (is_flag_open ? 1 : 0);
  return distance - std::min(distance, illegible_places(plate));
}

bool has_mask(const WornPlate& plate) {
  return std::ranges::any_of(plate, [](const Choices& choices) { return choices.size() > 1; });
}

Equations::Equations(std::vector<const WornPlate*> plates, std::span<const PlaceAt> opened,
                     std::span<const PlaceAt> watched)
    : plates_(plates.size()),
      places_(plates.empty() ? 0 : plates[0]->size()),
      forms_(plates_ * places_),
      first_watched_(plates_ * places_, not_watched) {
  for (std::size_t plate = 0; plate < plates_; ++plate) {
    expects(plates[plate]->size() == places_);
    for (std::size_t place = 0; place < places_; ++place) {
      const bool open = std::ranges::find(opened, PlaceAt{plate, place}) != opened.end();
      Form& form = forms_.view()[at(plate, place)];
      form = form_of((*plates[plate])[place], open);
      first_unknown_.push_back(unknowns_);
      unknowns_ += detail::declassify(form.count);
    }
  }
  for (std::size_t i = 0; i < watched.size(); ++i) {
    first_watched_[at(watched[i].plate, watched[i].place)] = watched_bit(i);
  }
  watched_ = word_bits * watched.size();
}

// The choices may be few or many; a basis of their differences is found by elimination. How many
// are needed is told, and that is all.
Equations::Form Equations::form_of(const Choices& choices, bool open) {
  Form form{};
  if (open || choices.size() == 0) {
    form.count = word_bits;
    for (std::size_t bit = 0; bit < word_bits; ++bit) {
      form.basis[bit] = static_cast<std::uint16_t>(1U << bit);
    }
    return form;
  }
  form.base = number(choices.view()[0]);
  for (const WordIndex choice : choices.view().subspan(1)) {
    auto difference = static_cast<std::uint16_t>(number(choice) ^ form.base);
    for (std::size_t i = 0; i < form.count; ++i) {
      difference = std::min<std::uint16_t>(difference, difference ^ form.basis[i]);
    }
    if (difference != 0) form.basis[form.count++] = difference;
  }
  return form;
}

void Equations::add_bits(Bits& equation, std::size_t plate, std::size_t place,
                         std::uint16_t mask) const {
  const Form& form = forms_.view()[at(plate, place)];
  const std::size_t first = first_unknown_[at(plate, place)];
  const auto toggle = [&](std::size_t bit, std::uint64_t value) {
    equation.view()[bit / 64] ^= value << bit % 64;
  };
  for (std::size_t i = 0; i < form.count; ++i) {
    toggle(first + i, parity(form.basis[i] & mask));
  }
  if (const std::size_t watched = first_watched_[at(plate, place)]; watched != not_watched) {
    for (std::size_t bit = 0; bit < word_bits; ++bit) toggle(watched + bit, mask >> bit & 1U);
  }
  toggle(unknowns_ + watched_, parity(form.base & mask));
}

void Equations::add_checksum(System& system, std::size_t plate) const {
  const ChecksumMasks& masks = checksum_masks(places_);
  for (std::size_t row = 0; row < checksum_bits; ++row) {
    system.add([&](Bits& equation) {
      for (std::size_t place = 0; place < places_; ++place) {
        add_bits(equation, plate, place, masks.mask(row, place));
      }
      if (masks.constant(row)) flip(equation, system.constant_bit());
    });
  }
  const std::size_t padding = slip39::padding_bits(places_ - slip39::overhead_words);
  const auto zeros = static_cast<std::uint16_t>(all_bits & ~(all_bits >> padding));
  add_value(system, plate, {slip39::header_words, zeros}, 0);
}

void Equations::add_equal(System& system, std::size_t a, std::size_t b, Field field) const {
  for (unsigned bit = 0; bit < word_bits; ++bit) {
    const auto mask = static_cast<std::uint16_t>(field.mask & 1U << bit);
    if (mask == 0) continue;
    system.add([&](Bits& equation) {
      add_bits(equation, a, field.place, mask);
      add_bits(equation, b, field.place, mask);
    });
  }
}

void Equations::add_value(System& system, std::size_t plate, Field field,
                          std::uint16_t value) const {
  for (unsigned bit = 0; bit < word_bits; ++bit) {
    const auto mask = static_cast<std::uint16_t>(field.mask & 1U << bit);
    if (mask == 0) continue;
    system.add([&](Bits& equation) {
      add_bits(equation, plate, field.place, mask);
      if ((value & mask) != 0) flip(equation, system.constant_bit());
    });
  }
}

void Equations::add_relation(System& system, const Combination& combination) const {
  const std::size_t value_words = places_ - slip39::overhead_words;
  const std::size_t padding = slip39::padding_bits(value_words);
  const std::size_t bytes = slip39::value_bytes(value_words);
  std::vector<Product> products;
  for (const Term& term : combination) products.push_back(product_with(term.coefficient));
  // A byte lies in one word or in two.
  const auto add_product = [&](Bits& equation, std::size_t plate, std::size_t byte,
                               std::uint8_t mask) {
    const std::size_t first = padding + 8 * byte, place = first / word_bits;
    const auto both = static_cast<unsigned>(mask) << (2 * word_bits - 8 - first % word_bits);
    const auto left = static_cast<std::uint16_t>(both >> word_bits);
    const auto right = static_cast<std::uint16_t>(both & all_bits);
    if (left != 0) add_bits(equation, plate, slip39::header_words + place, left);
    if (right != 0) add_bits(equation, plate, slip39::header_words + place + 1, right);
  };
  for (std::size_t byte = 0; byte < bytes; ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      system.add([&](Bits& equation) {
        for (std::size_t i = 0; i < combination.size(); ++i) {
          add_product(equation, combination[i].plate, byte, products[i][bit]);
        }
      });
    }
  }
}

Mnemonic Equations::words(const Bits& solution, std::size_t plate) const {
  Mnemonic words = difference(solution, plate);
  for (std::size_t place = 0; place < places_; ++place) {
    WordIndex& word = words.view()[place];
    word =
        WordIndex{static_cast<std::uint16_t>(number(word) ^ forms_.view()[at(plate, place)].base)};
  }
  return words;
}

Mnemonic Equations::difference(const Bits& vector, std::size_t plate) const {
  Mnemonic words(places_);
  for (std::size_t place = 0; place < places_; ++place) {
    const Form& form = forms_.view()[at(plate, place)];
    const std::size_t first = first_unknown_[at(plate, place)];
    std::uint16_t sum = 0;
    for (std::size_t i = 0; i < form.count; ++i) {
      const std::size_t bit = first + i;
      const auto chosen = static_cast<std::uint16_t>(vector.view()[bit / 64] >> bit % 64 & 1);
      sum ^= static_cast<std::uint16_t>(form.basis[i] & (0U - chosen));
    }
    words.view()[place] = WordIndex{sum};
  }
  return words;
}

}  // namespace steelshare::repair
