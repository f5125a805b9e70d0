package io.auralis.limits;

/**
 * A task that nobody waits for: when it throws, the service goes on and its failures are counted.
 */
public interface WatchedTask {

  /** Its name in the label of a metric. */
  String task();

  /** How often it has thrown since the start; any thread. */
  long taskFailures();
}
