/**
 * What stands in for MongoDB's server and tools in a container, where no image registry is reached: the same names,
 * flags and formats as far as the project's scripts use them. Run by {@code .ci/containers}.
 */
package com.oraclelumira.sandbox.mongo;
