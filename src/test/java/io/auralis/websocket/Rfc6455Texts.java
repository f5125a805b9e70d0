package io.auralis.websocket;

import static io.auralis.websocket.ClientFrames.CONTINUATION;
import static io.auralis.websocket.ClientFrames.TEXT;
import static io.auralis.websocket.ClientFrames.frame;
import static io.auralis.websocket.Rfc6455Case.ends;
import static io.auralis.websocket.Rfc6455Case.lives;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Chapter 6: texts that are UTF-8 and such that are not, in bytes as RFC 3629 has them. */
final class Rfc6455Texts {

  private static final int NO_UTF8 = 1007;

  private static final List<String> GOOD =
      List.of(
          "", // nothing
          "48656c6c6f2dc2b540c39fc3b6c3a4c3bcc3a0c3a12d5554462d3821", // Latin
          "cebae1bdb9cf83cebcceb5", // Greek
          "00",
          "c280",
          "e0a080",
          "f0908080", // first of each length
          "7f",
          "dfbf",
          "efbfbf",
          "f48fbfbf", // last of each length
          "ed9fbf",
          "ee8080",
          "efbfbd",
          "efbfbe", // around surrogates, and no characters
          "f09f98803c",
          "f09fbfbe",
          "f4808080",
          "efbbbf41"); // a byte order mark

  private static final List<String> BAD =
      List.of(
          "ceba e1bdb9 cf83 cebc ceb5 eda080 656469746564", // a surrogate between
          "f4908080", // behind the last character
          "f8888080 80",
          "fc84808080 80",
          "f7bfbfbf",
          "fbbfbfbfbf",
          "fdbfbfbfbfbf", // 5 and 6 bytes
          "80",
          "bf",
          "80bf",
          "80bf80",
          "80bf80bf",
          "80bf80bf80", // continuations alone
          "c020c120c220",
          "e020e120ef20",
          "f020f720",
          "f820",
          "fc20", // starts alone
          "c0",
          "c2",
          "e080",
          "e0a0",
          "f08080",
          "f09080",
          "f0",
          "df",
          "efbf",
          "f7bfbf", // no end
          "c0e080f08080", // several without an end
          "fe",
          "ff",
          "fefeffff", // never
          "c0af",
          "e080af",
          "f08080af",
          "f8808080af",
          "fc80808080af", // overlong
          "c1bf",
          "e09fbf",
          "f08fbfbf",
          "f887bfbfbf", // the longest overlong
          "c080",
          "e08080",
          "f0808080", // overlong nothing
          "eda080",
          "edadbf",
          "edae80",
          "edafbf",
          "edb080",
          "edbe80",
          "edbfbf", // surrogates
          "eda080edb080",
          "edadbfedbfbf",
          "edafbfedbfbf"); // pairs of them

  private Rfc6455Texts() {}

  static Stream<Rfc6455Case> all() {
    List<Rfc6455Case> cases = new ArrayList<>();
    for (int i = 0; i < GOOD.size(); i++) {
      byte[] good = bytes(GOOD.get(i));
      cases.add(lives("6.1." + i, "UTF-8", 1, frame(true, TEXT, good)));
      cases.add(lives("6.2." + i, "UTF-8 byte by byte", 1, byteByByte(good)));
    }
    for (int i = 0; i < BAD.size(); i++) {
      byte[] bad = bytes(BAD.get(i));
      cases.add(ends("6.3." + i, "no UTF-8", NO_UTF8, frame(true, TEXT, bad)));
      cases.add(ends("6.4." + i, "no UTF-8 byte by byte", NO_UTF8, byteByByte(bad)));
      byte[] within =
          ("good " + new String(bad, StandardCharsets.ISO_8859_1) + " good")
              .getBytes(StandardCharsets.ISO_8859_1);
      cases.add(ends("6.5." + i, "no UTF-8 within", NO_UTF8, frame(true, TEXT, within)));
    }
    cases.add(
        ends(
            "6.6.1",
            "is found before the end",
            NO_UTF8,
            frame(false, TEXT, bytes("cebae1bdb9")),
            frame(false, CONTINUATION, bytes("f490"))));
    cases.add(
        lives(
            "6.6.2",
            "bytes need not be UTF-8",
            1,
            frame(true, ClientFrames.BINARY, bytes("f4908080ff"))));
    cases.add(
        lives(
            "6.6.3",
            "a text after bytes that are none",
            2,
            frame(true, ClientFrames.BINARY, bytes("f490")),
            frame(true, TEXT, bytes("c280"))));
    return cases.stream();
  }

  private static byte[] byteByByte(byte[] text) {
    byte[][] frames = new byte[text.length + 1][];
    for (int i = 0; i < text.length; i++) {
      frames[i] = frame(false, i == 0 ? TEXT : CONTINUATION, Arrays.copyOfRange(text, i, i + 1));
    }
    frames[text.length] = frame(true, text.length == 0 ? TEXT : CONTINUATION, new byte[0]);
    return ClientFrames.join(frames);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
