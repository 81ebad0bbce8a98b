#!/usr/bin/python3
"""The life of a set: made from nothing, one plate lost, one more wanted, divided anew, forged."""
import hashlib
import itertools
import json
import sys
import unittest

from program import JUNK, JUNK_ADDRESS, OTHER_ADDRESS, ROOT, Files, WrittenSet, fixture, run, share_of, shares_of

ROLLS = ("416253" * 20)[:100]


def enough_alone(share):
    """The share with a member threshold of 1: zeros in the last four bits of its fourth word."""
    names = (ROOT / "src/words/slip39.txt").read_text().split()
    words = share.split()
    words[3] = names[names.index(words[3]) & ~15]
    return share_of(words[:4], words[4:17])


class Sets(WrittenSet):
    def run_on(self, shares, command, *arguments, status=0):
        answer = run(command, *arguments, typed="\n".join(shares) + "\n")
        self.assertEqual(answer.status, status, answer)
        return answer


class Extend(Sets):
    def extend(self, shares, *arguments, status=0):
        return self.run_on(shares, "extend", "--json", *arguments, status=status).json

    def test_every_lost_share_comes_back_word_for_word_from_every_quorum(self):
        for quorum in itertools.combinations(range(5), 3):
            for lost in set(range(5)) - set(quorum):
                made = self.extend([self.shares[i] for i in quorum], "--member", lost + 1, "--record", self.record)
                self.assertEqual((made["share"], made["rebuilt"]), (self.shares[lost], True))
                self.assertEqual((made["member_index"], made["member_threshold"], made["member_count"]), (lost, 3, 5))

    def test_one_more_works_with_all_others_and_under_the_new_record(self):
        out = self.folder / "sixth"
        made = self.extend(self.shares[1:4], "--member", 6, "--record", self.record, "--out", out)
        self.assertEqual((made["rebuilt"], made["member_count"]), (False, 6))
        self.assertEqual(made["files"], ["plate-6-of-6.pdf", "record.json", "recovery-sheet.pdf", "kit.pdf"])
        for pair in itertools.combinations(self.shares, 2):
            found = self.recover([*pair, made["share"]], "--record", out / "record.json")
            self.assertEqual((found["phrase"], found["verdict"]), (JUNK, "match"))
        answer = self.run_on([made["share"]], "verify", "--record", out / "record.json")
        self.assertIn("as recorded", answer.stdout)
        answer = self.run_on([made["share"]], "verify", "--json", "--record", self.record, status=1)
        self.assertEqual(answer.json["error"]["code"], "not_in_record")

    def test_shares_may_be_given_twice(self):
        for twice in range(3):
            made = self.extend([*self.shares[:3], self.shares[twice]], "--member", 4)
            self.assertEqual(made["share"], self.shares[3])
            made = self.extend([self.shares[twice], *self.shares[:3]], "--member", 4, "--record", self.record)
            self.assertEqual(made["still_valid"], ["1", "2", "3", "4", "5"])

    def test_a_group_of_one_share_has_nothing_to_extend(self):
        split = self.split(JUNK, "--group", "1/1", "--group", "2/3", "--group-threshold", "2", "--out",
                           self.folder / "groups")
        record = ["--record", self.folder / "groups" / "record.json"]
        for given, known in ((shares_of(split), []), (shares_of(split, 1), record), (shares_of(split), record)):
            failed = self.extend(given, "--group", 1, "--member", 2 if not known else 1, *known, status=3)
            self.assertEqual(failed["error"]["code"], "single_share_group")

    def test_a_rebuilt_plate_needs_no_other_record(self):
        out = self.folder / "fourth"
        made = self.extend(self.shares[:3], "--member", 4, "--record", self.record, "--out", out)
        self.assertEqual(made["files"], ["plate-4-of-5.pdf", "recovery-sheet.pdf", "kit.pdf"])
        # The sheet alone knows that the others may be made with another template.
        for name in made["files"]:
            drawn, first = (folder / name for folder in (out, self.out))
            self.assertEqual(drawn.read_bytes() == first.read_bytes(), name != "recovery-sheet.pdf")

    def test_it_says_what_stays_dangerous(self):
        def notes(*arguments):
            return self.run_on(self.shares[:3], "extend", "--member", *arguments).stderr
        self.assertIn("whoever finds the old plate holds it too", notes(4, "--record", self.record))
        self.assertIn("all plates stay valid and any 3 of them are enough", notes(6, "--record", self.record))
        self.assertIn("nobody can tell whether this share existed before", notes(4))

    def test_without_a_record_the_counts_are_not_known(self):
        out = self.folder / "out"
        made = self.extend(self.shares[:3], "--member", 4, "--out", out)
        self.assertEqual(made["share"], self.shares[3])
        self.assertFalse({"rebuilt", "member_count"} & set(made))
        self.assertEqual(made["files"], ["plate-4.pdf"])

    def test_a_group_alone_is_enough_for_its_own_shares(self):
        split = self.split(JUNK, "--group", "home=2/3", "--group", "3/5", "--group-threshold", "2", "--out",
                           self.folder / "groups")
        home, other = shares_of(split, 0), shares_of(split, 1)
        record = self.folder / "groups" / "record.json"
        self.assertEqual(self.extend(home[:2], "--group", 1, "--member", 3)["share"], home[2])
        made = self.extend([home[0], *other[2:]], "--group", 2, "--member", 1, "--record", record)
        self.assertEqual((made["share"], made["group_index"]), (other[0], 1))
        self.assertEqual(self.extend(home[1:], "--group", "home", "--member", 1, "--record", record)["share"], home[0])
        short = self.extend([home[0], *other], "--group", 1, "--member", 2, status=4)["error"]
        self.assertEqual(short["code"], "not_enough_members")
        self.assertEqual(short["message"], "group 1: 1 share of the 2 needed, 1 more to find")
        self.extend(home, "--member", 3, status=2)

    def test_altered_and_foreign_shares_make_nothing(self):
        altered = share_of(self.shares[1].split()[:4], ["academic"] * 13)
        out = self.folder / "out"
        for given, code in (([self.shares[0], altered, self.shares[2]], "digest_mismatch"),
                            ([self.shares[0], altered, *self.shares[2:4]], "contradicting_share"),
                            ([*self.shares[:2], shares_of(self.split(JUNK))[2]], "mixed_identifiers")):
            failed = self.extend(given, "--member", 5, "--out", out, status=3)
            self.assertEqual(failed["error"]["code"], code)
            self.assertFalse(out.exists())
        failed = self.extend([self.shares[0], altered, self.shares[2]], "--member", 5, "--record",
                             self.record, status=1)
        self.assertEqual((failed["error"]["code"], failed["error"]["share"]), ("plate_tag_mismatch", 2))


class Reshare(Sets):
    def reshare(self, shares, *arguments, status=0):
        return self.run_on(shares, "reshare", "--json", *arguments, status=status)

    def test_another_set_opens_the_same_wallet_and_neither_helps_the_other(self):
        out = self.folder / "new"
        fresh = self.reshare(self.shares[:3], "--record", self.record, "--threshold", 2, "--shares", 4, "--out", out)
        self.assertEqual((fresh.json["kind"], fresh.json["quorums_proved"]), ("bip39", 6))
        self.assertNotEqual(fresh.json["identifier"], self.answer.json["identifier"])
        self.assertEqual(fresh.json["accounts"], self.answer.json["accounts"])
        for pair in itertools.combinations(shares_of(fresh), 2):
            found = self.recover(pair, "--record", out / "record.json")
            self.assertEqual((found["phrase"], found["verdict"]), (JUNK, "match"))
        self.run_on([self.shares[0], shares_of(fresh)[1]], "recover", "--record", self.record, status=1)
        mixed = self.recover([self.shares[0], *shares_of(fresh)[1:]], status=3)
        self.assertEqual(mixed["error"]["code"], "mixed_identifiers")
        self.assertEqual(self.recover(self.shares[2:], "--record", self.record)["phrase"], JUNK)

    def test_it_names_the_old_plates(self):
        fresh = self.reshare([self.shares[i] for i in (0, 2, 4)], "--record", self.record)
        self.assertEqual(fresh.json["old_set"], {
            "identifier": self.answer.json["identifier"], "still_opens": True,
            "plates": ["1", "2", "3", "4", "5"], "not_at_hand": ["2", "4"]})
        self.assertIn("destroy every old one", fresh.stderr)
        self.assertIn("not at hand: 2, 4", fresh.stderr)
        fresh = self.reshare(self.shares[:3], "--address", JUNK_ADDRESS)
        self.assertEqual(fresh.json["old_set"]["plates"], ["1", "2", "3"])
        self.assertIn("nobody knows how many old plates there are elsewhere", fresh.stderr)

    def test_every_passphrase_gives_what_it_gave_before(self):
        right, other = self.write("right", "TREZOR"), self.write("other", "another")
        shares = shares_of(self.split(JUNK, "--passphrase-file", right, "--iteration-exponent", 0))
        fresh = shares_of(self.reshare(shares[:3], "--address", JUNK_ADDRESS, "--passphrase-file", right))
        for passphrase in (right, other):
            old, new = (self.recover(some[:3], "--kind", "bip39", "--passphrase-file", passphrase)
                        for some in (shares, fresh))
            self.assertEqual(old["secret"], new["secret"])

    def test_sets_of_the_reference_implementation(self):
        sets = [s for s in fixture("slip39/reference.json")
                if s["extendable"] and s["iteration_exponent"] == 0 and s["passphrase"]][:10]
        self.assertEqual(len(sets), 10)
        for given in sets:
            passphrase = self.write("passphrase", given["passphrase"])
            opening = ("--kind", "slip39", "--passphrase-file", passphrase)
            known = self.recover(given["quorum"], *opening)["fingerprint"]
            fresh = self.reshare(given["quorum"], *opening, "--fingerprint", known)
            found = self.recover(shares_of(fresh)[1:4], *opening)
            self.assertEqual(found["secret"], given["secret"])
            passphrase.unlink()

    def test_the_policy_stays_where_none_is_named(self):
        split = self.split(JUNK, "--group", "home=2/3", "--group", "1/1", "--group-threshold", "2", "--out",
                           self.folder / "groups")
        record = self.folder / "groups" / "record.json"
        fresh = self.reshare([*shares_of(split)[:2], *shares_of(split, 1)], "--record", record)
        self.assertEqual([(g["name"], g["threshold"], g["count"]) for g in fresh.json["groups"]],
                         [("home", 2, 3), ("", 1, 1)])
        self.assertEqual(fresh.json["group_threshold"], 2)

    def test_every_address_that_proved_the_wallet_is_recorded(self):
        far = self.split(JUNK, "--accounts", "metamask:30").json["accounts"][25]
        for i, known in enumerate(([], ["--record", self.record])):
            out = self.folder / f"new-{i}"
            fresh = self.reshare(self.shares[:3], *known, "--address", far["address"], "--out", out)
            addresses = [account["address"] for account in fresh.json["accounts"]]
            self.assertEqual(addresses.count(far["address"]), 1)
            self.assertEqual(addresses.count(JUNK_ADDRESS), 1)
            recorded = json.loads((out / "record.json").read_text())
            self.assertEqual(recorded["accounts"], fresh.json["accounts"])

    def test_the_wrong_wallet_makes_nothing(self):
        out = self.folder / "out"
        wrong = self.write("wrong", "x")
        for arguments in (["--address", OTHER_ADDRESS], ["--record", self.record, "--passphrase-file", wrong]):
            failed = self.reshare(self.shares[:3], *arguments, "--out", out, status=1)
            self.assertEqual(failed.json["error"]["code"], "wallet_mismatch")
            self.assertFalse(out.exists())

    def test_nothing_is_made_without_a_proof_of_the_wallet(self):
        out = self.folder / "out"
        for arguments in ([], ["--kind", "bip39"]):
            for shares in (self.shares[:3], [enough_alone(self.shares[0])]):
                failed = self.reshare(shares, *arguments, "--out", out, status=4)
                self.assertEqual(failed.json["error"]["code"], "wallet_unproved")
                self.assertFalse(out.exists())
        self.assertEqual(self.reshare(self.shares[:3], "--fingerprint", "16a93ed0").json["kind"], "bip39")

    def test_a_set_that_is_not_extendable_is_refused(self):
        shares = shares_of(self.split(JUNK, "--not-extendable"))
        failed = self.reshare(shares[:3], "--address", JUNK_ADDRESS, status=3)
        self.assertEqual(failed.json["error"]["code"], "not_extendable")

    def test_too_few_shares(self):
        self.assertIn("1 more to find", self.reshare(self.shares[:2], status=4).json["error"]["message"])


class New(Files):
    def new(self, *arguments, status=0):
        answer = run("new", "--json", *arguments)
        self.assertEqual(answer.status, status, answer)
        return answer.json

    def test_every_size_and_kind(self):
        for bits, words in ((128, 12), (160, 15), (192, 18), (224, 21), (256, 24)):
            fresh = self.new("--bits", bits)
            self.assertEqual((fresh["kind"], len(fresh["secret"]), fresh["rolls"]), ("slip39", bits // 4, 0))
            self.assertNotIn("phrase", fresh)
            fresh = self.new("--bits", bits, "--kind", "bip39")
            self.assertEqual((len(fresh["phrase"].split()), len(fresh["secret"])), (words, bits // 4))

    def test_no_two_are_alike(self):
        self.assertEqual(len({self.new()["secret"] for _ in range(20)}), 20)

    def test_the_mixing_is_what_sha256sum_says(self):
        rolls = self.write("rolls", f"{ROLLS[:60]} {ROLLS[60:]}\n")
        for kind in ("slip39", "bip39"):
            for bits in (128, 256):
                fresh = self.new("--dice-file", rolls, "--show-mixing", "--bits", bits, "--kind", kind)
                mixing = fresh["mixing"]
                self.assertEqual((mixing["rolls"], len(mixing["system"]), fresh["rolls"]), (ROLLS, bits // 4, 100))
                digest = hashlib.sha256((mixing["system"] + mixing["rolls"]).encode()).hexdigest()
                self.assertEqual(fresh["secret"], digest[:bits // 4])
        self.assertNotIn("mixing", self.new("--dice-file", rolls))
        self.assertNotEqual(self.new("--dice-file", rolls)["secret"], self.new("--dice-file", rolls)["secret"])

    def test_it_goes_into_split_as_it_is(self):
        for kind in ("slip39", "bip39"):
            rolls = ["--dice-file", self.write("rolls", ROLLS), "--show-mixing"]
            for extra in ([], rolls):
                fresh = run("new", "--kind", kind, *extra)
                self.assertEqual(fresh.status, 0, fresh)
                split = self.split(fresh.stdout)
                self.assertEqual(split.json["kind"], kind)
                found = self.recover(shares_of(split)[:3], "--kind", kind, "--fingerprint", split.json["fingerprint"])
                last = fresh.stdout.splitlines()[-1]
                self.assertEqual(found["phrase"] if kind == "bip39" else found["secret"], last)
            (self.folder / "rolls").unlink()

    def test_wrong_rolls_are_refused_and_not_repeated(self):
        for text, code in ((ROLLS[:49], "too_few_rolls"), (ROLLS + "7", "invalid_roll"), ("", "empty_input"),
                           (ROLLS[:50] + "0", "invalid_roll")):
            answer = run("new", "--json", "--dice-file", self.write("rolls", text))
            self.assertEqual((answer.status, answer.json["error"]["code"]), (3, code))
            self.assertNotIn("416253", answer.stdout + answer.stderr)
            (self.folder / "rolls").unlink()

    def test_a_die_that_shows_one_face_is_noticed(self):
        answer = run("new", "--dice-file", self.write("rolls", "1" * 50))
        self.assertIn("is the die fair?", answer.stderr)


class Downgrade(Sets):
    """A custodian rewrites plate 1 to claim that it is enough alone; the checksum has no key."""

    def setUp(self):
        super().setUp()
        self.forged = enough_alone(self.shares[0])

    def test_alone_it_is_marked(self):
        found = self.recover([self.forged], "--kind", "bip39")
        self.assertEqual((found["verdict"], found["unverified"]), ("cannot_tell", True))
        answer = run("verify", "--json", typed=self.forged)
        self.assertEqual((answer.status, answer.json["unverified"]), (4, True))
        self.assertNotIn("unverified", self.recover(self.shares[:3], "--kind", "bip39"))

    def test_the_record_an_address_and_any_sibling_refuse_it(self):
        failed = self.recover([self.forged], "--record", self.record, status=1)
        self.assertEqual(failed["error"]["code"], "record_threshold_mismatch")
        self.assertEqual(self.recover([self.forged], "--address", JUNK_ADDRESS, status=1)["verdict"], "mismatch")
        for siblings in range(1, 5):
            for command in ("recover", "verify", "reshare"):
                answer = self.run_on([self.forged, *self.shares[1:siblings + 1]], command, "--json", status=3)
                self.assertEqual(answer.json["error"]["code"], "mixed_member_thresholds")
                self.assertEqual(answer.json["error"]["share"], 1)

    def test_a_complete_group_outweighs_it(self):
        split = self.split(JUNK, "--group", "3/5", "--group", "2/3")
        forged = enough_alone(shares_of(split)[0])
        failed = self.recover([forged, *shares_of(split, 1)[:2]], status=3)
        self.assertEqual((failed["error"]["code"], failed["error"]["share"]), ("contradicting_share", 1))
        self.assertNotIn("errors", failed)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=0)
