#!/usr/bin/python3
"""The main job from outside: a secret becomes shares and plates, and comes back from every quorum."""
import itertools
import json
import sys
import tempfile
import unittest

import program
from program import ABOUT, JUNK, JUNK_ADDRESS, OTHER_ADDRESS, Files, WrittenSet, run, share_of, shares_of

# The private key behind JUNK_ADDRESS, as public as the phrase.
JUNK_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"


class TheTestPhraseSplitThreeOfFive(Files):
    @classmethod
    def setUpClass(cls):
        cls.answer = run("split", "--json", typed=JUNK + "\n")
        cls.shares = shares_of(cls.answer)

    def test_answers_what_the_contract_says(self):
        answer = self.answer.json
        self.assertEqual(answer["command"], "split")
        self.assertEqual(answer["kind"], "bip39")
        self.assertEqual(answer["extendable"], True)
        self.assertEqual(answer["iteration_exponent"], 1)
        self.assertEqual(answer["group_threshold"], 1)
        self.assertEqual([(g["name"], g["threshold"], g["count"]) for g in answer["groups"]], [("", 3, 5)])
        self.assertEqual([len(share.split()) for share in self.shares], [20] * 5)
        self.assertEqual(answer["fingerprint"], "16a93ed0")
        self.assertEqual(answer["quorums_proved"], 10)
        self.assertEqual(answer["files"], [])
        self.assertIn({"preset": "metamask", "index": 0, "path": "m/44'/60'/0'/0/0",
                       "address": JUNK_ADDRESS}, answer["accounts"])

    def test_every_quorum_and_all_five_shares_give_it_back(self):
        quorums = [*itertools.combinations(self.shares, 3), self.shares]
        self.assertEqual(len(quorums), 11)
        for quorum in quorums:
            found = self.recover(quorum, "--address", JUNK_ADDRESS)
            self.assertEqual(found["phrase"], JUNK)
            self.assertEqual(found["kind"], "bip39")
            self.assertEqual(found["secret"], "df9bf37e6fcdf9bf37e6fcdf9bf37e3c")
            self.assertEqual(found["accounts"][0]["address"], JUNK_ADDRESS)
            self.assertEqual(found["verdict"], "match")

    def test_order_letters_and_repetition_do_not_matter(self):
        quorum = [share.upper() for share in reversed(self.shares[1:4])]
        quorum.append(" ".join(word[:4] for word in self.shares[2].split()))
        self.assertEqual(self.recover(quorum, "--address", JUNK_ADDRESS.lower())["phrase"], JUNK)

    def test_the_plain_answer_goes_into_recover_as_it_is(self):
        plain = run("split", typed=JUNK + "\n")
        self.assertEqual(plain.status, 0, plain)
        found = run("recover", "--json", "--fingerprint", "16a93ed0", typed=plain.stdout)
        self.assertEqual((found.status, found.json["phrase"]), (0, JUNK))

    def test_another_address_is_a_mismatch_and_the_secret_stays_inside(self):
        for evidence in (["--address", OTHER_ADDRESS], ["--fingerprint", "73c5da0a"],
                         ["--address", JUNK_ADDRESS, "--address", OTHER_ADDRESS]):
            for form in ([], ["--json"]):
                answer = run("recover", *evidence, *form, typed="\n".join(self.shares[:3]))
                self.assertEqual(answer.status, 1, answer)
                self.assertIn("mismatch", answer.stdout)
                self.assertNotIn("junk", answer.stdout)
                self.assertNotIn("df9bf37e", answer.stdout)

    def test_without_evidence_every_reading_is_listed(self):
        found = self.recover(self.shares[:3])
        self.assertEqual(found["verdict"], "cannot_tell")
        self.assertEqual([reading["kind"] for reading in found["readings"]], ["bip39", "slip39"])
        self.assertEqual(found["readings"][0]["phrase"], JUNK)

    def test_two_shares_are_too_few_and_it_says_how_many_more(self):
        answer = run("recover", "--json", typed="\n".join(self.shares[:2]))
        self.assertEqual(answer.status, 4)
        self.assertEqual(answer.json["error"]["code"], "not_enough_members")
        self.assertIn("2 shares of the 3 needed, 1 more to find", answer.stderr)

    def test_an_altered_share_among_more_than_needed_is_named(self):
        """Share 2 gets another value and a good checksum: only the fourth share tells which it is."""
        altered = share_of(self.shares[1].split()[:4], ["academic"] * 13)
        answer = run("recover", "--json", typed="\n".join([self.shares[0], altered, *self.shares[2:]]))
        self.assertEqual(answer.status, 3, answer)
        self.assertEqual(answer.json["error"]["code"], "contradicting_share")
        self.assertEqual(answer.json["error"]["share"], 2)
        answer = run("recover", "--json", typed="\n".join([self.shares[0], altered, self.shares[2]]))
        self.assertEqual(answer.status, 3, answer)
        self.assertEqual(answer.json["error"]["code"], "digest_mismatch")

    def test_verify_says_what_was_checked_and_never_the_secret(self):
        answer = run("verify", "--json", "--address", JUNK_ADDRESS, typed="\n".join(self.shares[:4]))
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(answer.json["verdict"], "match")
        self.assertEqual(answer.json["quorums_checked"], 4)
        self.assertEqual([plate["member"] for plate in answer.json["plates"]], [1, 2, 3, 4])
        self.assertNotIn("junk", answer.stdout)
        self.assertEqual(run("verify", "--address", OTHER_ADDRESS, typed="\n".join(self.shares)).status, 1)
        self.assertEqual(run("verify", typed="\n".join(self.shares)).status, 4)
        self.assertEqual(run("verify", "--address", JUNK_ADDRESS, typed=self.shares[0]).status, 4)

    def test_inspect_shows_the_fields_that_the_split_gave(self):
        answer = run("inspect", "--json", typed="\n".join(self.shares))
        self.assertEqual(answer.status, 0, answer)
        for i, share in enumerate(answer.json["shares"]):
            self.assertEqual(share, {
                "identifier": self.answer.json["identifier"], "extendable": True, "iteration_exponent": 1,
                "group_index": 0, "group_threshold": 1, "group_count": 1, "member_index": i,
                "member_threshold": 3, "words": 20, "valid": True, "wrong_word": 0})


class Policies(Files):
    def opens(self, split, chosen, status=0):
        """chosen: how many shares of each group."""
        shares = [share for group, count in zip(split.json["groups"], chosen)
                  for share in group["shares"][:count]]
        return self.recover(shares, "--address", JUNK_ADDRESS, status=status)

    def test_two_of_three_groups(self):
        split = self.split(JUNK, "--group", "home=2/3", "--group", "bank=1/1", "--group", "family=3/5",
                           "--group-threshold", "2")
        self.assertEqual([g["name"] for g in split.json["groups"]], ["home", "bank", "family"])
        self.assertEqual(split.json["quorums_proved"], 3 * 1 + 3 * 10 + 1 * 10)
        for chosen in ((2, 1, 0), (2, 0, 3), (0, 1, 3), (2, 1, 3), (3, 1, 5)):
            self.assertEqual(self.opens(split, chosen)["phrase"], JUNK)
        for chosen in ((2, 0, 0), (3, 0, 0), (2, 0, 2), (1, 0, 3), (1, 1, 2)):
            error = self.opens(split, chosen, status=4)["error"]
            self.assertIn(error["code"], ("not_enough_groups", "not_enough_members"))
            self.assertIn("groups are complete", error["message"])

    def test_the_missing_shares_of_each_group_are_counted(self):
        split = self.split(JUNK, "--group", "2/3", "--group", "3/5", "--group", "1/1", "--group-threshold", "2")
        message = self.opens(split, (1, 1, 0), status=4)["error"]["message"]
        self.assertIn("group 1: 1 share of the 2 needed, 1 more to find", message)
        self.assertIn("group 2: 1 share of the 3 needed, 2 more to find", message)

    def test_the_smallest_and_the_largest(self):
        single = self.split(JUNK, "--threshold", "1", "--shares", "1")
        self.assertEqual(self.opens(single, (1,))["phrase"], JUNK)
        full = self.split(JUNK, "--threshold", "16", "--shares", "16")
        self.assertEqual(self.opens(full, (16,))["phrase"], JUNK)
        self.opens(full, (15,), status=4)
        groups = self.split(JUNK, *["--group", "2/2"] * 16, "--group-threshold", "16")
        self.assertEqual(self.opens(groups, (2,) * 16)["phrase"], JUNK)

    def test_extendable_flag_and_exponent_are_in_the_shares(self):
        for exponent in (0, 3):
            for flags, extendable in (([], True), (["--not-extendable"], False)):
                split = self.split(JUNK, "--iteration-exponent", exponent, *flags)
                shares = shares_of(split)
                found = run("inspect", "--json", typed=shares[4]).json["shares"][0]
                self.assertEqual((found["extendable"], found["iteration_exponent"]), (extendable, exponent))
                self.assertEqual(self.recover(shares[1:4], "--address", JUNK_ADDRESS)["verdict"], "match")


class Secrets(Files):
    def test_phrases_of_every_length(self):
        lengths = set()
        for peer in program.fixture("wallet/peers.json")["phrases"][:10]:
            with self.subTest(words=len(peer["phrase"].split())):
                lengths.add(len(peer["phrase"].split()))
                shares = shares_of(self.split(peer["phrase"], "--threshold", "2", "--shares", "2"))
                found = self.recover(shares, "--kind", "bip39")
                self.assertEqual((found["secret"], found["phrase"]), (peer["entropy"], peer["phrase"]))
        self.assertEqual(lengths, {12, 15, 18, 21, 24})

    def test_hexadecimal_secrets_of_every_length(self):
        for size in range(16, 65, 2):
            secret = bytes(i * 37 + size & 255 for i in range(size)).hex()
            split = self.split(secret, "--threshold", "2", "--shares", "2")
            self.assertEqual(split.json["kind"], "slip39")
            found = self.recover(shares_of(split), "--kind", "slip39", "--fingerprint",
                                 split.json["fingerprint"])
            self.assertEqual((found["secret"], found["verdict"]), (secret, "match"))
            self.assertNotIn("phrase", found)

    def test_leading_zeros_stay(self):
        for secret in ("00" * 16, "00" * 31 + "01"):
            split = self.split(secret)
            self.assertEqual(self.recover(shares_of(split)[:3], "--kind", "slip39")["secret"], secret)

    def test_a_private_key(self):
        split = self.split(JUNK_KEY)
        self.assertEqual(split.json["kind"], "key")
        self.assertNotIn("fingerprint", split.json)
        self.assertEqual(split.json["accounts"], [{"preset": "ethereum", "index": 0, "address": JUNK_ADDRESS}])
        found = self.recover(shares_of(split)[2:], "--address", JUNK_ADDRESS)
        self.assertEqual((found["kind"], "0x" + found["private_key"]), ("key", JUNK_KEY))

    def test_a_seed_keeps_the_passphrase_inside(self):
        passphrase = self.write("passphrase", "TREZOR")
        split = self.split(ABOUT, "--kind", "bip39-seed", "--bip39-passphrase-file", passphrase)
        self.assertEqual(split.json["kind"], "bip39-seed")
        self.assertEqual([len(share.split()) for share in shares_of(split)], [59] * 5)
        found = self.recover(shares_of(split)[:3], "--fingerprint", "b4e3f5ed")
        self.assertEqual(found["verdict"], "match")
        self.assertEqual(len(found["secret"]), 128)

    def test_an_address_picks_the_reading(self):
        for kind, secret in (("bip39", "00" * 32), ("slip39", "00" * 32), ("key", JUNK_KEY)):
            with self.subTest(kind=kind):
                phrase = " ".join(["abandon"] * 23 + ["art"])
                split = self.split(phrase if kind == "bip39" else secret)
                address = split.json["accounts"][0]["address"]
                found = self.recover(shares_of(split)[:3], "--address", address)
                self.assertEqual((found["kind"], found["verdict"]), (kind, "match"))


class Passphrases(Files):
    def test_a_slip39_passphrase_opens_its_own_wallet_only(self):
        for text in ("TREZOR", " leading and trailing ", "~!@#", "x" * 100):
            right = self.write("right", text)
            shares = shares_of(self.split(JUNK, "--passphrase-file", right))[:3]
            self.assertEqual(self.recover(shares, "--passphrase-file", right, "--address", JUNK_ADDRESS)["phrase"], JUNK)
            self.recover(shares, "--address", JUNK_ADDRESS, status=1)
            wrong = self.write("wrong", text.strip() + "_")
            self.recover(shares, "--passphrase-file", wrong, "--address", JUNK_ADDRESS, status=1)
            right.unlink()
            wrong.unlink()

    def test_one_final_newline_is_not_part_of_it(self):
        shares = shares_of(self.split(JUNK, "--passphrase-file", self.write("a", "x y\n")))[:3]
        self.recover(shares, "--passphrase-file", self.write("b", "x y"), "--address", JUNK_ADDRESS)

    def test_a_bip39_passphrase_changes_the_addresses_and_not_the_phrase(self):
        for peer in program.fixture("wallet/peers.json")["phrases"][:22]:
            if not peer["passphrase"]:
                continue
            with self.subTest(passphrase=peer["passphrase"]):
                path = self.folder / "passphrase"
                path.write_bytes(peer["passphrase"].encode())
                split = self.split(peer["phrase"], "--bip39-passphrase-file", path, "--accounts", "metamask:1")
                expected = peer["as_bip39"]["metamask"][0]
                self.assertEqual(split.json["accounts"][0]["address"], expected)
                shares = shares_of(split)[:3]
                found = self.recover(shares, "--bip39-passphrase-file", path, "--address", expected)
                self.assertEqual((found["phrase"], found["verdict"]), (peer["phrase"], "match"))
                self.recover(shares, "--kind", "bip39", "--address", expected, status=1)

    def test_both_at_once(self):
        outer, inner = self.write("outer", "outer"), self.write("inner", "TREZOR")
        both = ("--passphrase-file", outer, "--bip39-passphrase-file", inner)
        split = self.split(ABOUT, *both)
        self.assertEqual(split.json["fingerprint"], "b4e3f5ed")
        found = self.recover(shares_of(split)[:3], *both, "--fingerprint", "b4e3f5ed")
        self.assertEqual((found["phrase"], found["verdict"]), (ABOUT, "match"))


class PlatesAndRecord(WrittenSet):
    def verify(self, shares, *arguments, record=None):
        return run("verify", "--json", "--record", record or self.record, *arguments, typed="\n".join(shares))

    def test_one_page_a_share_and_the_record(self):
        names = [f"plate-{i}-of-5.pdf" for i in range(1, 6)] + ["record.json", "recovery-sheet.pdf", "kit.pdf"]
        self.assertEqual(self.answer.json["files"], names)
        self.assertEqual(sorted(path.name for path in self.out.iterdir()), sorted(names))
        for name in names[:5]:
            content = (self.out / name).read_bytes()
            self.assertTrue(content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"), name)

    def test_the_record_holds_what_the_answer_says_and_no_word_of_a_share(self):
        text = self.record.read_text()
        record = json.loads(text)
        for key in ("kind", "identifier", "extendable", "iteration_exponent", "group_threshold",
                    "fingerprint", "accounts"):
            self.assertEqual(record[key], self.answer.json[key])
        self.assertEqual([(p["group"], p["member"]) for p in record["plates"]], [(1, i) for i in range(1, 6)])
        for share in [*self.shares, JUNK]:
            for pair in itertools.pairwise(share.split()):
                self.assertNotIn(" ".join(pair), text)
        self.assertNotIn("df9bf37e", text)

    def test_the_record_is_evidence(self):
        found = self.recover(self.shares[:3], "--record", self.record)
        self.assertEqual((found["phrase"], found["verdict"]), (JUNK, "match"))
        answer = self.verify(self.shares)
        self.assertEqual((answer.status, answer.json["verdict"], answer.json["quorums_checked"]), (0, "match", 10))

    def test_one_plate_alone_is_proved_by_its_tag(self):
        for share in self.shares:
            answer = self.verify([share])
            self.assertEqual((answer.status, answer.json["verdict"]), (0, "match"), answer)
            self.assertEqual(answer.json["plates"][0]["recorded"], True)

    def test_one_plate_alone_does_not_prove_an_address(self):
        for address in (JUNK_ADDRESS, OTHER_ADDRESS):
            answer = self.verify([self.shares[0]], "--address", address)
            self.assertEqual((answer.status, answer.json["error"]["code"]), (4, "not_enough_members"))

    def test_an_altered_plate_is_refused_even_with_a_good_checksum(self):
        words = self.shares[0].split()
        altered = share_of(words[:4], words[4:16] + ["academic" if words[16] != "academic" else "acid"])
        self.assertEqual(run("inspect", typed=altered).status, 0)
        answer = self.verify([self.shares[1], altered])
        self.assertEqual(answer.status, 1, answer)
        self.assertEqual((answer.json["error"]["code"], answer.json["error"]["share"]), ("plate_tag_mismatch", 2))

    def test_a_plate_of_another_set_is_refused(self):
        other = shares_of(self.split(JUNK))
        answer = self.verify([other[0]])
        self.assertEqual((answer.status, answer.json["error"]["code"]), (1, "record_mismatch"))

    def test_a_plate_that_claims_to_be_enough_alone_is_refused(self):
        words = self.shares[0].split()
        fourth = (program.ROOT / "src/words/slip39.txt").read_text().split()
        downgraded = share_of([*words[:3], fourth[fourth.index(words[3]) & ~15]], words[4:17])
        self.assertEqual(run("inspect", "--json", typed=downgraded).json["shares"][0]["member_threshold"], 1)
        answer = run("recover", "--json", "--record", self.record, typed=downgraded)
        self.assertEqual(answer.status, 1, answer)
        self.assertNotIn("secret", answer.json)

    def test_an_altered_record_does_not_pass(self):
        record = json.loads(self.record.read_text())
        record["plates"][0]["tag"] = "0" * len(record["plates"][0]["tag"])
        path = self.write("altered.json", json.dumps(record))
        self.assertEqual(self.verify([self.shares[0]], record=path).json["error"]["code"], "plate_tag_mismatch")
        record = json.loads(self.record.read_text())
        record["accounts"][0]["address"] = OTHER_ADDRESS
        path = self.write("foreign.json", json.dumps(record))
        answer = self.verify(self.shares[:3], record=path)
        self.assertEqual((answer.status, answer.json["error"]["code"]), (1, "record_altered"))
        del record["seal"]
        path = self.write("unsealed.json", json.dumps(record))
        answer = self.verify(self.shares[:3], record=path)
        self.assertEqual((answer.status, answer.json["verdict"]), (1, "mismatch"))

    def test_records_of_another_version_or_shape_are_refused(self):
        good = json.loads(self.record.read_text())
        plate = good["plates"][0]
        for code, change in (("record_unsupported_version", {"steelshare_record": 2}),
                             ("record_syntax", {"steelshare_record": 1.0}),
                             ("record_syntax", {"steelshare_record": None}),
                             ("record_syntax", {"groups": {"only": good["groups"][0]}}),
                             ("record_syntax", {"accounts": None}), ("record_syntax", {"plates": None}),
                             ("record_syntax", {"plates": [{**plate, "group": 2}]}),
                             ("record_syntax", {"plates": [{**plate, "member": 6}]}),
                             ("record_syntax", {"plates": [plate, plate]}),
                             ("record_syntax", {"plates": 3}), ("record_syntax", {"identifier": 32768}),
                             ("record_syntax", {"identifier": "1"}), ("record_syntax", {"kind": "banana"}),
                             ("record_syntax", {"groups": []}), ("record_syntax", {"accounts": [{}]}),
                             ("record_syntax", {"fingerprint": "xyz"}),
                             ("record_syntax", {"group_threshold": 2}),
                             ("record_syntax", {"iteration_exponent": 1e40}),
                             ("record_syntax", {"plates": [{"group": 1, "member": 1, "tag": "00"}]})):
            with self.subTest(change=change):
                path = self.folder / "changed.json"
                path.write_text(json.dumps({**good, **change}))
                answer = self.verify([self.shares[0]], record=path)
                self.assertEqual((answer.status, answer.json["error"]["code"]), (3, code), answer)

    def test_what_the_person_says_must_not_contradict_the_record(self):
        self.assertEqual(self.verify(self.shares, "--kind", "slip39").status, 2)
        self.assertEqual(self.verify(self.shares, "--fingerprint", "73c5da0a").status, 2)
        self.assertEqual(self.verify(self.shares, "--address", OTHER_ADDRESS).status, 1)
        self.assertEqual(self.verify(self.shares, "--address", JUNK_ADDRESS).status, 0)

    def test_plates_draws_the_same_pages_again(self):
        again = self.folder / "again"
        answer = run("plates", "--out", again, "--record", self.record, typed="\n".join(self.shares))
        self.assertEqual(answer.status, 0, answer)
        for i in range(1, 6):
            name = f"plate-{i}-of-5.pdf"
            self.assertEqual((again / name).read_bytes(), (self.out / name).read_bytes())

    def test_plates_of_groups_have_their_names(self):
        split = self.split(JUNK, "--group", "home=2/3", "--group", "1/1", "--group-threshold", "2",
                           "--out", self.folder / "groups")
        self.assertEqual(split.json["files"], [f"plate-home-{i}-of-3.pdf" for i in (1, 2, 3)] +
                         ["plate-g2-1-of-1.pdf", "record.json", "recovery-sheet.pdf", "kit.pdf"])
        single = run("plates", "--json", "--out", self.folder / "single", typed=self.shares[2])
        self.assertEqual(single.json["files"], ["plate-3.pdf"])

    def test_longer_shares_get_a_larger_plate(self):
        split = self.split("00" * 32, "--out", self.folder / "long")
        self.assertEqual(len(split.json["files"]), 8)

    def test_a_blank_page_asks_for_no_secret(self):
        for words in (20, 23, 27, 30, 33):
            out = self.folder / f"blank{words}"
            answer = run("plates", "--blank", "--words", words, "--out", out, "--paper", "letter", "--json")
            self.assertEqual(answer.json, {"command": "plates", "directory": str(out), "files": [f"blank-{words}.pdf"]})


class Derive(Files):
    def test_lists_the_accounts_that_recover_lists(self):
        for secret, kind in ((JUNK, "bip39"), ("ab" * 20, "slip39"), (JUNK_KEY, "key")):
            shares = shares_of(self.split(secret))[:3]
            found = self.recover(shares, "--kind", kind)
            derived = run("derive", "--json", typed=secret).json
            for key in ("kind", "accounts", "fingerprint"):
                self.assertEqual(derived.get(key), found.get(key))

    def test_agrees_with_other_implementations(self):
        for peer in program.fixture("wallet/peers.json")["phrases"][:6]:
            path = self.folder / "passphrase"
            path.write_bytes(peer["passphrase"].encode())
            answer = run("derive", "--json", "--accounts", "metamask:3,bitcoin-segwit:2", "--xpub",
                         "--bip39-passphrase-file", path, typed=peer["phrase"]).json
            expected = peer["as_bip39"]
            self.assertEqual(answer["fingerprint"], expected["fingerprint"])
            self.assertEqual([a["address"] for a in answer["accounts"]],
                             expected["metamask"] + expected["bitcoin_segwit"])
            self.assertEqual([x["xpub"] for x in answer["xpubs"]],
                             [expected["metamask_xpub"], expected["bitcoin_segwit_xpub"]])

    def test_a_secret_in_a_file_is_the_same_as_a_secret_in_a_pipe(self):
        path = self.write("phrase.txt", f"# public\n{JUNK}\n")
        self.assertEqual(run("derive", "--json", "--in", path).json, run("derive", "--json", typed=JUNK).json)


class Vectors(unittest.TestCase):
    def test_official_vectors_open_and_the_bad_ones_do_not(self):
        count = 0
        with tempfile.NamedTemporaryFile() as passphrase:
            passphrase.write(b"TREZOR")
            passphrase.flush()
            for comment, shares, secret, _ in program.fixture("slip39/vectors.json"):
                answer = run("recover", "--json", "--kind", "slip39", "--passphrase-file",
                             passphrase.name, typed="\n".join(shares))
                self.assertEqual(answer.json.get("secret", ""), secret, comment)
                self.assertEqual(answer.status == 0, secret != "", comment)
                count += 1
        self.assertEqual(count, 45)


if __name__ == "__main__":
    sys.exit(unittest.main())
