// Sets made by the program open in the npm implementation of SLIP-39, and the other way round. Each
// round starts the program twice; differential.mjs asks the library alone, and far more often.
//
//   npm ci && STEELSHARE=build/dev/src/steelshare node slip39_peer.mjs
//
// STEELSHARE_PEER_ROUNDS  five times how many sets in each direction (250)
// STEELSHARE_PEER_SEED    the seed of a run to repeat; printed by every run
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Slip39, begin, below, draw, drawQuorum, here, pick, splitByNpm } from "./npm_slip39.mjs";

const program = process.env.STEELSHARE ?? new URL("../../build/dev/src/steelshare", here).pathname;
const rounds = begin(5);

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
    secret: secret.toString("hex"), passphrase: pick(passphrases), extendable: below(2) === 1, exponent: below(2),
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
  return ours("split", passphrase, secret, "--kind", "slip39", ...options,
    "--group-threshold", threshold, "--iteration-exponent", exponent).groups.map((group) => group.shares);
}

function expectSame(direction, set, found) {
  if (found === set.secret) return;
  throw new Error(`${direction}: another secret came back for ${JSON.stringify({ ...set, secret: set.secret.length / 2 })}`);
}

for (let i = 0; i < rounds; ++i) {
  const set = drawSet(i);
  const forPeer = drawQuorum(splitByUs(set), set);
  if (!forPeer.every((share) => Slip39.validateMnemonic(share))) throw new Error("a share of ours is not valid there");
  expectSame("ours to theirs", set, Buffer.from(Slip39.recoverSecret(forPeer, set.passphrase)).toString("hex"));

  const forUs = drawQuorum(splitByNpm(set), set);
  expectSame("theirs to ours", set,
    ours("recover", set.passphrase, forUs.join("\n"), "--kind", "slip39").secret);
}
console.log(`figure peers.sets_through_the_program ${2 * rounds}`);
