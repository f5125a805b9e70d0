package io.auralis.synthesis.onnx;

import io.auralis.onnx.GraphSession;
import io.auralis.sequencing.ControlBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The threads that render a batch, each with tensors of its own; the caller's is the first.
 *
 * <p>Every run of the graph belongs to one thread. A batch is done when all its runs are: a thread
 * that wakes up too late finds nothing left, and nobody waits for it. One caller at a time.
 */
final class Lanes implements AutoCloseable {

  /**
   * Blocks from which on further threads take part. Fewer are done in four milliseconds, and two
   * threads take five to eight per cent more CPU time for the same blocks.
   */
  static final int BLOCKS_FOR_ALL = 16;

  private final List<GraphRun> lanes = new ArrayList<>();
  private final ExecutorService crew = Executors.newCachedThreadPool(Lanes::worker);

  /**
   * @param threads the caller's included, at least 1
   * @param maxBlocks of a run
   * @param slots a control block with the most slots that a run may have
   */
  Lanes(GraphSession session, int threads, int maxBlocks, ControlBlock slots) {
    for (int lane = 0; lane < threads; lane++) {
      lanes.add(new GraphRun(session, maxBlocks, slots));
    }
  }

  /** Renders all runs of a plan. After a failure no run begins, and it is thrown at the end. */
  void render(BlockPlan plan) {
    int count = needed(plan, lanes.size());
    if (count == 1) {
      for (int run = 0; run < plan.runs(); run++) {
        lanes.get(0).render(plan, plan.start(run), plan.end(run));
      }
      return;
    }
    Batch batch = new Batch(plan);
    try {
      for (int lane = 1; lane < count; lane++) {
        GraphRun graph = lanes.get(lane);
        crew.execute(() -> batch.work(graph));
      }
    } finally {
      batch.work(lanes.get(0));
      batch.join();
    }
  }

  /** Threads that a plan is worth. */
  static int needed(BlockPlan plan, int threads) {
    return plan.size() < BLOCKS_FOR_ALL ? 1 : Math.min(threads, plan.runs());
  }

  @Override
  public void close() {
    crew.shutdown();
    lanes.forEach(GraphRun::close);
  }

  /** A batch that several threads share. */
  private static final class Batch {

    private final BlockPlan plan;
    private final int runs;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch left;

    private Batch(BlockPlan plan) {
      this.plan = plan;
      runs = plan.runs();
      left = new CountDownLatch(runs);
    }

    /** Takes one run after the other, until none is left. */
    private void work(GraphRun graph) {
      for (int run = next.getAndIncrement(); run < runs; run = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            graph.render(plan, plan.start(run), plan.end(run));
          }
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          left.countDown();
        }
      }
    }

    /** Waits for all, also after a failure: nobody may write to the caller's audio any more. */
    private void join() {
      boolean interrupted = false;
      while (true) {
        try {
          left.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure.get() instanceof Error error) {
        throw error;
      }
      if (failure.get() instanceof RuntimeException known) {
        throw known;
      }
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "auralis-synthesis");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    return thread;
  }
}
