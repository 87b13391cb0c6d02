package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GroupListTest {
    @Test
    void names_becomeAListOfStrings() {
        assertThat(GroupList.format("products, \"odd\\ one,,")).isEqualTo("\"products\", \"\\\"odd\\\\ one\"");
    }

    @Test
    void aNameThatNoStringCanHold_isRefused() {
        assertThatThrownBy(() -> GroupList.format("naïve")).hasMessage("groups: naïve (expected: printable ASCII)");
    }
}
