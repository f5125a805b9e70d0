package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.tls.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

  @Test
  void theDefaultsAreAllowed() {
    assertThat(problems(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          auralis.default-bpm | 39 | AURALIS_DEFAULT_BPM=39 is not allowed: it must be a whole number from 40 to 200
          auralis.default-bpm | 201 | AURALIS_DEFAULT_BPM=201 is not allowed: it must be a whole number from 40 to 200
          auralis.default-bpm | 70.5 | AURALIS_DEFAULT_BPM=70.5 is not allowed: it must be a whole number from 40 to 200
          auralis.default-bpm | fast | AURALIS_DEFAULT_BPM=fast is not allowed: it must be a whole number from 40 to 200
          auralis.default-intensity | 1.5 | AURALIS_DEFAULT_INTENSITY=1.5 is not allowed: it must be a number from 0.0 to 1.0
          auralis.default-intensity | NaN | AURALIS_DEFAULT_INTENSITY=NaN is not allowed: it must be a number from 0.0 to 1.0
          auralis.device | tpu | AURALIS_DEVICE=tpu is not allowed: it must be one of auto, mps, coreml, cuda, cpu
          auralis.device-required | maybe | AURALIS_DEVICE_REQUIRED=maybe is not allowed: it must be true or false
          auralis.control-apply | now | AURALIS_CONTROL_APPLY=now is not allowed: it must be one of bar, beat, phrase
          auralis.port | 70000 | AURALIS_PORT=70000 is not allowed: it must be a whole number from 1 to 65535
          auralis.sample-rate | 48000 | AURALIS_SAMPLE_RATE=48000 is not allowed: it must be 44100; this version supports no other value
          auralis.seed | many | AURALIS_SEED=many is not allowed: it must be a whole number
          auralis.torch-threads | 0 | AURALIS_TORCH_THREADS=0 is not allowed: it must be a whole number from 1 to 256
          auralis.opus-bitrate-kbps | 31 | AURALIS_OPUS_BITRATE_KBPS=31 is not allowed: it must be a whole number from 32 to 256
          auralis.enable-transformer | true | AURALIS_ENABLE_TRANSFORMER=true is not allowed: it must be false; melodies by a transformer are not built yet
          auralis.enable-transformer | maybe | AURALIS_ENABLE_TRANSFORMER=maybe is not allowed: it must be false; melodies by a transformer are not built yet
          auralis.station-epoch | yesterday | AURALIS_STATION_EPOCH=yesterday is not allowed: it must be a time from 1970 to now, like 2026-01-31T00:00:00Z
          auralis.station-epoch | 2026-01-31 | AURALIS_STATION_EPOCH=2026-01-31 is not allowed: it must be a time from 1970 to now, like 2026-01-31T00:00:00Z
          auralis.station-epoch | 1969-12-31T23:59:59Z | AURALIS_STATION_EPOCH=1969-12-31T23:59:59Z is not allowed: it must be a time from 1970 to now, like 2026-01-31T00:00:00Z
          auralis.port | tcp://10.0.0.1:8000 | AURALIS_PORT=tcp://10.0.0.1:8000 is not allowed: it must be a whole number from 1 to 65535. Kubernetes has set it for a Service called auralis: set AURALIS_PORT in the pod, or enableServiceLinks: false
          auralis.port | ٨٠٠٠ | AURALIS_PORT=٨٠٠٠ is not allowed: it must be a whole number from 1 to 65535
          auralis.port | 8e3 | AURALIS_PORT=8e3 is not allowed: it must be a whole number from 1 to 65535
          auralis.port | 8_000 | AURALIS_PORT=8_000 is not allowed: it must be a whole number from 1 to 65535
          auralis.seed | 9223372036854775808 | AURALIS_SEED=9223372036854775808 is not allowed: it must be a whole number
          auralis.seed | १२ | AURALIS_SEED=१२ is not allowed: it must be a whole number
          auralis.default-intensity | Infinity | AURALIS_DEFAULT_INTENSITY=Infinity is not allowed: it must be a number from 0.0 to 1.0
          auralis.default-intensity | 1e999999999 | AURALIS_DEFAULT_INTENSITY=1e999999999 is not allowed: it must be a number from 0.0 to 1.0
          auralis.default-intensity | 0,5 | AURALIS_DEFAULT_INTENSITY=0,5 is not allowed: it must be a number from 0.0 to 1.0
          auralis.default-intensity | ۰ | AURALIS_DEFAULT_INTENSITY=۰ is not allowed: it must be a number from 0.0 to 1.0
          auralis.trusted-proxies | 10.0.0.0/33 | AURALIS_TRUSTED_PROXIES=10.0.0.0/33 is not allowed: it must be addresses like 10.0.0.1, networks like 10.0.0.0/8 or names of machines, separated by commas
          auralis.station-linger-sec | 9 | AURALIS_STATION_LINGER_SEC=9 is not allowed: it must be a whole number from 10 to 86400
          auralis.station-linger-sec | 86401 | AURALIS_STATION_LINGER_SEC=86401 is not allowed: it must be a whole number from 10 to 86400
          auralis.station-linger-sec | 10m | AURALIS_STATION_LINGER_SEC=10m is not allowed: it must be a whole number from 10 to 86400
          auralis.max-stations | -1 | AURALIS_MAX_STATIONS=-1 is not allowed: it must be a whole number from 0 to 100000
          auralis.max-stations | 100001 | AURALIS_MAX_STATIONS=100001 is not allowed: it must be a whole number from 0 to 100000
          auralis.max-stations-per-address | -1 | AURALIS_MAX_STATIONS_PER_ADDRESS=-1 is not allowed: it must be a whole number from 0 to 100000
          auralis.station-load-percent | 0 | AURALIS_STATION_LOAD_PERCENT=0 is not allowed: it must be a whole number from 1 to 95
          auralis.station-load-percent | 96 | AURALIS_STATION_LOAD_PERCENT=96 is not allowed: it must be a whole number from 1 to 95
          auralis.station-load-percent | 60% | AURALIS_STATION_LOAD_PERCENT=60% is not allowed: it must be a whole number from 1 to 95
          auralis.max-clients | 0 | AURALIS_MAX_CLIENTS=0 is not allowed: it must be a whole number from 1 to 100000
          """)
  void aWrongValueIsNamedWithItsVariableAndWhatIsAllowed(
      String property, String value, String expected) {
    assertThat(problems(Map.of(property, value))).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/",
        "10.0.0.0/x",
        "10.0.0/8",
        "256.0.0.1",
        "1.2.3",
        "10.0.0.0/8 10.1.0.0/16",
        "10.0.0.0/8;10.1.0.0/16",
        "2001:db8::/129",
        "2001:db8:::1",
        "::1]",
        "proxy/8",
        "proxy.example:80",
        "-proxy",
        "*",
        ","
      })
  void whatIsNoProxyIsRefused(String proxies) {
    assertThat(problems(Map.of("auralis.trusted-proxies", proxies)))
        .singleElement()
        .asString()
        .startsWith("AURALIS_TRUSTED_PROXIES=" + proxies + " is not allowed: it must be addresses");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "10.0.0.0/8, 172.16.0.0/12,192.168.0.0/16",
        "0.0.0.0/0",
        "::1",
        "2001:db8::/32",
        "::ffff:10.0.0.1",
        "ingress",
        "my_proxy.svc.cluster.local",
        "localhost,"
      })
  void proxiesOfEachKindAreAllowed(String proxies) {
    assertThat(problems(Map.of("auralis.trusted-proxies", proxies))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elsewhere",
        "radio.example:443",
        "https://",
        "https://radio.example/",
        "https://radio.example/page",
        "https://radio.example:",
        "https://radio.example:0",
        "https://radio.example:65536",
        "https://radio.example:http",
        "https://a%20b.example",
        "https://user@radio.example",
        "https://*.radio.example",
        "https://radio.example?",
        "https://radio.example#",
        "https://radio .example",
        "https://one.example https://two.example",
        ","
      })
  void whatIsNoOriginIsRefused(String origins) {
    assertThat(problems(Map.of("auralis.cors-origins", origins)))
        .singleElement()
        .asString()
        .startsWith("AURALIS_CORS_ORIGINS=" + origins + " is not allowed: it must be origins as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "http://localhost:3000",
        "https://radio.example, http://[::1]:8000",
        "HTTPS://Radio.Example:8443",
        "capacitor://localhost"
      })
  void originsAreAllowed(String origins) {
    assertThat(problems(Map.of("auralis.cors-origins", origins))).isEmpty();
  }

  @Test
  void aClockThatLiesBeforeTheEpochIsNamed() {
    Instant sinceBoot = Instant.parse("1970-01-01T00:03:12Z");

    assertThat(
            SettingsCheck.problems(
                name -> value(Map.of("auralis.station-epoch", "2026-01-31T00:00:00Z"), name),
                sinceBoot))
        .containsExactly(
            "AURALIS_STATION_EPOCH=2026-01-31T00:00:00Z is not allowed: it must be a time from 1970"
                + " to now, like 2026-01-31T00:00:00Z. The clock of this machine lies before it and"
                + " says 1970-01-01T00:03:12Z: set the clock, or an earlier time");
  }

  @Test
  void noMessageShowsAToken() {
    for (String token : List.of("sesame\u0007", "sesame\uFFFD", "ses\name", "sesame\0")) {
      assertThat(problems(Map.of("auralis.control-token", token)))
          .singleElement()
          .asString()
          .startsWith("AURALIS_CONTROL_TOKEN is not allowed: it must be ")
          .doesNotContain("ses");
    }
  }

  @Test
  void aMessageIsOneLineThatCanBeRead() {
    assertThat(problems(Map.of("auralis.env", "prod\nuction\u001b[31m")))
        .containsExactly(
            "AURALIS_ENV=prod\\u000auction\\u001b[31m is not allowed: it must be one line without"
                + " control characters");
    assertThat(problems(Map.of("auralis.env", "x".repeat(100_000))).get(0)).hasSizeLessThan(300);
  }

  @Test
  void spaceAroundAValueIsNoPartOfIt() {
    assertThat(problems(Map.of("auralis.env", "production\n", "auralis.device", "\t cuda \r\n")))
        .isEmpty();
    assertThat(problems(Map.of("auralis.port", " ", "auralis.env", "\r\n"))).isEmpty();
  }

  @Test
  void aTypeThatNobodyChecksIsNoticed() {
    assertThatThrownBy(() -> Setting.of(WithDuration.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("linger is a java.time.Duration");
    assertThatThrownBy(() -> Setting.of(WithList.class)).hasMessageContaining("List");
    assertThat(Setting.of(AuralisConfig.class)).hasSizeGreaterThan(30);
  }

  interface WithDuration {
    Duration linger();
  }

  interface WithList {
    List<String> names();
  }

  @Test
  void aKeyThatDoesNotExistIsRefusedWithAllThatDo() {
    assertThat(problems(Map.of("auralis.default-key", "H minor")))
        .singleElement()
        .asString()
        .startsWith("AURALIS_DEFAULT_KEY=H minor is not allowed: it must be one of A minor, ")
        .endsWith("B major");
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThat(problems(Map.of("auralis.default-bpm", "0", "auralis.port", "0"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "auralis.default-bpm, 40",
    "auralis.default-bpm, 200",
    "auralis.default-intensity, 0",
    "auralis.default-intensity, 1",
    "auralis.buffer-capacity-sec, 2",
    "auralis.default-key, G major",
    "auralis.control-apply, beat",
    "auralis.device, coreml",
    "auralis.device-required, true",
    "auralis.enable-opus, true",
    "auralis.enable-effects, true",
    "auralis.enable-transformer, false",
    "auralis.enable-ssl, false",
    "auralis.station-linger-sec, 10",
    "auralis.station-linger-sec, 86400",
    "auralis.max-stations, 0",
    "auralis.max-stations, 100000",
    "auralis.max-stations-per-address, 0",
    "auralis.station-load-percent, 1",
    "auralis.station-load-percent, 95",
    "auralis.seed, -5"
  })
  void valuesAtTheEdgesAreAllowed(String property, String value) {
    assertThat(problems(Map.of(property, value))).isEmpty();
  }

  @Test
  void tlsNeedsACertificateAndItsKey(@TempDir Path directory) {
    TestCertificate good = TestCertificate.make(directory, "good");
    TestCertificate other = TestCertificate.make(directory, "other");

    assertThat(problems(Map.of("auralis.enable-ssl", "true")))
        .containsExactly(
            "AURALIS_ENABLE_SSL=true needs AURALIS_SSL_CERT_PATH: the path of a PEM file");
    assertThat(tlsProblems(good.certificate(), null))
        .containsExactly(
            "AURALIS_ENABLE_SSL=true needs AURALIS_SSL_KEY_PATH: the path of a PEM file");
    assertThat(tlsProblems(good.certificate(), good.key())).isEmpty();
    assertThat(tlsProblems(good.certificate(), other.key()))
        .singleElement()
        .asString()
        .startsWith("AURALIS_SSL_KEY_PATH=" + other.key() + " is not allowed: ")
        .endsWith("It is not the key of the certificate");
    assertThat(tlsProblems(directory.resolve("none"), good.key()))
        .singleElement()
        .asString()
        .startsWith("AURALIS_SSL_CERT_PATH=" + directory.resolve("none") + " is not allowed: ")
        .endsWith("There is no such file");
  }

  @Test
  void withoutTlsTheFilesAreNotLookedAt() {
    assertThat(problems(Map.of("auralis.ssl-cert-path", "/none", "auralis.ssl-key-path", "/none")))
        .isEmpty();
  }

  private static List<String> tlsProblems(Path certificate, Path key) {
    Map<String, String> settings = new HashMap<>();
    settings.put("auralis.enable-ssl", "true");
    settings.put("auralis.ssl-cert-path", certificate.toString());
    if (key != null) {
      settings.put("auralis.ssl-key-path", key.toString());
    }
    return problems(settings);
  }

  private static List<String> problems(Map<String, String> settings) {
    return SettingsCheck.problems(name -> value(settings, name), Instant.now());
  }

  private static Optional<String> value(Map<String, String> settings, String name) {
    return Optional.ofNullable(settings.get(name));
  }
}
