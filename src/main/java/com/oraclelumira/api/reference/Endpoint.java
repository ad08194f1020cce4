package com.oraclelumira.api.reference;

import java.lang.annotation.Annotation;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** The method behind an operation and what is written on it. */
record Endpoint(MethodInfo method) {

    /** @param operationId {@code package.Class_method}, as the strategy of application.properties makes it */
    static Endpoint of(String operationId, IndexView index) {
        int end = operationId.lastIndexOf('_');
        var name = operationId.substring(end + 1);
        return index.getClassByName(operationId.substring(0, end)).methods().stream()
                .filter(method -> method.name().equals(name) && method.hasDeclaredAnnotation(jakarta.ws.rs.Path.class))
                .findFirst().map(Endpoint::new).orElseThrow();
    }

    /** On the method, else on its class. */
    Optional<AnnotationInstance> annotation(Class<? extends Annotation> type) {
        return own(type)
                .or(() -> Optional.ofNullable(method.declaringClass().declaredAnnotation(type)));
    }

    /** On the method itself. */
    Optional<AnnotationInstance> own(Class<? extends Annotation> type) {
        return Optional.ofNullable(method.declaredAnnotation(type));
    }

    /** The package under ours, for example {@code payments}. */
    String feature() {
        var name = method.declaringClass().name().packagePrefix();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** For generated clients: {@code desk}, {@code ClientResource} and {@code list} are {@code deskClientList}. */
    String id() {
        var name = method.name();
        return feature() + method.declaringClass().simpleName().replace("Resource", "")
                + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
