package org.dora.zenoh.transport;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dora.zenoh.transport.TransportSettings.Credentials;
import org.dora.zenoh.wire.AuthStep;
import org.dora.zenoh.wire.CloseReason;
import org.dora.zenoh.wire.Extension;
import org.dora.zenoh.wire.TransportCodec;
import org.dora.zenoh.wire.TransportMessage;
import org.dora.zenoh.wire.TransportMessage.InitAck;
import org.dora.zenoh.wire.TransportMessage.InitSyn;
import org.dora.zenoh.wire.TransportMessage.OpenAck;
import org.dora.zenoh.wire.TransportMessage.OpenSyn;
import org.dora.zenoh.wire.TransportMessage.Terms;

/** The four messages with which a link begins, from both sides (§3.2). */
final class Handshake {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COOKIE_SIZE = 16;
  private static final int FRAME_RESOLUTION = 3;
  private static final long[] SEQUENCE_MASKS = {0x7f, 0x3fff, 0x0fff_ffff, 0x7fff_ffff};

  /** The additions that we know: markers on fragments. */
  private static final long PATCH = 1;

  private final HandshakeStream stream;
  private final Identity self;
  private final TransportSettings settings;

  Handshake(Link link, Identity self, TransportSettings settings) {
    this.stream = new HandshakeStream(link);
    this.self = self;
    this.settings = settings;
  }

  /** Says whether a link to a peer is wanted; throws if not. */
  interface Admission {
    void check(Identity peer);
  }

  /**
   * Begins a link.
   *
   * @param admission asked as soon as the peer is known
   */
  Agreement dial(Admission admission) throws IOException {
    Optional<Credentials> credentials = settings.access().own();
    List<Extension> offer = new ArrayList<>();
    offer.add(Extension.unit(Extension.QOS));
    credentials.ifPresent(_ -> offer.add(AuthStep.write(new AuthStep.Agreed())));
    offer.add(Extension.number(Extension.PATCH, PATCH));
    Terms terms = new Terms(Terms.DEFAULT.resolution(), settings.sending().batchSize());
    stream.send(new InitSyn(TransportCodec.VERSION, self.whatAmI(), self.zid(), terms, offer));

    if (!(stream.receive() instanceof InitAck init)) {
      throw RefusedException.byUs(CloseReason.INVALID, "InitSyn was not answered by InitAck");
    }
    checkTerms(init, terms);
    Identity peer = new Identity(init.zid(), init.whatAmI());
    admission.check(peer);

    List<Extension> proof = new ArrayList<>();
    if (credentials.isPresent()) {
      proof.add(AuthStep.write(UserPassword.prove(credentials.get(), nonce(init.extensions()))));
    }
    long mask = mask(init.terms());
    long sequence = RANDOM.nextLong() & mask;
    stream.send(new OpenSyn(settings.lease().toMillis(), sequence, init.cookie(), proof));

    TransportMessage last = stream.receive();
    if (!(last instanceof OpenAck open)) {
      throw HandshakeStream.unexpected(last, "OpenAck");
    }
    return new Agreement(
        self,
        peer,
        has(init.extensions(), Extension.QOS),
        mask,
        Math.min(terms.batchSize(), init.terms().batchSize()),
        open.leaseMillis(),
        sequence,
        open.initialSequence());
  }

  private static void checkTerms(InitAck init, Terms offered) {
    int answered = init.terms().resolution();
    if ((answered & FRAME_RESOLUTION) > (offered.resolution() & FRAME_RESOLUTION)) {
      throw RefusedException.byUs(
          CloseReason.INVALID, "the other side wants longer sequence numbers than we offered");
    }
  }

  private static long nonce(List<Extension> extensions) {
    for (Extension extension : extensions) {
      if (extension.id() == Extension.AUTH
          && AuthStep.read(extension.body()) instanceof AuthStep.Challenge challenge) {
        return challenge.nonce();
      }
    }
    throw RefusedException.byUs(
        CloseReason.GENERIC, "the other side did not ask for the password that we wanted to show");
  }

  /** Answers a link that was accepted; {@code admission} is asked when the peer proved itself. */
  Agreement accept(Admission admission) throws IOException {
    TransportMessage first = stream.receive();
    if (!(first instanceof InitSyn init)) {
      throw HandshakeStream.unexpected(first, "InitSyn");
    }
    if (init.version() != TransportCodec.VERSION) {
      throw RefusedException.byUs(
          CloseReason.INVALID,
          "protocol version %d; expected %d".formatted(init.version(), TransportCodec.VERSION));
    }
    if (init.zid().equals(self.zid())) {
      throw RefusedException.byUs(CloseReason.CONNECTION_TO_SELF, "we have dialled ourselves");
    }
    boolean protectedByPassword = !settings.access().known().isEmpty();
    if (protectedByPassword && !has(init.extensions(), Extension.AUTH)) {
      throw RefusedException.byUs(
          CloseReason.GENERIC, "%s shows no password".formatted(init.zid()));
    }
    long nonce = RANDOM.nextLong();
    Terms terms = agreed(init.terms());
    boolean qos = has(init.extensions(), Extension.QOS);
    byte[] cookie = new byte[COOKIE_SIZE];
    RANDOM.nextBytes(cookie);
    stream.send(
        new InitAck(
            TransportCodec.VERSION,
            self.whatAmI(),
            self.zid(),
            terms,
            MemorySegment.ofArray(cookie),
            answer(init, qos, protectedByPassword, nonce)));

    TransportMessage second = stream.receive();
    if (!(second instanceof OpenSyn open)) {
      throw HandshakeStream.unexpected(second, "OpenSyn");
    }
    if (open.cookie().mismatch(MemorySegment.ofArray(cookie)) >= 0) {
      throw RefusedException.byUs(CloseReason.INVALID, "the cookie is not the one we gave");
    }
    if (protectedByPassword) {
      checkProof(open.extensions(), nonce);
    }
    Identity peer = new Identity(init.zid(), init.whatAmI());
    admission.check(peer);

    long mask = mask(terms);
    long sequence = RANDOM.nextLong() & mask;
    List<Extension> welcome =
        protectedByPassword ? List.of(AuthStep.write(new AuthStep.Agreed())) : List.of();
    stream.send(new OpenAck(settings.lease().toMillis(), sequence, welcome));
    return new Agreement(
        self,
        peer,
        qos,
        mask,
        terms.batchSize(),
        open.leaseMillis(),
        sequence,
        open.initialSequence());
  }

  private static List<Extension> answer(
      InitSyn init, boolean qos, boolean protectedByPassword, long nonce) {
    List<Extension> answer = new ArrayList<>();
    if (qos) {
      answer.add(Extension.unit(Extension.QOS));
    }
    if (protectedByPassword) {
      answer.add(AuthStep.write(new AuthStep.Challenge(nonce)));
    }
    for (Extension extension : init.extensions()) {
      if (extension.id() == Extension.PATCH) {
        long patch = Math.min(PATCH, extension.value());
        answer.add(Extension.number(Extension.PATCH, patch));
      }
    }
    return answer;
  }

  private void checkProof(List<Extension> extensions, long nonce) {
    for (Extension extension : extensions) {
      if (extension.id() == Extension.AUTH
          && AuthStep.read(extension.body()) instanceof AuthStep.Proof proof
          && UserPassword.isRight(proof, nonce, settings.access().known())) {
        return;
      }
    }
    throw RefusedException.byUs(CloseReason.GENERIC, "user or password is wrong");
  }

  private Terms agreed(Terms offered) {
    int ours = Terms.DEFAULT.resolution();
    int frame = Math.min(ours & FRAME_RESOLUTION, offered.resolution() & FRAME_RESOLUTION);
    int request = Math.min(ours & ~FRAME_RESOLUTION, offered.resolution() & 0x0c);
    int batch = Math.min(settings.sending().batchSize(), offered.batchSize());
    return new Terms(frame | request, batch);
  }

  private static long mask(Terms terms) {
    return SEQUENCE_MASKS[terms.resolution() & FRAME_RESOLUTION];
  }

  private static boolean has(List<Extension> extensions, int id) {
    return extensions.stream().anyMatch(extension -> extension.id() == id);
  }

  /** Tells the other side why a handshake ends here. */
  void refuse(CloseReason reason) throws IOException {
    stream.send(new TransportMessage.Close(reason, false));
  }
}
