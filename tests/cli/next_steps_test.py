#!/usr/bin/python3
"""What a person is told to do next: every wallet of templates/wallets.json with every meaning of the shares."""
import itertools
import json
import sys
import unittest

from program import JUNK, JUNK_ADDRESS, ROOT, Files, run, shares_of

WALLETS = {wallet["id"]: wallet for wallet in json.loads((ROOT / "templates/wallets.json").read_text())["wallets"]}
# Phrases of zeros, as the vectors of BIP-39 have them.
PHRASES = {12: " ".join(["abandon"] * 11 + ["about"]), 15: " ".join(["abandon"] * 14 + ["address"]),
           18: " ".join(["abandon"] * 17 + ["agent"]), 21: " ".join(["abandon"] * 20 + ["admit"]),
           24: " ".join(["abandon"] * 23 + ["art"])}
FRENCH = " ".join(["abaisser"] * 11 + ["abeille"])
LEDGER_LIVE = "0x8C8d35429F74ec245F8Ef2f4Fd1e551cFF97d650"  # m/44'/60'/1'/0/0 of the test phrase
KEY = "0x" + "00" * 31 + "01"


class NextSteps(Files):
    def steps(self, wallet, secret, *arguments, split=()):
        shares = shares_of(self.split(secret, "--iteration-exponent", 0, *split))[:3]
        return self.recover(shares, "--wallet", wallet, *arguments)["next"]

    def test_every_wallet_has_something_to_say_of_every_meaning(self):
        passphrase = ("--bip39-passphrase-file", self.write("passphrase", "TREZOR"))
        meanings = {"bip39": (JUNK, ("--kind", "bip39")), "passphrase": (JUNK, passphrase), "slip39": ("00" * 16, ("--kind", "slip39")),
                    "bip39-seed": ("00" * 64, ("--kind", "bip39-seed")), "key": (KEY, ("--kind", "key")),
                    "french": (FRENCH, ("--kind", "bip39", "--language", "french")),
                    "french, passphrase": (FRENCH, ("--kind", "bip39", "--language", "french", *passphrase)),
                    "elsewhere": (JUNK, ("--kind", "bip39", "--address", LEDGER_LIVE)),
                    **{f"words-{words}": (phrase, ("--kind", "bip39")) for words, phrase in PHRASES.items()}}
        said = set()
        for wallet, (meaning, (secret, options)) in itertools.product(WALLETS, meanings.items()):
            with self.subTest(wallet=wallet, meaning=meaning):
                split = options if meaning == "bip39-seed" else ()
                steps = self.steps(wallet, secret, *options, split=split)
                self.assertGreaterEqual(len(steps), 2)
                for step in steps:
                    self.assertTrue(step.endswith("."), step)
                    self.assertNotRegex(step, "[{}]")
                said.update((wallet, step.split(".")[0][:40]) for step in steps)
        # All sentences of the data came up.
        for wallet, data in WALLETS.items():
            for step in data["steps"]:
                text = step["text"].split("{")[0].split(".")[0][:40]
                self.assertTrue(any(name == wallet and seen.startswith(text[:30]) for name, seen in said), step)

    def test_metamask_is_told_how_many_accounts_to_add(self):
        steps = self.steps("metamask", JUNK, "--address", JUNK_ADDRESS)
        self.assertIn("2 more lead to the last", steps[1])
        self.assertIn("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", steps[1])

    def test_a_far_account_counts_all_before_it(self):
        far = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"  # the tenth
        self.assertIn("9 more lead to the last of those listed here, " + far, self.steps("metamask", JUNK, "--address", far)[1])

    def test_accounts_are_known_by_their_paths(self):
        # The first account of MetaMask is the first of Ledger Live too.
        steps = self.steps("ledger", JUNK, "--address", LEDGER_LIVE)
        self.assertTrue(any("1 more than the first" in step and LEDGER_LIVE in step for step in steps), steps)
        # Trezor's further accounts of XRP have paths of their own.
        derived = run("derive", "--accounts", "xrp:2", "--json", typed=JUNK).json["accounts"]
        for account, elsewhere in zip(derived, (False, True)):
            steps = self.steps("trezor", JUNK, "--address", account["address"])
            self.assertEqual(any("other addresses than xrp" in step for step in steps), elsewhere, steps)

    def test_nothing_is_said_before_it_is_known_what_was_recovered(self):
        shares = shares_of(self.split(JUNK, "--iteration-exponent", 0))[:3]
        answer = run("recover", "--json", "--wallet", "metamask", typed="\n".join(shares) + "\n")
        self.assertNotIn("next", answer.json)
        self.assertIn("--wallet: what to do next depends on what the shares mean", answer.stderr)

    def test_another_wallet_is_told_nothing(self):
        shares = shares_of(self.split(JUNK, "--iteration-exponent", 0))[:3]
        answer = self.recover(shares, "--wallet", "metamask", "--address",
                              "0x9858EfFD232B4033E47d90003D41EC34EcaEda94", status=1)
        self.assertNotIn("next", answer)

    def test_lines_fit_the_terminal(self):
        shares = shares_of(self.split(JUNK, "--iteration-exponent", 0))[:3]
        for wallet, data in WALLETS.items():
            answer = run("recover", "--wallet", wallet, "--address", JUNK_ADDRESS, typed="\n".join(shares) + "\n")
            told = answer.stdout[answer.stdout.index("\nnext, in " + data["name"]):]
            self.assertIn("checked 20", told)
            self.assertLessEqual(max(map(len, told.splitlines())), 80)


if __name__ == "__main__":
    sys.exit(unittest.main())
