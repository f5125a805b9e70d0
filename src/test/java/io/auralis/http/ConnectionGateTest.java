package io.auralis.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections without sockets, on a clock that the test turns. */
class ConnectionGateTest {

  private static final long MAX_BODY = 100;
  private static final String GOOD = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";

  private final FakeDescriptors descriptors = new FakeDescriptors();
  private final ConnectionGate gate = new ConnectionGate(descriptors, 1_000, MAX_BODY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                        | 10 | HEADERS_TIMEOUT |",
        "G                         | 10 | HEADERS_TIMEOUT | 408",
        "GET / HTTP/1.1\\r\\nHost: | 10 | HEADERS_TIMEOUT | 408",
        "BODY                      | 20 | BODY_TIMEOUT    | 408",
        "BODY1234                  | 20 | BODY_TIMEOUT    | 408",
      })
  void whatIsNotSentInTimeEndsTheConnection(
      String sent, int seconds, ConnectionEnd end, String status) {
    EmbeddedChannel connection = open();
    send(connection, sent.replace("BODY", POST));

    connection.advanceTimeBy(seconds - 1, TimeUnit.SECONDS);
    connection.runPendingTasks();
    assertThat(connection.isOpen()).isTrue();
    connection.advanceTimeBy(1, TimeUnit.SECONDS);
    connection.runPendingTasks();

    assertThat(connection.isOpen()).isFalse();
    assertThat(gate.ended(end)).isEqualTo(1);
    assertThat(gate.open()).isZero();
    assertThat(answers(connection)).hasSize(status == null ? 0 : 1);
  }

  @Test
  void aByteNowAndThenBuysNoTime() {
    EmbeddedChannel connection = open();
    for (int second = 0; second < 10; second++) {
      assertThat(connection.isOpen()).isTrue();
      send(connection, "G");
      connection.advanceTimeBy(1, TimeUnit.SECONDS);
      connection.runPendingTasks();
    }
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aFurtherRequestHasItsOwnTime() {
    EmbeddedChannel connection = open();
    for (int i = 0; i < 3; i++) {
      send(connection, GOOD);
      answer(connection, HttpResponseStatus.OK);
      connection.advanceTimeBy(60, TimeUnit.SECONDS);
      connection.runPendingTasks();
    }
    send(connection, "GET / HT");
    connection.advanceTimeBy(10, TimeUnit.SECONDS);
    connection.runPendingTasks();
    assertThat(connection.isOpen()).isFalse();
    assertThat(gate.ended(ConnectionEnd.HEADERS_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void anIdleConnectionEndsAndASlowAnswerOrAWebSocketDoesNot() {
    EmbeddedChannel idle = open();
    send(idle, GOOD);
    answer(idle, HttpResponseStatus.OK);
    EmbeddedChannel answered = open();
    send(answered, GOOD);
    EmbeddedChannel session = open();
    send(session, GOOD);
    answer(session, HttpResponseStatus.SWITCHING_PROTOCOLS);
    for (EmbeddedChannel each : List.of(idle, answered, session)) {
      each.advanceTimeBy(76, TimeUnit.SECONDS);
      each.runPendingTasks();
    }

    assertThat(idle.isOpen()).isFalse();
    assertThat(gate.ended(ConnectionEnd.IDLE_TIMEOUT)).isEqualTo(1);
    assertThat(answered.isOpen()).isTrue();
    assertThat(session.isOpen()).isTrue();
    assertThat(session.pipeline().get(ConnectionWatch.class)).isNull();
    assertThat(session.pipeline().get(RequestDoor.class)).isNull();
    assertThat(gate.open()).isEqualTo(2);
    session.close();
    answered.close();
    assertThat(gate.open()).isZero();
  }

  @Test
  void anInterimAnswerIsNoAnswer() {
    EmbeddedChannel connection = open();
    send(connection, POST);
    answer(connection, HttpResponseStatus.CONTINUE);
    connection.advanceTimeBy(20, TimeUnit.SECONDS);
    connection.runPendingTasks();
    assertThat(gate.ended(ConnectionEnd.BODY_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void theOldestThatAsksForNothingGivesWay() {
    descriptors.max = 200;
    descriptors.open = 126;
    gate.measure();
    assertThat(gate.limit()).isEqualTo(50);
    List<EmbeddedChannel> half = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      half.add(open());
      send(half.get(i), "GET / HT");
    }
    assertThat(half).allMatch(EmbeddedChannel::isOpen);

    for (int i = 0; i < 50; i++) {
      EmbeddedChannel probe = open();
      send(probe, GOOD);
      half.get(i).runPendingTasks();
      assertThat(half.get(i).isOpen()).isFalse();
      assertThat(probe.isOpen()).isTrue();
      answer(probe, HttpResponseStatus.OK);
      probe.close();
      half.add(open());
    }
    assertThat(gate.open()).isEqualTo(50);
    assertThat(gate.ended(ConnectionEnd.GAVE_WAY)).isEqualTo(50);
  }

  @Test
  void webSocketsLeaveRoomAndDoNotGiveWay() {
    descriptors.max = 200;
    descriptors.open = 126;
    gate.measure();
    List<EmbeddedChannel> sessions = new ArrayList<>();
    while (gate.hasRoomForSession()) {
      EmbeddedChannel session = open();
      send(session, GOOD);
      answer(session, HttpResponseStatus.SWITCHING_PROTOCOLS);
      sessions.add(session);
    }
    assertThat(sessions).hasSize(50 - ConnectionGate.ROOM_FOR_PROBES);
    for (int i = 0; i < 20; i++) {
      send(open(), "GET / HT");
    }
    sessions.forEach(EmbeddedChannel::runPendingTasks);
    assertThat(sessions).allMatch(EmbeddedChannel::isOpen);
  }

  @Test
  void whereAllAreAtWorkANewOneIsTurnedAway() {
    descriptors.max = 200;
    descriptors.open = 126;
    gate.measure();
    for (int i = 0; i < 50; i++) {
      send(open(), GOOD);
    }
    assertThat(gate.admit(new EmbeddedChannel())).isFalse();
    assertThat(gate.ended(ConnectionEnd.TURNED_AWAY)).isEqualTo(1);
  }

  @Test
  void whatIsNotKnownSetsNoLimitButTheCap() {
    descriptors.max = Long.MAX_VALUE;
    gate.measure();
    assertThat(gate.limit()).isEqualTo(1_000);
    descriptors.max = 10;
    descriptors.open = 500;
    gate.measure();
    assertThat(gate.limit()).isPositive();
  }

  private EmbeddedChannel open() {
    EmbeddedChannel connection = new EmbeddedChannel();
    connection.freezeTime();
    assertThat(gate.admit(connection)).isTrue();
    connection.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder());
    return connection;
  }

  private static void send(EmbeddedChannel connection, String text) {
    if (!text.isEmpty()) {
      String bytes = text.replace("\\r\\n", "\r\n");
      connection.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  private static void answer(EmbeddedChannel connection, HttpResponseStatus status) {
    DefaultFullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    answer.headers().set("Content-Length", 0);
    connection.writeOutbound(answer);
  }

  private static List<String> answers(EmbeddedChannel connection) {
    StringBuilder text = new StringBuilder();
    for (ByteBuf out = connection.readOutbound(); out != null; out = connection.readOutbound()) {
      text.append(out.toString(StandardCharsets.ISO_8859_1));
      out.release();
    }
    return text.length() == 0 ? List.of() : List.of(text.toString());
  }

  /** What the test says. */
  private static final class FakeDescriptors implements Descriptors {

    private long open = 100;
    private long max = 1_000_000;

    @Override
    public long open() {
      return open;
    }

    @Override
    public long max() {
      return max;
    }
  }
}
