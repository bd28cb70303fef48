package io.iplive.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/** Avro's binary encoding into an array that grows, without a stream between. */
final class ArrayEncoder extends BinaryEncoder {

  private static final int LONGEST_NUMBER = 10;

  private byte[] bytes;
  private int size;

  /** Begins behind a header, in room for so many bytes. */
  ArrayEncoder(byte[] header, int room) {
    this.bytes = Arrays.copyOf(header, header.length + room);
    this.size = header.length;
  }

  /** All that was written, header included. */
  byte[] written() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public void writeBoolean(boolean value) {
    reserve(1);
    size += BinaryData.encodeBoolean(value, bytes, size);
  }

  @Override
  public void writeInt(int value) {
    reserve(LONGEST_NUMBER);
    size += BinaryData.encodeInt(value, bytes, size);
  }

  @Override
  public void writeLong(long value) {
    reserve(LONGEST_NUMBER);
    size += BinaryData.encodeLong(value, bytes, size);
  }

  @Override
  public void writeFloat(float value) {
    reserve(LONGEST_NUMBER);
    size += BinaryData.encodeFloat(value, bytes, size);
  }

  @Override
  public void writeDouble(double value) {
    reserve(LONGEST_NUMBER);
    size += BinaryData.encodeDouble(value, bytes, size);
  }

  @Override
  public void writeString(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    writeInt(text.length);
    writeFixed(text, 0, text.length);
  }

  @Override
  public void writeFixed(byte[] from, int start, int length) {
    reserve(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  @Override
  protected void writeZero() {
    reserve(1);
    bytes[size++] = 0;
  }

  @Override
  public int bytesBuffered() {
    return 0;
  }

  @Override
  public void flush() {
    // Nothing lies between.
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
