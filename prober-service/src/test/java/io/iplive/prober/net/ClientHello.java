package io.iplive.prober.net;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Which extensions the first record of a TLS connection carries, with their lengths. */
record ClientHello(Map<Integer, Integer> lengthOfExtension) {

  static final int SERVER_NAME = 0;
  static final int SESSION_TICKET = 35;
  static final int PRE_SHARED_KEY = 41;

  static ClientHello parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int recordHeader = 5;
    int handshakeHeader = 4;
    int versionAndRandom = 34;
    in.position(recordHeader + handshakeHeader + versionAndRandom);
    skip(in, Byte.toUnsignedInt(in.get()));
    skip(in, Short.toUnsignedInt(in.getShort()));
    skip(in, Byte.toUnsignedInt(in.get()));
    int end = Short.toUnsignedInt(in.getShort()) + in.position();
    Map<Integer, Integer> extensions = new HashMap<>();
    while (in.position() < end) {
      int type = Short.toUnsignedInt(in.getShort());
      int length = Short.toUnsignedInt(in.getShort());
      extensions.put(type, length);
      skip(in, length);
    }
    return new ClientHello(extensions);
  }

  private static void skip(ByteBuffer in, int bytes) {
    in.position(in.position() + bytes);
  }
}
