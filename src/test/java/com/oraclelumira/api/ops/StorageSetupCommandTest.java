package com.oraclelumira.api.ops;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-4")
class StorageSetupCommandTest {
    @Inject
    StorageSetupCommand command;

    @Test
    void it_says_what_it_told_the_buckets() {
        assertThat(command.run(Map.of())).containsExactly(
                "Bucket suite-uploads: pages of https://oraclelumira.com, https://desk.oraclelumira.com may "
                        + "PUT, GET, HEAD",
                "Bucket suite-lectures: pages of https://oraclelumira.com, https://desk.oraclelumira.com may GET, HEAD",
                "Bucket suite-uploads: unfinished multipart uploads are deleted after a day");
    }

    @Test
    void it_takes_no_options() {
        assertThatThrownBy(() -> command.run(Map.of("bucket", "x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
