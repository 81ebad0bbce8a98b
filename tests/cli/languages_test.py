#!/usr/bin/python3
"""Phrases in every language through the program, against what other implementations make of them."""
import json
import sys
import unicodedata
import unittest

from program import JUNK, OTHER_ADDRESS, Files, fixture, run, shares_of

# The first of each language has 12 words and no passphrase.
PHRASES = {row["language"]: row for row in reversed(fixture("bip39/languages.json")["phrases"])
           if row["passphrase"] == "" and len(row["entropy"]) == 32}
LANGUAGES = list(reversed(PHRASES))


def composed(text):
    return unicodedata.normalize("NFC", text)


class Languages(Files):
    def expect(self, answer, language, key="language"):
        self.assertEqual(answer.get(key), None if language == "english" else language)

    def test_are_found_by_themselves(self):
        self.assertEqual(len(LANGUAGES), 10)
        for language in LANGUAGES:
            row = PHRASES[language]
            for typed in row["phrase"], composed(row["phrase"]), row["phrase_nfkd"]:
                answer = run("derive", "--json", typed=typed)
                self.assertEqual(answer.json["accounts"][0]["address"], row["metamask"], answer)
                self.expect(answer.json, language)

    def test_come_back_by_an_address_by_name_and_by_the_record(self):
        for language in LANGUAGES:
            row = PHRASES[language]
            out = self.folder / language
            split = self.split(row["phrase"], "--out", out)
            self.expect(split.json, language)
            self.assertEqual("the phrase is " + language in split.stderr, language != "english")
            shares = shares_of(split)[1:4]
            self.expect(json.loads((out / "record.json").read_text()), language)
            for knowledge in (["--address", row["metamask"]], ["--fingerprint", split.json["fingerprint"]],
                              ["--record", out / "record.json"],
                              ["--kind", "bip39", "--address", row["metamask"]],
                              ["--language", language, "--address", row["metamask"]]):
                found = self.recover(shares, *knowledge)
                self.assertEqual((found["verdict"], found["phrase"]), ("match", composed(row["phrase"])), knowledge)
                self.assertEqual(found["accounts"][0]["address"], row["metamask"])
                self.expect(found, language)
            found = self.recover(shares, "--kind", "bip39", "--language", language)
            self.assertEqual((found["verdict"], found["phrase"]), ("cannot_tell", composed(row["phrase"])))
            verified = run("verify", "--json", "--record", out / "record.json", typed="\n".join(shares))
            self.assertEqual((verified.status, verified.json["verdict"]), (0, "match"))
            self.expect(verified.json, language)

    def test_of_another_name_are_another_wallet(self):
        row = PHRASES["french"]
        shares = shares_of(self.split(row["phrase"]))[:3]
        found = self.recover(shares, "--kind", "bip39", "--language", "korean", "--address", row["metamask"],
                             status=1)
        self.assertEqual((found["verdict"], found["language"]), ("mismatch", "korean"))
        self.assertNotIn("phrase", found)
        found = self.recover(shares, "--address", OTHER_ADDRESS, status=1)
        self.assertEqual(found["verdict"], "mismatch")

    def test_stay_with_the_set_when_it_is_divided_anew_or_extended(self):
        row = PHRASES["japanese"]
        shares = shares_of(self.split(row["phrase"], "--out", self.folder / "old"))
        out = self.folder / "new"
        for knowledge in ["--record", self.folder / "old/record.json"], ["--address", row["metamask"]]:
            answer = run("reshare", "--json", *knowledge, "--accounts", "metamask:2", typed="\n".join(shares[:3]))
            self.assertEqual((answer.status, answer.json["language"]), (0, "japanese"), answer)
            self.assertEqual(answer.json["accounts"][0]["address"], row["metamask"])
        answer = run("extend", "--member", 6, "--record", self.folder / "old/record.json", "--out", out,
                     typed="\n".join(shares[:3]))
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(json.loads((out / "record.json").read_text())["language"], "japanese")

    def test_of_digits_are_those_that_are_said(self):
        row = PHRASES["czech"]
        answer = run("derive", "--json", "--kind", "bip39", "--language", "czech", typed=row["entropy"])
        self.assertEqual((answer.json["language"], answer.json["accounts"][0]["address"]), ("czech", row["metamask"]))
        answer = run("derive", "--json", "--language", "czech", typed="0x" + "1" * 64)
        self.assertEqual((answer.status, answer.json["error"]["code"]), (2, "usage"))

    def test_of_a_new_phrase_are_kept_down_a_pipe(self):
        for language in LANGUAGES:
            made = run("new", "--json", "--kind", "bip39", "--language", language)
            self.expect(made.json, language)
            plain = run("new", "--kind", "bip39", "--language", language)
            for phrase in made.json["phrase"], plain.stdout:
                # A phrase of words that both Chinese lists have is as good in the one.
                guided = ["--language", language] if language == "chinese-traditional" else []
                self.expect(run("derive", "--json", *guided, typed=phrase).json, language)
            derived = run("derive", "--json", "--language", language, typed=made.json["phrase"])
            self.assertEqual(derived.json["fingerprint"], made.json["fingerprint"])

    def test_of_a_record_that_does_not_exist_are_refused(self):
        split = self.split(JUNK, "--out", self.folder / "plates")
        text = (self.folder / "plates/record.json").read_text()
        for value in '"latin"', "1", '""':
            record = self.write(f"r{len(value)}.json", text.replace('"kind": "bip39"', f'"kind": "bip39", "language": {value}'))
            answer = self.recover(shares_of(split)[:3], "--record", record, status=3)
            self.assertEqual(answer["error"]["code"], "record_syntax")

    def test_of_wrong_phrases_are_said_but_no_words(self):
        for language in LANGUAGES:
            words = composed(PHRASES[language]["phrase"]).split()
            answer = run("derive", "--json", "--language", language, typed=" ".join(["zzzzz", *words[1:]]))
            self.assertEqual((answer.status, answer.json["error"]["word"]), (3, 1), answer)
            self.assertEqual(answer.json["error"]["code"], "unknown_word")
            for word in words:
                self.assertNotIn(word, answer.stdout + answer.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=0)
