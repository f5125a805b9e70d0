package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.limits.TaskGuard;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrewTest {

  private final TaskGuard guard = new TaskGuard("A test", () -> 0);
  private final Crew crew = new Crew(3, guard);

  @AfterEach
  void close() {
    crew.close();
  }

  @Test
  void allAreDoneOnceWhenItReturns() {
    List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
    AtomicIntegerArray done = new AtomicIntegerArray(items.size());

    for (int round = 1; round <= 50; round++) {
      crew.forEach(items, done::incrementAndGet);

      for (int item : items) {
        assertThat(done.get(item)).isEqualTo(round);
      }
    }
  }

  @Test
  void severalThreadsWorkOnMany() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch all = new CountDownLatch(3);

    crew.forEach(
        IntStream.range(0, 3 * Crew.WORTH_A_THREAD).boxed().toList(),
        item -> {
          if (threads.add(Thread.currentThread())) {
            all.countDown();
            await(all);
          }
        });

    assertThat(threads).hasSize(3).contains(Thread.currentThread());
  }

  @Test
  void fewAreDoneByTheCallerAlone() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();

    crew.forEach(List.of(1, 2, 3, 4), item -> threads.add(Thread.currentThread()));

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void whatThrowsForOneIsCountedAndTheOthersAreDone() {
    Set<Integer> done = ConcurrentHashMap.newKeySet();

    crew.forEach(
        IntStream.range(0, 100).boxed().toList(),
        item -> {
          if (item % 10 == 0) {
            throw new AssertionError("broken");
          }
          done.add(item);
        });

    assertThat(done).hasSize(90);
    assertThat(guard.failures()).isEqualTo(10);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
