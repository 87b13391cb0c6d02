package dev.weir.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static int spendAll(RetryBudget budget) {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }

    @Test
    void aFew_areThereFromTheStart_andNoMoreAreSavedUp() {
        RetryBudget budget = new RetryBudget(1);
        for (int i = 0; i < 1000; i++) {
            budget.earn();
        }
        assertThat(spendAll(budget)).isEqualTo(20);
    }

    @Test
    void requests_earnTheirShare() {
        RetryBudget budget = new RetryBudget(0.2);
        spendAll(budget);
        for (int i = 0; i < 50; i++) {
            budget.earn();
        }
        assertThat(spendAll(budget)).isEqualTo(10);
    }
}
