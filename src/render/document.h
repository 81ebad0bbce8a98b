// Text of makers' files, written in secret memory.
#pragma once

#include <cstdint>
#include <string_view>

#include "steelshare/drawing/drawing.h"
#include "steelshare/render/render.h"

namespace steelshare::render {

class DocumentBuilder : public SecretBuilder<struct DocumentTag, std::uint8_t> {
 public:
  /// Begins with room for the files of most plates: growing needs three times as much memory.
  DocumentBuilder() : SecretBuilder(std::size_t{1} << 17) {}

  DocumentBuilder& text(std::string_view characters) {
    append(std::span(reinterpret_cast<const std::uint8_t*>(characters.data()), characters.size()));
    return *this;
  }

  DocumentBuilder& number(std::int64_t value) {
    if (value < 0) return text("-").number(-value);
    if (value >= 10) number(value / 10);
    append(static_cast<std::uint8_t>('0' + value % 10));
    return *this;
  }

  /// Millimetres with a point and no zeros to spare: "85.6", "4.0".
  DocumentBuilder& millimetres(drawing::Length length) {
    if (length.um < 0) return text("-").millimetres(-length);
    number(length.um / 1000).text(".");
    const std::int32_t thousandths = length.um % 1000;
    number(thousandths / 100);
    if (thousandths % 100 != 0) number(thousandths / 10 % 10);
    if (thousandths % 10 != 0) number(thousandths % 10);
    return *this;
  }
};

}  // namespace steelshare::render
