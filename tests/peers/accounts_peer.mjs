// Every account preset beside other implementations: addresses, extended public keys, and addresses
// from extended public keys alone, of random phrases of every length, half of them with a passphrase.
//
//   npm ci && node accounts_peer.mjs build/dev/tests/accounts_agent
//
//   Ethereum    ethers; @scure/bip39, @scure/bip32 and ethers' address; without a passphrase also
//               @metamask/eth-hd-keyring, which is MetaMask's own
//   Bitcoin, Litecoin, Dogecoin  @scure/bip39, @scure/bip32, @scure/btc-signer
//   XRP         the same keys, ripple-address-codec
//   Tron        the same keys, @noble/hashes and @scure/base
//   Solana      @noble/hashes for the keys (SLIP-0010), @noble/curves, @scure/base
//
// STEELSHARE_PEER_ROUNDS  how many phrases, and as many bare keys (250)
// STEELSHARE_PEER_SEED    the seed of a run to repeat; printed by every run
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { HdKeyring } from "@metamask/eth-hd-keyring";
import { bytesToHex } from "@noble/hashes/utils.js";
import { HDKey } from "@scure/bip32";
import { entropyToMnemonic, mnemonicToSeedSync } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { HDNodeWallet, Mnemonic, SigningKey } from "ethers";
import { ed25519Key, ed25519Point, ethereum, forms, solana } from "./npm_addresses.mjs";
import { begin, below, draw, here, pick } from "./npm_slip39.mjs";

const rounds = begin();
const count = 2;  // accounts of each preset
const passphrases = ["", "", "TREZOR", " both ends ", "caf\u00e9", "cafe\u0301", "\u00c5ngstr\u00f6m \u212b", "\ud55c\uae00"];

// --- what the packages make of it ----------------------------------------------------------------

// Presets as cli.md of the project and the wallets have them: path of account i, the form, and the
// prefixes and function that its extended public key has.
const presets = {
  metamask: { path: (i) => `m/44'/60'/0'/0/${i}`, form: "ethereum" },
  "ledger-live": { path: (i) => `m/44'/60'/${i}'/0/0`, form: "ethereum", one: true },
  "ledger-legacy": { path: (i) => `m/44'/60'/0'/${i}`, form: "ethereum" },
  "bitcoin-legacy": { path: (i) => `m/44'/0'/0'/0/${i}`, form: "bitcoin_legacy", script: ["pkh(", ")"] },
  "bitcoin-nested": { path: (i) => `m/49'/0'/0'/0/${i}`, form: "bitcoin_nested", script: ["sh(wpkh(", "))"], slip132: 0x049d7cb2 },
  "bitcoin-segwit": { path: (i) => `m/84'/0'/0'/0/${i}`, form: "bitcoin_segwit", script: ["wpkh(", ")"], slip132: 0x04b24746 },
  "bitcoin-taproot": { path: (i) => `m/86'/0'/0'/0/${i}`, form: "bitcoin_taproot", script: ["tr(", ")"] },
  litecoin: { path: (i) => `m/84'/2'/0'/0/${i}`, form: "litecoin" },
  dogecoin: { path: (i) => `m/44'/3'/0'/0/${i}`, form: "dogecoin" },
  xrp: { path: (i) => `m/44'/144'/0'/0/${i}`, form: "xrp" },
  tron: { path: (i) => `m/44'/195'/0'/0/${i}`, form: "tron" },
  "bitcoin-legacy/test": { path: (i) => `m/44'/1'/0'/0/${i}`, form: "bitcoin_legacy_test", script: ["pkh(", ")"], test: true },
  "bitcoin-nested/test": { path: (i) => `m/49'/1'/0'/0/${i}`, form: "bitcoin_nested_test", script: ["sh(wpkh(", "))"], test: true, slip132: 0x044a5262 },
  "bitcoin-segwit/test": { path: (i) => `m/84'/1'/0'/0/${i}`, form: "bitcoin_segwit_test", script: ["wpkh(", ")"], test: true, slip132: 0x045f1cf6 },
  "bitcoin-taproot/test": { path: (i) => `m/86'/1'/0'/0/${i}`, form: "bitcoin_taproot_test", script: ["tr(", ")"], test: true },
  "litecoin/test": { path: (i) => `m/84'/1'/0'/0/${i}`, form: "litecoin_test", test: true },
  "dogecoin/test": { path: (i) => `m/44'/1'/0'/0/${i}`, form: "dogecoin_test", test: true },
};
const solanaPath = (i) => [44, 501, i, 0];
const keyForms = ["ethereum", "bitcoin-legacy", "bitcoin-nested", "bitcoin-segwit", "bitcoin-taproot", "litecoin", "dogecoin", "xrp", "tron"];

const range = [...Array(count).keys()];

// The checksum of descriptors, as BIP-0380 describes it; numbers of 40 bits, so BigInt.
function descriptorChecksum(text) {
  const input = "0123456789()[],'/*abcdefgh@:$%{}IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~ijklmnopqrstuvwxyzABCDEFGH`#\"\\ ";
  const places = [...text].map((letter) => input.indexOf(letter));
  const symbols = [];
  for (let i = 0; i < places.length; i += 3) {
    const group = places.slice(i, i + 3);
    symbols.push(...group.map((place) => place % 32), group.reduce((sum, place) => sum * 3 + (place >> 5), 0));
  }
  const generator = [0xf5dee51989n, 0xa9fdca3312n, 0x1bab10e32dn, 0x3706b1677an, 0x644d626ffdn];
  const state = [...symbols, 0, 0, 0, 0, 0, 0, 0, 0].reduce((sum, symbol) => {
    const shifted = ((sum & 0x7ffffffffn) << 5n) ^ BigInt(symbol);
    return generator.reduce((all, g, i) => ((sum >> BigInt(35 + i)) & 1n ? all ^ g : all), shifted);
  }, 1n) ^ 1n;
  return [7, 6, 5, 4, 3, 2, 1, 0].map((i) => "qpzry9x8gf2tvdw0s3jn54khce6mua7l"[Number((state >> BigInt(5 * i)) & 31n)]).join("");
}

const xpubOf = (node, version) => {
  const other = Object.create(node);
  Object.defineProperty(other, "versions", { value: { public: version, private: 0 } });
  return other.publicExtendedKey;
};

// Each node of the tree once.
function deriver(seed) {
  const known = new Map([["m", HDKey.fromMasterSeed(seed)]]);
  return function at(path) {
    if (!known.has(path)) {
      const cut = path.lastIndexOf("/");
      const step = path.slice(cut + 1);
      const index = parseInt(step) + (step.endsWith("'") ? 0x80000000 : 0);
      known.set(path, at(path.slice(0, cut)).deriveChild(index));
    }
    return known.get(path);
  };
}

function expectedPreset(at, { path, form, one, script, slip132, test }) {
  const addresses = range.map((i) => forms[form](at(path(i)).publicKey));
  const account = path(0).split("/").slice(0, 4).join("/");
  const xpub = xpubOf(at(account), test ? 0x043587cf : 0x0488b21e);
  const fingerprint = at("m").fingerprint.toString(16).padStart(8, "0");
  const origin = `[${fingerprint}${account.slice(1).replaceAll("'", "h")}]`;
  const text = script && `${script[0]}${origin}${xpub}/0/*${script[1]}`;
  const watched = one ? addresses.slice(0, 1) : addresses;
  return {
    addresses, xpub,
    slip132: slip132 ? xpubOf(at(account), slip132) : "",
    descriptor: text ? `${text}#${descriptorChecksum(text)}` : "",
    watched: [xpub, slip132, text].filter(Boolean).map(() => watched),
  };
}

async function metamask(phrase) {
  const keyring = new HdKeyring();
  await keyring.deserialize({ mnemonic: phrase, numberOfAccounts: count, hdPath: "m/44'/60'/0'/0" });
  return keyring.getAccounts();
}

// --- the comparison ------------------------------------------------------------------------------

const agent = spawn(process.argv[2] ?? new URL("../../build/dev/tests/accounts_agent", here).pathname,
  { stdio: ["pipe", "pipe", "inherit"] });
const end = (why) => { console.error(why); process.exit(1); };
let waiting, done = false;
agent.on("error", (error) => end(error.message));
agent.on("exit", (code) => { if (!done) end(`the library ended with ${code}`); });
createInterface({ input: agent.stdout }).on("line", (line) => waiting(JSON.parse(line)));
function ask(question) {
  agent.stdin.write(JSON.stringify(question) + "\n");
  return new Promise((resolve) => { waiting = resolve; });
}

let comparisons = 0, differences = 0;
function compare(what, ours, theirs, source) {
  if (typeof theirs === "object") {
    if (Object.keys(ours ?? {}).length !== Object.keys(theirs).length) {
      ++differences;
      console.error(`${what} differs in number:`, ours, theirs, JSON.stringify(source));
    }
    for (const key of Object.keys(theirs)) compare(`${what}.${key}`, ours?.[key], theirs[key], source);
    return;
  }
  ++comparisons;
  if (ours === theirs) return;
  ++differences;
  console.error(`${what} differs: ${ours} here, ${theirs} there, of ${JSON.stringify(source)}`);
}

async function compareTree() {
  const entropy = Uint8Array.from(draw(16 + 4 * below(5)));
  if (below(8) === 0) entropy.fill(0, 0, 1 + below(4)); // leading zeros
  const phrase = entropyToMnemonic(entropy, wordlist), passphrase = pick(passphrases);
  const source = { phrase, passphrase };
  const ours = await ask({ phrase, passphrase, count });
  const seed = mnemonicToSeedSync(phrase, passphrase);
  const at = deriver(seed);
  compare("fingerprint", ours.fingerprint, at("m").fingerprint.toString(16).padStart(8, "0"), source);
  const theirs = Object.fromEntries(Object.entries(presets).map(([name, preset]) => [name, expectedPreset(at, preset)]));
  theirs.solana = { addresses: range.map((i) => solana(ed25519Point(ed25519Key(seed, solanaPath(i))))) };
  compare("presets", ours.presets, theirs, source);

  const root = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(phrase, passphrase), "m");
  for (const name of ["metamask", "ledger-live", "ledger-legacy"]) {
    const addresses = range.map((i) => root.derivePath(presets[name].path(i)).address);
    compare(`ethers.${name}`, ours.presets[name].addresses, addresses, source);
  }
  if (passphrase === "") {
    const lower = ours.presets.metamask.addresses.map((address) => address.toLowerCase());
    compare("metamask itself", lower, await metamask(phrase), source);
  }
}

async function compareKey() {
  const key = draw(32);
  if (below(8) === 0) key.fill(0, 0, 1 + below(8));
  const hex = bytesToHex(key);
  const point = Uint8Array.from(Buffer.from(SigningKey.computePublicKey("0x" + hex, true).slice(2), "hex"));
  const theirs = Object.fromEntries(keyForms.map((name) => [name, forms[name.replace("-", "_")](point)]));
  const whole = Uint8Array.from(Buffer.from(SigningKey.computePublicKey("0x" + hex, false).slice(2), "hex"));
  theirs["bitcoin-uncompressed"] = forms.bitcoin_legacy(whole);
  compare("key", (await ask({ key: hex })).addresses, theirs, { key: hex });
}

for (let i = 0; i < rounds; ++i) {
  await compareTree();
  await compareKey();
}
done = true;
agent.stdin.end();
console.log(`figure peers.account_phrases ${rounds}`);
console.log(`figure peers.account_comparisons ${comparisons}`);
console.log(`figure peers.account_differences ${differences}`);
process.exit(differences === 0 ? 0 : 1);
