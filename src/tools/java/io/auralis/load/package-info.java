/** Listens to a server as a crowd would; {@code ./mvnw -Pload test-compile}. */
package io.auralis.load;
