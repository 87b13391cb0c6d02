package dev.weir.fleet;

import dev.weir.testing.Received;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask at random, one request after the other each, and look whether what they get was made for them. */
final class CanaryClients {
    /** Sends a request to one of the gateways. */
    interface Sender {
        Future<Received> send(int gateway, String uri, Map<String, String> fields);
    }

    private static final int RESOURCES = 4;

    /** So many requests later every resource is a new one, cold for all. */
    private static final int GENERATION = 2_000;

    private final Sender sender;
    private final int gateways;
    private final int requests;
    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger checked = new AtomicInteger();

    CanaryClients(Sender sender, int gateways, int requests) {
        this.sender = sender;
        this.gateways = gateways;
        this.requests = requests;
    }

    Future<Void> run(int clients, long seed) {
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Promise<Void> done = Promise.promise();
            next("u" + i, new Random(seed + i), done);
            all.add(done.future());
        }
        return Future.join(all).mapEmpty();
    }

    /** Each body that reached a client it was not made for. */
    List<String> leaks() {
        return List.copyOf(leaks);
    }

    /** Bodies that the origin made. */
    int checked() {
        return checked.get();
    }

    private void next(String user, Random random, Promise<Void> done) {
        int number = sent.getAndIncrement();
        if (number >= requests) {
            done.complete();
            return;
        }
        String uri = uri(random, number / GENERATION);
        Map<String, String> fields = fields(user, random);
        sender.send(random.nextInt(gateways), uri, fields)
                .onSuccess(answer -> check(uri, fields, answer))
                .onFailure(cause -> leaks.add(uri + " " + fields + ": no answer: " + cause))
                .onComplete(either -> next(user, random, done));
    }

    private static String uri(Random random, int generation) {
        String kind = random.nextInt(3) == 0 ? "mixed" : Integer.toString(random.nextInt(CanaryOrigin.NUMBERS));
        return "/" + kind + "/" + random.nextInt(RESOURCES) + "/" + generation;
    }

    private static Map<String, String> fields(String user, Random random) {
        Map<String, String> fields = new HashMap<>(Map.of(CanaryOrigin.USER, user));
        if (random.nextInt(4) == 0) {
            fields.put("authorization", "Bearer " + user);
        }
        if (random.nextInt(4) == 0) {
            fields.put("cookie", "group=" + random.nextInt(3));
        }
        if (random.nextInt(2) == 0) {
            fields.put("accept-language", random.nextBoolean() ? "de" : "fr");
        }
        return fields;
    }

    private void check(String uri, Map<String, String> fields, Received answer) {
        String body = answer.body();
        if (Audience.isNamedIn(body)) {
            checked.incrementAndGet();
            if (!Audience.of(body).includes(fields)) {
                leaks.add(uri + " " + fields + ": " + body + " " + answer.cacheStatus());
            }
        } else if (answer.status() < 500) {
            leaks.add(uri + " " + fields + ": " + answer.status() + " " + body);
        }
        checkField(uri, fields, answer, "set-cookie", "id=");
        checkField(uri, fields, answer, "x-made-for", "");
    }

    private void checkField(String uri, Map<String, String> fields, Received answer, String name, String prefix) {
        String value = answer.field(name);
        if (value != null && !value.equals(prefix + fields.get(CanaryOrigin.USER))) {
            leaks.add(uri + " " + fields + ": " + name + ": " + value + " " + answer.cacheStatus());
        }
    }
}
