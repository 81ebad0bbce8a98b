#!/usr/bin/python3
"""What people lose money by: each trap is closed, or said aloud in these very words."""
import json
import sys
import unittest

from program import JUNK, JUNK_ADDRESS, OTHER_ADDRESS, ROOT, WrittenSet, run, share_of, shares_of

ZEROS_15 = " ".join(["abandon"] * 14 + ["address"])
ZEROS_18 = " ".join(["abandon"] * 17 + ["agent"])
ZEROS_21 = " ".join(["abandon"] * 20 + ["admit"])
ZEROS_24 = " ".join(["abandon"] * 23 + ["art"])


class Traps(WrittenSet):
    def notes(self, *arguments, typed, status=0):
        answer = run(*arguments, typed=(typed if isinstance(typed, str) else "\n".join(typed)) + "\n")
        self.assertEqual(answer.status, status, answer)
        return answer.stderr

    def next_in(self, wallet, *arguments):
        return " ".join(self.recover(self.shares[:3], "--wallet", wallet, *arguments)["next"])

    def test_entropy_is_not_a_seed(self):
        said = ("these shares hold a BIP-39 phrase: recover it here, do not type them into a Trezor, which would show "
                "another, empty wallet")
        self.assertIn(said, self.notes("split", "--json", typed=JUNK))
        self.assertIn(said, self.notes("reshare", "--json", "--record", self.record, typed=self.shares[:3]))
        # What it means is found by the address, whichever reading it is.
        readings = run("recover", "--json", typed="\n".join(self.shares[:3]) + "\n").json["readings"]
        self.assertEqual({reading["kind"] for reading in readings}, {"bip39", "slip39"})
        for reading in readings:
            found = self.recover(self.shares[:3], "--address", reading["accounts"][0]["address"])
            self.assertEqual((found["kind"], found["verdict"]), (reading["kind"], "match"))
        plain = run("recover", typed="\n".join(self.shares[:3]) + "\n")
        self.assertIn("read as a BIP-39 phrase, for MetaMask and most wallets", plain.stdout)
        self.assertIn("read as a SLIP-39 master secret, as a Trezor takes shares", plain.stdout)
        self.assertIn("nothing proves that this is the right wallet: compare an address, or give --address",
                      plain.stderr)

    def test_metamask_takes_no_passphrase_and_no_shares(self):
        passphrase = ("--bip39-passphrase-file", self.write("passphrase", "TREZOR"))
        self.assertIn("the BIP-39 passphrase is not in the shares: keep it elsewhere, or nobody sees these accounts "
                      "again; MetaMask cannot take one", self.notes("split", "--json", *passphrase, typed=JUNK))
        self.assertIn("MetaMask cannot take a BIP-39 passphrase", self.next_in("metamask", *passphrase))
        self.assertIn("MetaMask cannot take SLIP-39 shares", self.next_in("metamask", "--kind", "slip39"))
        self.assertEqual(self.recover(self.shares[:3], "--address", JUNK_ADDRESS)["phrase"], JUNK)

    def test_imported_accounts_are_not_in_the_phrase(self):
        self.assertIn("accounts that were imported by private key, and those of hardware wallets, are not in the "
                      "phrase: 'steelshare audit' tells which addresses it does not bring back",
                      self.notes("split", "--json", typed=JUNK))
        addresses = self.write("addresses.txt", OTHER_ADDRESS + "\n")
        answer = run("audit", "--addresses", addresses, typed=JUNK + "\n")
        self.assertEqual(answer.status, 1)
        self.assertIn("an account that was imported by its private key. Back that key up by itself", answer.stdout)

    def test_metamask_shows_one_account_after_a_restore(self):
        said = self.next_in("metamask", "--record", self.record)
        self.assertIn("MetaMask shows one account at first. Add more from the account menu until all of yours are back", said)
        self.assertIn("2 more lead to the last of those listed here", said)

    def test_wallets_use_different_paths(self):
        derived = run("derive", "--json", "--accounts", "metamask:2,ledger-live:2,ledger-legacy:2", typed=JUNK + "\n")
        accounts = {(one["preset"], one["index"]): one["address"] for one in derived.json["accounts"]}
        self.assertEqual(len({accounts[preset, 1] for preset in ("metamask", "ledger-live", "ledger-legacy")}), 3)
        for preset in ("ledger-live", "ledger-legacy"):
            found = self.recover(self.shares[:3], "--address", accounts[preset, 1], "--wallet", "metamask")
            self.assertEqual(found["accounts"][-1]["preset"], preset)
            self.assertIn(f"MetaMask derives other addresses than {preset}", " ".join(found["next"]))
        self.assertIn("connect the Ledger to MetaMask and choose the path BIP44 Standard",
                      self.next_in("ledger", "--address", JUNK_ADDRESS))

    def test_old_shares_stay_valid(self):
        again = json.loads(run("split", "--json", typed=JUNK + "\n").stdout)
        self.assertNotEqual(again["identifier"], self.answer.json["identifier"])
        said = self.notes("reshare", "--json", "--record", self.record, "--threshold", 2, "--shares", 3,
                          typed=self.shares[:3])
        self.assertIn("the old plates stay dangerous: a quorum of them opens this wallet for ever; when the new plates "
                      "are stamped and rehearsed, destroy every old one", said)
        self.assertIn("old plates that are not at hand: 4, 5", said)

    def test_no_hardware_takes_shares_of_15_18_and_21_word_phrases(self):
        for phrase, words in ((ZEROS_15, 23), (ZEROS_18, 27), (ZEROS_21, 30)):
            self.assertIn(f"shares of {words} words are for software alone: hardware wallets take 20 or 33 words",
                          self.notes("split", "--json", typed=phrase))
        for phrase in (JUNK, ZEROS_24):
            self.assertNotIn("for software alone", self.notes("split", "--json", typed=phrase))
        shares = shares_of(self.split(ZEROS_15))[:3]
        for wallet in ("ledger", "trezor"):
            steps = " ".join(self.recover(shares, "--kind", "bip39", "--wallet", wallet)["next"])
            self.assertIn("takes phrases of 12, 18 or 24 words; this one has 15", steps)

    def test_old_software_refuses_extendable_shares(self):
        said = "software from before 2024 calls the checksum of extendable shares wrong; it is not"
        self.assertIn(said, self.notes("inspect", typed=self.shares[0]))
        other = shares_of(self.split(JUNK, "--not-extendable"))
        self.assertNotIn(said, self.notes("inspect", typed=other[0]))
        self.assertIn("for software of before 2024 that refuses extendable shares", run("split", "--help").stdout)

    def test_a_plate_rewritten_as_threshold_1_does_not_pass(self):
        names = (ROOT / "src/words/slip39.txt").read_text().split()
        words = self.shares[0].split()
        words[3] = names[names.index(words[3]) & ~15]
        forged = share_of(words[:4], words[4:17])
        self.assertIn("unverified: a share says that it is enough alone, and such a share has no digest that would show "
                      "an alteration; compare an address", self.notes("recover", "--json", typed=forged))
        self.assertIn("one of the two was altered; such a share may claim to be enough alone",
                      self.notes("recover", "--json", "--record", self.record, typed=forged, status=1))

    def test_nobody_needs_to_be_told_these_words(self):
        self.assertIn("nobody ever needs to be told these words: whoever asks for them is a thief",
                      self.notes("recover", "--address", JUNK_ADDRESS, typed=self.shares[:3]))
        # Of another wallet no words are shown.
        self.assertNotIn("thief", self.notes("recover", "--address", OTHER_ADDRESS, typed=self.shares[:3], status=1))


if __name__ == "__main__":
    sys.exit(unittest.main())
