/**
 * What operators look at: health checks and meters read from snapshots, and the order of startup
 * and shutdown.
 *
 * <p>May import station, streaming and synthesis; the configuration at wiring points only.
 */
package io.auralis.operations;
