#!/usr/bin/python3
"""Electrum's module slip39 behind standard input and output, for tests/peers/differential.mjs.

One question a line, one answer a line, both in JSON:

    {"passphrase": text, "shares": [text, ...]}
        -> {"each": [error or null, ...], "secret": hex or null, "exponent": number, "error": text}

The module reads sets and makes none. From Debian's package python3-electrum, hence /usr/bin/python3.
"""
import json
import sys

try:
    from electrum import slip39
    from electrum.version import ELECTRUM_VERSION
except ImportError as missing:
    sys.exit(f"electrum_agent: {missing}; install Debian's package python3-electrum")

# 10000 * 2^exponent iterations. Where the flag of extendable sets is taken for a bit of the exponent,
# that would be hours.
HIGHEST_EXPONENT = 4


def error_of(share):
    try:
        slip39.decode_mnemonic(share)
    except slip39.Slip39Error as error:
        return str(error)
    return None


def read(question):
    answer = {"each": [error_of(share) for share in question["shares"]], "secret": None}
    try:
        encrypted = slip39.recover_ems(question["shares"])
    except slip39.Slip39Error as error:
        return {**answer, "error": str(error)}
    answer["exponent"] = encrypted.iteration_exponent
    if encrypted.iteration_exponent <= HIGHEST_EXPONENT:
        answer["secret"] = encrypted.decrypt(question["passphrase"]).hex()
    return answer


def main():
    print(json.dumps({"version": ELECTRUM_VERSION}), flush=True)
    for line in sys.stdin:
        print(json.dumps(read(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
