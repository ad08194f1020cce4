#!/bin/sh
# Prints an .env for docker-compose.yml in which every secret is new: sh src/deploy/new-env.sh >.env
# Development with Stripe's stand-in; for a real shop set APP_ENV, the keys of Stripe, the origins and SMTP.
set -eu
secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
umask 077
cat <<END
APP_ENV=development
CORS_ORIGIN=http://localhost:5173,http://localhost:3000
JWT_SECRET=$(secret)
EXPERT_BOOTSTRAP_CODE=$(secret)
MONGO_ROOT_PASSWORD=$(secret)
MONGO_APP_PASSWORD=$(secret)
MONGO_BACKUP_PASSWORD=$(secret)
STRIPE_SECRET_KEY=sk_test_sandbox
STRIPE_PUBLISHABLE_KEY=pk_test_sandbox
STRIPE_WEBHOOK_SECRET=whsec_$(secret)
STRIPE_API_BASE=http://stripe:12111
END
