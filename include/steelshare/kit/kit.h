// The papers of one set of plates: the recovery sheet that lies beside each plate, and the kit that
// its owner keeps. They say how the set works and what to do, and nothing that tells whose it is:
// no word, no identifier, no address, no fingerprint.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "steelshare/bip39/language.h"
#include "steelshare/kit/document.h"
#include "steelshare/plate/template.h"
#include "steelshare/slip39/sharing.h"
#include "steelshare/wallet/payload.h"

namespace steelshare::kit {

struct Group {
  std::string name;  // may be empty
  slip39::GroupSpec spec;
  std::vector<std::string> plates;  // their names, as their files have them: "3-of-5"
};

/// What the papers say of a set.
///   language    of the phrase; of bip39 alone, and always there
///   word_count  of each share
///   plate       what each share is put on, so that the sheet says how it is read
///   header      what is stamped above the words, "B39"; may be empty
///   made_now    names of the plates that were made with these papers; none stands for all.
///               The others may have been made in another way, at another time
///   draw_options     of the commands that draw more plates like these, "--template id1-two-5"
///   is_own_template  whether they name a file that lies beside the plates
struct Set {
  wallet::Kind kind;
  std::optional<bip39::Language> language;
  bool extendable;
  std::size_t word_count;
  std::uint8_t group_threshold;
  std::vector<Group> groups;
  plate::Template plate;
  std::string header = {};
  std::vector<std::string> made_now = {};
  std::string draw_options = {};
  bool is_own_template = false;
};

/// How many sides are to be drawn behind the recovery sheet, each as plate::layout_reader() has it:
/// dots cannot be read without the places that they may have.
std::size_t drawn_sides(const Set& set);

/// For the heirs: what the plates are, how they are read, with and without this program, and the
/// program on paper that reads them where there is no other. templates/kit/recovery-sheet.txt
Document recovery_sheet(const Set& set, drawing::Size sheet);

/// For the owner: checklist, inventory, custody and incident. templates/kit/kit.txt
Document owners_kit(const Set& set, drawing::Size sheet);

}  // namespace steelshare::kit
