package com.oraclelumira.api.contract;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Users;

import static com.oraclelumira.api.http.ProblemType.VALIDATION_ERROR;

/** M6 to M8, M10 and M11 with data in them. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class SanctuaryContractTest {
    private static final Pattern SIGNED = Pattern.compile("http.*/uploads/2026/11/[ab]-.*X-Amz-Signature=.*");
    private static final String ONE_ROW = "one row for each purchase, with the status that it really has (defect 32)";
    private static final String NO_NOTES = "what experts note for each other is not the customer's";
    private static final String OMITTED = "absent values are omitted";
    private static final String FORM = "the page shows them when they are there";

    @Inject
    Users users;

    private final Shop shop = new Shop();

    @Test
    void her_identity() {
        buy("Paul Payant Dupont", "0612345678");
        replay("45-me").isTheSame();
    }

    @Test
    void a_changed_identity() {
        buy("Paul Payant Dupont", "0612345678");
        replay("46-me-patch").isTheSame();
        replay("50-me-patch-back").isTheSame();
    }

    @Test
    void formats_that_are_refused() {
        buy("Paul Payant Dupont", "0612345678");
        var phone = Recording.of("47-me-patch-badphone");
        send(phone).differsOnlyBy(Allowances.refusal(phone, VALIDATION_ERROR, "Format téléphone invalide"));
        var email = Recording.of("48-me-patch-bademail");
        send(email).differsOnlyBy(Allowances.refusal(email, VALIDATION_ERROR, "Format email invalide"));
    }

    @Test
    void defect_26_an_address_that_another_account_has() {
        buy("Paulo Payant Dupont", "0612345679");
        var other = new Shop();
        other.buy("mystique");
        Shop.await().until(() -> users.byEmail(other.email).isPresent());
        var v1 = Recording.of("49-me-patch-dup").with("free@example.com", other.email);
        var untilConfirmed = "an address changes when its mailbox confirms it, and who has it is told to that mailbox alone";
        send(v1).differsOnlyBy(Allowances.NONE.instead("body.email", shop.email, untilConfirmed)
                .with("body.message", Pattern.compile("Un lien de confirmation .*"), untilConfirmed));
    }

    @Test
    @Tag("SEC-7")
    void there_are_no_insights_for_anybody() {
        var none = "an empty list is what its page can show";
        Recording.of("119-insights").replay(shop.request())
                .differsOnlyBy(Allowances.NONE.instead("status", 200, none)
                        .instead("headers.content-type", "application/json;charset=utf-8", none)
                        .ofAnotherType("body", List.of(), none));
    }

    @Test
    void a_profile_after_the_form_and_its_change() {
        buy("Paulo Payant Dupont", "0612345679");
        Shop.await().until(() -> users.byEmail(shop.email).isPresent());
        var user = users.byEmail(shop.email).orElseThrow();
        users.change(user.id(), Map.of("profile.facePhotoUrl", "uploads/2026/11/a-face_photo.jpg",
                "profile.palmPhotoUrl", "uploads/2026/11/b-palm_photo.jpg", "profile.birthDate", "1990-05-15",
                "profile.birthTime", "14:30", "profile.birthPlace", "Paris", "profile.specificQuestion", "Q ?",
                "profile.objective", "Paix", "profile.profileCompleted", false));
        replay("63-profile-after-submit").differsOnlyBy(profile());
        replay("64-profile-patch").differsOnlyBy(profile());
    }

    @Test
    void her_purchases_before_the_reading() {
        buy("Paul Payant Dupont", "0612345679");
        rename();
        replay("55-completed-before").differsOnlyBy(Allowances.NONE
                .instead("body.orders[0].orderNumber", FreeValue.ORDER_NUMBER, "every order has a number at once")
                .instead("body.orders[0].status", "paid", ONE_ROW)
                .without(ONE_ROW, "body.orders[0].deliveredAt", "body.orders[0].isProductOrder")
                .instead("body.user.level", 2, "the level that she paid for"));
        replay("56-stats").differsOnlyBy(
                Allowances.NONE.instead("body.maxLevel", 2, "the level that she paid for"));
    }

    @Test
    void her_purchases_after_the_reading() {
        var intent = buy("Paul Payant Dupont", "0612345679");
        rename();
        Purchases.submitted(intent);
        Purchases.delivered(intent, new Reading(null, "Texte",
                "https://qa-uploads.s3.eu-west-3.amazonaws.com/uploads/a.mp3",
                "https://oracle-lumira-lectures.s3.eu-west-3.amazonaws.com/lectures/6b02c0a03fe62bdfac62dd0d-v2.pdf",
                null, null, null, null));
        var row = "body.orders[0].";
        replay("100-completed-after").differsOnlyBy(Allowances.NONE.without(ONE_ROW, "body.orders[1]")
                .instead("body.total", 1, ONE_ROW)
                .without(OMITTED, row + "generatedContent.archetype", row + "generatedContent.mandalaSvg",
                        row + "generatedContent.ritual", row + "generatedContent.blockagesAnalysis",
                        row + "generatedContent.soulProfile")
                .without(NO_NOTES, row + "expertValidation.validatorId", row + "expertValidation.validationNotes",
                        row + "expertValidation.rejectionReason")
                .instead(row + "formData.specificQuestion", "Ma question ?",
                        "her question stays her question (defect 37)")
                .with(row + "formData.objective", "Paix", FORM).with(row + "formData.dateOfBirth", "1990-05-15", FORM)
                .with(row + "clientInputs",
                        Map.of("birthTime", "14:30", "birthPlace", "Paris", "lifeQuestion", "Paix"), FORM));
    }

    @Test
    void defect_40_her_purchases_after_an_answer_that_came_too_late() {
        var intent = buy("Paul Payant Dupont", "0612345679");
        rename();
        Purchases.delivered(intent);
        N8n.answer(N8n.reading(Purchases.byHandle(intent).id().toHexString(), "LATE")).then().statusCode(409);
        var kept = "it took the reading from her";
        replay("107-completed-after-late").differsOnlyBy(Allowances.NONE
                .instead("body.orders[0].orderNumber", FreeValue.ORDER_NUMBER, "every order has a number at once")
                .insteadOfNull("body.orders[0].generatedContent", Map.of("reading", "Votre lecture", "audioUrl",
                        "https://x.example/uploads/a.mp3", "pdfUrl", "https://x.example/lectures/a.pdf"), kept)
                .insteadOfNull("body.orders[0].expertValidation", Map.of("validationStatus", "approved",
                        "validatorName", "Maya", "validatedAt", "2026-11-22T10:14:59.438Z"), kept)
                .without(ONE_ROW, "body.orders[0].isProductOrder")
                .instead("body.user.level", 2, "the level that she paid for"));
    }

    /** As she had done before this was recorded. */
    private void rename() {
        Shop.await().until(() -> users.byEmail(shop.email).isPresent());
        users.change(users.byEmail(shop.email).orElseThrow().id(), Map.of("firstName", "Paulo"));
    }

    private static Allowances profile() {
        return Allowances.NONE.without("no page reads it", "body.profile._id")
                .instead("body.profile.facePhotoUrl", SIGNED, "the bucket is private, so the address is signed")
                .instead("body.profile.palmPhotoUrl", SIGNED, "the bucket is private, so the address is signed");
    }

    private String buy(String name, String phone) {
        var intent = shop.checkout(Map.of("productId", "mystique", "customerEmail", shop.email, "customerName", name,
                "customerPhone", phone)).<String>path("orderId");
        new StripeSays(shop, intent, 4700).succeeded("/api/payments/webhook");
        return intent;
    }

    private Comparison replay(String name) {
        var v1 = Recording.of(name);
        return send(List.of("56-stats").contains(name) ? v1 : v1.with("paid@example.com", shop.email));
    }

    private Comparison send(Recording v1) {
        return v1.with("<jwt>", shop.signIn().then().statusCode(200).extract().path("token")).replay(shop.request());
    }
}
