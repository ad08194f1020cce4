package com.oraclelumira.sandbox.n8n;

import com.oraclelumira.sandbox.s3.S3Sandbox;

/** Prints readings into a bucket, as n8n's workflow does. */
public record Press(S3Sandbox store, String bucket) {

    /** The address of the PDF, which opens nothing until it is signed. */
    String print(Job job, String reading) {
        var key = "lectures/" + job.orderId() + "-" + job.number() + ".pdf";
        store.put(bucket, key, "application/pdf",
                Pdf.of("Oracle Lumira - " + job.body().path("orderNumber").asText(), reading));
        return store.endpoint() + "/" + bucket + "/" + key;
    }
}
