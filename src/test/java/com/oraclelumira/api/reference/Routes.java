package com.oraclelumira.api.reference;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The calls that the compiled classes answer, read without the framework. */
final class Routes {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Set<String> OF_THE_PRODUCT = in("target/classes");
    private static final Set<String> OF_TESTS = in("target/test-classes");

    private Routes() {}

    static Set<String> ofTheProduct() {
        return OF_THE_PRODUCT;
    }

    static Set<String> ofTests() {
        return OF_TESTS;
    }

    private static Set<String> in(String folder) {
        var found = new TreeSet<String>();
        for (var type : new ClassFileImporter().importPath(Path.of(folder)))
            for (var method : type.getMethods())
                METHODS.stream().filter(http -> method.isAnnotatedWith("jakarta.ws.rs." + http))
                        .forEach(http -> found.add(http + " " + path(method)));
        return found;
    }

    private static String path(JavaMethod method) {
        var parts = "/" + value(method.getOwner().tryGetAnnotationOfType("jakarta.ws.rs.Path")) + "/"
                + value(method.tryGetAnnotationOfType("jakarta.ws.rs.Path"));
        return parts.replaceAll("/+", "/").replaceAll("/$", "");
    }

    private static Object value(Optional<? extends JavaAnnotation<?>> annotation) {
        return annotation.flatMap(found -> found.get("value")).orElse("");
    }
}
