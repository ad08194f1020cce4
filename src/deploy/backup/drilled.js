// Writes down that a restore was tried, in the database's collection `restore_drills`, where the API looks for it: one
// document a drill, `_id` its time. They are kept.
const { BACKUP_MONGODB_URI, BACKUP_DATABASE, DRILL_DUMP, DRILL_SECONDS, DRILL_EQUAL } = process.env;
const at = new Date();
connect(BACKUP_MONGODB_URI).getSiblingDB(BACKUP_DATABASE).getCollection('restore_drills').insertOne({
  _id: at.toISOString(),
  at,
  dump: DRILL_DUMP,
  seconds: Number(DRILL_SECONDS),
  equal: DRILL_EQUAL === 'true',
});
