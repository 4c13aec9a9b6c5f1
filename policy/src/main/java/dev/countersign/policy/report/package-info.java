/**
 * What a gateway tells its control plane: how often certificates and credentials were used, and why
 * requests were refused. The records that travel, their JSON, and the port that takes them.
 */
@NullMarked
package dev.countersign.policy.report;

import org.jspecify.annotations.NullMarked;
