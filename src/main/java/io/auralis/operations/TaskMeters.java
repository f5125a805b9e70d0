package io.auralis.operations;

import io.auralis.limits.WatchedTask;
import io.auralis.stations.DeliveryByKind;
import io.auralis.stations.Stations;
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

  private final Stations stations;
  private final DeliveryByKind delivery;
  private final Instance<WatchedTask> others;

  TaskMeters(Stations stations, DeliveryByKind delivery, @Any Instance<WatchedTask> others) {
    this.stations = stations;
    this.delivery = delivery;
    this.others = others;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "render", stations, all -> all.group().taskFailures());
    count(registry, "stations", stations, Stations::taskFailures);
    count(registry, "delivery", delivery, DeliveryByKind::taskFailures);
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
