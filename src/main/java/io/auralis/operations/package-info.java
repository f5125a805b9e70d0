/**
 * What operators look at: health checks and meters, all read from snapshots, and how much is
 * logged.
 *
 * <p>May import stations, station, delivery, synthesis and limits.
 */
package io.auralis.operations;
