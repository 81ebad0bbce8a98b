// Where the cells of a template are, and how many words its sides hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "steelshare/plate/template.h"

namespace steelshare::plate {

/// Returns the number of words that one side holds.
std::size_t word_capacity(const Template& plate);

/// Returns how many pieces of metal so many words take: sides, or half as many where a piece has two
/// faces. Of washers it counts the sheets of paper.
std::size_t piece_count(const Template& plate, std::size_t word_count);

/// Returns what tells a side apart on the metal: the number of its piece where there are several,
/// then A or B where a piece has two faces, e.g. "2B"; nothing where there is one side only.
std::string side_mark(const Template& plate, std::size_t word_count, std::size_t side_number);

/// The words of one side: `count` of them from word `first`, which counts from 0.
struct Side {
  std::size_t first, count;
};

/// No share goes over more sides: its pages, with all that is written on each of them, have to fit
/// the memory for secrets.
constexpr std::size_t most_sides = 30;

/// Returns how many sides so many words take, at least one.
std::size_t side_count(const Template& plate, std::size_t word_count);

/// Returns what one side holds: each as much as it can, but for the last.
///   number   0..side_count - 1
Side side(const Template& plate, std::size_t word_count, std::size_t number);

/// Tells whether a side is the back of a plate of two faces. Seen from behind, its holes are
/// mirrored.
bool is_back(const Template& plate, std::size_t side_number);

/// The cells of one word: across and down.
std::size_t cells_across(const Template& plate);
std::size_t cells_per_word(const Template& plate);

/// Returns where the first cell begins if the words stand in the middle of the plate, whatever the
/// grid says; outside of the plate where they are wider than that.
Point centred_origin(const Template& plate);

/// Returns a cell of a word: from left to right, then down; of a washer the two digits of its
/// number and then the letters. Words count from 0 on their side.
Rect cell(const Template& plate, std::size_t word, std::size_t number);

/// Returns the middle of the washer of a word.
Point washer_centre(const Template& plate, std::size_t word);

/// Returns the box that the mark of a cell fills, in its middle, upright also where it is turned:
/// of a letter the stamp's height high and three quarters of it wide, of a dot its diameter each
/// way.
Rect mark_box(const Template& plate, std::size_t word, std::size_t number);

/// Returns a cell of the header, and the box of a letter in it.
Rect header_cell(const Template& plate, std::size_t number);
Rect header_box(const Template& plate, std::size_t number);

/// Returns by how much the mark of a cell is turned, clockwise, in tenths of a degree.
std::int16_t turn(const Template& plate, std::size_t number);

/// Returns the height of the letter of a cell.
Length letter_height(const Template& plate, std::size_t number);

/// Tells whether the grid is too tight for free hand.
///   source   free-hand scatter is about 1 mm: letter pitch below height + 1.5 mm, row pitch below
///            height + 2.5 mm, or dots closer than 2.5 mm
bool needs_jig(const Template& plate);

constexpr Point centre(const Rect& rect) {
  return {rect.corner.x + rect.size.width / 2, rect.corner.y + rect.size.height / 2};
}
constexpr Length right(const Rect& rect) { return rect.corner.x + rect.size.width; }
constexpr Length bottom(const Rect& rect) { return rect.corner.y + rect.size.height; }

}  // namespace steelshare::plate
