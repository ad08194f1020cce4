package com.oraclelumira.sandbox;

/** What a person can open once the shop runs. */
final class Welcome {
    private Welcome() {}

    static String text(LocalShop shop) {
        return """

            ──────────────────────────────────────────────────────────────────────
              Oracle Lumira is open.

              Buy something      %2$s/demo
              Mailbox            %2$s/demo/mail
              Stripe's events    %2$s/demo/events

              Experts' desk      %2$s/demo/desk
                                 %7$s  %8$s

              API                %1$s/api/products
              API reference      %1$s/docs
              Health             %1$s/health
              Metrics            %5$s
              Stripe sandbox     %3$s
              MongoDB            %4$s
              Object storage     %6$s

              Ctrl-C ends everything; the data stays in .shop/
            ──────────────────────────────────────────────────────────────────────
            """.formatted(shop.publicUrl(), shop.demoUrl(), shop.stripe().baseUrl(), shop.mongo().uri(),
                shop.metricsUrl(), shop.storage().endpoint(), shop.expert().email(), shop.expert().password());
    }
}
