/** What the connections of one event loop share: a watch that ends what lasts too long. */
@NullMarked
package dev.countersign.gateway.loop;

import org.jspecify.annotations.NullMarked;
