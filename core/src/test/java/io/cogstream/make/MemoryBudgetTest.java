package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.make.MemoryBudget.Reservation;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    @Test
    void grantsWhatFitsAtOnce() {
        MemoryBudget budget = new MemoryBudget(100);

        Reservation reservation = budget.acquire(60).join();

        assertThat(budget.used()).isEqualTo(60);
        reservation.close();
        reservation.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void servesInTheOrderOfArrival() {
        MemoryBudget budget = new MemoryBudget(100);
        Reservation first = budget.acquire(80).join();
        CompletableFuture<Reservation> large = budget.acquire(90);
        CompletableFuture<Reservation> small = budget.acquire(10);

        assertThat(large).isNotDone();
        assertThat(small).as("a small request does not overtake a large one").isNotDone();
        first.close();
        assertThat(large).isDone();
        assertThat(small).isDone();
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void givesBackWhatACancelledWaiterWouldHaveGot() {
        MemoryBudget budget = new MemoryBudget(100);
        Reservation first = budget.acquire(100).join();
        CompletableFuture<Reservation> waiting = budget.acquire(50);
        waiting.cancel(true);
        first.close();

        assertThat(budget.used()).isZero();
    }

    @Test
    void givesAtOnceOnlyWhatNobodyWaitsFor() {
        MemoryBudget budget = new MemoryBudget(100);
        Reservation first = budget.acquire(60).join();

        assertThat(budget.tryAcquire(50)).isNull();
        assertThat(budget.tryAcquire(40)).isNotNull();
        CompletableFuture<Reservation> waiting = budget.acquire(70);
        first.close();
        assertThat(waiting).isNotDone();
        assertThat(budget.tryAcquire(10)).as("others wait").isNull();
    }

    @Test
    void refusesWhatCouldNeverFit() {
        assertThatThrownBy(() -> new MemoryBudget(100).acquire(101)).hasMessageContaining("101");
    }
}
