package dev.countersign.policy.decision;

/**
 * A refusal in words for someone who knows nothing of TLS.
 *
 * @param message one sentence on what happened
 * @param advice who should do what
 */
record Words(String message, String advice) {}
