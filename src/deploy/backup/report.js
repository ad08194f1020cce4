// The report on one dump, as JSON, from the REPORT_… variables of dump.sh. What changed while the dump ran may be in
// it or not, so each collection's documents are given as the fewest and the most that a restore may find.
const fs = require('fs');
const { env } = process;
const before = JSON.parse(fs.readFileSync(env.REPORT_BEFORE, 'utf8'));
const after = JSON.parse(fs.readFileSync(env.REPORT_AFTER, 'utf8'));

const collections = {};
for (const name of Object.keys({ ...before, ...after }).sort()) {
  const counts = [before[name]?.documents ?? 0, after[name]?.documents ?? 0];
  collections[name] = {
    atLeast: Math.min(...counts),
    atMost: Math.max(...counts),
    indexes: (after[name] ?? before[name]).indexes,
  };
}
print(JSON.stringify({
  name: env.REPORT_NAME,
  file: env.REPORT_FILE,
  database: env.BACKUP_DATABASE,
  startedAt: new Date(Number(env.REPORT_BEGIN) * 1000).toISOString(),
  seconds: Number(env.REPORT_SECONDS),
  bytes: Number(env.REPORT_BYTES),
  sha256: env.REPORT_SHA256,
  encrypted: env.REPORT_FILE.endsWith('.age'),
  offsite: env.REPORT_OFFSITE,
  collections,
}));
