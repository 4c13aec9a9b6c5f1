package dev.countersign.server.demo;

/**
 * A call with its answer.
 *
 * @param circumstances whether it came about as the demo claims, for instance on the connection
 *     that it names
 */
record Result(Call call, Answer answer, boolean circumstances) {

  boolean isAsExpected() {
    return circumstances && answer.is(call.expected());
  }
}
