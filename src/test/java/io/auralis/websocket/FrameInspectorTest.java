package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.websocket.FrameOracle.Outcome;
import io.auralis.websocket.FrameOracle.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The inspector behind the real decoder, against an oracle that shares no code with either. */
class FrameInspectorTest {

  private static final int CLOSE_FRAME = 0x88;

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void anySequenceOfFramesMeetsTheOutcomeThatTheRfcDemands(@ForAll long seed) {
    Random random = new Random(seed);
    assertJudged(FrameNoise.of(random, 10), random);
  }

  @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
  void anyBytesMeetTheOutcomeThatTheRfcDemands(@ForAll byte[] bytes, @ForAll long seed) {
    assertJudged(bytes, new Random(seed));
  }

  @Property(tries = 20_000)
  void utf8IsWhatTheJdkTakesForIt(@ForAll byte[] bytes) {
    Utf8Check check = new Utf8Check();
    boolean valid = Unpooled.wrappedBuffer(bytes).forEachByte(check) < 0 && check.whole();

    assertThat(valid)
        .isEqualTo(
            Arrays.equals(
                new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes));
  }

  @Example
  void everyCharacterAndEveryStartOfOneIsJudgedRight() {
    for (int code = 0; code <= 0xFFFFFF; code += code < 0x10000 ? 1 : 37) {
      byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(code << 8 | 0x80).array();
      Utf8Check check = new Utf8Check();
      boolean valid = Unpooled.wrappedBuffer(bytes).forEachByte(check) < 0 && check.whole();
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertThat(valid).isEqualTo(Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes));
    }
  }

  @Example
  void anAnswerOtherThan101LeavesNothingBehind() {
    for (HttpResponseStatus status :
        List.of(
            HttpResponseStatus.OK,
            HttpResponseStatus.BAD_REQUEST,
            HttpResponseStatus.FORBIDDEN,
            HttpResponseStatus.UPGRADE_REQUIRED,
            HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      EmbeddedChannel channel = new EmbeddedChannel(new FrameInspector());
      channel.writeOutbound(answer(HttpResponseStatus.CONTINUE));
      assertThat(channel.pipeline().get(FrameInspector.class)).isNotNull();

      channel.writeOutbound(answer(status));

      assertThat(channel.pipeline().get(FrameInspector.class)).isNull();
      channel.finishAndReleaseAll();
    }
  }

  @Example
  void withA101ItStaysAndHoldsWhatComesEarly() {
    FrameInspector inspector = new FrameInspector();
    EmbeddedChannel channel = new EmbeddedChannel(inspector);
    channel.writeInbound(new TextWebSocketFrame("early"));
    channel.writeOutbound(answer(HttpResponseStatus.SWITCHING_PROTOCOLS));
    assertThat(channel.inboundMessages()).isEmpty();
    assertThat(channel.config().isAutoRead()).as("nothing more is read").isFalse();

    inspector.open();
    channel.runPendingTasks();

    assertThat(channel.inboundMessages()).hasSize(1);
    assertThat(channel.config().isAutoRead()).isTrue();
    channel.finishAndReleaseAll();
  }

  @Example
  void whatIsHeldIsReleasedWithTheConnection() {
    TextWebSocketFrame early = new TextWebSocketFrame(Unpooled.directBuffer().writeByte('x'));
    EmbeddedChannel channel = new EmbeddedChannel(new FrameInspector());
    channel.writeInbound(early);

    channel.finishAndReleaseAll();

    assertThat(early.refCnt()).isZero();
  }

  @Example
  void pingsOfAClientThatDoesNotReadAreAnsweredOnceItDoes() {
    FrameInspector inspector = new FrameInspector();
    EmbeddedChannel channel = new EmbeddedChannel(inspector);
    inspector.open();
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    for (int i = 0; i < 1_000; i++) {
      channel.writeInbound(new PingWebSocketFrame(ByteBufUtil.writeAscii(channel.alloc(), "" + i)));
    }
    assertThat(channel.inboundMessages()).as("nothing piles up").isEmpty();

    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();

    WebSocketFrame newest = channel.readInbound();
    assertThat(newest.content().toString(StandardCharsets.US_ASCII)).isEqualTo("999");
    newest.release();
    channel.finishAndReleaseAll();
  }

  private static DefaultFullHttpResponse answer(HttpResponseStatus status) {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
  }

  private static void assertJudged(byte[] sent, Random random) {
    Verdict verdict = FrameOracle.judge(sent);
    FrameInspector inspector = new FrameInspector();
    Endpoint endpoint = new Endpoint();
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(FrameInspector.MAX_MESSAGE_BYTES)
                    .allowExtensions(false)
                    .closeOnProtocolViolation(false)
                    .build()),
            new WebSocket13FrameEncoder(false),
            inspector,
            endpoint);
    if (random.nextBoolean()) {
      inspector.open();
    }
    for (int at = 0; at < sent.length; ) {
      int end = Math.min(sent.length, at + 1 + random.nextInt(sent.length));
      channel.writeInbound(Unpooled.copiedBuffer(sent, at, end - at));
      at = end;
    }
    inspector.open();
    channel.runPendingTasks();

    assertThat(endpoint.pings)
        .usingRecursiveComparison()
        .as("pings %s", verdict)
        .isEqualTo(verdict.pings());
    assertThat(endpoint.messages).as("messages %s", verdict).isEqualTo(verdict.messages());
    assertThat(endpoint.fragments).isZero();
    List<Integer> codes = closeCodes(channel);
    switch (verdict.outcome()) {
      case LIVES, WAITS -> assertThat(codes).as("close codes %s", verdict).isEmpty();
      case ANSWERS_CLOSE, FAILS -> {
        assertThat(codes).as("close codes %s", verdict).hasSize(1);
        assertThat(verdict.codes()).contains(codes.get(0));
        assertThat(endpoint.failed).isEqualTo(verdict.outcome() == Outcome.FAILS);
        assertThat(inspector.isOpen()).isFalse();
      }
    }
    channel.finishAndReleaseAll();
  }

  private static List<Integer> closeCodes(EmbeddedChannel channel) {
    List<Integer> codes = new ArrayList<>();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      if (out.isReadable() && out.getUnsignedByte(0) == CLOSE_FRAME) {
        codes.add(out.readableBytes() < 4 ? 1005 : out.getUnsignedShort(2));
      }
      out.release();
    }
    return codes;
  }

  /** As Vert.x is behind the inspector: answers pings and closes. */
  private static final class Endpoint extends ChannelInboundHandlerAdapter {

    private final List<byte[]> pings = new ArrayList<>();
    private int messages;
    private int fragments;
    private boolean failed;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      WebSocketFrame frame = (WebSocketFrame) message;
      fragments += frame.isFinalFragment() ? 0 : 1;
      if (frame instanceof PingWebSocketFrame) {
        pings.add(ByteBufUtil.getBytes(frame.content()));
        context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
      } else if (frame instanceof CloseWebSocketFrame) {
        context.writeAndFlush(frame.retain());
      } else if (!(frame instanceof PongWebSocketFrame)) {
        messages++;
      }
      frame.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      failed = true;
    }
  }
}
