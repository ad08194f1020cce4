// Puts the newest report into the database's collection `backups`, where the API looks for it: one document a dump,
// `_id` its name, `startedAt` a date. Reports older than a month go.
const fs = require('fs');
const { BACKUP_MONGODB_URI, BACKUP_DATABASE, BACKUP_DIRECTORY } = process.env;
const { name, collections, ...report } = JSON.parse(fs.readFileSync(BACKUP_DIRECTORY + '/latest.json', 'utf8'));
const backups = connect(BACKUP_MONGODB_URI).getSiblingDB(BACKUP_DATABASE).getCollection('backups');
const monthAgo = new Date(Date.now() - 31 * 24 * 3600 * 1000);

backups.replaceOne(
  { _id: name },
  { ...report, startedAt: new Date(report.startedAt), bytes: Long.fromNumber(report.bytes),
    collections: Object.keys(collections).length },
  { upsert: true },
);
backups.deleteMany({ startedAt: { $lt: monthAgo } });
