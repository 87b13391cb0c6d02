package dev.weir.admin;

import dev.weir.exchange.WarmOrder;
import dev.weir.message.AbsoluteUri;
import dev.weir.message.FieldLines;
import dev.weir.message.TargetUri;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** The content of a request to warm, read whole: an order, or every mistake in it. */
sealed interface WarmBody {
    record Accepted(WarmOrder order) implements WarmBody {}

    record Refused(List<BodyReader.Mistake> mistakes) implements WarmBody {}

    int MOST_URLS = 100_000;
    int MOST_AT_ONCE = 256;
    int USUAL_AT_ONCE = 8;
    int MOST_A_SECOND = 100_000;
    String URL = "an absolute URL such as http://shop.example/products/1";

    static WarmBody read(Buffer content) {
        BodyReader body = BodyReader.of(content);
        List<TargetUri> urls = new ArrayList<>();
        body.texts("urls", URL, text -> {
            TargetUri url = AbsoluteUri.read(text);
            return url != null && urls.add(url);
        });
        FieldLines.Builder fields = FieldLines.builder();
        body.texts("headers", GivenField.EXPECTED, line -> GivenField.add(fields, line));
        int concurrency = body.number("concurrency", USUAL_AT_ONCE, 1, MOST_AT_ONCE);
        int rate = body.number("rate", 0, 0, MOST_A_SECOND);
        body.refuseUnknown();
        if (body.mistakes().isEmpty() && (urls.isEmpty() || urls.size() > MOST_URLS)) {
            body.report("urls", urls.size() + " URLs", "1 to " + MOST_URLS + " in one job");
        }
        return body.mistakes().isEmpty()
                ? new Accepted(new WarmOrder(urls, fields.build(), concurrency, rate))
                : new Refused(body.mistakes());
    }
}
