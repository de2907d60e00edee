package org.dora.zenoh.session;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.dora.zenoh.AdvancedPublisher;
import org.dora.zenoh.Channel;
import org.dora.zenoh.Config;
import org.dora.zenoh.GetOptions;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Liveliness;
import org.dora.zenoh.Publisher;
import org.dora.zenoh.PublisherOptions;
import org.dora.zenoh.PutOptions;
import org.dora.zenoh.Query;
import org.dora.zenoh.Queryable;
import org.dora.zenoh.Reply;
import org.dora.zenoh.Sample;
import org.dora.zenoh.Session;
import org.dora.zenoh.Subscriber;
import org.dora.zenoh.SubscriberOptions;
import org.dora.zenoh.Timestamp;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZBytes;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.session.Entity.LocalQueryable;
import org.dora.zenoh.session.Entity.LocalSubscriber;
import org.dora.zenoh.session.Settings.Connect;
import org.dora.zenoh.transport.Locator;
import org.dora.zenoh.transport.Transport;
import org.dora.zenoh.transport.Transports;
import org.dora.zenoh.wire.DataBody;
import org.dora.zenoh.wire.NetworkMessage.Push;
import org.dora.zenoh.wire.QueryBody;
import org.dora.zenoh.wire.WireExpr;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a session together, and is what its user sees of them. */
public final class ZenohSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(ZenohSession.class);

  private final Settings settings;
  private final ScheduledThreadPoolExecutor timer;
  private final Router router = new Router();
  private final Transports transports;
  private final Queries queries;
  private final Discovery discovery;
  private final Gossip gossip;
  private final Connector connector;
  private final SessionLiveliness liveliness;
  private final Inboxes inboxes = new Inboxes();
  private final AtomicBoolean closed = new AtomicBoolean();
  private Optional<MulticastScouting> scouting = Optional.empty();

  private ZenohSession(Settings settings) {
    this.settings = settings;
    ZenohId zid = settings.self().zid();
    // Who asks for something after the end gets a future that is never done.
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("zenoh-timer-" + zid).factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    transports =
        new Transports(
            settings.self(),
            settings.transport(),
            Certificates.tls(settings.tls()),
            timer,
            this::newFace);
    queries = new Queries(zid, router, timer);
    Settings.Scouting finding = settings.scouting();
    discovery = new Discovery(zid, finding.gossipFrom().orElse(Set.of()), transports);
    gossip =
        new Gossip(
            settings.self(),
            finding.gossipFrom().isPresent(),
            router,
            transports::locators,
            discovery);
    connector = new Connector(transports, settings.connect().retry());
    liveliness = new SessionLiveliness(router, timer, inboxes);
  }

  /** See {@link Session#open}. */
  public static Session open(Config config) {
    ZenohSession session = new ZenohSession(SettingsReader.read(config));
    try {
      session.start();
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void start() {
    listen();
    CompletableFuture<?> reached = connect();
    startScouting();
    Connect connect = settings.connect();
    try {
      if (connect.mustSucceed() && !connect.endpoints().isEmpty()) {
        reached.join();
      } else {
        reached
            .completeOnTimeout(null, settings.scouting().delay().toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(_ -> null)
            .join();
      }
    } catch (CompletionException e) {
      throw new ZenohException(String.valueOf(e.getCause()), e.getCause());
    }
  }

  private void listen() {
    for (Locator locator : settings.listen().endpoints()) {
      try {
        transports.listen(locator);
      } catch (IOException e) {
        if (settings.listen().mustSucceed()) {
          throw new ZenohException(
              "cannot listen at `%s`: %s".formatted(locator, e.getMessage()), e);
        }
        LOG.warn("cannot listen at {}: {}", locator, e.getMessage());
      }
    }
  }

  /** Returns what completes when everybody who is dialled has said what he has, or is not there. */
  private CompletableFuture<?> connect() {
    List<Locator> endpoints = settings.connect().endpoints();
    List<CompletableFuture<?>> firsts = new ArrayList<>();
    if (settings.self().whatAmI() == WhatAmI.CLIENT) {
      if (!endpoints.isEmpty()) {
        firsts.add(connector.keepOneOf(endpoints).thenCompose(this::greeted));
      }
    } else {
      for (Locator endpoint : endpoints) {
        firsts.add(connector.keepOneOf(List.of(endpoint)).thenCompose(this::greeted));
      }
    }
    return CompletableFuture.allOf(firsts.toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> greeted(Transport transport) {
    ZenohId zid = transport.peer().zid();
    return router.faces().stream()
        .filter(face -> face.zid().equals(zid))
        .findFirst()
        .map(Face::greeted)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private void startScouting() {
    settings
        .scouting()
        .multicast()
        .ifPresent(multicast -> {
          Discovery dialler = new Discovery(zid(), multicast.dials(), transports);
          scouting =
              Optional.of(
                  MulticastScouting.start(
                      settings.self(), multicast, transports::locators, dialler));
        });
  }

  private Face newFace(Transport transport) {
    Face face = new Face(transport, router, queries, gossip);
    router.add(face);
    return face;
  }

  @Override
  public ZenohId zid() {
    return settings.self().zid();
  }

  @Override
  public List<String> locators() {
    return transports.locators().stream().map(Locator::toString).toList();
  }

  @Override
  public List<ZenohId> linkedTo(WhatAmI kind) {
    return router.faces().stream().filter(face -> face.whatAmI() == kind).map(Face::zid).toList();
  }

  @Override
  public long dropped() {
    return router.faces().stream().mapToLong(Face::dropped).sum();
  }

  @Override
  public boolean put(KeyExpr key, ZBytes payload, PutOptions options, PublisherOptions sending) {
    return publish(key, Bodies.put(payload, stamped(options)), sending);
  }

  @Override
  public boolean delete(KeyExpr key, PutOptions options, PublisherOptions sending) {
    return publish(key, Bodies.del(stamped(options)), sending);
  }

  private PutOptions stamped(PutOptions options) {
    return settings.timestamping() && options.timestamp().isEmpty()
        ? options.withTimestamp(Timestamp.of(Instant.now(), zid()))
        : options;
  }

  private boolean publish(KeyExpr key, DataBody body, PublisherOptions sending) {
    checkOpen();
    Push push = new Push(WireExpr.of(key.toString()), sending.qos(), null, body);
    return router.publish(null, key, push, Delivery.of(sending), null);
  }

  Inboxes inboxes() {
    return inboxes;
  }

  void checkOpen() {
    if (closed.get()) {
      throw new ZenohException("the session %s is closed".formatted(zid()));
    }
  }

  @Override
  public Publisher declarePublisher(KeyExpr key, PublisherOptions options) {
    checkOpen();
    router.declareKey(key);
    return new SessionPublisher(this, router, key, options);
  }

  /** What one put of a publisher does that an open session decides. */
  PutOptions prepare(PutOptions options) {
    checkOpen();
    return stamped(options);
  }

  @Override
  public Subscriber declareSubscriber(
      KeyExpr key, SubscriberOptions options, Consumer<Sample> callback) {
    Inbox<Sample> inbox = subscribe(key, options).deliverTo(callback, () -> {});
    return new Declared(key, inbox::close, inbox::dropped);
  }

  @Override
  public Channel<Sample> declareSubscriber(KeyExpr key, SubscriberOptions options) {
    return subscribe(key, options);
  }

  private Inbox<Sample> subscribe(KeyExpr key, SubscriberOptions options) {
    checkOpen();
    Inbox<Sample> inbox = inboxes.make(key.toString(), options, Inboxes.SAMPLES);
    LocalSubscriber subscriber = new LocalSubscriber(key, inbox);
    inbox.onClose(() -> router.remove(subscriber));
    router.add(subscriber);
    return inbox;
  }

  @Override
  public Queryable declareQueryable(KeyExpr key, boolean complete, Consumer<Query> callback) {
    checkOpen();
    Inbox<LocalQuery> inbox =
        inboxes.make(key.toString(), SubscriberOptions.DEFAULT, Inboxes.QUERIES);
    LocalQueryable queryable = new LocalQueryable(key, complete, router.newId(), inbox);
    inbox.onClose(() -> router.remove(queryable));
    inbox.deliverTo(query -> answer(query, callback), () -> {});
    router.add(queryable);
    return new Declared(key, inbox::close, inbox::dropped);
  }

  private static void answer(LocalQuery query, Consumer<Query> callback) {
    try {
      callback.accept(query);
    } finally {
      query.callbackReturned();
    }
  }

  @Override
  public Channel<Reply> get(KeyExpr key, GetOptions options) {
    Inbox<Reply> inbox = replyInbox(key);
    ask(key, options, inbox);
    return inbox;
  }

  @Override
  public void get(KeyExpr key, GetOptions options, Consumer<Reply> callback, Runnable onDone) {
    Inbox<Reply> inbox = replyInbox(key).deliverTo(callback, onDone);
    ask(key, options, inbox);
  }

  private Inbox<Reply> replyInbox(KeyExpr key) {
    checkOpen();
    return inboxes.make(key.toString(), SubscriberOptions.DEFAULT, Inboxes.REPLIES);
  }

  private void ask(KeyExpr key, GetOptions options, Inbox<Reply> inbox) {
    ZBytes payload = options.payload().orElse(null);
    ZBytes attachment = options.attachment().orElse(null);
    QueryBody body =
        new QueryBody(
            options.consolidation(),
            options.parameters(),
            null,
            payload == null
                ? null
                : new QueryBody.Value(options.encoding(), Bodies.copy(payload.segment())),
            attachment == null ? null : Bodies.copy(attachment.segment()));
    Question question = new Question(key, options.target(), options.timeout().toMillis(), body);
    GetAnswers answers = new GetAnswers(inbox, options.consolidation(), options.parameters());
    queries.ask(null, question, answers, null);
  }

  @Override
  public Liveliness liveliness() {
    return liveliness;
  }

  @Override
  public AdvancedPublisher declareAdvancedPublisher(
      KeyExpr key, PublisherOptions options, int cached) {
    return new CachingPublisher(this, router.newId(), key, options, cached);
  }

  @Override
  public Subscriber declareAdvancedSubscriber(KeyExpr key, Consumer<Sample> callback) {
    return new HistorySubscriber(this, key, callback);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    connector.close();
    scouting.ifPresent(MulticastScouting::close);
    transports.close();
    queries.close();
    timer.shutdownNow();
    inboxes.close();
  }
}
