#!/usr/bin/python3
"""Which addresses a backup brings back: from a phrase, from shares and records, and of which reading."""
import sys
import unittest

from program import ABOUT, JUNK, JUNK_ADDRESS, OTHER_ADDRESS, WrittenSet, run, shares_of

# Accounts 0 to 2 of the test phrase, as every wallet for developers lists them.
ACCOUNTS = [JUNK_ADDRESS, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"]
KEY = "0x" + "00" * 31 + "01"
KEY_ADDRESS = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"


class Audit(WrittenSet):
    def audit(self, typed, addresses, *arguments, status=0):
        path = self.write("addresses.txt", "\n".join(addresses) + "\n")
        typed = typed if isinstance(typed, str) else "\n".join(typed)
        answer = run("audit", "--json", "--addresses", path, *arguments, typed=typed + "\n")
        self.assertEqual(answer.status, status, answer)
        return answer.json

    def test_from_a_phrase(self):
        answer = self.audit(JUNK, [*ACCOUNTS, OTHER_ADDRESS], status=1)
        self.assertEqual((answer["kind"], answer["derived"], answer["not_covered"]), ("bip39", 3, 1))
        self.assertEqual(answer["addresses"][2], {"line": 3, "address": ACCOUNTS[2], "status": "derived",
                                                  "preset": "metamask", "index": 2, "path": "m/44'/60'/0'/0/2"})
        self.assertEqual(answer["addresses"][3], {"line": 4, "address": OTHER_ADDRESS, "status": "not_covered"})
        self.assertEqual(self.audit(JUNK, ACCOUNTS)["not_covered"], 0)

    def test_lists_larger_than_the_memory_for_secrets(self):
        presets = ("metamask", "ledger-live", "ledger-legacy", "bitcoin-legacy", "bitcoin-nested", "bitcoin-segwit",
                   "bitcoin-taproot", "litecoin", "dogecoin", "xrp", "tron", "solana")
        derived = run("derive", "--json", "--accounts", ",".join(f"{preset}:840" for preset in presets), typed=JUNK + "\n").json
        addresses = [account["address"] for account in derived["accounts"]]
        self.assertEqual(len(addresses), 12 * 840)
        answer = self.audit(JUNK, addresses)
        self.assertEqual(answer["derived"], len(addresses))
        # The same account is the first of two presets; all others have their place.
        for account, place in zip(derived["accounts"], answer["addresses"]):
            self.assertEqual(account["path"], place["path"])

    def test_notes_comments_and_case(self):
        lines = ["# my accounts", "", f"  {ACCOUNTS[0].lower()}   first", f"{ACCOUNTS[1]},second", f"{ACCOUNTS[2]};"]
        self.assertEqual([row["line"] for row in self.audit(JUNK, lines)["addresses"]], [3, 4, 5])

    def test_from_shares_with_and_without_the_record(self):
        for options in ((), ("--record", self.record), ("--kind", "bip39")):
            answer = self.audit(self.shares[1:4], [*ACCOUNTS, OTHER_ADDRESS], *options, status=1)
            self.assertEqual((answer["kind"], answer["derived"]), ("bip39", 3))

    def test_the_reading_that_covers_most_is_taken(self):
        as_slip39 = run("recover", "--kind", "slip39", "--json", typed="\n".join(self.shares[:3]) + "\n").json
        address = as_slip39["accounts"][0]["address"]
        self.assertEqual(self.audit(self.shares[:3], [address])["kind"], "slip39")

    def test_the_language_of_shares_is_found_by_the_addresses(self):
        phrase = " ".join(["abaisser"] * 11 + ["abeille"])
        derived = run("derive", "--json", "--accounts", "metamask:2", typed=phrase + "\n").json
        self.assertEqual(derived["language"], "french")
        addresses = [account["address"] for account in derived["accounts"]]
        shares = shares_of(self.split(phrase, "--iteration-exponent", 0))[:3]
        answer = self.audit(shares, addresses)
        self.assertEqual((answer["kind"], answer["language"], answer["derived"]), ("bip39", "french", 2))
        self.assertEqual(self.audit(shares, addresses, "--language", "english", status=1)["derived"], 0)
        self.assertNotIn("language", self.audit(self.shares[:3], ACCOUNTS))

    def test_the_wrong_record_or_passphrase_ends_it(self):
        passphrase = ("--passphrase-file", self.write("passphrase", "wrong"))
        answer = self.audit(self.shares[:3], ACCOUNTS, "--record", self.record, *passphrase, status=1)
        self.assertEqual(answer["error"]["code"], "wallet_mismatch")
        answer = self.audit(self.shares[:2], ACCOUNTS, status=4)
        self.assertEqual(answer["error"]["code"], "not_enough_members")

    def test_a_key_and_a_passphrase(self):
        self.assertEqual(self.audit(KEY, [KEY_ADDRESS])["addresses"][0]["preset"], "ethereum")
        passphrase = ("--bip39-passphrase-file", self.write("passphrase", "TREZOR"))
        self.assertEqual(self.audit(ABOUT, [OTHER_ADDRESS])["derived"], 1)
        self.assertEqual(self.audit(ABOUT, [OTHER_ADDRESS], *passphrase, status=1)["derived"], 0)

    def test_a_phrase_over_several_lines_of_any_length(self):
        for phrase in (JUNK.replace(" test ", " test\n", 1), " ".join(["abandon"] * 20 + ["admit"]),
                       " ".join(["abandon"] * 23 + ["art"])):
            self.assertEqual(self.audit(phrase, [OTHER_ADDRESS], status=1)["kind"], "bip39")

    def test_the_gap(self):
        far = run("derive", "--json", "--path", "m/44'/60'/0'/0/150", typed=JUNK + "\n").json["accounts"][0]["address"]
        self.assertEqual(self.audit(JUNK, [far], status=1)["derived"], 0)
        self.assertEqual(self.audit(JUNK, [far], "--gap", 151)["derived"], 1)

    def test_from_extended_public_keys_alone(self):
        keys = run("derive", "--json", "--xpub", "--accounts", "metamask:3,bitcoin-segwit:2", typed=JUNK + "\n").json
        ethereum, bitcoin = keys["xpubs"]
        segwit = keys["accounts"][4]["address"]
        change = run("derive", "--json", "--path", "m/84'/0'/0'/1/2", typed=JUNK + "\n").json["accounts"][0]["address"]
        answer = self.audit([ethereum["xpub"], bitcoin["slip132"]], [*ACCOUNTS, segwit, change, KEY_ADDRESS], status=1)
        self.assertEqual((answer["derived"], answer["not_covered"]), (5, 1))
        self.assertNotIn("kind", answer)
        self.assertEqual(answer["addresses"][4]["change"], True)
        self.assertEqual(answer["addresses"][4]["path"], "m/84'/0'/0'/1/2")
        answer = self.audit(bitcoin["descriptor"], [segwit, *ACCOUNTS], status=1)
        self.assertEqual((answer["derived"], answer["fingerprint"]), (1, keys["fingerprint"]))

    def test_public_keys_that_are_none(self):
        answer = self.audit(["xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsef"
                             "D265TMg7usUDFdp6W1EGMcet9"], ACCOUNTS, status=3)
        self.assertEqual(answer["error"]["code"], "extended_key_checksum_mismatch")
        answer = self.audit("wpkh(hello)", ACCOUNTS, status=3)
        self.assertIn("extended public key 1", answer["error"]["message"])
        answer = self.audit("xpub", ACCOUNTS, "--kind", "bip39", status=2)
        self.assertEqual(answer["error"]["message"], "--kind does not go with extended public keys")

    def test_what_is_no_address_is_named_by_its_line(self):
        wrong = JUNK_ADDRESS.replace("f39F", "f39f")
        answer = self.audit(JUNK, [JUNK_ADDRESS, "hello", wrong], status=3)
        self.assertEqual([(error["code"], error["message"].split(":")[0]) for error in answer["errors"]],
                         [("invalid_address", "--addresses, line 2"),
                          ("address_checksum_mismatch", "--addresses, line 3")])
        self.assertEqual(self.audit(JUNK, ["# nothing"], status=3)["error"]["code"], "empty_input")
        self.assertEqual(len(self.audit(JUNK, ["x"] * 50, status=3)["errors"]), 20)

    def test_no_secret_is_printed(self):
        path = self.write("addresses.txt", JUNK_ADDRESS + "\n")
        for typed in (JUNK, "\n".join(self.shares[:3])):
            answer = run("audit", "--addresses", path, typed=typed + "\n")
            for word in ("junk", self.shares[0].split()[7]):
                self.assertNotIn(word, answer.stdout + answer.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
