// Addresses and keys by packages of npm, for make_wallet_fixture.mjs and accounts_peer.mjs. What no
// package has in one call is put together from hashes and encodings of @noble and @scure.
import { ed25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { base58, createBase58check } from "@scure/base";
import { NETWORK, TEST_NETWORK, p2pkh, p2sh, p2tr, p2wpkh } from "@scure/btc-signer";
import { SigningKey, computeAddress } from "ethers";
import { encodeAccountID } from "ripple-address-codec";

const base58check = createBase58check(sha256);
const hash160 = (bytes) => ripemd160(sha256(bytes));

// Of chainparams.cpp of Litecoin Core and Dogecoin Core.
const litecoin = { ...NETWORK, bech32: "ltc" };
const litecoinTest = { ...TEST_NETWORK, bech32: "tltc" };
const dogecoin = { ...NETWORK, pubKeyHash: 0x1e };
const dogecoinTest = { ...TEST_NETWORK, pubKeyHash: 0x71 };

export const ethereum = (point) => computeAddress("0x" + Buffer.from(point).toString("hex"));

// Version 41, then the 20 bytes of the Ethereum address, which ethers computes for both.
const tron = (point) => base58check.encode(concatBytes(Uint8Array.of(0x41),
  keccak_256(hexToBytes(SigningKey.computePublicKey(point, false).slice(4))).slice(-20)));

// By form, as the tests name them; _test is the test network, where it has another form.
export const forms = {
  bitcoin_legacy: (point) => p2pkh(point).address,
  bitcoin_nested: (point) => p2sh(p2wpkh(point)).address,
  bitcoin_segwit: (point) => p2wpkh(point).address,
  bitcoin_taproot: (point) => p2tr(point.slice(1)).address,
  ethereum,
  litecoin: (point) => p2wpkh(point, litecoin).address,
  dogecoin: (point) => p2pkh(point, dogecoin).address,
  xrp: (point) => encodeAccountID(hash160(point)),
  tron,
  bitcoin_legacy_test: (point) => p2pkh(point, TEST_NETWORK).address,
  bitcoin_nested_test: (point) => p2sh(p2wpkh(point, TEST_NETWORK), TEST_NETWORK).address,
  bitcoin_segwit_test: (point) => p2wpkh(point, TEST_NETWORK).address,
  bitcoin_taproot_test: (point) => p2tr(point.slice(1), undefined, TEST_NETWORK).address,
  litecoin_test: (point) => p2wpkh(point, litecoinTest).address,
  dogecoin_test: (point) => p2pkh(point, dogecoinTest).address,
};

export const ed25519Point = (key) => ed25519.getPublicKey(key);
export const solana = (point) => base58.encode(point);

// SLIP-0010 on ed25519: a path of hardened steps, given as numbers without the mark.
export function ed25519Key(seed, steps) {
  let node = hmac(sha512, utf8ToBytes("ed25519 seed"), seed);
  for (const step of steps) {
    const number = new Uint8Array(4);
    new DataView(number.buffer).setUint32(0, (step | 0x80000000) >>> 0);
    node = hmac(sha512, node.slice(32), concatBytes(Uint8Array.of(0), node.slice(0, 32), number));
  }
  return node.slice(0, 32);
}
