package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.limits.TaskGuard;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RenderThreadTest {

  @Test
  void aTickThatIsUnderWayWhenTheServiceEndsIsTheLastAndNoFailure() throws Exception {
    // Given: a tick that lasts until the thread is closed
    TaskGuard guard = new TaskGuard("A test", () -> 0);
    CountDownLatch ticks = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    RenderThread thread =
        new RenderThread(
            guard,
            () -> {
              ticks.countDown();
              await(closing);
              return Duration.ofMillis(1);
            },
            System::nanoTime);
    thread.start();
    assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();

    // When
    Thread closer = new Thread(thread::close);
    closer.start();
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    closing.countDown();
    closer.join();

    // Then
    assertThat(guard.failures()).isZero();
    thread.tickNow();
    assertThat(guard.failures()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
