/**
 * What happens when the service starts, ends, or gets a new certificate.
 *
 * <p>May import stations, station, delivery, tls and limits.
 */
package io.auralis.lifecycle;
