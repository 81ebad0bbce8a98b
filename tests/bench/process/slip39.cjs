// The work of split and recover in the npm implementation of SLIP-39, in one process: 16 bytes,
// 3-of-5, exponent 0, no addresses. `npm ci` in tests/peers installs it.
const { randomBytes } = require("node:crypto");
const Slip39 = require("../../peers/node_modules/slip39");

const secret = [...randomBytes(16)];
const set = Slip39.fromArray(secret, { threshold: 1, groups: [[3, 5, ""]], iterationExponent: 0 });
const shares = [0, 2, 4].map((member) => set.fromPath(`r/0/${member}`).mnemonics[0]);
const opened = Slip39.recoverSecret(shares, "");
if (Buffer.compare(Buffer.from(secret), Buffer.from(opened)) !== 0) process.exit(1);
