package com.oraclelumira.api.ops;

/** A broken rule. Both parts are constants of the rules' table, so that no value can slip into a message. */
record Fault(String variable, String sentence) {
    @Override
    public String toString() {
        return variable + ": " + sentence;
    }
}
