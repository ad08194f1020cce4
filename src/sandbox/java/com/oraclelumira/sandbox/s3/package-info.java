/**
 * A stand-in for an S3 server, for development and tests: path style, private buckets, presigned and signed requests
 * verified with the AWS SDK's own signer, expiry and content type enforced, bucket CORS. Its tests run against a real S3
 * server too, so that it cannot be laxer than one.
 */
package com.oraclelumira.sandbox.s3;
