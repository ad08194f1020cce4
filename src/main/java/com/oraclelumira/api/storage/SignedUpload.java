package com.oraclelumira.api.storage;

import java.net.URI;
import java.time.Duration;

/** Lets its holder PUT one object, with exactly this {@code Content-Type} header, until {@code validFor} from now. */
public record SignedUpload(URI url, String contentType, Duration validFor) {}
