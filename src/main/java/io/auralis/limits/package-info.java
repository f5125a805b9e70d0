/**
 * Limits on what repeats: requests of a client, lines in the log, failures of tasks that nobody
 * waits for.
 *
 * <p>May import nothing of this application.
 */
package io.auralis.limits;
