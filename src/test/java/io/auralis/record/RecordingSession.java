package io.auralis.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays all cases of the record, each on a station that is alone, on two threads. */
final class RecordingSession implements AutoCloseable {

  private static final int THREADS = 2;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<RecordedCase, Future<Recording>> recordings = new LinkedHashMap<>();

  /** Starts to play. */
  RecordingSession() {
    for (RecordedCase each : RecordedCase.all()) {
      recordings.put(each, threads.submit(() -> Recording.of(each)));
    }
  }

  /** Waits for a case. */
  Recording get(RecordedCase each) throws InterruptedException, ExecutionException {
    return recordings.get(each).get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
