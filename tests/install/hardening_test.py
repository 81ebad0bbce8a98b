#!/usr/bin/python3
"""The linked program of a hardened build: what the linker was asked for is in the file."""
import os
import re
import subprocess
import unittest

PROGRAM = os.environ["STEELSHARE"]
STANDALONE = os.environ.get("STEELSHARE_STANDALONE") == "1"


def read(*options):
    return subprocess.run(["readelf", "--wide", *options, PROGRAM], capture_output=True, text=True,
                          timeout=60, check=True).stdout


class TheHardenedProgram(unittest.TestCase):
    def test_is_position_independent(self):
        self.assertRegex(read("--file-header"), r"Type:\s+DYN \(Position-Independent Executable")

    def test_binds_at_start_and_then_locks_its_tables(self):
        self.assertRegex(read("--dynamic"), r"FLAGS_1\)\s+Flags: .*\bNOW\b")
        self.assertRegex(read("--segments"), r"\n\s+GNU_RELRO\s")

    def test_has_a_stack_that_cannot_run(self):
        flags = re.search(r"GNU_STACK(?:\s+0x\w+){5}\s+(\S+)", read("--segments")).group(1)
        self.assertEqual(flags, "RW")

    def test_has_no_memory_to_write_and_run(self):
        self.assertNotRegex(read("--segments"), r"LOAD.*\sRWE\s")

    @unittest.skipIf(STANDALONE, "its C library is inside and has these names of its own")
    def test_checks_its_stack_and_its_copies(self):
        names = set(re.findall(r" (\w+)@GLIBC", read("--dyn-syms")))
        self.assertTrue("__stack_chk_fail" in names)
        self.assertTrue({name for name in names if name.endswith("_chk")}, "no _FORTIFY_SOURCE")

    def test_needs_no_library_that_could_be_linked(self):
        needed = re.findall(r"NEEDED\)\s+Shared library: \[([a-z]+)", read("--dynamic"))
        # Debian has no static libharu; without its sources the C library stays dynamic.
        self.assertEqual(set(needed) - (set() if STANDALONE else {"libhpdf", "libm", "libc", "ld"}),
                         set())

    @unittest.skipUnless(STANDALONE, "the release needs an interpreter for its libraries")
    def test_starts_without_a_loader(self):
        self.assertNotIn("INTERP", read("--segments"))


if __name__ == "__main__":
    unittest.main()
