package com.oraclelumira.sandbox.n8n;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** One page of text as a PDF: the smallest that every reader opens. What does not fit on the page is cut off. */
final class Pdf {
    private static final Charset WIN_ANSI = Charset.forName("windows-1252");
    private static final int COLUMNS = 78;
    private static final int LINES = 45;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private Pdf() {}

    static byte[] of(String title, String text) {
        return new Pdf().write(page(title, text));
    }

    private byte[] write(String page) {
        add("%PDF-1.4\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
                + " /Resources << /Font << /F1 4 0 R >> >> >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>");
        object("<< /Length %d >>\nstream\n%s\nendstream".formatted(page.getBytes(WIN_ANSI).length, page));
        int table = bytes.size();
        add("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.size() + 1));
        offsets.forEach(offset -> add("%010d 00000 n \n".formatted(offset)));
        add("trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n".formatted(offsets.size() + 1, table));
        return bytes.toByteArray();
    }

    private void object(String body) {
        offsets.add(bytes.size());
        add("%d 0 obj\n%s\nendobj\n".formatted(offsets.size(), body));
    }

    private void add(String text) {
        bytes.writeBytes(text.getBytes(WIN_ANSI));
    }

    private static String page(String title, String text) {
        var page = new StringBuilder("BT /F1 18 Tf 60 770 Td (").append(escaped(title)).append(") Tj /F1 12 Tf\n");
        page.append("0 -36 Td 16 TL\n");
        lines(text).stream().limit(LINES).forEach(line -> page.append('(').append(escaped(line)).append(") '\n"));
        return page.append("ET").toString();
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.strip().split("\n")) {
            var line = new StringBuilder();
            for (var word : paragraph.strip().split(" +")) {
                if (line.length() + word.length() > COLUMNS) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\()]", "\\\\$0");
    }
}
