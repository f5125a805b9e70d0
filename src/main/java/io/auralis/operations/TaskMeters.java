package io.auralis.operations;

import io.auralis.limits.WatchedTask;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** How often tasks that nobody waits for have thrown; the label is the task. */
@Singleton
class TaskMeters implements MeterBinder {

  private final Instance<WatchedTask> tasks;

  TaskMeters(@Any Instance<WatchedTask> tasks) {
    this.tasks = tasks;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    tasks.forEach(
        task ->
            FunctionCounter.builder("auralis.task.failures", task, WatchedTask::taskFailures)
                .tag("task", task.task())
                .description("Failures in tasks that nobody waits for: the service went on")
                .register(registry));
  }
}
