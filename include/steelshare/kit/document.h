// Pages for people: a text with a few marks (docs/kit.md) becomes sheets of paper. The text is
// data, templates/kit/*.txt; what it says of one set of plates comes from facts. Nothing here is
// secret, but drawings live in secret memory, so a document gives one row at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "steelshare/drawing/drawing.h"

namespace steelshare::kit {

/// What a text is filled with. Only printable ASCII is drawn; anything else becomes a '?'.
///   flags    what is true and what is not; a line may depend on one
///   values   name -> what stands for it
///   lists    name -> items; a line may be repeated for each
struct Facts {
  std::map<std::string, bool, std::less<>> flags = {};
  std::map<std::string, std::string, std::less<>> values = {};
  std::map<std::string, std::vector<std::string>, std::less<>> lists = {};
};

/// A text that was laid out.
class Document {
 public:
  /// Lays out a text. Nothing stands closer to the edge than 10 mm, and the body is as wide on A4
  /// as on Letter.
  ///   text   sound: aborts at a mark, flag, value or list that is not there, and at a line of a
  ///          program that is wider than the body
  ///   further_pages   how many pages of others come behind, to be counted with its own
  Document(std::string_view text, const Facts& facts, drawing::Size sheet,
           std::size_t further_pages = 0);
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  [[nodiscard]] std::size_t page_count() const;

  /// Draws a page, counted from 0, row by row.
  void draw(std::size_t page, const std::function<void(const drawing::Drawing&)>& paint) const;

 private:
  struct Layout;
  std::unique_ptr<Layout> layout_;
};

}  // namespace steelshare::kit
