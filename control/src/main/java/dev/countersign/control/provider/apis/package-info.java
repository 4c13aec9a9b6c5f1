/** APIs, their routes and their allow lists. */
@NullMarked
package dev.countersign.control.provider.apis;

import org.jspecify.annotations.NullMarked;
