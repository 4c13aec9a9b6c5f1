package dev.countersign.gateway.http1;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Looks over the raw bytes of a head for what a parser may read in two ways: folded lines, control
 * characters, a CR that ends no line, a tab in the request line (RFC 9112, sections 2.2, 3 and
 * 5.2).
 */
final class HeadBytes implements ByteProcessor {
  private byte last;
  private boolean any;
  private boolean inRequestLine = true;
  private boolean odd;

  void look(ByteBuf in, int from, int to) {
    if (to > from && !odd) {
      in.forEachByte(from, to - from, this);
    }
  }

  @Override
  public boolean process(byte value) {
    if (last == '\n' ? (value == ' ' || value == '\t') && any : last == '\r' && value != '\n') {
      odd = true;
    } else if (value < ' ' && value >= 0) {
      control(value);
    } else if (value == 0x7f || (value == ' ' && !any)) {
      odd = true;
    } else {
      any = true;
    }
    last = value;
    return !odd;
  }

  private void control(byte value) {
    if (value == '\n') {
      inRequestLine &= !any;
    } else if (value == '\t') {
      odd |= inRequestLine;
    } else if (value != '\r') {
      odd = true;
    }
  }

  boolean any() {
    return any;
  }

  boolean isOdd() {
    return odd;
  }

  void reset() {
    last = 0;
    any = false;
    inRequestLine = true;
    odd = false;
  }
}
