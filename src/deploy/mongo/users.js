// Runs once, when the server starts on an empty volume, as its root: the two users that the stack works with. Neither
// can administer the server, and only the API can change orders.
const database = process.env.MONGO_DATABASE || 'lumira';
const admin = db.getSiblingDB('admin');

function password(name) {
  const value = process.env[name];
  if (!value || !/^[A-Za-z0-9_-]{16,}$/.test(value)) {
    throw new Error(name + ' must be 16 or more letters, digits, - or _ (it stands in a URI)');
  }
  return value;
}

// readWrite includes creating indexes, which is all that the migrations do
admin.createUser({ user: 'lumira', pwd: password('MONGO_APP_PASSWORD'), roles: [{ role: 'readWrite', db: database }] });

// reads everything of the shop; writes nothing but its own reports, in the collections that the API looks at
admin.createRole({
  role: 'backupReports',
  privileges: ['backups', 'restore_drills'].map((collection) => ({
    resource: { db: '', collection }, actions: ['find', 'insert', 'update', 'remove'],
  })),
  roles: [],
});
admin.createUser({
  user: 'backup',
  pwd: password('MONGO_BACKUP_PASSWORD'),
  roles: [{ role: 'backup', db: 'admin' }, { role: 'backupReports', db: 'admin' }],
});
