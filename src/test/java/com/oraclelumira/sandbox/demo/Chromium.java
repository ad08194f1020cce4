package com.oraclelumira.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import static org.assertj.core.api.Assertions.assertThat;

/** The Chromium of this machine, see {@link Installed}. Whoever calls waits for what the page is about to show. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SHOTS = Path.of("target", "browser");
    /** Held, because loggers that nobody holds forget their level: it warns of every Chromium newer than itself. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private int pictures;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param profile an empty folder */
    static Chromium open(Path profile) {
        SELENIUM.setLevel(Level.SEVERE);
        var service = new ChromeDriverService.Builder().usingDriverExecutable(Installed.driver())
                .usingAnyFreePort().withSilent(true).build();
        var options = new ChromeOptions().setBinary(Installed.binary()).addArguments("--headless=new", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
                "--no-proxy-server", "--lang=fr", "--window-size=1100,1000",
                "--user-data-dir=" + profile.toAbsolutePath());
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return new Chromium(new ChromeDriver(service, options));
    }

    void open(String address) {
        driver.get(address);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** Waits for it, also while the page loads itself again; so do the others. */
    void click(By what) {
        await(() -> driver.findElement(what).click());
    }

    void press(String button) {
        click(By.xpath("//button[text()='%s']".formatted(button)));
    }

    void type(String field, String text) {
        await(() -> {
            var input = driver.findElement(By.name(field));
            input.clear();
            input.sendKeys(text);
        });
    }

    /** As a picker does: what is typed depends on the language of the machine. */
    void pick(String field, String value) {
        await(() -> driver.executeScript("arguments[0].value = arguments[1]", driver.findElement(By.name(field)),
                value));
    }

    void choose(String field, Path file) {
        driver.findElement(By.name(field)).sendKeys(file.toAbsolutePath().toString());
    }

    void see(By where, String... texts) {
        await(() -> assertThat(driver.findElement(where).getText()).contains(texts));
    }

    void see(String... texts) {
        see(By.tagName("body"), texts);
    }

    /** Of a page that does not look by itself. */
    void seeReloading(String text) {
        await(() -> {
            driver.navigate().refresh();
            assertThat(driver.findElement(By.tagName("body")).getText()).contains(text);
        });
    }

    void doNotSee(String text) {
        assertThat(driver.findElement(By.tagName("body")).getText()).doesNotContain(text);
    }

    /** Every image of the page is there and has been drawn. */
    void seePictures(By which, int count) {
        await(() -> assertThat(driver.findElements(which)).hasSize(count).allSatisfy(image -> assertThat(
                (Long) driver.executeScript("return arguments[0].naturalWidth", image)).isPositive()));
    }

    List<WebElement> all(By what) {
        return driver.findElements(what);
    }

    /** Where the tab that a click has opened stands; it is closed again. */
    String openedTab() {
        var page = driver.getWindowHandle();
        await(() -> assertThat(driver.getWindowHandles()).hasSize(2));
        var tab = driver.getWindowHandles().stream().filter(handle -> !handle.equals(page)).findFirst().orElseThrow();
        driver.switchTo().window(tab);
        await(() -> assertThat(driver.getCurrentUrl()).startsWith("http"));
        var address = driver.getCurrentUrl();
        driver.close();
        driver.switchTo().window(page);
        return address;
    }

    /** From the next page on, a touch screen of this width in CSS pixels. */
    void asTelephone(int width) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 2 * width, "deviceScaleFactor", 2, "mobile", true));
    }

    void asItself() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Of the page with whatever hangs over the edge of the screen. */
    long width() {
        return (Long) driver.executeScript("return document.documentElement.scrollWidth");
    }

    /** What pages complained of since the last call: refused scripts and addresses, errors, answers of 400 and more. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()).map(LogEntry::getMessage)
                .filter(message -> !message.contains("/favicon.ico")).toList();
    }

    /** One of the pages, if asked for by {@code -Dbrowser.pictures=true}. */
    void picture(String name) {
        if (Boolean.getBoolean("browser.pictures"))
            photograph("%02d-%s".formatted(++pictures, name));
    }

    /** The whole page into {@code target/browser}. */
    void photograph(String name) {
        try {
            Files.createDirectories(SHOTS);
            var picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
            Files.write(SHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) picture.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Runnable step) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(WebDriverException.class).untilAsserted(step::run);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
