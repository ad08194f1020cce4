// What a database holds, as JSON: documents of each collection and its indexes. BACKUP_DATABASE at BACKUP_MONGODB_URI.
// `backups` and `restore_drills` are left out: the job itself writes them.
const database = connect(process.env.BACKUP_MONGODB_URI).getSiblingDB(process.env.BACKUP_DATABASE);

// the order of a compound index's fields counts, so its key stays an array of pairs
function index(found) {
  const { name, key, unique, sparse, expireAfterSeconds, partialFilterExpression } = found;
  return {
    name,
    key: Object.entries(key).map(([field, direction]) => [field, Number(direction) || direction]),
    unique: name === '_id_' ? undefined : unique || undefined,
    sparse: sparse || undefined,
    expireAfterSeconds: expireAfterSeconds === undefined ? undefined : Number(expireAfterSeconds),
    partialFilterExpression,
  };
}

const contents = {};
for (const { name } of database.getCollectionInfos({ type: 'collection' })) {
  if (['backups', 'restore_drills'].includes(name) || name.startsWith('system.')) continue;
  const collection = database.getCollection(name);
  contents[name] = {
    documents: Number(collection.countDocuments({})),
    indexes: collection.getIndexes().map(index).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
print(JSON.stringify(contents));
