package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeceptionPolicyTest {
    private static final CachingRules RULES = CachingRules.ORIGIN_ONLY.guardedBy(new CachingRules.Guards(true, 0));

    private static RequestHead request(String path) {
        return new RequestHead(
                "GET", new TargetUri("http", "shop.example", path, null), FieldLines.EMPTY, "1.1", Fence.START);
    }

    private static boolean suspects(String path, String... fields) {
        return DeceptionPolicy.suspects(request(path), Given.ok(fields));
    }

    @ParameterizedTest
    @CsvSource({
        "/a.css, text/css",
        "/a.css, text/css; charset=utf-8",
        "/A.CSS, Text/CSS",
        "/a.js, application/javascript",
        "/a/b.c/d.png, image/png",
        "/a.png, image/webp",
        "/a.woff2, font/woff2",
        "/a.ttf, application/font-sfnt",
        "/a.mp4, video/mp4",
        "/a.zip, application/x-zip-compressed",
        "/a.pdf, application/octet-stream",
        "/account, text/html",
        "/account.html, text/html",
        "/api/v1.2/me, application/json",
        "/a;v=1/b.css, text/css",
        "/a+b.css, text/css",
        "/a%20b.css, text/css",
        "/a.css;v=1, text/html",
        "/..a/b..c, text/html",
        "/, text/html"
    })
    void whatIsWhatItLooksLike_isStored(String path, String type) {
        assertThat(suspects(path, "Content-Type", type)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/account/x.css, text/html",
        "/account.css, text/html; charset=utf-8",
        "/account/x.CSS, text/html",
        "/account/x%2ecss, text/html",
        "/api/me/x.js, application/json",
        "/api/me/x.png, application/json",
        "/me/x.ico, text/plain",
        "/me/x.pdf, application/xhtml+xml",
        "/me/x.zip, text/html",
        "/me/x.css, text/cssx",
        "/me/x.css, ''"
    })
    void pageBehindTheEndingOfAFile_isNot(String path, String type) {
        assertThat(suspects(path, "Content-Type", type)).isTrue();
    }

    @Test
    void fileWithoutAType_isNot() {
        assertThat(suspects("/a.css")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/avatar;x.png",
                "/avatar;/x;y.png",
                "/avatar%3bx.png",
                "/avatar%00.png",
                "/avatar%0a.png",
                "/avatar%0d%0ax.png",
                "/avatar%23x.png",
                "/avatar%3fx.png",
                "/avatar%3F/x.png",
                "/avatar%253f.png",
                "/avatar%2500.png",
                "/static/..%2favatar",
                "/static/%2e%2e/avatar",
                "/static/..%5cavatar.png",
                "/static/%252e%252e%252favatar",
                "/static/..;/avatar",
                "/static/..;x=1%2favatar",
                "/static/%2e",
                "/static/../avatar"
            })
    void pathThatSomeServersCutOrClimbOutOf_isNot_whateverItsType(String path) {
        assertThat(suspects(path, "Content-Type", "image/png")).isTrue();
    }

    @Property
    void pageIsNeverStored_whateverStandsBeforeTheEnding(
            @ForAll @StringLength(max = 20) @CharRange(from = '!', to = '~') String before) {
        assertThat(suspects("/" + before + ".css", "Content-Type", "text/html")).isTrue();
    }

    @Property
    void nothingThrows(@ForAll String path, @ForAll String type) {
        suspects(path, "Content-Type", type);
    }

    @Test
    void guardIsAsked_whereTheRouteHasIt_andNeverRemembersTheKey() {
        StoreQuestion page = new StoreQuestion(
                request("/account/x.css"),
                Given.ok("Cache-Control", "max-age=60", "Content-Type", "text/html"),
                Given.NOW,
                Given.NOW,
                RULES);
        assertThat(StorePolicy.decide(page)).isEqualTo(new StoreDecision.Skip(StoreDecision.Rule.DECEPTION));
        assertThat(StoreDecision.Rule.DECEPTION.isOfTheResponse()).isFalse();
        StoreQuestion unguarded =
                new StoreQuestion(page.request(), page.response(), Given.NOW, Given.NOW, CachingRules.ORIGIN_ONLY);
        assertThat(StorePolicy.decide(unguarded)).isInstanceOf(StoreDecision.Store.class);
    }
}
