package dev.countersign.gateway.exchange;

import dev.countersign.gateway.Limits;
import dev.countersign.policy.snapshot.Snapshot;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all exchanges of a gateway share.
 *
 * @param inForce the configuration to decide by; null before there is one
 */
public record Surroundings(
    Limits limits,
    Pipeline pipeline,
    Supplier<@Nullable Snapshot> inForce,
    Observer observer,
    TrustedPeers trustedPeers,
    BooleanSupplier draining) {}
