package com.oraclelumira.sandbox.s3;

/** A refusal as S3 words it. */
final class S3Error extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    S3Error(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static S3Error denied(String message) {
        return new S3Error(403, "AccessDenied", message);
    }

    int status() {
        return status;
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>"
                + getMessage().replace("&", "&amp;").replace("<", "&lt;") + "</Message></Error>";
    }
}
