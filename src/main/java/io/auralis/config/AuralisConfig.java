package io.auralis.config;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/**
 * All settings of the service: {@code AURALIS_*} variables from the environment, a {@code .env}
 * file or {@code application.yaml}, with their defaults and ranges.
 *
 * <p>The variable of a method is its name in upper case: {@code defaultBpm()} is {@code
 * AURALIS_DEFAULT_BPM}. Read at wiring points only.
 */
@ConfigMapping(prefix = "auralis")
public interface AuralisConfig {

  /** Address to listen on. */
  @WithDefault("0.0.0.0")
  String host();

  /** Port to listen on. */
  @WithDefault("8000")
  @Min(1)
  @Max(65_535)
  int port();

  /** Where it runs; production refuses pages of foreign origins. */
  @WithDefault("development")
  @OneOf({"development", "production"})
  String env();

  /** Sample rate in hertz; the wire format and the synthesis graph are made for one. */
  @WithDefault("44100")
  @Min(44_100)
  @Max(44_100)
  int sampleRate();

  /** Length of a chunk in milliseconds; the synthesis graph is made for one. */
  @WithDefault("100")
  @Min(100)
  @Max(100)
  int chunkDurationMs();

  /** Seconds of audio that a station keeps, its lead included. */
  @WithDefault("2.0")
  @DecimalMin("1.0")
  @DecimalMax("60.0")
  double bufferCapacitySec();

  /** How far rendering runs ahead of the clock, in milliseconds. */
  @WithDefault("500")
  @Min(200)
  @Max(900)
  int leadMs();

  /** Where synthesis runs. */
  @WithDefault("auto")
  @OneOf({"auto", "mps", "coreml", "cuda", "cpu"})
  String device();

  /** Whether a named device that cannot be had stops the start. */
  @WithDefault("false")
  boolean deviceRequired();

  /** Threads of one synthesis run on the CPU; never more than there are cores. */
  @WithDefault("8")
  @Min(1)
  @Max(256)
  int torchThreads();

  /** A directory to read the model from instead of the one that ships. */
  Optional<String> modelDir();

  /** Seed of the station; the same seed plays the same music. Random if it is not set. */
  Optional<Long> seed();

  /** Key to begin with. */
  @WithDefault("A minor")
  @KeyName
  String defaultKey();

  /** Tempo to begin with, in beats per minute. */
  @WithDefault("70")
  @Min(Tempo.MIN_BPM)
  @Max(Tempo.MAX_BPM)
  int defaultBpm();

  /** Intensity to begin with, from sparse to dense. */
  @WithDefault("0.5")
  @DecimalMin("0.0")
  @DecimalMax("1.0")
  double defaultIntensity();

  /**
   * When a control takes effect: at the next bar line, at the next beat, or with the next phrase.
   */
  @WithDefault("bar")
  @OneOf({"bar", "beat", "phrase"})
  String controlApply();

  /** Listeners at a time. */
  @WithDefault("10")
  @Min(1)
  @Max(100_000)
  int maxClients();

  /** Listeners at a time from one address; 0 for no limit. */
  @WithDefault("0")
  @Min(0)
  @Max(100_000)
  int maxClientsPerAddress();

  /**
   * Proxies whose {@code X-Forwarded-*} headers are believed: addresses, networks or names,
   * separated by commas. By default a network that nobody is in.
   */
  @WithDefault("192.0.2.0/32")
  String trustedProxies();

  /** Who changes something must show this. */
  Optional<String> controlToken();

  /** Origins of pages that may use the service besides its own, separated by commas. */
  @WithDefault("http://localhost:3000")
  String corsOrigins();

  /** Whether listeners may ask for Opus. */
  @WithDefault("false")
  boolean enableOpus();

  /** Mean bit rate of the Opus stream, in kilobits per second. */
  @WithDefault("96")
  @Min(32)
  @Max(256)
  int opusBitrateKbps();

  /** Reverb, a delay in time with the tempo, and a limiter behind the synthesis. */
  @WithDefault("false")
  boolean enableEffects();

  /** What is logged. */
  @WithDefault("INFO")
  @OneOf({"DEBUG", "INFO", "WARNING", "ERROR"})
  String logLevel();

  /** Where the log is kept besides the console. */
  @WithDefault("logs/auralis.log")
  String logFile();

  /** The parameters to begin with. */
  default GenerationParameters parameters() {
    return new GenerationParameters(
        Key.parse(defaultKey()), new Tempo(defaultBpm()), defaultIntensity());
  }
}
