/**
 * What operators look at: health checks and meters read from snapshots, and the order of startup
 * and shutdown.
 *
 * <p>May import station, streaming and synthesis.
 */
package io.auralis.operations;
