package io.auralis.benchmark;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.render.Performance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Real-time factor of Opus on one thread, by complexity: seconds of audio per second of work.
 *
 * <p>One operation is one second out of a minute of a station's music, resampling included. Before
 * that, {@link OpusQuality} prints what the complexity does to the minute. Opus has much code to
 * compile: each complexity has its own JVM, which runs for 20 s before it is measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 4, time = 3)
@Fork(1)
public class OpusBenchmark {

  private static final int SECONDS = 60;
  private static final int CHUNKS_PER_SECOND = 1_000 / AudioFormat.BLOCK_MILLIS;
  private static final int BITS_PER_SECOND = 96_000;

  /** How much work a packet may take. */
  @Param({"10", "9", "8", "7", "6", "5", "4", "3", "2"})
  public int complexity;

  private final List<AudioChunk> chunks = new ArrayList<>();
  private OpusChunkEncoder encoder;
  private int next;

  /** Renders the music and says what becomes of it. */
  @Setup
  public void play() {
    GenerationParameters parameters =
        new GenerationParameters(Key.parse("A minor"), new Tempo(70), 0.5);
    new Performance(1, parameters, SECONDS, false)
        .play(pcm -> chunks.add(new AudioChunk(chunks.size(), 0, pcm)));
    System.out.println();
    System.out.println(OpusQuality.of(chunks, BITS_PER_SECOND, complexity));
    encoder = new OpusChunkEncoder(BITS_PER_SECOND, complexity);
  }

  /** Encodes a second. */
  @Benchmark
  public void opus(Blackhole sink) {
    for (int chunk = 0; chunk < CHUNKS_PER_SECOND; chunk++) {
      sink.consume(encoder.encode(chunks.get(next)));
      next = (next + 1) % chunks.size();
    }
  }
}
