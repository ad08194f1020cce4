package com.oraclelumira.api.uploads;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.inject.Singleton;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.audit.Subject;
import com.oraclelumira.api.orders.FileOwners;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;

/** Looks at single files, on the trail of the file and of those whose it is: a key alone leads nobody to its person. */
@Singleton
public class FileTrail {
    private final AuditTrail audit;
    private final FileOwners owners;
    private final Uploads uploads;
    private final ObjectStore store;

    FileTrail(AuditTrail audit, FileOwners owners, Uploads uploads, ObjectStore store) {
        this.audit = audit;
        this.owners = owners;
        this.uploads = uploads;
        this.store = store;
    }

    /** One line for the file, and one for each order and account that it belongs to. */
    public void record(String actor, String action, ObjectRef file) {
        audit.record(actor, action, Subject.file(file.key()), null);
        owners(file).forEach(owner -> audit.record(actor, action, owner, "file=" + file.key()));
    }

    private Set<String> owners(ObjectRef file) {
        var found = new LinkedHashSet<String>();
        owners.of(store.names(file)).forEach(id -> found.add(Subject.order(id)));
        uploads.byKey(file.key()).ifPresent(upload -> {
            if (upload.orderId() != null)
                found.add(Subject.order(upload.orderId()));
            if (upload.userId() != null)
                found.add(Subject.client(upload.userId()));
        });
        return found;
    }
}
