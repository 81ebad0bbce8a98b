#!/usr/bin/python3
"""The papers beside the plates, read with poppler: what they say, what they must not say, and the decoder on them."""
import json
import re
import shlex
import subprocess
import sys
import unittest

from decoder_test import JUNK_ENTROPY, SOURCE, WORDS, Decoder
from program import ABOUT, JUNK, ROOT, Files, WrittenSet, run, shares_of

PAPERS = ("recovery-sheet.pdf", "kit.pdf")


def text_of(path, *options):
    return subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True, text=True).stdout


def flat(path):
    """The text as one line, so that a sentence is found wherever it was broken."""
    return " ".join(text_of(path, "-layout").split())


class WhatTheySay(Files):
    def papers(self, *policy, secret=JUNK):
        out = self.folder / f"out{len(list(self.folder.iterdir()))}"
        self.split(secret, *policy, "--out", out)
        return out

    def test_how_many_plates_are_needed(self):
        for policy, sentences in (
                (("--threshold", 2, "--shares", 3), ["There are 3 plates. Any 2 of them are enough"]),
                (("--threshold", 3, "--shares", 5), ["There are 5 plates. Any 3 of them are enough"]),
                (("--threshold", 1, "--shares", 1), ["There is only this one plate"]),
                (("--group", "family=2/3", "--group", "friends=3/5", "--group", "lawyer=1/1", "--group-threshold", 2),
                 ["There are 9 plates in 3 groups. You need 2 of these groups, and of each of them", "group family: any 2 of its 3 plates",
                  "group friends: any 3 of its 5 plates", "group lawyer: its one plate"])):
            with self.subTest(policy=policy):
                sheet = flat(self.papers(*policy) / PAPERS[0])
                for sentence in sentences:
                    self.assertIn(sentence, sheet)

    def test_what_the_shares_mean(self):
        for secret, sentence in ((JUNK, "a wallet phrase of 12 words"), ("00" * 16, "the master secret of a wallet"),
                                 ("0x" + "00" * 31 + "01", "the private key of one account")):
            sheet = flat(self.papers(secret=secret) / PAPERS[0])
            self.assertIn("The plates give back " + sentence, sheet)
            self.assertEqual("Do not type these words into a Trezor" in sheet, secret == JUNK)

    def test_one_plate_that_is_enough_is_one_in_every_sentence(self):
        folder = self.papers("--threshold", 1, "--shares", 1)
        sheet, kit = (flat(folder / name) for name in PAPERS)
        self.assertIn("For this set: 1 plate of 20 words", kit)
        self.assertIn("What the plate gives back", sheet)
        self.assertNotIn("The order of the words matters, the order of", sheet)
        # The example of the program on paper are two of another set; a new set may have more than one.
        self.assertEqual(re.findall(r"\b[^.:;,]*\bplates\b[^.:;,]*", sheet.replace("two example plates", "")
                                    .replace("(plates of a group", "")), [])
        self.assertEqual(re.findall(r"\b[^.:;,]*\bplates\b", kit.replace("Make new plates for the new wallet", "")), [])

    def test_the_program_has_one_name(self):
        folder = self.papers()
        for name in PAPERS:
            self.assertNotRegex(flat(folder / name), r"(?<![/\w])steelshare (verify|audit|export|split|extend|reshare|recover|repair|new)\b")

    def test_how_the_plates_beside_them_are_read(self):
        """What the example says is what the program takes, and what the decoder takes."""
        for plate, sentence in (("id1-landscape-4", "Each word is four letters"), ("tiles-24", "Each word is four tiles"),
                                ("washer-m8-3", "Each washer is a word"), ("az-l100x60-9", "Each word is four columns"),
                                ("decimal-l100x60-20", "Each word is a number of four digits"),
                                ("keytag-slip39", "Each word is a number, in a row of 12 places")):
            sheet = flat(self.papers("--template", plate) / PAPERS[0])
            self.assertIn(sentence, sheet)
            self.assertEqual(sum(start in sheet for start in ("Each word is", "Each washer is")), 1)
            self.assertNotIn("made in different ways", sheet)
            for row, number, word in re.findall(r"the row ([01]+), .*? the number (\d+).* so \2 is the word \W(\w+)", sheet):
                self.assertEqual((int(row, 2), WORDS[int(number) - 1]), (int(number), word))
                break
            else:
                self.assertNotEqual(plate, "keytag-slip39")

    def test_dots_are_drawn_behind_the_text(self):
        """Each side with what its places are worth: nobody may have the program or the template any more."""
        for plate, sides, worth in (("keytag-slip39", 2, "2048"), ("dots-id1-20", 1, "1024"), ("decimal-l100x60-20", 1, "0"),
                                    ("az-l100x60-9", 3, "Z"), ("id1-landscape-4", 0, None), ("washer-m8-3", 0, None)):
            with self.subTest(plate=plate):
                folder = self.papers("--template", plate)
                pages = text_of(folder / PAPERS[0], "-layout").split("\f")[:-1]
                drawn = [number for number, page in enumerate(pages) if page.startswith("reader: print on film")]
                self.assertEqual(drawn, list(range(len(pages) - sides, len(pages))))
                for number in drawn:
                    self.assertIn(worth, pages[number].split())
                    self.assertIn("20 words", pages[number])
                # The pages are those of the program, mark by mark.
                reader = self.folder / f"reader-{plate}"
                run("plates", "--reader", "--template", plate, "--out", reader)
                alone = text_of(reader / "reader-20.pdf", "-layout").split("\f")[:-1]
                for number in drawn:
                    note = f"recovery sheet, page {number + 1} of {len(pages)}"
                    self.assertEqual("".join(pages[number].split()), self.with_note(alone[number - len(pages) + sides], note, plate))

    @staticmethod
    def with_note(page, note, plate):
        """The letters of a page with a note above its foot, which begins with the plate."""
        head, foot = "".join(page.split()).rsplit(plate + "·", 1)
        return head + "".join(note.split()) + plate + "·" + foot

    def test_a_plate_of_dots_larger_than_the_paper_writes_nothing(self):
        plate = self.folder / "wide.toml"
        text = (ROOT / "templates/dots-id1-20.toml").read_text()
        plate.write_text(text.replace("width = 85.6", "width = 185.6"))
        out = self.folder / "wide"
        answer = run("split", "--threshold", 2, "--shares", 3, "--template", plate, "--out", out, typed=JUNK)
        self.assertEqual(answer.status, 3)
        self.assertIn("paper", answer.stderr)
        self.assertFalse(out.exists())

    def test_the_commands_of_the_kit_work_where_it_lies(self):
        """Drawn with a template of one's own on Letter: the file lies beside the plates, and the paper is the same."""
        plate = self.folder / "blank.toml"
        text = (ROOT / "templates/id1-landscape-4.toml").read_text()
        plate.write_text(text.replace('id = "id1-landscape-4"', 'id = "mine"'))
        out = self.folder / "own"
        split = run("split", "--json", "--threshold", 2, "--shares", 3, "--template", plate, "--paper", "letter", "--out", out, typed=JUNK)
        self.assertEqual(split.status, 0, split)
        self.assertEqual((out / "mine.toml").read_text(), plate.read_text())
        command = re.search(r"steelshare (extend .*? plate-3)", flat(out / "kit.pdf")).group(1).replace("\\ ", "")
        self.assertEqual(command, "extend --member 3 --record record.json --template mine.toml --paper letter --out plate-3")
        extend = run(*command.split(), typed="\n".join(shares_of(split)[:2]) + "\n", cwd=out)
        self.assertEqual(extend.status, 0, extend)
        size = subprocess.run(["pdfinfo", out / "plate-3/plate-3-of-3.pdf"], capture_output=True, text=True, check=True).stdout
        self.assertIn("612 x 792", size)
        # A second set there would lie on the first one.
        plate.write_text(plate.read_text() + "\n")
        (self.folder / "taken").mkdir(mode=0o700)
        (self.folder / "taken/mine.toml").write_text("")
        answer = run("split", "--threshold", 2, "--shares", 3, "--template", plate, "--out", self.folder / "taken", typed=JUNK)
        self.assertEqual((answer.status, "overwritten" in answer.stderr), (3, True))
        self.assertEqual([file.name for file in (self.folder / "taken").iterdir()], ["mine.toml"])

    def test_what_is_stamped_above_the_words(self):
        for secret, options, mark in ((JUNK, [], "B39"), ("00" * 16, ["--header", "full"], "S39"), (JUNK, ["--header", "none"], None)):
            folder = self.papers("--template", "id1-portrait-3", *options, secret=secret)
            self.assertEqual("which is no word" in flat(folder / PAPERS[0]), mark is not None)
            page = text_of(folder / "plate-1-of-5.pdf", "-raw")
            self.assertEqual("is no word" in page, mark is not None)
            if mark:
                self.assertIn(f"Above the words stands {mark}, which is no word", flat(folder / PAPERS[0]))
                self.assertIn(f"the header, {mark}{' 1/5' if options else ''}, is no word", page)

    def test_a_stealth_page_has_its_letters_alone(self):
        share = shares_of(self.split(JUNK))[0]
        out = self.folder / "stealth"
        answer = run("plates", "--stealth", "--template", "id1-landscape-4", "--out", out, typed=share)
        self.assertEqual(answer.status, 0, answer)
        # One page, and no work list behind it.
        self.assertEqual(text_of(out / "plate-1.pdf", "-raw").count("\f"), 1)
        self.assertEqual("".join(text_of(out / "plate-1.pdf", "-raw").split()),
                         "".join(word[:4].upper() for word in share.split()))

    def test_the_same_on_both_papers_and_each_time(self):
        first = self.papers("--paper", "a4")
        second = self.papers("--paper", "letter")
        third = self.papers("--paper", "a4", secret=ABOUT)
        for name, size, other in ((PAPERS[0], "595.276 x 841.89 pts (A4)", "612 x 792 pts (letter)"),
                                  (PAPERS[1], "595.276 x 841.89 pts (A4)", "612 x 792 pts (letter)")):
            for folder, wanted in ((first, size), (second, other)):
                info = subprocess.run(["pdfinfo", folder / name], check=True, capture_output=True, text=True).stdout
                self.assertIn(wanted, info)
            # Another wallet of the same policy has the same papers: there is nothing of the wallet in them.
            self.assertEqual((first / name).read_bytes(), (third / name).read_bytes())


class WhatTheyKeep(WrittenSet):
    def test_no_word_address_fingerprint_tag_or_identifier(self):
        record = json.loads(self.record.read_text())
        # Three words side by side: the public example shares may have two of them by chance.
        texts = [text.split() for text in [*self.shares, JUNK]]
        secrets = [triple for words in texts for triple in zip(words, words[1:], words[2:])]
        known = [JUNK_ENTROPY, record["fingerprint"], str(record["identifier"]), record["seal"],
                 *(plate["tag"] for plate in record["plates"]), *(account["address"] for account in record["accounts"])]
        for name in PAPERS:
            pages = text_of(self.out / name, "-layout")
            # The list of words is the same for everybody; words of a share may stand side by side in it.
            prose = " ".join(pages.split("The list of words")[0].split())
            for text in known:
                self.assertNotIn(text.lower(), prose.lower())
            for triple in secrets:
                self.assertNotIn(" ".join(triple), prose)
        listed = re.sub("#.*", "", text_of(self.out / PAPERS[0], "-layout").split("The list of words")[1])
        listed = re.findall("[a-z]+", listed)
        self.assertEqual(listed[listed.index("academic"):], WORDS)

    def test_plates_drawn_anew_get_papers_of_their_own(self):
        def draw(shares, name, *options):
            out = self.folder / name
            answer = run("plates", "--record", self.record, "--out", out, *options, typed="\n".join(shares))
            self.assertEqual(answer.status, 0, answer)
            return out
        # With the template of the set they are the papers of the set.
        same = draw(self.shares, "same", "--papers")
        for name in PAPERS:
            self.assertEqual((same / name).read_bytes(), (self.out / name).read_bytes())
        dots = draw(self.shares, "dots", "--papers", "--template", "dots-id1-20")
        self.assertIn("Each word is a number, in a row of 12 places", flat(dots / PAPERS[0]))
        self.assertNotIn("made in different ways", flat(dots / PAPERS[0]))
        # The others of the set may be of another template.
        one = draw(self.shares[2:3], "one", "--papers", "--template", "dots-id1-20")
        self.assertIn("made in different ways", flat(one / PAPERS[0]))
        self.assertFalse((draw(self.shares, "none") / PAPERS[0]).exists())

    def test_the_commands_on_them_exist(self):
        """Whatever is told to be typed is a command, with options that it has."""
        seen = 0
        for name in PAPERS:
            for line in re.sub(r" \\\n *", " ", text_of(self.out / name, "-layout")).splitlines():
                words = line.strip().split()
                if words[:1] != ["./steelshare"] or words[1:2] not in (["recover"], ["verify"], ["extend"], ["reshare"]):
                    continue
                usage = run(words[1], "--help").stdout
                for option in re.findall(r"--[a-z0-9-]+", line):
                    self.assertIn(f"  {option}", usage)
                    seen += 1
        self.assertGreaterEqual(seen, 8)

    def test_what_is_told_to_be_typed_works(self):
        kit = re.sub(r" \\\n *", " ", text_of(self.out / PAPERS[1], "-layout"))
        found = re.findall(r"^ *\./steelshare ((?:verify|extend|reshare) --.*)$", kit, re.MULTILINE)
        self.assertGreaterEqual(len(found), 4)
        for line in found:
            arguments = [str(self.record) if part == "record.json" else part for part in shlex.split(line)]
            if "--out" in arguments:
                arguments[arguments.index("--out") + 1] = str(self.folder / arguments[-1])
            answer = run(*arguments, typed="\n".join(self.shares[:3]))
            self.assertEqual(answer.status, 0, answer)


class Upkeep(WrittenSet):
    def test_one_plate_more_has_papers_that_count_it(self):
        out = self.folder / "sixth"
        answer = run("extend", "--member", 6, "--record", self.record, "--out", out, typed="\n".join(self.shares[:3]))
        self.assertEqual(answer.status, 0, answer)
        self.assertIn("There are 6 plates. Any 3 of them are enough", flat(out / PAPERS[0]))
        self.assertIn("6-of-6", flat(out / PAPERS[1]))
        # The others may be made with another template.
        self.assertIn("Plates of this set may have been made in different ways.", flat(out / PAPERS[0]))

    def test_without_a_record_nobody_knows_what_to_write(self):
        out = self.folder / "fourth"
        answer = run("extend", "--member", 4, "--json", "--out", out, typed="\n".join(self.shares[:3]))
        self.assertEqual(answer.json["files"], ["plate-4.pdf"])

    def test_a_fresh_set_has_papers_of_its_own(self):
        out = self.folder / "new"
        answer = run("reshare", "--threshold", 2, "--shares", 3, "--record", self.record, "--out", out, "--paper", "letter",
                     typed="\n".join(self.shares[:3]))
        self.assertEqual(answer.status, 0, answer)
        self.assertIn("There are 3 plates. Any 2 of them are enough", flat(out / PAPERS[0]))


class DecoderOnPaper(Decoder):
    """The decoder as the sheet tells to take it from the sheet."""

    papers = "a4"

    def setUp(self):
        super().setUp()
        (self.folder / "decoder.py").unlink()
        (self.folder / "words.txt").unlink()
        out = self.folder / "plates"
        self.shares = shares_of(self.split(JUNK, "--out", out, "--paper", self.papers))
        self.sheet = text_of(out / PAPERS[0], "-layout")
        commands = re.findall(r"^ *(pdftotext .*)$", self.sheet, re.MULTILINE)
        self.assertEqual(len(commands), 2)
        for command in commands:
            arguments = shlex.split(command)
            subprocess.run([str(out / PAPERS[0]) if part == PAPERS[0] else part for part in arguments],
                           cwd=self.folder, check=True)

    def test_is_the_decoder(self):
        printed = [line for line in (self.folder / "decoder.py").read_text().replace("\f", "").splitlines()
                   if line.strip() and not line.startswith(("# steelshare", "# No secret"))]
        self.assertEqual(printed, [line for line in SOURCE.read_text().splitlines() if line])

    def test_opens_the_official_vectors_and_refuses_the_bad_ones(self):
        self.check_the_official_vectors()

    def test_opens_shares_of_this_program(self):
        self.expect_secret(self.shares[2:], JUNK_ENTROPY)
        self.expect_secret([" ".join(word[:4] for word in share.split()) for share in self.shares[:3]], JUNK_ENTROPY)

    def test_gives_the_example_on_the_sheet(self):
        example = self.sheet.split("Trying it")[1].split("Then")[0]
        lines = [line.strip() for line in example.splitlines() if line.startswith("   ") and line.strip()]
        *words, answer = lines
        self.assertEqual(len(words), 4)
        secret = answer.removeprefix("secret: ")
        self.expect_secret([" ".join(words[:2]), " ".join(words[2:])], secret, "TREZOR")
        numbers = re.search(r"begins ([\d ]+), and", " ".join(example.split())).group(1)
        self.assertEqual([WORDS[int(number) - 1] for number in numbers.split()], words[0].split()[:5])


class DecoderOnLetterPaper(DecoderOnPaper):
    papers = "letter"


if __name__ == "__main__":
    sys.exit(unittest.main())
