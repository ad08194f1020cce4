// Holds a restored database against its dump's report: a line a collection, exit code 1 if one differs.
const fs = require('fs');
const { collections } = JSON.parse(fs.readFileSync(process.env.REPORT, 'utf8'));
const restored = JSON.parse(fs.readFileSync(process.env.RESTORED, 'utf8'));

function fault(name) {
  const want = collections[name];
  const have = restored[name];
  if (!want) return 'is not in the report';
  // a collection without documents and without indexes of its own may be absent
  if (!have) return want.atLeast === 0 && want.indexes.length <= 1 ? '' : 'is missing';
  if (have.documents < want.atLeast || have.documents > want.atMost) {
    return 'has ' + have.documents + ' documents, the dump had ' + want.atLeast + ' to ' + want.atMost;
  }
  return JSON.stringify(have.indexes) === JSON.stringify(want.indexes) ? '' : 'has other indexes';
}

let wrong = 0;
for (const name of Object.keys({ ...collections, ...restored }).sort()) {
  const problem = fault(name);
  wrong += problem ? 1 : 0;
  const { documents, indexes } = restored[name] ?? { documents: 0, indexes: [] };
  print((problem ? 'DIFFERS ' : 'equal   ') + name + ' ' + documents + ' documents, ' + indexes.length + ' indexes'
    + (problem ? ': ' + problem : ''));
}
if (wrong > 0) {
  print('restore.differs collections=' + wrong);
  process.exit(1);
}
