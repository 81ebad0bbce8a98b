// Keystores between the program and npm"s ethers, which MetaMask"s files are like: each opens what the
// other wrote.
import assert from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HDNodeWallet, Wallet, encryptKeystoreJsonSync } from "ethers";

const program = process.env.STEELSHARE;
const phrase = "test test test test test test test test test test test junk";
const folder = mkdtempSync(join(tmpdir(), "keystore-"));
chmodSync(folder, 0o700);

function file(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text, {mode: 0o600});
  return path;
}

function run(input, ...args) {
  return execFileSync(program, args, {input, stdio: ["pipe", "pipe", "ignore"]}).toString();
}

function imported(json, password) {
  const answer = JSON.parse(
    run(json, "import", "--json", "--password-file", file("password", password)));
  assert.equal(answer.verdict, "match");
  return "0x" + answer.private_key;
}

let count = 0;

// What ethers writes, with its usual cost, other costs, a phrase beside the key, and a password of
// which programs have two readings.
for (const [wallet, password, options] of [
  [new Wallet("0x" + "11".repeat(32)), "a password", undefined],
  [HDNodeWallet.fromPhrase(phrase), "another password ", undefined],
  [new Wallet("0x" + "00".repeat(31) + "01"), "p", {scrypt: {N: 1024, r: 4, p: 2}}],
  [new Wallet("0x" + "fe".repeat(32)), "cafe\u0301 \u2160", {scrypt: {N: 16, r: 8, p: 1}}],
]) {
  const json = options === undefined ? wallet.encryptSync(password)
                                     : encryptKeystoreJsonSync(wallet, password, options);
  assert.equal(imported(json, password), wallet.privateKey);
  const wrong = spawnSync(program, ["import", "--json", "--password-file", file("wrong", "x")],
                          {input: json});
  assert.equal(JSON.parse(wrong.stdout).error.code, "wrong_password");
  ++count;
}

// What the program writes: a key, and two accounts of a phrase.
for (const [number, [secret, args, key]] of [
  ["0x" + "11".repeat(32), [], "0x" + "11".repeat(32)],
  [phrase, ["--account", "metamask:0"], HDNodeWallet.fromPhrase(phrase).privateKey],
  [phrase, ["--path", "m/44'/60'/0'/0/7"],
   HDNodeWallet.fromPhrase(phrase, "", "m/44'/60'/0'/0/7").privateKey],
].entries()) {
  const out = join(folder, `out-${number}`);
  run(secret + "\n", "export", "--to", "keystore", ...args, "--out", out, "--new-password-file",
      file("new", "the password of the file\n"));
  const json = readFileSync(join(out, "keystore.json"), "utf8");
  const opened = Wallet.fromEncryptedJsonSync(json, "the password of the file");
  assert.equal(opened.privateKey, key);
  assert.equal("0x" + JSON.parse(json).address, opened.address.toLowerCase());
  assert.throws(() => Wallet.fromEncryptedJsonSync(json, "The password of the file"));
  ++count;
}

rmSync(folder, {recursive: true});
console.log(`figure peers.keystores ${count}`);
