// What the comparisons with npm's slip39 share: the package, the choices of a run and the sets it makes.
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

export const here = new URL(".", import.meta.url);
if (!existsSync(new URL("node_modules/slip39", here))) {
  console.error("the other implementation is not installed: run 'npm ci' in tests/peers");
  process.exit(1);
}
const require = createRequire(import.meta.url);
export const Slip39 = require("slip39");
export const slip39Version = require("slip39/package.json").version;

export const fullRounds = 250;
const seed = process.env.STEELSHARE_PEER_SEED ?? randomBytes(8).toString("hex");
// How many rounds are wanted, of which a comparison makes one part in so many; prints the seed.
export function begin(part = 1) {
  const rounds = Math.ceil(Number(process.env.STEELSHARE_PEER_ROUNDS ?? fullRounds) / part);
  if (!(rounds > 0)) throw new Error("STEELSHARE_PEER_ROUNDS must be a number above 0");
  console.log(`seed ${seed}, ${rounds} rounds`);
  return rounds;
}

// The choices of a run follow from its seed; the shares themselves are random on both sides.
let counter = 0;
export const draw = (size) =>
  createHash("shake256", { outputLength: size }).update(`${seed} ${counter++}`).digest();
export const below = (limit) => draw(4).readUInt32BE() % limit;
export const pick = (list) => list[below(list.length)];
export const shuffled = (list) =>
  list.map((item) => [draw(8).toString("hex"), item]).sort().map(([, item]) => item);

// The secret of a set is hexadecimal.
export function splitByNpm({ secret, passphrase, extendable, exponent, threshold, groups }) {
  const slip = Slip39.fromArray([...Buffer.from(secret, "hex")], {
    passphrase, threshold, groups: groups.map((group) => [...group, ""]),
    iterationExponent: exponent, extendableBackupFlag: extendable ? 1 : 0,
  });
  return groups.map((_, i) => slip.fromPath(`r/${i}`).mnemonics);
}

// Exactly as many shares as the thresholds ask for, of groups and members drawn anew.
export function drawQuorum(shares, { threshold, groups }) {
  const chosen = shuffled(groups.map((_, i) => i)).slice(0, threshold);
  return shuffled(chosen.flatMap((i) => shuffled(shares[i]).slice(0, groups[i][0])));
}
