package com.oraclelumira.api.catalog;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ledger.Price;

/**
 * One line of the catalogue, in the shape that the customer app reads (contract M1). {@code _id} is the level's number:
 * the "Réessayer" button of the confirmation page goes to {@code /commande?product=<number>} and matches on it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Product(String id, @JsonProperty("_id") String numericId, String name, String description,
        long amountCents, String currency, String level, @Nullable String limitedOffer, List<String> features,
        Metadata metadata) {

    /** {@code comingSoon} is absent, not false, on what can be bought. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metadata(String duration, List<String> access, List<String> bonus, @Nullable Boolean comingSoon) {}

    @JsonIgnore
    public Price price() {
        return new Price(amountCents, currency);
    }

    @JsonIgnore
    public boolean purchasable() {
        return metadata.comingSoon() == null;
    }
}
