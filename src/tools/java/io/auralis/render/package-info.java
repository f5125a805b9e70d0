/** Renders a station's music to a file without a server; {@code ./mvnw -Prender test-compile}. */
package io.auralis.render;
