// Drops the database that a drill was restored into, and no other.
const { BACKUP_MONGODB_URI, DRILL_SCRATCH } = process.env;
if (!/^drill_[0-9]{14}$/.test(DRILL_SCRATCH)) {
  throw new Error('not a database of a drill: ' + DRILL_SCRATCH);
}
connect(BACKUP_MONGODB_URI).getSiblingDB(DRILL_SCRATCH).dropDatabase();
