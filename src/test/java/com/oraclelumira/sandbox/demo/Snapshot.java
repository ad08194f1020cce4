package com.oraclelumira.sandbox.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** Small photos that are real ones: JPEGs that a browser can draw. */
final class Snapshot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private Snapshot() {}

    static Path in(Path folder, String name, Color colour) throws IOException {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, colour, WIDTH, HEIGHT, Color.DARK_GRAY));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        var file = folder.resolve(name + ".jpg");
        ImageIO.write(image, "jpeg", file.toFile());
        return file;
    }
}
