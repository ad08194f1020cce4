"""Every call comes from a client network of its own, so that the rate limits stay on and do not hide the routes."""
import random

import schemathesis

_random = random.Random()


@schemathesis.hook
def before_call(context, case, kwargs):
    case.headers = dict(case.headers or {})
    case.headers["X-Forwarded-For"] = "198.18.%d.%d" % (_random.randrange(256), _random.randrange(1, 255))
