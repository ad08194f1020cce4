package com.oraclelumira.sandbox.stripe;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the parameters of a PaymentIntent with Stripe's checks, and writes them into its JSON. */
final class PaymentIntentForm {
    static final String CREATE = "amount currency amount_details application_fee_amount automatic_payment_methods "
            + "allowed_payment_method_types capture_method confirm confirmation_method confirmation_token customer "
            + "customer_account description error_on_requires_action excluded_payment_method_types hooks mandate "
            + "mandate_data metadata off_session on_behalf_of payment_details payment_method "
            + "payment_method_configuration payment_method_data payment_method_options payment_method_types "
            + "radar_options receipt_email return_url setup_future_usage shipping statement_descriptor "
            + "statement_descriptor_suffix transfer_data transfer_group use_stripe_sdk";
    static final String UPDATE = "amount currency amount_details application_fee_amount allowed_payment_method_types "
            + "capture_method customer customer_account description excluded_payment_method_types hooks metadata "
            + "payment_details payment_method payment_method_configuration payment_method_data "
            + "payment_method_options payment_method_types receipt_email setup_future_usage shipping "
            + "statement_descriptor statement_descriptor_suffix transfer_data transfer_group";
    static final String CONFIRM = "amount_details allowed_payment_method_types amount_to_confirm capture_method "
            + "confirmation_token error_on_requires_action excluded_payment_method_types hooks mandate mandate_data "
            + "off_session payment_details payment_method payment_method_data payment_method_options "
            + "payment_method_types radar_options receipt_email return_url setup_future_usage shipping use_stripe_sdk";
    private static final ObjectNode TEMPLATE = Json.parse("""
        {"amount":0,"amount_capturable":0,"amount_details":{"tip":{}},"amount_received":0,"application":null,
         "application_fee_amount":null,"automatic_payment_methods":null,"canceled_at":null,
         "cancellation_reason":null,"capture_method":"automatic_async","client_secret":null,
         "confirmation_method":"automatic","currency":"eur","customer":null,"customer_account":null,
         "description":null,"excluded_payment_method_types":null,"last_payment_error":null,"latest_charge":null,
         "metadata":{},"next_action":null,"on_behalf_of":null,"payment_method":null,
         "payment_method_configuration_details":null,
         "payment_method_options":{"card":{"installments":null,"mandate_options":null,"network":null,
           "request_three_d_secure":"automatic"}},
         "payment_method_types":["card","link"],"processing":null,"receipt_email":null,"review":null,
         "setup_future_usage":null,"shipping":null,"source":null,"statement_descriptor":null,
         "statement_descriptor_suffix":null,"status":"requires_payment_method","transfer_data":null,
         "transfer_group":null}""");
    private static final List<String> TEXTS = List.of("customer", "description", "setup_future_usage",
            "statement_descriptor_suffix", "transfer_group");
    private static final Set<String> CURRENCIES = Currency.availableCurrencies()
            .map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    private static final long SMALLEST = 50;
    private static final long LARGEST = 99_999_999;

    private PaymentIntentForm() {}

    static ObjectNode create(ObjectNode intent, Params params) {
        params.requiredText("amount");
        params.requiredText("currency");
        intent.setAll(TEMPLATE.deepCopy());
        intent.put("client_secret", intent.get("id").textValue() + "_secret_" + Ids.letters(25));
        boolean typesGiven = params.has("payment_method_types");
        if (typesGiven && params.object("automatic_payment_methods").bool("enabled").orElse(false)) {
            throw StripeError.invalid(null, "payment_method_types",
                    "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.");
        }
        if (!typesGiven) {
            intent.putObject("automatic_payment_methods")
                    .put("allow_redirects",
                            params.object("automatic_payment_methods").text("allow_redirects").orElse("always"))
                    .put("enabled", true);
        }
        fill(intent, params);
        return intent;
    }

    /** Writes what is given and leaves the rest; an empty text clears a field or a metadata key. */
    static void fill(ObjectNode intent, Params params) {
        params.integer("amount").ifPresent(amount -> intent.put("amount", checked(amount)));
        params.text("currency").ifPresent(currency -> intent.put("currency", checkedCurrency(currency)));
        if (params.has("payment_method_types")) {
            var types = intent.putArray("payment_method_types");
            params.list("payment_method_types").forEach(types::add);
        }
        for (String text : TEXTS) {
            if (params.has(text)) {
                intent.put(text, params.text(text).orElse(null));
            }
        }
        receiptEmail(intent, params);
        descriptors(intent, params);
        params.text("payment_method").ifPresent(method -> intent.put("payment_method", checkedMethod(method)));
        if (params.has("shipping")) {
            intent.set("shipping", params.object("shipping").tree());
        }
        Metadata.merge(intent, params);
    }

    static void receiptEmail(ObjectNode intent, Params params) {
        params.text("receipt_email").filter(email -> !email.matches("[^@\\s]+@[^@\\s]+")).ifPresent(email -> {
            throw StripeError.invalid("email_invalid", "receipt_email", "Invalid email address: " + email);
        });
        if (params.has("receipt_email")) {
            intent.put("receipt_email", params.text("receipt_email").orElse(null));
        }
    }

    private static void descriptors(ObjectNode intent, Params params) {
        boolean card = false;
        for (JsonNode type : intent.path("payment_method_types")) {
            card |= type.asText().equals("card");
        }
        if (card && params.text("statement_descriptor").isPresent()) {
            throw StripeError.invalid(null, "statement_descriptor",
                    "statement_descriptor is not supported for card payments: use statement_descriptor_suffix.");
        }
        params.text("statement_descriptor_suffix")
                .filter(suffix -> suffix.length() > 22 || !suffix.matches("[^<>\\\\'\"*]*[A-Za-z][^<>\\\\'\"*]*"))
                .ifPresent(suffix -> {
                    throw StripeError.invalid(null, "statement_descriptor_suffix",
                            "A suffix holds a letter, at most 22 characters and none of <>\\'\"*.");
                });
    }

    private static long checked(long amount) {
        if (amount < SMALLEST) {
            throw StripeError.invalid("amount_too_small", "amount", "Amount must be at least " + SMALLEST + " cents");
        }
        if (amount > LARGEST) {
            throw StripeError.invalid("amount_too_large", "amount", "Amount must be no more than " + LARGEST);
        }
        return amount;
    }

    private static String checkedCurrency(String currency) {
        String code = currency.toLowerCase(Locale.ROOT);
        if (!CURRENCIES.contains(code)) {
            throw StripeError.invalid(null, "currency", "Invalid currency: " + currency);
        }
        return code;
    }

    private static String checkedMethod(String paymentMethod) {
        TestCard.of(paymentMethod);
        return paymentMethod;
    }
}
