#!/usr/bin/python3
"""How many bits SLIP-0039 leaves open when words of every plate are lost at random: the rank of its equations, by a
second implementation that shares nothing with src/repair. What repair_simulation prints as known is from here.

  open_bits.py [rounds [seed]]

A set of one group; the word that says which member a plate is stays legible on every plate. The known ones of its
equations: the checksum, the zero bits before the value, three words that all plates share, and Shamir's scheme.
"""
import random
import sys

GENERATOR = (0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009, 0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120)
SHARED_WORDS, MEMBER_WORD, HEADER_WORDS, CHECKSUM_WORDS = 3, 3, 4, 3
# Threshold, plates, bytes of the secret, part of the words that is lost.
CASES = ((2, 3, 16, .3), (3, 5, 16, .3), (3, 5, 16, .4), (3, 5, 32, .3), (3, 5, 32, .4), (2, 2, 32, .1), (2, 2, 32, .2))


def checksum(words):
    """The remainder of RS1024 that a difference of words leaves; 0 for none."""
    state = 0
    for word in words:
        top, state = state >> 20, (state & 0xFFFFF) << 10 ^ word
        for bit in range(10):
            state ^= GENERATOR[bit] if top >> bit & 1 else 0
    return state


def multiply(a, b):
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a, b = a << 1 ^ (0x11B if a & 0x80 else 0), b >> 1
    return product


def inverse(a):
    result = 1
    for _ in range(254):
        result = multiply(result, a)
    return result


def coefficients(members, x):
    """What each member is multiplied with to make the value at x."""
    for one in members:
        factor = 1
        for other in members:
            if other != one:
                factor = multiply(factor, multiply(x ^ other, inverse(one ^ other)))
        yield factor


class Plates:
    """Equations as numbers, a bit for each unknown."""

    def __init__(self, threshold, count, size, part, source):
        self.threshold, self.count, self.size = threshold, count, size
        body = (8 * size + 9) // 10
        self.length, self.padding = HEADER_WORDS + body + CHECKSUM_WORDS, 10 * body - 8 * size
        self.unknowns = {}
        for plate in range(count):
            for word in range(self.length):
                if word != MEMBER_WORD and source.random() < part:
                    for bit in range(10):
                        self.unknowns[plate, word, bit] = 1 << len(self.unknowns)

    def bit(self, plate, word, bit):
        return self.unknowns.get((plate, word, bit), 0)

    def value_bit(self, plate, byte, bit):
        place = self.padding + 8 * byte + 7 - bit
        return self.bit(plate, HEADER_WORDS + place // 10, 9 - place % 10)

    def checksums(self):
        for plate in range(self.count):
            sums = [0] * 30
            for word in range(self.length):
                for bit in range(10):
                    left = checksum([1 << bit if i == word else 0 for i in range(self.length)])
                    for k in range(30):
                        sums[k] ^= self.bit(plate, word, bit) if left >> k & 1 else 0
            yield from sums

    def headers(self):
        for plate in range(self.count):
            for bit in range(10 - self.padding, 10):
                yield self.bit(plate, HEADER_WORDS, bit)
            for word in range(SHARED_WORDS):
                for bit in range(10):
                    yield self.bit(plate, word, bit) ^ self.bit(0, word, bit)

    def values(self):
        for further in range(self.threshold, self.count):
            factors = list(enumerate(coefficients(range(self.threshold), further)))
            for byte in range(self.size):
                sums = [self.value_bit(further, byte, bit) for bit in range(8)]
                for plate, factor in factors:
                    for bit in range(8):
                        product = multiply(factor, 1 << bit)
                        for k in range(8):
                            sums[k] ^= self.value_bit(plate, byte, bit) if product >> k & 1 else 0
                yield from sums

    def open_bits(self):
        reduced = {}
        for equation in (*self.checksums(), *self.headers(), *self.values()):
            while equation and equation.bit_length() in reduced:
                equation ^= reduced[equation.bit_length()]
            if equation:
                reduced[equation.bit_length()] = equation
        return len(self.unknowns) - len(reduced)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    source = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for threshold, count, size, part in CASES:
        left = [Plates(threshold, count, size, part, source).open_bits() for _ in range(rounds)]
        print(f"{threshold}-of-{count}, {8 * size} bit, {100 * part:.0f} % lost: one possibility {sum(bits == 0 for bits in left) / rounds:.2f}, "
              f"at most 2^32 {sum(bits <= 32 for bits in left) / rounds:.2f}", flush=True)


if __name__ == "__main__":
    main()
