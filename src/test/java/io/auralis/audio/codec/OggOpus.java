package io.auralis.audio.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts packets into an Ogg file (RFC 3533, RFC 7845), a packet a page. */
final class OggOpus {

  private static final int SERIAL = 0x41_55_52_41;
  private static final int FIRST_PAGE = 2;
  private static final int LAST_PAGE = 4;
  private static final int CHECKSUM_AT = 22;

  private OggOpus() {}

  /**
   * A file of stereo packets of 20 ms.
   *
   * @param preSkip frames that a player throws away at the beginning
   * @param frames how many it plays
   */
  static byte[] file(List<byte[]> packets, int preSkip, long frames) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
    head.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 2);
    head.putShort((short) preSkip).putInt(48_000).putShort((short) 0).put((byte) 0);
    file.writeBytes(page(head.array(), 0, 0, FIRST_PAGE));
    ByteBuffer tags = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    tags.put("OpusTags".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(0);
    file.writeBytes(page(tags.array(), 0, 1, 0));
    for (int i = 0; i < packets.size(); i++) {
      boolean last = i == packets.size() - 1;
      long position = last ? preSkip + frames : 960L * (i + 1);
      file.writeBytes(page(packets.get(i), position, i + 2, last ? LAST_PAGE : 0));
    }
    return file.toByteArray();
  }

  private static byte[] page(byte[] packet, long position, int sequence, int flags) {
    int segments = packet.length / 255 + 1;
    ByteBuffer page =
        ByteBuffer.allocate(27 + segments + packet.length).order(ByteOrder.LITTLE_ENDIAN);
    page.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
    page.putLong(position).putInt(SERIAL).putInt(sequence).putInt(0).put((byte) segments);
    for (int i = 0; i < segments - 1; i++) {
      page.put((byte) 255);
    }
    page.put((byte) (packet.length % 255)).put(packet);
    page.putInt(CHECKSUM_AT, checksum(page.array()));
    return page.array();
  }

  /** CRC with the polynomial 0x04c11db7, not reflected, from 0. */
  private static int checksum(byte[] bytes) {
    int crc = 0;
    for (byte value : bytes) {
      crc ^= value << 24;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
      }
    }
    return crc;
  }
}
