// Sets made by the program open in the npm implementation of SLIP-39, and the other way round. Each
// round starts the program twice; differential.mjs asks the library alone, and far more often.
//
//   npm ci && STEELSHARE=build/dev/src/steelshare node slip39_peer.mjs
//
// STEELSHARE_PEER_ROUNDS  five times how many sets in each direction (250)
// STEELSHARE_PEER_SEED    the seed of a run to repeat; printed by every run
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = new URL(".", import.meta.url);
if (!existsSync(new URL("node_modules/slip39", here))) {
  console.error("the other implementation is not installed: run 'npm ci' in tests/peers");
  process.exit(1);
}
const Slip39 = createRequire(import.meta.url)("slip39");

const program = process.env.STEELSHARE ?? new URL("../../build/dev/src/steelshare", here).pathname;
const rounds = Math.ceil(Number(process.env.STEELSHARE_PEER_ROUNDS ?? 250) / 5);
const seed = process.env.STEELSHARE_PEER_SEED ?? randomBytes(8).toString("hex");
if (!(rounds > 0)) throw new Error("STEELSHARE_PEER_ROUNDS must be a number above 0");
console.log(`seed ${seed}, ${rounds} rounds`);

// The choices of a run follow from its seed; the shares themselves are random on both sides.
let counter = 0;
const draw = (size) => createHash("shake256", { outputLength: size }).update(`${seed} ${counter++}`).digest();
const below = (limit) => draw(4).readUInt32BE() % limit;
const pick = (list) => list[below(list.length)];
const shuffled = (list) => list.map((item) => [draw(8).toString("hex"), item]).sort().map(([, item]) => item);

const passphrases = ["", "TREZOR", " spaces at both ends ", "~!@#$%^&*()_+{}|:\"<>?", "x".repeat(120)];
const policies = [
  { threshold: 1, groups: [[1, 1]] },
  { threshold: 1, groups: [[2, 3]] },
  { threshold: 1, groups: [[3, 5]] },
  { threshold: 1, groups: [[16, 16]] },
  { threshold: 2, groups: [[1, 1], [1, 1], [3, 5], [2, 6]] },
  { threshold: 2, groups: [[2, 3], [3, 4]] },
  { threshold: 3, groups: [[2, 2], [1, 1], [2, 4], [5, 7], [1, 1]] },
  { threshold: 16, groups: Array(16).fill([1, 1]) },
];

function drawSet(i) {
  const size = i % 4 === 3 ? 16 + 2 * below(25) : pick([16, 32]);
  const secret = draw(size);
  if (i % 8 === 7) secret.fill(0, 0, 1 + below(4)); // leading zeros
  return {
    secret, passphrase: pick(passphrases), extendable: below(2) === 1, exponent: below(2),
    ...policies[i % policies.length],
  };
}

const folder = mkdtempSync(join(tmpdir(), "steelshare-peer-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

function ours(command, passphrase, input, ...options) {
  const file = join(folder, "passphrase");
  writeFileSync(file, passphrase, { mode: 0o600 });
  const call = spawnSync(program, [command, "--json", "--passphrase-file", file, ...options],
    { input: input + "\n", encoding: "utf8" });
  if (call.error) throw call.error;
  if (call.status !== 0) throw new Error(`${command}: exit status ${call.status}\n${call.stderr}`);
  return JSON.parse(call.stdout);
}

function splitByUs({ secret, passphrase, extendable, exponent, threshold, groups }) {
  const options = groups.flatMap(([t, n]) => ["--group", `${t}/${n}`]);
  if (!extendable) options.push("--not-extendable");
  return ours("split", passphrase, secret.toString("hex"), "--kind", "slip39", ...options,
    "--group-threshold", threshold, "--iteration-exponent", exponent).groups.map((group) => group.shares);
}

function splitByPeer({ secret, passphrase, extendable, exponent, threshold, groups }) {
  const slip = Slip39.fromArray([...secret], {
    passphrase, threshold, groups: groups.map((group) => [...group, ""]),
    iterationExponent: exponent, extendableBackupFlag: extendable ? 1 : 0,
  });
  return groups.map((_, i) => slip.fromPath(`r/${i}`).mnemonics);
}

// Exactly as many shares as the thresholds ask for, of groups and members drawn anew.
function drawQuorum(shares, { threshold, groups }) {
  const chosen = shuffled(groups.map((_, i) => i)).slice(0, threshold);
  return shuffled(chosen.flatMap((i) => shuffled(shares[i]).slice(0, groups[i][0])));
}

function expectSame(direction, set, found) {
  if (found === set.secret.toString("hex")) return;
  throw new Error(`${direction}: another secret came back for ${JSON.stringify({ ...set, secret: set.secret.length })}`);
}

for (let i = 0; i < rounds; ++i) {
  const set = drawSet(i);
  const forPeer = drawQuorum(splitByUs(set), set);
  if (!forPeer.every((share) => Slip39.validateMnemonic(share))) throw new Error("a share of ours is not valid there");
  expectSame("ours to theirs", set, Buffer.from(Slip39.recoverSecret(forPeer, set.passphrase)).toString("hex"));

  const forUs = drawQuorum(splitByPeer(set), set);
  expectSame("theirs to ours", set,
    ours("recover", set.passphrase, forUs.join("\n"), "--kind", "slip39").secret);
}
console.log(`figure peers.sets_through_the_program ${2 * rounds}`);
