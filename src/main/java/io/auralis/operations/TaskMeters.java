package io.auralis.operations;

import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliveryTotals;
import io.auralis.limits.WatchedTask;
import io.auralis.station.StationLoop;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** How often tasks that nobody waits for have thrown; the label is the task. */
@Singleton
class TaskMeters implements MeterBinder {

  private final StationLoop station;
  private final Broadcaster broadcaster;
  private final Instance<WatchedTask> others;

  TaskMeters(StationLoop station, Broadcaster broadcaster, @Any Instance<WatchedTask> others) {
    this.station = station;
    this.broadcaster = broadcaster;
    this.others = others;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "render", station, StationLoop::taskFailures);
    count(registry, "delivery", broadcaster.totals(), DeliveryTotals::taskFailures);
    others.forEach(other -> count(registry, other.task(), other, WatchedTask::taskFailures));
  }

  private static <T> void count(
      MeterRegistry registry, String task, T owner, ToDoubleFunction<T> failures) {
    FunctionCounter.builder("auralis.task.failures", owner, failures)
        .tag("task", task)
        .description("Failures in tasks that nobody waits for: the service went on")
        .register(registry);
  }
}
