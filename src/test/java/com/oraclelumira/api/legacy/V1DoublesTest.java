package com.oraclelumira.api.legacy;

import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("DB-4")
class V1DoublesTest {
    @Test
    void what_the_order_has_is_not_replaced_not_even_where_its_type_is_odd() {
        var order = new Document("formData", "texte libre").append("expertPrompt", "le mien");
        var other = new Document("formData", new Document("firstName", "Anna")).append("expertPrompt", "l'autre");
        var doubles = V1Doubles.of(List.of(new V1Document(order), new V1Document(other)));
        assertThat(doubles.order().raw()).isEqualTo(order);
        assertThat(doubles.filled()).isEmpty();
    }

    @Test
    void the_documents_themselves_stay_as_v1_had_them() {
        var order = new Document("formData", new Document("firstName", "Anna"));
        var other = new Document("formData", new Document("phone", "0612345678"));
        var doubles = V1Doubles.of(List.of(new V1Document(order), new V1Document(other)));
        assertThat(doubles.filled()).containsExactly("formData.phone");
        assertThat(order.get("formData", Document.class)).containsOnlyKeys("firstName");
    }
}
