package com.oraclelumira.api.catalog;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/** The catalogue for the landing and checkout pages (contract M1). Public. */
@Path("/api")
@Callers("everybody")
class ProductResource {
    record CatalogView(List<Product> products) {}

    private final CatalogView view;

    ProductResource(Catalog catalog) {
        view = new CatalogView(catalog.products());
    }

    @GET
    @Path("products")
    @RateLimited(LimitGroup.CATALOG)
    @Operation(summary = "The products with their prices (M1).")
    @Fails(needsDatabase = false)
    public CatalogView list() {
        return view;
    }
}
