#!/usr/bin/python3
"""Age files of export and import against the program age itself, in both directions.

age reads passphrases from the terminal alone, so it is run on one of its own."""
import os
import pty
import select
import shutil
import subprocess
import time
import unittest

from program import JUNK, JUNK_ADDRESS, Files, run

PASSPHRASE = "a passphrase that this test has"
CONTENTS = f"""steelshare-offline-file: 1

[key]
name: old
private-key: 0x{'0' * 63}1
address: 0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf

[passphrase]
passphrase:  with blanks at both ends 

[note]
note: caf\u00e9
note: two
"""


def age(*arguments, answers):
    """Runs age on a terminal and types an answer at each prompt; returns the status and what it showed."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", *map(str, arguments)])
    shown, left, deadline = b"", list(answers), time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 1)
        if not ready:
            continue
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if left and shown.rstrip().endswith(b":"):
            os.write(terminal, left.pop(0).encode() + b"\n")
            shown += b"\n"
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown.decode()


@unittest.skipUnless(shutil.which("age"), "age is not installed")
class Age(Files):
    def setUp(self):
        super().setUp()
        self.password = self.write("password", PASSPHRASE + "\n")
        self.contents = self.write("contents", CONTENTS)
        self.out = self.folder / "out"

    def decrypted(self, path, passphrase=PASSPHRASE):
        plain = self.folder / "plain"
        status, shown = age("-d", "-o", plain, path, answers=[passphrase])
        return status, plain.read_bytes().decode() if plain.exists() else shown

    def test_age_reads_what_export_writes(self):
        for number, armor in enumerate([[], ["--armor"]]):
            out = self.folder / f"out-{number}"
            answer = run("export", "--to", "age", "--contents", self.contents, "--new-password-file",
                         self.password, "--out", out, *armor)
            self.assertEqual(answer.status, 0, answer)
            status, plain = self.decrypted(out / "offline.age")
            self.assertEqual((status, plain), (0, CONTENTS))
            (self.folder / "plain").unlink()
            self.assertNotEqual(self.decrypted(out / "offline.age", PASSPHRASE + " ")[0], 0)

    def test_age_reads_the_secret_where_it_was_asked_for(self):
        answer = run("export", "--to", "age", "--secret", "--new-password-file", self.password, "--out",
                     self.out, typed=JUNK + "\n")
        self.assertEqual(answer.status, 0, answer)
        status, plain = self.decrypted(self.out / "offline.age")
        self.assertEqual(status, 0)
        self.assertEqual(plain.splitlines(), [
            "steelshare-offline-file: 1", "", "[secret]", "kind: bip39", f"secret: {JUNK}",
            "fingerprint: 16a93ed0", f"address: {JUNK_ADDRESS}"])

    def test_import_reads_what_age_writes(self):
        for armor in [], ["-a"]:
            made = self.folder / f"made{len(armor)}.age"
            status, shown = age("-p", *armor, "-o", made, self.contents,
                                answers=[PASSPHRASE, PASSPHRASE])
            self.assertEqual(status, 0, shown)
            answer = run("import", "--in", made, "--password-file", self.password, "--json")
            self.assertEqual(answer.status, 0, answer)
            key, passphrase, note = answer.json["entries"]
            self.assertEqual((key["private-key"], key["verdict"]), ("0x" + "0" * 63 + "1", "match"))
            self.assertEqual(passphrase["passphrase"], " with blanks at both ends ")
            self.assertEqual(note["note"], "caf\u00e9\ntwo")
            self.assertEqual(answer.json["verdict"], "match")
            wrong = run("import", "--in", made, "--password-file", self.write("w", "wrong"), "--json")
            self.assertEqual((wrong.status, wrong.json["error"]["code"]), (3, "wrong_password"))

    def test_import_says_that_a_file_is_for_a_key_of_age(self):
        identity = subprocess.run(["age-keygen"], capture_output=True, check=True).stdout.decode()
        recipient = [line for line in identity.splitlines() if "public key" in line][0].split()[-1]
        made = self.folder / "made.age"
        subprocess.run(["age", "-r", recipient, "-o", made, self.contents], check=True)
        answer = run("import", "--in", made, "--password-file", self.password, "--json")
        self.assertEqual(answer.json["error"]["code"], "age_without_passphrase")

    def test_age_reads_a_file_of_several_chunks_and_one_of_nothing(self):
        for size in 0, 70000:
            contents = "steelshare-offline-file: 1\n" + "[note]\nnote: n\n" * (size // 15)
            path, out = self.write(f"c{size}", contents), self.folder / f"out{size}"
            run("export", "--to", "age", "--contents", path, "--new-password-file", self.password,
                "--out", out)
            status, plain = self.decrypted(out / "offline.age")
            self.assertEqual((status, plain.count("[note]")), (0, size // 15))
            (self.folder / "plain").unlink()


if __name__ == "__main__":
    unittest.main()
