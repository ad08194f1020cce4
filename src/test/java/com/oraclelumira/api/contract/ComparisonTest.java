package com.oraclelumira.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.contract.Difference.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the contract tests rest on: a difference is always seen, and an obsolete entry of a list too. */
@Tag("TST-2")
class ComparisonTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "{'a':1}|{}|a|MISSING",
            "{}|{'a':null}|a|EXTRA",
            "{'a':1}|{'a':'1'}|a|OTHER_TYPE",
            "{'a':1}|{'a':1.0}|a|OTHER_TYPE",
            "{'a':null}|{'a':'x'}|a|OTHER_TYPE",
            "{'a':{}}|{'a':[]}|a|OTHER_TYPE",
            "{'a':1}|{'a':2}|a|OTHER_VALUE",
            "{'a':true}|{'a':false}|a|OTHER_VALUE",
            "{'a':{'b':['x','y']}}|{'a':{'b':['x','z']}}|a.b[1]|OTHER_VALUE",
            "{'a':['x','y']}|{'a':['x']}|a[1]|MISSING",
            "{'a':['x']}|{'a':['x','y']}|a[1]|EXTRA",
            "{'a':['x','y']}|{'a':['y','y']}|a[0]|OTHER_VALUE",
            "{'at':'2026-11-22T10:14:55.871Z'}|{'at':'2026-11-22T10:14:55Z'}|at|OTHER_VALUE",
            "{'at':'2026-11-22T10:14:55.871Z'}|{'at':'2026-11-22T10:14:55.871999Z'}|at|OTHER_VALUE",
            "{'id':'6b02c09f3fe62bdfac62dce9'}|{'id':'6b02c09f'}|id|OTHER_VALUE",
            "{'t':'<jwt>'}|{'t':'<jwt>'}||"})
    void each_difference_is_found_where_it_is(String recorded, String ours, String path, Kind kind) throws Exception {
        var found = Comparison.of(json(recorded), json(ours)).differences();
        if (kind == null)
            assertThat(found).isEmpty();
        else
            assertThat(found).singleElement().satisfies(difference -> {
                assertThat(difference.path()).isEqualTo(path);
                assertThat(difference.kind()).isEqualTo(kind);
            });
    }

    @Test
    void free_values_of_the_same_form_are_no_difference() throws Exception {
        Comparison.of(json("{'_id':'6b02c09f3fe62bdfac62dce9','at':'2026-11-22T10:14:55.871Z'}"),
                json("{'at':'2027-01-01T00:00:00.000Z','_id':'ffffffffffffffffffffffff'}")).isTheSame();
    }

    @Test
    void a_difference_that_is_not_on_the_list_fails() throws Exception {
        var comparison = Comparison.of(json("{'a':1,'b':2}"), json("{'a':2}"));
        var listed = Allowances.NONE.instead("a", 2, "decided");
        assertThatThrownBy(() -> comparison.differsOnlyBy(listed)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("not on the list: b: MISSING, v1 2, ours nothing");
        comparison.differsOnlyBy(listed.without("decided", "b"));
    }

    @Test
    void another_value_than_the_decided_one_fails() throws Exception {
        var comparison = Comparison.of(json("{'a':1}"), json("{'a':2}"));
        assertThatThrownBy(() -> comparison.differsOnlyBy(Allowances.NONE.instead("a", 3, "decided")))
                .isInstanceOf(AssertionError.class).hasMessageContaining("not on the list: a");
    }

    @Test
    void an_entry_that_no_longer_applies_fails() throws Exception {
        var comparison = Comparison.of(json("{'a':1}"), json("{'a':1}"));
        assertThatThrownBy(() -> comparison.differsOnlyBy(Allowances.NONE.with("b", 1, "decided")))
                .isInstanceOf(AssertionError.class).hasMessageContaining("on the list and not found");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Recording.JSON.readTree(text.replace('\'', '"'));
    }
}
