package io.auralis.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/**
 * Stands on a socket that accepts connections and has the {@link ConnectionGate} decide on each. It
 * is made before there are beans, and asks for the gate when the first client comes.
 */
final class AcceptHandler extends ChannelInboundHandlerAdapter {

  private ConnectionGate gate;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!(message instanceof Channel connection) || gate() == null) {
      super.channelRead(context, message);
    } else if (gate.admit(connection)) {
      super.channelRead(context, message);
    } else {
      connection.unsafe().closeForcibly();
    }
    if (gate != null) {
      gate.pauseIfBusy(context.channel());
    }
  }

  private ConnectionGate gate() {
    ArcContainer container = gate == null ? Arc.container() : null;
    if (container != null) {
      gate = container.instance(ConnectionGate.class).get();
    }
    return gate;
  }
}
