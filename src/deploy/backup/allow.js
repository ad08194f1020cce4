// Lets the API's user work in the restored database. A server without users (a drill's) has nobody to allow.
const admin = connect(process.env.BACKUP_MONGODB_URI).getSiblingDB('admin');
if (admin.getUser('lumira')) {
  admin.grantRolesToUser('lumira', [{ role: 'readWrite', db: process.env.BACKUP_DATABASE }]);
}
