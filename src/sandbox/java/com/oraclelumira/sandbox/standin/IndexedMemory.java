package com.oraclelumira.sandbox.standin;

import java.util.List;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;

/**
 * The embedded server's memory, with unique indexes that answer as a MongoDB server's do: also for a query that has
 * further conditions besides the index's fields, as every compare-and-set has. As it comes, the embedded server would
 * read the whole collection for those. What the index finds is still held against the whole query.
 */
public class IndexedMemory extends MemoryBackend {
    @Override
    public MemoryDatabase openOrCreateDatabase(String name) {
        return new IndexedDatabase(name, getCursorRegistry());
    }

    private static final class IndexedDatabase extends MemoryDatabase {
        IndexedDatabase(String name, CursorRegistry cursors) {
            super(name, cursors);
        }

        @Override
        protected Index<Integer> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys,
                boolean sparse) {
            return new PrefixIndex(name, keys, sparse);
        }
    }

    private static final class PrefixIndex extends MemoryUniqueIndex {
        PrefixIndex(String name, List<IndexKey> keys, boolean sparse) {
            super(name, keys, sparse);
        }

        @Override
        public synchronized boolean canHandle(Document query) {
            var own = new Document();
            for (var key : keys()) {
                if (!query.containsKey(key))
                    return false;
                own.append(key, query.get(key));
            }
            return super.canHandle(own);
        }
    }
}
