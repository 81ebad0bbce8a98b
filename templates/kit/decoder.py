# Recovers the secret of SLIP-39 shares. It needs Python 3.8 or newer and nothing else.
# On a computer that is offline and stays offline: python3 decoder.py
# Type words by their first four letters if the list of words (the two pages after this
# program) is beside it as words.txt, or else by their numbers in that list. Try it
# with the example shares first: they show whether every line is typed right.
import hashlib, hmac, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
GENERATOR = (0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009, 0x1C0C2412,
    0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120)

def read_list(name):
    path = os.path.join(HERE, name)
    lines = open(path, "rb") if os.path.isfile(path) else []
    return re.sub("#.*", "", b"".join(lines).decode("utf-8-sig", "replace")).split()

def read_words():
    found = [w[:4] for w in read_list("words.txt") if re.fullmatch("[a-z]{4,}", w)]
    words = found[found.index("acad"):][:1024] if "acad" in found else []
    for before, after in zip(words, words[1:]):
        if before >= after:
            sys.exit("words.txt: %s cannot follow %s" % (after, before))
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
    if found and not digest.startswith("3ab495d4cbb509cc"):
        sys.exit("words.txt: %d of the 1024 words, or one is not right" % len(words))
    return words

def number_of(word, words):
    if word.isdecimal() and 1 <= int(word) <= 1024:
        return int(word) - 1
    if len(word) < 4 or word[:4].lower() not in words:
        raise ValueError("not on the list of words: %a" % word)
    return words.index(word[:4].lower())

def checksum(values):
    state = 1
    for value in values:
        top, state = state >> 20, (state & 0xFFFFF) << 10 ^ value
        for bit in range(10):
            state ^= GENERATOR[bit] if top >> bit & 1 else 0
    return state

def join(numbers):
    return sum(number << 10 * place for place, number in enumerate(reversed(numbers)))

class Share:
    def __init__(self, line, words):
        numbers = [number_of(word, words) for word in line.split()]
        bits = 10 * (len(numbers) - 7)
        if bits < 128 or bits % 16 > 8:
            raise ValueError("no share has %d words" % len(numbers))
        head, value, size = join(numbers[:4]), join(numbers[4:-3]), bits // 16 * 2
        self.identifier, self.extendable = head >> 25, head >> 24 & 1
        self.exponent, self.group = head >> 20 & 15, head >> 16 & 15
        self.groups_needed, groups = (head >> 12 & 15) + 1, (head >> 8 & 15) + 1
        self.member, self.needed = head >> 4 & 15, (head & 15) + 1
        label = b"shamir_extendable" if self.extendable else b"shamir"
        if checksum([*label, *numbers]) != 1:
            raise ValueError("a word is wrong or missing, or two are exchanged")
        if value >> 8 * size or self.groups_needed > groups:
            raise ValueError("these words are no share")
        self.value = value.to_bytes(size, "big")
        self.set = (head >> 20, self.groups_needed, groups, size)

def multiply(a, b):
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a, b = a << 1 ^ (0x11B if a & 0x80 else 0), b >> 1
    return product

def divide(a, b):
    for _ in range(254):
        a = multiply(a, b)
    return a

def value_at(x, points):
    result = bytes(len(points[0][1]))
    for xi, value in points:
        factor = 1
        for xj, _ in points:
            if xj != xi:
                factor = divide(multiply(factor, x ^ xj), xi ^ xj)
        result = bytes(a ^ multiply(factor, b) for a, b in zip(result, value))
    return result

def recover(points, needed, what):
    if len(points) < needed:
        sys.exit("%s: %d are here, %d are needed" % (what, len(points), needed))
    points, spare = points[:needed], points[needed:]
    if any(value_at(x, points) != value for x, value in spare):
        sys.exit(what + ": they contradict each other; leave one out and try again")
    if needed == 1:
        return points[0][1]
    secret, proof = value_at(255, points), value_at(254, points)
    if hmac.new(proof[4:], secret, "sha256").digest()[:4] != proof[:4]:
        sys.exit(what + ": they do not belong together")
    return secret

def open_shares(shares):
    if len({share.set for share in shares}) > 1:
        sys.exit("these shares are of different sets")
    groups, points, groups_needed = {}, [], shares[0].groups_needed
    for share in shares:
        group = groups.setdefault(share.group, {})
        other = group.setdefault(share.member, share)
        if other.value != share.value or len({m.needed for m in group.values()}) > 1:
            sys.exit("two shares contradict each other")
    for number, group in sorted(groups.items()):
        needed = max(share.needed for share in group.values())
        if len(groups) <= groups_needed or len(group) >= needed:
            members = [(share.member, share.value) for share in group.values()]
            what = "shares of group %d" % (number + 1)
            points.append((number, recover(members, needed, what)))
    return recover(points, groups_needed, "groups")

def decrypt(data, share, passphrase):
    half = len(data) // 2
    left, right = data[:half], data[half:]
    salt = b"" if share.extendable else b"shamir" + share.identifier.to_bytes(2, "big")
    for turn in (3, 2, 1, 0):
        password, count = bytes([turn]) + passphrase, 2500 << share.exponent
        key = hashlib.pbkdf2_hmac("sha256", password, salt + right, count, half)
        left, right = right, bytes(a ^ b for a, b in zip(left, key))
    return right + left

def phrase(secret):
    digest, count = hashlib.sha256(secret).digest(), len(secret) * 3 // 4
    total = int.from_bytes(secret + digest[:1], "big") >> 8 - len(secret) // 4
    return [(total >> 11 * place & 2047) + 1 for place in reversed(range(count))]

words, shares = read_words(), []
print("A share a line, in %s; an empty line ends." % ("words" if words else "numbers"))
try:
    while line := input("share %d: " % (len(shares) + 1)).strip():
        try:
            shares.append(Share(line, words))
        except ValueError as problem:
            print("not taken:", problem)
    data = open_shares(shares) if shares else sys.exit("no share was typed")
    while not (passphrase := input("passphrase, often none: ")).isascii():
        print("not taken: only a to z, A to Z, digits and the signs of ASCII are right")
except (EOFError, KeyboardInterrupt, UnicodeError):
    sys.exit("stopped, and nothing was recovered")
secret = decrypt(data, shares[0], passphrase.encode("ascii"))
print("secret:", secret.hex())
if len(secret) in (16, 20, 24, 28, 32):
    numbers, names = phrase(secret), read_list("english.txt")
    print("If the kind is bip39, the phrase is these words of the BIP-39 list:")
    print(*(names[n - 1] if len(names) == 2048 else n for n in numbers))
