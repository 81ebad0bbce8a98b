#!/usr/bin/python3
"""The installed library from outside: docs/library.md's own program, built against a moved prefix."""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/library.md").read_text()

# Public test phrase; its address is that of many wallets' documentation.
JUNK = " ".join(["test"] * 11 + ["junk"])
MISTYPED = " ".join(["test", "tset"] + ["test"] * 9 + ["junc"])
JUNK_ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
OTHER_ADDRESS = "0x9858EfFD232B4033E47d90003D41EC34EcaEda94"

OPTIONS = argparse.ArgumentParser()
OPTIONS.add_argument("--build", type=pathlib.Path, required=True)
OPTIONS.add_argument("--config", required=True, help="CMAKE_BUILD_TYPE of the build")
OPTIONS.add_argument("--cmake", required=True)
OPTIONS.add_argument("--cxx", required=True)
OPTIONS.add_argument("--sanitize", default="")


def block(language, beginning=""):
    """The only code block of the page in this language that begins so."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.M | re.S)
    found = [text for kind, text in blocks if kind == language and text.startswith(beginning)]
    assert len(found) == 1, (language, beginning, len(found))
    return found[0]


def call(*arguments, **options):
    done = subprocess.run([str(argument) for argument in arguments], text=True, timeout=280,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)
    assert done.returncode == 0, f"{arguments}\n{done.stdout}"
    return done.stdout


def environment():
    """Whoever links a library that was built with sanitizers needs them too."""
    sanitize = f" -fsanitize={options.sanitize}" if options.sanitize else ""
    return {**os.environ, "CXX": options.cxx, "CXXFLAGS": "-Wall -Wextra -Werror" + sanitize}


def run(program, typed, *arguments):
    return subprocess.run([program, *arguments], input=typed + "\n", capture_output=True, text=True,
                          timeout=60, check=False)


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.first = cls.folder / "first"
        cls.prefix = cls.folder / "moved"
        call(options.cmake, "--install", options.build, "--prefix", cls.first)
        cls.first.rename(cls.prefix)
        cls.library = next(cls.prefix.rglob("libsteelshare.a"))

        cls.source = cls.folder / "source"
        cls.source.mkdir()
        (cls.source / "CMakeLists.txt").write_text(block("cmake"))
        (cls.source / "backup.cpp").write_text(block("cpp"))

    @classmethod
    def configure(cls, source, build):
        return subprocess.run(
            [options.cmake, "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={cls.prefix}"],
            env=environment(), capture_output=True, text=True, timeout=120, check=False)


class TheProgramOfThePage(Installed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        build = cls.folder / "build"
        configured = cls.configure(cls.source, build)
        assert configured.returncode == 0, configured.stdout + configured.stderr
        call(options.cmake, "--build", build)
        cls.program = build / "backup"

    def test_prints_what_the_page_says(self):
        done = run(self.program, JUNK, JUNK_ADDRESS)
        shown, page_bytes = re.fullmatch(r"(.*)a page of (\d+) bytes\n", done.stdout, re.S).groups()
        self.assertEqual(shown, block("", "5 shares"))
        # The font alone takes more.
        self.assertGreater(int(page_bytes), 50000)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_names_each_mistyped_word(self):
        done = run(self.program, MISTYPED, JUNK_ADDRESS)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "", block("", "word 2")))

    def test_tells_another_wallet(self):
        done = run(self.program, JUNK, OTHER_ADDRESS)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, f"5 shares\n{JUNK_ADDRESS}: mismatch\n")

    def test_builds_with_pkg_config_alone(self):
        env = {**environment(), "PKG_CONFIG_PATH": str(self.library.parent / "pkgconfig")}
        program = self.folder / "without_cmake"
        flags = call("pkg-config", "--cflags", "--libs", "steelshare", env=env).split()
        call(options.cxx, "-std=c++20", *env["CXXFLAGS"].split(), self.source / "backup.cpp", "-o",
             program, *flags)
        self.assertIn(f"{JUNK_ADDRESS}: match\n", run(program, JUNK, JUNK_ADDRESS).stdout)


class ThePrefix(Installed):
    def test_holds_every_public_header(self):
        headers = {path.relative_to(ROOT) for path in (ROOT / "include").rglob("*.h")}
        installed = {path.relative_to(self.prefix) for path in self.prefix.rglob("*.h")}
        self.assertEqual(installed, headers)

    def test_holds_the_program_and_its_data(self):
        self.assertRegex(call(self.prefix / "bin/steelshare", "--version"), r"^steelshare \d")
        share = self.prefix / "share"
        templates = {path.name for path in (share / "steelshare/templates").iterdir()}
        self.assertEqual(templates, {path.name for path in (ROOT / "templates").glob("*.toml")})
        for licence, origin in (("LICENSE", "LICENSE"), ("font/OFL.txt", "templates/font/OFL.txt")):
            installed = share / "doc/steelshare" / licence
            self.assertEqual(installed.read_bytes(), (ROOT / origin).read_bytes())

    def test_does_not_know_where_it_was_made(self):
        places = [str(place).encode() for place in (ROOT, options.build, self.first)]
        for path in filter(pathlib.Path.is_file, self.prefix.rglob("*")):
            # Debug information names the sources.
            if options.config != "Release" and (path.suffix == ".a" or path.parent.name == "bin"):
                continue
            for place in places:
                self.assertFalse(place in path.read_bytes(), f"{path} names {place}")

    def test_is_not_found_for_another_minor_version(self):
        source = self.folder / "later"
        shutil.copytree(self.source, source)
        text = (source / "CMakeLists.txt").read_text().replace("steelshare 0.1", "steelshare 0.2")
        (source / "CMakeLists.txt").write_text(text)
        done = self.configure(source, self.folder / "later-build")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn('compatible with requested version "0.2"', " ".join(done.stderr.split()))


if __name__ == "__main__":
    options, rest = OPTIONS.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
