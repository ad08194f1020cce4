package com.oraclelumira.api.production;

/** n8n did not take the job: not reached, too slow, or an answer other than 2xx. Worth another attempt later. */
class N8nUnavailable extends RuntimeException {
    N8nUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
