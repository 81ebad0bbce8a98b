#!/usr/bin/python3
"""The record beside the plates: who wrote it, and what is noticed where it was changed."""
import hashlib
import hmac
import json
import random
import sys
import unittest

from program import JUNK, ROOT, WrittenSet, run, shares_of

WORDS = (ROOT / "src/words/slip39.txt").read_text().split()


def encrypted_secret(share):
    """What a share of a 1-of-1 set holds, written from SLIP-0039: the bits between four words of header and three
    of checksum, less the padding on the left."""
    value = share.split()[4:-3]
    bits = "".join(f"{WORDS.index(word):010b}" for word in value)
    return int(bits, 2).to_bytes(10 * len(value) // 16 * 2, "big")


def seal_of(record, share):
    """As docs/record.md says."""
    rest = {key: value for key, value in record.items() if key != "seal"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(encrypted_secret(share), b"steelshare record seal 1\n" + text.encode(), hashlib.sha256).hexdigest()


def leaves(value, path=()):
    """All places of a JSON value that hold no others."""
    if isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from leaves(item, (*path, key))
    else:
        yield path


def changed(record, path):
    """The record with another value of the same shape at one place."""
    copy = json.loads(json.dumps(record))
    place = copy
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    if isinstance(old, bool):
        new = not old
    elif isinstance(old, int):
        new = old + 1
    else:
        last = "0" if old[-1:] != "0" else "1"
        new = old[:-1] + last if old else "x"
    place[path[-1]] = new
    return copy


def shuffled(value, order):
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


class Seal(WrittenSet):
    def setUp(self):
        super().setUp()
        self.whole = json.loads(self.record.read_text())

    def verify(self, record, shares=None):
        path = self.folder / "given.json"
        path.write_text(record if isinstance(record, str) else json.dumps(record))
        return run("verify", "--json", "--record", path, typed="\n".join(shares or self.shares[:3]) + "\n")

    def test_it_is_what_the_document_says(self):
        out = self.folder / "alone"
        share = shares_of(self.split(JUNK, "--threshold", 1, "--shares", 1, "--out", out))[0]
        record = json.loads((out / "record.json").read_text())
        self.assertEqual(record["seal"], seal_of(record, share))

    def test_every_single_change_is_noticed(self):
        places = list(leaves(self.whole))
        self.assertGreater(len(places), 30)
        for path in places:
            with self.subTest(path=path):
                answer = self.verify(changed(self.whole, path))
                self.assertIn(answer.status, (1, 3), answer)
                self.assertIn("error", answer.json)
        # Of these changes only the seal tells.
        for key, value in (("groups", [{**self.whole["groups"][0], "name": "bank"}]),
                           ("accounts", self.whole["accounts"][1:]), ("plates", self.whole["plates"][:4]),
                           ("fingerprint", None), ("note", "call this number")):
            with self.subTest(key=key):
                record = {**self.whole, key: value}
                if value is None:
                    del record[key]
                answer = self.verify(record)
                self.assertEqual((answer.status, answer.json["error"]["code"]), (1, "record_altered"), answer)

    def test_the_form_may_change(self):
        self.assertEqual(self.verify(self.whole).status, 0)
        order = random.Random(5)
        for _ in range(5):
            text = json.dumps(shuffled(self.whole, order), indent=order.choice((None, 1, 7)))
            self.assertEqual(self.verify(text).json["verdict"], "match")

    def test_without_a_seal_it_is_said(self):
        del self.whole["seal"]
        answer = self.verify(self.whole)
        self.assertEqual((answer.status, answer.json["verdict"]), (0, "match"))
        self.assertIn("the record has no seal, so nothing shows whether it is as it was written", answer.stderr)

    def test_the_seal_of_another_set_does_not_do(self):
        other = self.folder / "other"
        self.split(JUNK, "--out", other)
        self.whole["seal"] = json.loads((other / "record.json").read_text())["seal"]
        self.assertEqual(self.verify(self.whole).json["error"]["code"], "record_altered")

    def test_recover_and_reshare_and_extend_refuse_an_altered_record_and_keep_the_secret(self):
        path = self.folder / "altered.json"
        path.write_text(json.dumps({**self.whole, "groups": [{**self.whole["groups"][0], "name": "bank"}]}))
        for command in (("recover",), ("reshare",), ("extend", "--member", 4)):
            answer = run(*command, "--json", "--record", path, typed="\n".join(self.shares[:3]) + "\n")
            self.assertEqual((answer.status, answer.json["error"]["code"]), (1, "record_altered"), answer)
            self.assertNotIn("junk", answer.stdout)

    def test_reshare_and_extend_write_a_seal_of_their_own(self):
        typed = "\n".join(self.shares[:3]) + "\n"
        for command in (("reshare",), ("extend", "--member", 6)):
            out = self.folder / command[0]
            answer = run(*command, "--json", "--record", self.record, "--out", out, typed=typed)
            self.assertEqual(answer.status, 0, answer)
            record = json.loads((out / "record.json").read_text())
            shares = self.shares[:3] if command[0] == "extend" else shares_of(answer)[:3]
            self.assertEqual(self.verify(record, shares).json["verdict"], "match")
            self.assertNotEqual(record["seal"], self.whole["seal"])
            answer = self.verify({**record, "note": "x"}, shares)
            self.assertEqual(answer.json["error"]["code"], "record_altered")

    def test_one_group_of_two_cannot_seal(self):
        out = self.folder / "groups"
        split = self.split(JUNK, "--group", "home=2/3", "--group", "bank=2/3", "--group-threshold", 2, "--out", out)
        more = self.folder / "more"
        answer = run("extend", "--group", "bank", "--member", 4, "--record", out / "record.json", "--out", more,
                     typed="\n".join(shares_of(split, 1)[:2]) + "\n")
        self.assertEqual(answer.status, 0, answer)
        self.assertIn("the new record has no seal", answer.stderr)
        self.assertNotIn("seal", json.loads((more / "record.json").read_text()))


if __name__ == "__main__":
    sys.exit(unittest.main())
