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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All settings of the service: {@code AURALIS_*} variables from the environment, a {@code .env}
 * file or {@code application.yaml}, with their defaults and ranges.
 *
 * <p>The variable of a method is its name in upper case: {@code defaultBpm()} is {@code
 * AURALIS_DEFAULT_BPM}. Read at wiring points only. {@link SharedStations} reads the stations.
 */
@ConfigMapping(prefix = "auralis")
public interface AuralisConfig {

  /** Address to listen on, or a name that leads to one. */
  @WithDefault("0.0.0.0")
  String host();

  /** Port to listen on. */
  @WithDefault("8000")
  @Min(1)
  @Max(65_535)
  int port();

  /**
   * Where it runs. In {@code production} pages of foreign origins are refused, and each line of the
   * log is a JSON object.
   */
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

  /**
   * Seconds of audio that a station keeps, its lead included; what lies behind the lead is how long
   * a listener may be gone and still continue without a gap.
   */
  @WithDefault("2.0")
  @DecimalMin("1.0")
  @DecimalMax("60.0")
  double bufferCapacitySec();

  /** How far rendering runs ahead of the clock at most, in milliseconds. */
  @WithDefault("500")
  @Min(200)
  @Max(900)
  int leadMs();

  /**
   * Where synthesis runs. {@code auto} takes CoreML on a Mac with Apple silicon, else CUDA if the
   * build has it ({@code -Pcuda}), else the CPU; {@code coreml} is another name for {@code mps}.
   * What cannot be had is named once, and the CPU plays.
   */
  @WithDefault("auto")
  @OneOf({"auto", "mps", "coreml", "cuda", "cpu"})
  String device();

  /** Stops the start if the graph cannot run on the device that {@code AURALIS_DEVICE} names. */
  @WithDefault("false")
  boolean deviceRequired();

  /** Threads that render, never more than there are cores; each takes whole blocks. */
  @WithDefault("8")
  @Min(1)
  @Max(256)
  int torchThreads();

  /** Directory to read model and patches from instead of those that ship. */
  Optional<String> modelDir();

  /** Seed of the station; the same seed plays the same music. Random if it is not set. */
  Optional<Long> seed();

  /**
   * When the station's first chunk was due, say {@code 2026-01-31T00:00:00Z}. Instances with the
   * same epoch, seed and settings to begin with play the same chunks at the same time; without it
   * each begins when it starts.
   */
  Optional<Instant> stationEpoch();

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
   * When a control takes effect: at the next bar line, at the next beat, or when the phrase ends,
   * each behind the lead. Notes that sound ring out.
   */
  @WithDefault("bar")
  @OneOf({"bar", "beat", "phrase"})
  String controlApply();

  /** Listeners at a time. */
  @WithDefault("10")
  @Min(1)
  @Max(100_000)
  int maxClients();

  /** Listeners at a time from one address; 0 sets no limit. */
  @WithDefault("0")
  @Min(0)
  @Max(100_000)
  int maxClientsPerAddress();

  /** Personal stations at a time; 0 turns them off. */
  @WithDefault("1000")
  @Min(0)
  @Max(100_000)
  int maxStations();

  /** Personal stations at a time that one address has made; 0 sets no limit. */
  @WithDefault("10")
  @Min(0)
  @Max(100_000)
  int maxStationsPerAddress();

  /** Seconds that a personal station stays after its last listener has left. */
  @WithDefault("600")
  @Min(10)
  @Max(86_400)
  int stationLingerSec();

  /**
   * How much of its time the thread that renders may need for all stations when one more personal
   * one is made, in percent; the rest is left for slow moments, and for stations that wake.
   */
  @WithDefault("60")
  @Min(1)
  @Max(95)
  int stationLoadPercent();

  /**
   * Addresses, networks or names of proxies, separated by commas, whose {@code X-Forwarded-*}
   * headers are believed; the default is an address that nobody has.
   */
  @WithDefault("192.0.2.0/32")
  @Form(TextForm.NETWORKS)
  String trustedProxies();

  /**
   * Who changes something must show it: {@code Authorization: Bearer} over REST, {@code token} in a
   * control over the stream.
   */
  @Secret
  Optional<String> controlToken();

  /**
   * Origins of pages that may use the service besides its own, as {@code scheme://host[:port]}
   * separated by commas, or {@code *}. Behind a proxy that changes the {@code Host} header the own
   * page must be listed too.
   */
  @WithDefault("http://localhost:3000")
  @Form(TextForm.ORIGINS)
  String corsOrigins();

  /** Whether listeners may ask for {@code ?format=opus}. */
  @WithDefault("false")
  boolean enableOpus();

  /** Mean bit rate of the Opus stream, in kilobits per second. */
  @WithDefault("96")
  @Min(32)
  @Max(256)
  int opusBitrateKbps();

  /** Melodies by a transformer; this version has none, and does not start with the flag set. */
  @WithDefault("false")
  @NotBuilt("melodies by a transformer are not built yet")
  boolean enableTransformer();

  /**
   * Seconds between SIGTERM, from which on the service is not ready, and the moment when it begins
   * to send its listeners away: what balancers take to notice.
   */
  @WithDefault("5")
  @DecimalMin("0")
  @DecimalMax("300")
  double drainDelaySec();

  /** Seconds over which the listeners are then sent away, with close 1001. */
  @WithDefault("3")
  @DecimalMin("0")
  @DecimalMax("60")
  double drainSpreadSec();

  /** Reverb, a delay in time with the tempo, and a limiter at -1 dBTP. */
  @WithDefault("false")
  boolean enableEffects();

  /** Whether the port speaks HTTPS and {@code wss}, and nothing else. */
  @WithDefault("false")
  boolean enableSsl();

  /**
   * The certificate for {@code AURALIS_ENABLE_SSL}, or a chain that begins with it, as a PEM file.
   * A new one is taken within seconds, without a restart.
   */
  Optional<String> sslCertPath();

  /** The certificate's RSA or EC key, as a PEM file without a password. */
  Optional<String> sslKeyPath();

  /** What is logged. */
  @WithDefault("INFO")
  @OneOf({"DEBUG", "INFO", "WARNING", "ERROR"})
  String logLevel();

  /** Where the log is kept besides the console; rotates at 10 MB. */
  @WithDefault("logs/auralis.log")
  String logFile();

  /** The parameters to begin with. */
  default GenerationParameters parameters() {
    return new GenerationParameters(
        Key.parse(defaultKey()), new Tempo(defaultBpm()), defaultIntensity());
  }

  /** The limits of personal stations. */
  default PersonalStationSettings personalStations() {
    return new PersonalStationSettings(
        Duration.ofSeconds(stationLingerSec()),
        maxStations(),
        maxStationsPerAddress(),
        stationLoadPercent());
  }
}
