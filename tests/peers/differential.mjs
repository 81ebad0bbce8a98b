// Three implementations of SLIP-39 side by side: the library, npm's slip39 and the module of
// Debian's python3-electrum. Sound sets must open to the same secret, and what one refuses the
// others must refuse as well, for the same kind of reason. Where a peer is known to differ, the
// difference stands in `known` below, as narrowly as it can be said; nothing else passes.
//
//   npm ci && node differential.mjs build/dev/tests/slip39_agent
//
// STEELSHARE_PEER_ROUNDS  how many rounds (250): each makes a set here and one with npm's slip39, and
//                         reads a quorum, the whole set and twelve changed ones of each, three ways
// STEELSHARE_PEER_SEED    the seed of a run to repeat; printed by every run. npm's slip39 draws
//                         its shares itself; a case that differs is printed whole
//
// npm's slip39 wants exactly as many shares as needed and is compared with combine; Electrum takes
// those beyond and is compared with open. Electrum's module makes no sets: there is no such direction.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import {
  Slip39, begin, below, draw, drawQuorum, fullRounds, here, pick, shuffled, slip39Version,
  splitByNpm,
} from "./npm_slip39.mjs";

const rounds = begin();
const between = (low, high) => low + below(high - low + 1);

// --- the other two, each in a process that lives as long as the test -----------------------------

class Agent {
  constructor(command, args = []) {
    this.waiting = [];
    this.process = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    const end = (why) => { console.error(`${command}: ${why}`); process.exit(1); };
    this.process.on("error", (error) => end(error.message));
    this.process.on("exit", (code) => { if (!this.done) end(`ended with ${code}`); });
    createInterface({ input: this.process.stdout }).on("line", (line) => this.waiting.shift()(JSON.parse(line)));
  }
  answer() { return new Promise((resolve) => this.waiting.push(resolve)); }
  ask(question) {
    this.process.stdin.write(JSON.stringify(question) + "\n");
    return this.answer();
  }
  close() { this.done = true; this.process.stdin.end(); }
}
const library = new Agent(process.argv[2] ?? new URL("../../build/dev/tests/slip39_agent", here).pathname);
const electrum = new Agent("/usr/bin/python3", [new URL("electrum_agent.py", here).pathname]);
const { version } = await electrum.answer();

function askNpm({ shares, passphrase }) {
  const read = (list) => {
    try {
      return { secret: Buffer.from(Slip39.recoverSecret(list, passphrase)).toString("hex") };
    } catch (error) {
      return { error: error.message };
    }
  };
  const each = shares.map((share) => (Slip39.validateMnemonic(share) ? null : read([share]).error));
  return { each, ...read(shares) };
}

// --- words, written from the standard alone ------------------------------------------------------

const list = readFileSync(new URL("../../src/words/slip39.txt", here), "utf8").trim().split("\n");
const numberOf = new Map(list.map((word, i) => [word, i]));
const numbers = (share) => share.split(" ").map((word) => numberOf.get(word));
const text = (words) => words.map((number) => list[number]).join(" ");

const generator = [0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009,
  0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890, 0x3f3f120];
function polymod(values) {
  let check = 1;
  for (const value of values) {
    const high = check >>> 20;
    check = ((check & 0xfffff) << 10) ^ value;
    for (let i = 0; i < 10; ++i) if ((high >>> i) & 1) check ^= generator[i];
  }
  return check;
}
const flagOf = (words) => (words[1] >>> 4) & 1;
// The same words with a checksum made anew, under the string of their flag unless another is given.
function remade(words, flag = flagOf(words)) {
  const body = words.slice(0, -3);
  const start = [...(flag ? "shamir_extendable" : "shamir")].map((c) => c.charCodeAt(0));
  const check = polymod([...start, ...body, 0, 0, 0]) ^ 1;
  return [...body, (check >>> 20) & 1023, (check >>> 10) & 1023, check & 1023];
}
function header(words) {
  const own = (words[2] << 10) | words[3];
  return {
    flag: flagOf(words), exponent: words[1] & 15, group: own >>> 16, groupThreshold: ((own >>> 12) & 15) + 1,
    groupCount: ((own >>> 8) & 15) + 1, member: (own >>> 4) & 15, threshold: (own & 15) + 1,
  };
}

// --- what is drawn -------------------------------------------------------------------------------

const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
function drawPassphrase(i) {
  if (i % 4 === 0) return "";
  if (i % 4 === 1) return shuffled(printable).join("");
  return Array.from({ length: between(1, 40) }, () => pick(printable)).join("");
}
function drawGroup(most) {
  const count = between(1, most);
  return [count === 1 ? 1 : between(2, count), count];
}
function drawPolicy(i) {
  if (i % 40 === 0) return { threshold: 16, groups: Array(16).fill([1, 1]) };
  if (i % 40 === 1) return { threshold: 1, groups: [[16, 16]] };
  if (i % 10 === 2) return { threshold: 1, groups: [[1, 1]] };
  if (i % 3 !== 0) return { threshold: 1, groups: [drawGroup(i % 9 === 1 ? 16 : 7)] };
  const groups = Array.from({ length: between(2, 5) }, () => drawGroup(5));
  return { threshold: between(1, groups.length), groups };
}
function drawSet(i) {
  const secret = draw(i % 2 === 0 ? 16 + 2 * ((i / 2) % 25) : pick([16, 32]));
  if (i % 8 === 7) secret.fill(0, 0, between(1, 4)); // leading zeros
  return {
    secret: secret.toString("hex"), passphrase: drawPassphrase(i), extendable: below(2) === 1,
    exponent: i % 10 === 9 ? 1 + (((i - 9) / 10) % 3) : 0, ...drawPolicy(i),
  };
}

async function splitHere(set) {
  const answer = await library.ask({ do: "split", seed: draw(4).readUInt32BE(), ...set });
  if (!answer.shares) throw new Error(`split: ${answer.error}`);
  return answer.shares;
}

// Each takes a quorum, the whole set and a foreign set, and returns shares that are not as they
// should be. `one` changes the words of one share of the quorum.
const one = (quorum, change) => {
  const place = below(quorum.length);
  return quorum.map((share, i) => (i === place ? text(change(numbers(share))) : share));
};
const withBit = (words, place, bit) => words.map((word, i) => (i === place ? word ^ (1 << bit) : word));
const withField = (words, shift, value) => {
  const own = (((words[2] << 10) | words[3]) & ~(15 << shift)) | (value << shift);
  return remade([...words.slice(0, 2), own >>> 10, own & 1023, ...words.slice(4)]);
};
const longer = (words, count) => remade([...words.slice(0, 4), ...Array(count).fill(0), ...words.slice(4)]);
const anyBody = (words) => below(words.length - 3);
const shortened = "four letters a word";
const changes = {
  "a share is missing": ({ quorum }) => shuffled(quorum).slice(1),
  "any shares": ({ all }) => shuffled(all).slice(below(all.length)),
  "shares too many": ({ quorum, all }) => shuffled([...new Set([...quorum, ...shuffled(all).slice(0, between(1, 3))])]),
  "a share twice": ({ quorum }) => shuffled([...quorum, pick(quorum)]),
  "a share in two versions": ({ quorum }) =>
    shuffled([...quorum, text(remade(withBit(numbers(pick(quorum)), 6 + below(6), below(10))))]),
  "a bit": ({ quorum }) => one(quorum, (w) => remade(withBit(w, anyBody(w), below(10)))),
  "a bit of the header": ({ quorum }) => one(quorum, (w) => remade(withBit(w, below(4), below(10)))),
  "a bit of the value, whole set": ({ all }) => one(all, (w) => remade(withBit(w, 6 + below(w.length - 9), below(10)))),
  "one bit of all headers": ({ quorum, all }) => {
    const [place, bit] = [below(4), below(10)];
    return pick([quorum, all]).map((share) => text(remade(withBit(numbers(share), place, bit))));
  },
  "one bit of all values": ({ quorum }) => quorum.map((share) => text(remade(withBit(numbers(share), 7, 3)))),
  "another threshold in all": ({ quorum, all }) => {
    const [shift, value] = [pick([0, 12]), below(3)];
    return pick([quorum, all]).map((share) => text(withField(numbers(share), shift, value)));
  },
  "another group in all": ({ quorum }) => {
    const value = below(16);
    return quorum.map((share) => text(withField(numbers(share), 16, value)));
  },
  "another member": ({ quorum }) => one(quorum, (w) => withField(w, 4, below(16))),
  "padding": ({ quorum }) => one(quorum, (w) => {
    const spare = (10 * (w.length - 7)) % 16;
    return remade(withBit(w, 4, 9 - (spare ? below(spare) : 0)));
  }),
  "wrong words": ({ quorum }) => one(quorum, (w) => {
    for (let i = between(1, 5); i > 0; --i) w[below(w.length)] = below(1024);
    return w;
  }),
  "two words in each other's place": ({ quorum }) => one(quorum, (w) => {
    const place = below(w.length - 1);
    return [...w.slice(0, place), w[place + 1], w[place], ...w.slice(place + 2)];
  }),
  "a word too few": ({ quorum }) => one(quorum, (w) => w.filter((_, i, all) => i !== all.length - 4)),
  "another length, checksum right": ({ quorum }) => one(quorum, (w) => {
    return below(2) ? remade(w.slice(0, -between(1, 4))) : longer(w, between(1, 8));
  }),
  "another length, whole set": ({ all }) => one(all, (w) => longer(w, between(1, 8))),
  // 60 words hold 66 bytes, the least that is too long.
  "too long": ({ quorum }) => quorum.map((share) => text(longer(numbers(share), 60 - numbers(share).length))),
  "the other checksum": ({ quorum }) => one(quorum, (w) => remade(w, 1 - flagOf(w))),
  "the other flag": ({ quorum }) => one(quorum, (w) => remade(withBit(w, 1, 4))),
  "the other flag in all": ({ quorum }) => quorum.map((share) => text(remade(withBit(numbers(share), 1, 4)))),
  "the other flag in all, old checksum": ({ quorum }) =>
    quorum.map((share) => text(remade(withBit(numbers(share), 1, 4), flagOf(numbers(share))))),
  "a share of another set": ({ quorum, foreign }) => [...quorum.slice(1), pick(foreign)],
  "a value of another set": ({ quorum, foreign }) =>
    one(quorum, (w) => remade([...w.slice(0, 4), ...numbers(pick(foreign)).slice(4)])),
  "another identifier in all": ({ quorum }) => {
    const number = below(1024);
    return quorum.map((share) => text(remade([number, ...numbers(share).slice(1)])));
  },
  "a word that is none": ({ quorum }) => quorum.map((share, i) => (i ? share : share.replace(/ \S+ /, " steelshare "))),
  [shortened]: ({ quorum }) => quorum.map((share) => share.split(" ").map((word) => word.slice(0, 4)).join(" ")),
};

// --- what may differ -----------------------------------------------------------------------------

// Read from the words alone.
function factsOf(shares) {
  const words = shares.map((share) => share.split(" "));
  const heads = words.filter((w) => w.length > 4).map((w) => header(w.map((word) => numberOf.get(word) ?? 0)));
  const groups = new Map();
  for (const head of heads) groups.set(head.group, (groups.get(head.group) ?? new Set()).add(head.member));
  const threshold = (group) => heads.find((head) => head.group === group).threshold;
  const complete = [...groups].filter(([group, members]) => members.size >= threshold(group));
  return {
    isShortened: words.some((w) => w.some((word) => !numberOf.has(word))),
    isTooLong: words.some((w) => w.length > 59),
    hasLengths: new Set(words.map((w) => w.length)).size > 1,
    hasGroupBeyond: heads.some((head) => head.group >= head.groupCount),
    hasRepetition: new Set(heads.map((head) => `${head.group} ${head.member}`)).size < heads.length,
    isFlagged: heads.some((head) => head.flag === 1),
    hasThresholds: heads.some((head) => head.threshold !== threshold(head.group)),
    hasOtherCount: groups.size !== heads[0]?.groupThreshold ||
      [...groups].some(([group, members]) => members.size !== threshold(group)),
    hasShortGroup: complete.length < groups.size,
    hasSurplus: [...groups].some(([group, members]) => members.size > threshold(group)) ||
      heads.some((head) => complete.length > head.groupThreshold),
  };
}

// ours, theirs: the kinds of reason (below), or "opens"; where one is not there it may be any. A row
// that a run of full size does not see is an error too, unless it is rare: it would be stale.
const common = [
  { why: "shortened words are read here only", when: (f) => f.isShortened, ours: ["opens"], theirs: ["word"] },
  { why: "more than 64 bytes are refused here only", when: (f) => f.isTooLong, ours: ["length"] },
  { why: "a group number beyond the count is refused here only", when: (f) => f.hasGroupBeyond,
    ours: ["group number"] },
  { why: "thresholds of members are compared first", when: (f) => f.hasThresholds, theirs: ["mixed threshold"],
    ours: ["mixed", "mixed group threshold", "mixed group count", "lengths"] },
];
const known = {
  npm: [
    ...common,
    { why: "of a member given twice the last counts", when: (f) => f.hasRepetition,
      ours: ["count", "duplicate"], theirs: ["opens", "count", "digest"] },
    { why: "shares are counted before their values are looked at", when: (f) => f.hasOtherCount,
      ours: ["digest", "lengths"], theirs: ["count"] },
  ],
  electrum: [
    { why: "extendable sets are not known", when: (f) => f.isFlagged, theirs: ["checksum"] },
    { why: "the flag counts as 16 of the exponent", when: (f) => f.isFlagged, ours: ["checksum"], theirs: ["opens"] },
    ...common,
    { why: "the curve goes through all shares, whatever threshold they claim", when: (f) => f.hasSurplus,
      ours: ["digest"], theirs: ["opens"] },
    { why: "groups are counted before values are looked at", when: (f) => f.hasShortGroup,
      ours: ["digest"], theirs: ["count"], rare: true },
    { why: "lengths are not compared where a share is not used", when: (f) => f.hasLengths,
      ours: ["lengths"], theirs: ["opens", "count", "digest"], rare: true },
  ],
};

const kinds = {
  unknown_word: "word", prefix_too_short: "word", too_few_words: "too short",
  invalid_word_count: "length", input_too_long: "length", checksum_mismatch: "checksum", invalid_padding: "padding",
  group_threshold_exceeds_count: "group threshold", group_index_exceeds_count: "group number",
  mixed_identifiers: "mixed", mixed_extendable_flags: "mixed", mixed_iteration_exponents: "mixed",
  mixed_group_thresholds: "mixed group threshold", mixed_group_counts: "mixed group count",
  mixed_member_thresholds: "mixed threshold", mixed_share_lengths: "lengths", duplicate_member_index: "duplicate",
  not_enough_groups: "count", not_enough_members: "count", more_shares_than_threshold: "count",
  digest_mismatch: "digest", contradicting_share: "digest", disputed_share: "digest",
};
// What the two say, in either's words.
const sentences = [
  [/mnemonic word/, "word"], [/Too short|must be at least 20/, "too short"],
  [/Invalid length|Invalid mnemonic length\.$/, "length"], [/mnemonic checksum/, "checksum"],
  [/mnemonic padding|padding in mnemonic/, "padding"],
  [/Invalid mnemonic group threshold|cannot be greater than group count/, "group threshold"],
  [/begin with the same/, "mixed"], [/must have the same group threshold/, "mixed group threshold"],
  [/must have the same group count/, "mixed group count"], [/same member threshold/, "mixed threshold"],
  [/same length/, "lengths"], [/must be unique/, "duplicate"],
  [/list of mnemonics is empty|Insufficient number|Wrong number/, "count"],
  [/Invalid digest/, "digest"],
];
function kindOf(error) {
  if (kinds[error]) return kinds[error];
  const found = sentences.find(([sentence]) => sentence.test(error));
  if (!found) throw new Error(`an error of no known kind: ${error}`);
  return found[1];
}

// --- the comparison ------------------------------------------------------------------------------

const counts = { compared: 0, opened: 0, refused: 0, differences: 0, shares: 0 };
const seen = new Map();

function compare(peer, question, ours, theirs, what) {
  const facts = factsOf(what === "share" ? [question] : question.shares);
  const told = (answer) => (answer.error ? kindOf(answer.error) : "opens");
  const [a, b] = [told(ours), told(theirs)];
  const bothOpen = a === "opens" && b === "opens";
  if (bothOpen ? ours.secret === theirs.secret : a === b) return a;
  const row = known[peer].find((row) =>
    row.when(facts) && (row.ours ?? [a]).includes(a) && (row.theirs ?? [b]).includes(b));
  if (row && !bothOpen) {
    seen.set(row, (seen.get(row) ?? 0) + 1);
    return a;
  }
  ++counts.differences;
  console.error(`DIFFERENCE (${peer}, ${what}): ${JSON.stringify({ question, ours, theirs })}`);
  return a;
}

async function check(name, question, expected) {
  const answers = [library.ask({ do: "read", ...question }), electrum.ask(question)];
  const npm = askNpm(question);
  const [here, there] = await Promise.all(answers);
  question.shares.forEach((share, i) => {
    const verdict = (each) => (each[i] ? { error: each[i] } : {});
    compare("npm", share, verdict(here.each), verdict(npm.each), "share");
    compare("electrum", share, verdict(here.each), verdict(there.each), "share");
    ++counts.shares;
  });
  const outcome = compare("npm", question, here.combine, npm, "set");
  compare("electrum", question, here.open, there, "set");
  counts.compared += 2;
  ++counts[outcome === "opens" ? "opened" : "refused"];
  if (expected === undefined) return;
  if (here.open.secret === expected && (name !== "quorum" || here.combine.secret === expected)) return;
  ++counts.differences;
  console.error(`DIFFERENCE (${name} does not open): ${JSON.stringify({ question, here, expected })}`);
}

// 10000 * 2^exponent iterations: one that only a change has made may take hours.
const isTooSlow = (shares) =>
  shares.every((share) => header(share.split(" ").map((word) => numberOf.get(word) ?? 0)).exponent > 3);
function changed(change, sets) {
  for (;;) {
    const shares = change(sets);
    if (!isTooSlow(shares) || shares.length === 0) return shares;
  }
}

const names = Object.keys(changes);
const covered = { sizes: new Set(), characters: new Set(), exponents: new Set(), changes: new Set() };
let foreign = (await splitHere({ ...drawSet(1), secret: draw(16).toString("hex") })).flat();
for (let i = 0; i < rounds; ++i) {
  const set = drawSet(i);
  covered.sizes.add(set.secret.length / 2);
  covered.exponents.add(set.exponent);
  for (const character of set.passphrase) covered.characters.add(character);
  const pending = [];
  for (const shares of [await splitHere(set), splitByNpm(set)]) {
    const { passphrase } = set;
    const [quorum, all] = [drawQuorum(shares, set), shares.flat()];
    pending.push(check("quorum", { shares: quorum, passphrase }, set.secret));
    pending.push(check("whole set", { shares: shuffled(all), passphrase }, set.secret));
    for (let k = 0; k < 12; ++k) {
      const name = names[(i * 12 + k) % names.length];
      covered.changes.add(name);
      // The peers do not read shortened words and cannot say which secret is right.
      const expected = name === shortened ? set.secret : undefined;
      pending.push(check(name, { shares: changed(changes[name], { quorum, all, foreign }), passphrase }, expected));
    }
    foreign = all;
  }
  await Promise.all(pending);
}
library.close();
electrum.close();

const figure = (name, value) => console.log(`figure ${name} ${value}`);
console.log(`npm slip39 ${slip39Version}, Electrum ${version}`);
figure("peers.sets_made_here", rounds);
figure("peers.sets_made_by_npm", rounds);
figure("peers.comparisons", counts.compared);
figure("peers.shares_compared", counts.shares);
figure("peers.opened", counts.opened);
figure("peers.refused", counts.refused);
figure("peers.lengths", covered.sizes.size);
figure("peers.passphrase_characters", covered.characters.size);
figure("peers.exponents", covered.exponents.size);
figure("peers.kinds_of_change", covered.changes.size);
let stale = 0;
for (const [peer, rows] of Object.entries(known)) {
  for (const row of rows) {
    const count = seen.get(row) ?? 0;
    const isStale = count === 0 && !row.rare && rounds >= fullRounds;
    console.log(`  known: ${peer}, ${row.why}: ${count}${isStale ? ", STALE" : ""}`);
    stale += isStale;
  }
}
figure("peers.differences", counts.differences);
if (counts.differences || stale) process.exit(1);
