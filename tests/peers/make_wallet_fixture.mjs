// Writes fixtures/wallet/peers.json, fixtures/bip39/languages.json and fixtures/crypto/keccak256.json:
// what independent implementations make of the same entropies, passphrases and keys.
//
//   npm ci && node make_wallet_fixture.mjs
//
// Entropies and keys are hashes of counters, so that every run writes the same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { HDKey } from "@scure/bip32";
import { entropyToMnemonic, mnemonicToSeedSync } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { wordlist as chinese_simplified } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as chinese_traditional } from "@scure/bip39/wordlists/traditional-chinese.js";
import { wordlist as czech } from "@scure/bip39/wordlists/czech.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as italian } from "@scure/bip39/wordlists/italian.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as portuguese } from "@scure/bip39/wordlists/portuguese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { SigningKey } from "ethers";
import { ed25519Point, ethereum as addressOf, forms, solana } from "./npm_addresses.mjs";

const peers = JSON.parse(readFileSync(new URL("package.json", import.meta.url))).dependencies;
const unused = ["slip39", "@metamask/eth-hd-keyring"];
const used = Object.entries(peers).filter(([name]) => !unused.includes(name));
const origin = used.map(([name, version]) => `${name} ${version}`).join(", ");

const draw = (label, size) => sha512(utf8ToBytes(`steelshare ${label}`)).slice(0, size);
const compressed = (key) => hexToBytes(SigningKey.computePublicKey("0x" + bytesToHex(key), true).slice(2));
const ethereum = (key) => addressOf(compressed(key));

const passphrases = [
  "", "TREZOR", " ", " leading", "trailing ", "\ttab", "x".repeat(256),
  "caf\u00e9", "cafe\u0301", "\u00c5ngstr\u00f6m \u212b", "Stra\u00dfe",
  "\u334d\u30ac\u30d0\u30f4\u30a1\u3071\u3070\u3050\u309e\u3061\u3062\u5341\u4eba\u5341\u8272",
  "a\u3000b", "\ud55c\uae00", "\u1e9b\u0323", "\ufdfa", "\ufb03", "\u2460\u00bd\u00b2",
  "\ud835\udd18\ud835\udd2b\ud835\udd26", "\ud83d\udd11\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
  "\u0041\u0315\u0300\u05ae\u0062", "nul\u0000inside",
];

function tree(seed) {
  const master = HDKey.fromMasterSeed(seed);
  const at = (path) => master.derive(path);
  return {
    xprv: master.privateExtendedKey,
    fingerprint: master.fingerprint.toString(16).padStart(8, "0"),
    metamask: [0, 1, 2].map((i) => ethereum(at(`m/44'/60'/0'/0/${i}`).privateKey)),
    metamask_xpub: at("m/44'/60'/0'").publicExtendedKey,
    bitcoin_segwit: [0, 1].map((i) => forms.bitcoin_segwit(at(`m/84'/0'/0'/0/${i}`).publicKey)),
    bitcoin_segwit_xpub: at("m/84'/0'/0'").publicExtendedKey,
  };
}

function phrase(i) {
  const entropy = draw(`entropy ${i}`, 16 + 4 * (i % 5));
  if (i % 8 === 7) entropy.fill(0, 0, 1 + (i % 16)); // leading zeros
  const words = entropyToMnemonic(entropy, wordlist);
  const passphrase = passphrases[i % passphrases.length];
  const seed = mnemonicToSeedSync(words, passphrase);
  return {
    entropy: bytesToHex(entropy), phrase: words, passphrase, passphrase_nfkd: passphrase.normalize("NFKD"),
    seed: bytesToHex(seed), as_bip39: tree(seed), as_slip39: tree(entropy),
  };
}

function key(bytes) {
  const point = compressed(bytes), other = ed25519Point(bytes);
  return {
    key: bytesToHex(bytes), point: bytesToHex(point), ed25519_point: bytesToHex(other), solana: solana(other),
    ...Object.fromEntries(Object.entries(forms).map(([form, address]) => [form, address(point)])),
  };
}

const languages = {
  english: wordlist, japanese, korean, spanish, "chinese-simplified": chinese_simplified,
  "chinese-traditional": chinese_traditional, french, italian, czech, portuguese,
};

// The same entropies in every language, with and without a passphrase.
function phrases_of([language, list]) {
  return range(10).map((i) => {
    const entropy = draw(`language ${i}`, 16 + 4 * (i % 5));
    const words = entropyToMnemonic(entropy, list);
    const passphrase = i < 5 ? "" : "caf\u00e9";
    const seed = mnemonicToSeedSync(words, passphrase);
    return {
      language, entropy: bytesToHex(entropy), phrase: words, phrase_nfkd: words.normalize("NFKD"), passphrase,
      seed: bytesToHex(seed),
      metamask: ethereum(HDKey.fromMasterSeed(seed).derive("m/44'/60'/0'/0/0").privateKey),
    };
  });
}

const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const number = (value) => hexToBytes(value.toString(16).padStart(64, "0"));
const keys = [number(1n), number(2n), number(0xffn), number(n - 1n), number(n / 2n)];
for (let i = 0; i < 25; ++i) keys.push(draw(`key ${i}`, 32));

const range = (count) => [...Array(count).keys()];
const save = (name, value) =>
  writeFileSync(new URL(`../../fixtures/${name}`, import.meta.url), JSON.stringify(value, null, 1) + "\n");

save("wallet/peers.json", { origin, phrases: range(44).map(phrase), keys: keys.map(key) });
save("bip39/languages.json", { origin, phrases: Object.entries(languages).flatMap(phrases_of) });
save("crypto/keccak256.json", {
  origin,
  // The message of size s is the bytes 0, 1, 2 ... modulo 251.
  digests: range(300).map((size) => bytesToHex(keccak_256(Uint8Array.from(range(size), (i) => i % 251)))),
});
