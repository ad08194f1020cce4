package com.oraclelumira.api.uploads;

import jakarta.inject.Singleton;

import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;

/** The end of a photo: what she sent, its copy and its record. */
@Singleton
public class PhotoObjects {
    private final Uploads uploads;
    private final ObjectStore store;

    PhotoObjects(Uploads uploads, ObjectStore store) {
        this.uploads = uploads;
        this.store = store;
    }

    /** Any object of ours; of a photo all there is, by either of its keys. Again is fine. SERVICE_UNAVAILABLE. */
    public void delete(ObjectRef object) {
        uploads.byKey(object.key()).ifPresentOrElse(this::delete, () -> store.delete(object));
    }

    void delete(Upload upload) {
        deleteSent(upload); // first, so that a copy which is being made now is deleted next or fails
        store.delete(new ObjectRef(Bucket.UPLOADS, upload.keptKey()));
        uploads.forget(upload);
    }

    /** What she sent, once its copy is the photo. */
    void deleteSent(Upload upload) {
        store.delete(new ObjectRef(Bucket.UPLOADS, upload.key()));
    }
}
