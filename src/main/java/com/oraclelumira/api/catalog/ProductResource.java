package com.oraclelumira.api.catalog;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/** The catalogue for the landing and checkout pages (contract M1). Public. */
@Path("/api")
class ProductResource {
    record CatalogView(List<Product> products) {}

    private final CatalogView view;

    ProductResource(Catalog catalog) {
        view = new CatalogView(catalog.products());
    }

    @GET
    @Path("products")
    @RateLimited(LimitGroup.CATALOG)
    public CatalogView list() {
        return view;
    }
}
