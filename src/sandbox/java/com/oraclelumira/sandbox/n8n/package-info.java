/**
 * A stand-in for n8n: takes the jobs that the shop hands over, and answers each with a signed reading, or as badly as it
 * is told to.
 */
package com.oraclelumira.sandbox.n8n;
