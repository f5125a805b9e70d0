package io.auralis.http;

import io.auralis.websocket.AccessTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The client passes for a proxy that is trusted, in production, with a token. */
@QuarkusTest
@TestProfile(AccessTest.Production.class)
class ForwardedHeaderFuzzTest extends HeaderFuzzTest {}
