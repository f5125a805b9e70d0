package io.auralis.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskGuardTest {

  private long nanos;
  private final TaskGuard guard = new TaskGuard("Watering the plants", () -> nanos);

  @ParameterizedTest
  @ValueSource(
      classes = {
        OutOfMemoryError.class,
        StackOverflowError.class,
        NoClassDefFoundError.class,
        AssertionError.class,
        IllegalStateException.class
      })
  void whateverATaskThrowsIsCountedAndLogged(Class<? extends Throwable> type) throws Exception {
    Throwable failure = type.getDeclaredConstructor().newInstance();
    try (LogLines log = LogLines.of(TaskGuard.class)) {
      assertThat(guard.run(() -> sneak(failure))).isFalse();

      assertThat(guard.failures()).isEqualTo(1);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0).getMessage()).startsWith("Watering the plants failed");
      assertThat(log.lines().get(0).getThrown()).isSameAs(failure);
    }
    assertThat(guard.run(() -> {})).isTrue();
  }

  @Test
  void aTaskThatFailsAgainAndAgainHasALineAMinute() {
    try (LogLines log = LogLines.of(TaskGuard.class)) {
      for (int i = 0; i < 601; i++) {
        guard.failed(new IllegalStateException());
        nanos += TimeUnit.MILLISECONDS.toNanos(100);
      }
      assertThat(guard.failures()).isEqualTo(601);
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(1).getMessage()).contains("599 times more");
    }
  }

  @Test
  void aFailureThatCannotEvenBeToldIsCounted() {
    try (LogLines log = LogLines.of(TaskGuard.class)) {
      guard.failed(
          new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
              throw new OutOfMemoryError();
            }

            @Override
            public String getMessage() {
              throw new OutOfMemoryError();
            }
          });
      assertThat(guard.failures()).isEqualTo(1);
      assertThat(log.lines()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
