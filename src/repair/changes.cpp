#include "repair/changes.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "repair/binomial.h"
#include "slip39/share_words.h"

namespace steelshare::repair {
namespace {

using slip39::word_bits;
constexpr double most_selections = 1 << 26;  // to look at
constexpr std::size_t most_found = 1 << 20;  // to keep
constexpr std::size_t most_locked_bytes = 2 << 20;
constexpr std::uint64_t work_of_a_plate = 1 << 14;  // of finding out what may be wrong with it

// Which equations a bit of a word stands in. What is left of the equations depends on the mistakes
// alone and not on the words around them, so it is public.
using Column = std::vector<std::uint64_t>;

bool is_zero(const Column& column) {
  return std::ranges::all_of(column, [](std::uint64_t bits) { return bits == 0; });
}

std::size_t first_bit(const Column& column) {
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (column[i] != 0) return 64 * i + static_cast<std::size_t>(std::countr_zero(column[i]));
  }
  return 64 * column.size();
}

// Columns of which no one is a sum of others; each begins where no later one has a bit.
class Span {
 public:
  void reduce(Column& column) const {
    work_ += basis_.size();
    for (const auto& [first, basis] : basis_) {
      if ((column[first / 64] >> first % 64 & 1) == 0) continue;
      work_ += column.size();
      for (std::size_t i = 0; i < column.size(); ++i) column[i] ^= basis[i];
    }
  }
  void add(Column column) {
    reduce(column);
    if (is_zero(column)) return;
    const std::size_t first = first_bit(column);
    basis_.push_back({first, std::move(column)});
  }
  [[nodiscard]] std::size_t size() const { return basis_.size(); }
  /// 64-bit words that were looked at or added since the last call.
  std::uint64_t work() { return std::exchange(work_, 0); }
  void shrink(std::size_t size) {
    basis_.erase(basis_.begin() + static_cast<std::ptrdiff_t>(size), basis_.end());
  }

 private:
  struct Basis {
    std::size_t first;
    Column column;
  };
  std::vector<Basis> basis_;
  mutable std::uint64_t work_ = 0;
};

// A plate of which words may have been misread: so many, or where it is not certain that any was,
// so many or none.
struct Suspect {
  std::size_t plate;
  std::size_t least;
  bool is_certain;
  std::size_t places_end = 0;  // the places of it to choose from end before this one
};

bool is_sound(const WornPlate& plate, const std::vector<PlaceAt>& opened) {
  const Equations equations({&plate}, opened, {});
  System system = equations.empty_system();
  equations.add_checksum(system, 0);
  return system.is_consistent();
}

std::vector<Suspect> suspects_of(const std::vector<const WornPlate*>& plates, const Plan& plan,
                                 std::size_t count) {
  std::vector<Suspect> suspects;
  for (std::size_t plate = 0; plate < plates.size(); ++plate) {
    std::vector<PlaceAt> opened;
    for (const PlaceAt& at : plan.opened) {
      if (at.plate == plate) opened.push_back({0, at.place});
    }
    if (!is_sound(*plates[plate], opened)) {
      suspects.push_back({plate, 1, true});
      continue;
    }
    const bool is_bound = !has_mask(*plates[plate]) && is_sound(*plates[plate], {});
    const std::size_t distance = is_bound ? certain_distance(*plates[plate]) : 0;
    if (opened.size() < distance && !opened.empty()) {
      suspects.push_back({plate, distance - opened.size(), true});
      continue;
    }
    const std::size_t least = opened.empty() ? std::max<std::size_t>(distance, 1) : 1;
    if (least <= count) suspects.push_back({plate, least, false});
  }
  return suspects;
}

// In how many ways so many places can be chosen.
double count_selections(const std::vector<Suspect>& suspects, std::size_t count) {
  std::vector<double> ways(count + 1, 0);
  ways[0] = 1;
  std::size_t begin = 0;
  for (const Suspect& suspect : suspects) {
    const std::size_t places = suspect.places_end - begin;
    begin = suspect.places_end;
    std::vector<double> with(count + 1, 0);
    for (std::size_t before = 0; before <= count; ++before) {
      if (!suspect.is_certain) with[before] += ways[before];
      for (std::size_t here = suspect.least; here <= std::min(places, count - before); ++here)
        with[before + here] += ways[before] * binomial(places, here);
    }
    ways = std::move(with);
  }
  return ways[count];
}

class Selector {
 public:
  Selector(std::vector<PlaceAt> places, std::vector<Suspect> suspects, std::size_t count,
           Budget& budget)
      : places_(std::move(places)),
        suspects_(std::move(suspects)),
        count_(count),
        budget_(budget) {}

  void read(const Equations& equations, const System& system) {
    const auto& rows = system.residual();
    const std::size_t blocks = words_for(rows.size());
    columns_.assign(word_bits * places_.size(), Column(blocks));
    target_.assign(blocks, 0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto put = [&](Column& column, std::size_t bit) {
        column[row / 64] |= std::uint64_t{system.residual_bit(rows[row], bit)} << row % 64;
      };
      for (std::size_t i = 0; i < columns_.size(); ++i)
        put(columns_[i], equations.watched_bit(0) + i);
      put(target_, system.constant_bit());
    }
  }

  std::optional<std::vector<std::vector<PlaceAt>>> select() {
    descend(0);
    if (budget_.is_spent() || found_.size() > most_found) return {};
    return std::move(found_);
  }

 private:
  void descend(std::size_t next) {
    if (!budget_.spend(span_.work() + columns_.size() / word_bits) || found_.size() > most_found) {
      return;
    }
    if (!is_enough_left(next)) return;
    if (selection_.size() == count_) {
      Column rest = target_;
      span_.reduce(rest);
      if (is_zero(rest)) found_.push_back(selection_);
      return;
    }
    const std::size_t size = span_.size();
    for (std::size_t i = next; i < places_.size(); ++i) {
      for (std::size_t bit = 0; bit < word_bits; ++bit) span_.add(columns_[word_bits * i + bit]);
      selection_.push_back(places_[i]);
      descend(i + 1);
      selection_.pop_back();
      span_.shrink(size);
    }
  }

  // Whether every plate can still get as many places as it needs.
  [[nodiscard]] bool is_enough_left(std::size_t next) const {
    std::size_t needed = 0;
    for (const Suspect& suspect : suspects_) {
      const auto chosen =
          static_cast<std::size_t>(std::ranges::count(selection_, suspect.plate, &PlaceAt::plate));
      if ((chosen == 0 && !suspect.is_certain) || chosen >= suspect.least) continue;
      if (next >= suspect.places_end) return false;
      needed += suspect.least - chosen;
    }
    return needed <= count_ - selection_.size();
  }

  std::vector<PlaceAt> places_;
  std::vector<Suspect> suspects_;
  std::size_t count_;
  std::vector<Column> columns_;
  Column target_;
  Budget& budget_;
  Span span_;
  std::vector<PlaceAt> selection_;
  std::vector<std::vector<PlaceAt>> found_;
};

}  // namespace

std::optional<std::vector<std::vector<PlaceAt>>> selections(
    const std::vector<const WornPlate*>& plates, const Plan& plan, std::size_t count,
    Budget& budget) {
  if (count == 0) return std::vector<std::vector<PlaceAt>>(1);
  if (!budget.spend(work_of_a_plate * plates.size())) return {};
  std::vector<PlaceAt> places;
  auto suspects = suspects_of(plates, plan, count);
  for (Suspect& suspect : suspects) {
    for (std::size_t place = 0; place < plates[suspect.plate]->size(); ++place) {
      const PlaceAt at{suspect.plate, place};
      const bool is_open = (*plates[suspect.plate])[place].size() == 0 ||
                           std::ranges::find(plan.opened, at) != plan.opened.end();
      if (!is_open) places.push_back(at);
    }
    suspect.places_end = places.size();
  }
  const double ways = count_selections(suspects, count);
  if (ways == 0) return std::vector<std::vector<PlaceAt>>{};
  if (ways > most_selections) return {};
  const Equations equations(plates, plan.opened, places);
  if (System::bytes(equations.unknowns(), word_bits * places.size()) > most_locked_bytes) return {};
  const System system = system_of(equations, plates.size(), plan);
  if (!budget.spend(system.work())) return {};
  Selector selector(places, std::move(suspects), count, budget);
  selector.read(equations, system);
  return selector.select();
}

}  // namespace steelshare::repair
