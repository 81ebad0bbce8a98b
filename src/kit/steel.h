// What a plate looks like, as facts: by them the papers say how the plates beside them are read,
// made and destroyed.
#pragma once

#include <cstddef>

#include "steelshare/kit/document.h"
#include "steelshare/plate/template.h"

namespace steelshare::kit {

/// Adds what the texts know of the plate that each share is put on.
void add_steel(Facts& facts, const plate::Template& plate, std::size_t word_count);

}  // namespace steelshare::kit
