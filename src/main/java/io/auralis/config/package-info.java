/**
 * The typed settings of the service, their ranges and where they are read from.
 *
 * <p>May import music and tls.
 */
package io.auralis.config;
