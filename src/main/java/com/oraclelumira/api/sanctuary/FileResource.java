package com.oraclelumira.api.sanctuary;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkus.security.Authenticated;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.storage.LinkLife;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.storage.ObjectStore;

/**
 * The files of a customer's own readings, as addresses that open them for a while (contract M12). Hers is what a reading
 * names that she may read now: delivered, and paid still. An expert's token opens every file here, on the record.
 */
@Path("/api")
@Authenticated
@RateLimited(LimitGroup.CUSTOMER)
@Callers("a customer, for the files of her own readings; an expert, for every file")
class FileResource {
    /** {@code expiresIn} in seconds. */
    @Schema(name = "SignedReadingFileView")
    record FileView(String signedUrl, long expiresIn) {}

    private final CurrentCustomer customer;
    private final ExpertReader expert;
    private final OrdersOfClient orders;
    private final ObjectStore store;

    FileResource(CurrentCustomer customer, ExpertReader expert, OrdersOfClient orders, ObjectStore store) {
        this.customer = customer;
        this.expert = expert;
        this.orders = orders;
        this.store = store;
    }

    /**
     * By address or key. Problems: VALIDATION_ERROR for what is no file of ours, FORBIDDEN for somebody else's and for
     * one that does not exist alike, UNAUTHENTICATED, SERVICE_UNAVAILABLE.
     */
    @GET
    @Path("users/files/presign")
    @Operation(summary = "An address that opens a file of a reading for a while (M12).", description = "By url or key, for expiresIn seconds: 60 to 3600, 900 unless asked otherwise.")
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.FORBIDDEN})
    public FileView sign(@QueryParam("url") @Nullable String url, @QueryParam("key") @Nullable String key,
            @QueryParam("expiresIn") @Nullable Integer expiresIn) {
        boolean byExpert = expert.isReading();
        var user = byExpert ? null : customer.require();
        var file = store.parse(key == null ? url : key).orElseThrow(
                () -> new ProblemException(ProblemType.VALIDATION_ERROR,
                        "Cette adresse n'est pas celle d'un fichier."));
        if (user == null)
            expert.record(file);
        else if (orders.paid(user.email()).stream().noneMatch(order -> gives(order, file)))
            throw new ProblemException(ProblemType.FORBIDDEN, "Vous n'avez pas accès à ce fichier.");
        var life = LinkLife.of(expiresIn);
        return new FileView(store.signedGet(file, life).toString(), life.toSeconds());
    }

    private boolean gives(Order order, ObjectRef file) {
        return order.accessGranted() && order.fulfilment().readable().stream()
                .flatMap(reading -> Stream.of(reading.pdfUrl(), reading.audioUrl(), reading.mandalaSvg()))
                .filter(Objects::nonNull).map(store::parse).flatMap(Optional::stream).anyMatch(file::equals);
    }
}
