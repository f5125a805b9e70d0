package io.auralis.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the page reads binary audio messages, byte by byte as the protocol has them. */
@QuarkusIntegrationTest
class WireIT {

  private static final String TOOLS =
      """
      const done = arguments[arguments.length - 1];
      const message = (codec, sampleRate, payload) => {
        const bytes = new Uint8Array(24 + payload.length);
        const view = new DataView(bytes.buffer);
        view.setUint8(0, 1);
        view.setUint8(1, codec);
        view.setUint16(2, 24, true);
        view.setUint32(4, sampleRate, true);
        view.setBigUint64(8, 4_294_967_301n, true);
        view.setBigInt64(16, 1_795_000_000_123_456n, true);
        bytes.set(payload, 24);
        return bytes.buffer;
      };
      """;

  @TestHTTPResource("/")
  URL address;

  private ListenerPage page;

  @BeforeEach
  void open() throws IOException {
    page = ListenerPage.open(address);
    page.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() throws IOException {
    if (page != null) {
      page.close();
    }
  }

  /** The index says what follows; the server's clock may be stepped between two chunks. */
  @Test
  void aSteppedClockIsNoOtherTimelineAndANewServerIs() {
    Object timelines =
        run(
            """
            import('/audio/player.js').then(({ Player }) => {
              let timelines = 0;
              const nothing = () => {};
              const player = new Player(0, {
                onReport: nothing, onHalt: nothing, onDevice: nothing,
                onTimeline: () => timelines++,
              });
              const told = [];
              const push = (index, millis, fresh) => {
                const samples = new Float32Array(8820);
                player.push({ index, millis, sampleRate: 44100, samples, fresh });
                told.push(timelines);
              };
              const hours = 3 * 3_600_000;
              push(100, 10_000, true);
              push(101, 10_100, false);
              push(102, 10_200 + hours, false);
              push(103, 10_300 + hours, false);
              push(104, 10_400 - hours, false);
              push(3, 10_500 - hours, true);
              player.close().then(() => done(told));
            });
            """);
    assertThat((List<?>) timelines).isEqualTo(List.of(0L, 0L, 0L, 0L, 0L, 1L));
  }

  @Test
  void readsPcm() {
    Object audio =
        run(
            """
            import('/stream/wire.js').then(({ read }) => {
              const { audio } = read(message(1, 44100, [0xff, 0x7f, 0x01, 0x80, 0, 0, 0, 0x40, 9]));
              done({ ...audio, samples: Array.from(audio.samples, (x) => Math.round(x * 32767)) });
            });
            """);
    assertThat((Map<?, ?>) audio)
        .isEqualTo(
            Map.of(
                "format",
                "pcm",
                "sampleRate",
                44_100L,
                "index",
                4_294_967_301L,
                "millis",
                1_795_000_000_123.456,
                "samples",
                List.of(32_767L, -32_767L, 0L, 16_384L)));
  }

  @Test
  void findsThePacketsOfOpus() {
    Object packets =
        run(
            """
            import('/stream/wire.js').then(({ read }) => {
              const { audio } = read(message(2, 48000, [2, 0, 7, 8, 0, 0, 1, 0, 9, 5, 0, 4]));
              done([audio.format, ...audio.packets.map((packet) => [...packet].join())]);
            });
            """);
    assertThat(packets).as("the last one is cut").isEqualTo(List.of("opus", "7,8", "", "9", "4"));
  }

  @Test
  void ignoresWhatItDoesNotUnderstand() {
    Object read =
        run(
            """
            import('/stream/wire.js').then(({ read }) => {
              const later = message(1, 44100, []);
              new DataView(later).setUint8(0, 2);
              done([later, message(3, 44100, []), new ArrayBuffer(3), '{', 'null']
                .map((data) => JSON.stringify(read(data))));
            });
            """);
    assertThat(read).isEqualTo(List.of("{}", "{}", "{}", "{}", "{\"message\":null}"));
  }

  /** Where the browser encodes Opus, it hears its own tone again. */
  @Test
  void decodesOpusInOrder() {
    Object heard =
        run(
            """
            const packets = [];
            const encoder = new AudioEncoder({
              output: (packet) => {
                const bytes = new Uint8Array(packet.byteLength);
                packet.copyTo(bytes);
                packets.push(bytes);
              },
              error: (failure) => done(String(failure)),
            });
            encoder.configure({ codec: 'opus', sampleRate: 48000, numberOfChannels: 2, bitrate: 96000 });
            const data = new Float32Array(2 * 48000);
            for (let i = 0; i < data.length; i++) {
              data[i] = 0.5 * Math.sin((2 * Math.PI * 1000 * (i >> 1)) / 48000);
            }
            encoder.encode(new AudioData({ format: 'f32', sampleRate: 48000, numberOfFrames: 48000,
              numberOfChannels: 2, timestamp: 0, data }));
            encoder.flush().then(() => import('/stream/opus.js')).then(({ OpusDecoder }) => {
              const chunks = [];
              const decoder = new OpusDecoder((audio) => {
                chunks.push(audio);
                if (chunks.length === 8) {
                  const { samples } = chunks[4];
                  let rises = 0;
                  for (let i = 2; i < samples.length; i += 2) {
                    rises += samples[i - 2] < 0 && samples[i] >= 0;
                  }
                  done([chunks.map(({ index }) => index).join(), chunks[4].sampleRate,
                    samples.length, rises]);
                }
              }, () => done('failed'));
              for (let index = 0; index < 8; index++) {
                decoder.decode({ index, millis: 100 * index, format: 'opus',
                  packets: packets.slice(5 * index, 5 * index + 5) });
              }
            });
            """);
    assertThat(heard).isEqualTo(List.of("0,1,2,3,4,5,6,7", 48_000L, 9_600L, 100L));
  }

  private Object run(String script) {
    return page.driver().executeAsyncScript(TOOLS + script);
  }
}
