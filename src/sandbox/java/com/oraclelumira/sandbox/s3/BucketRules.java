package com.oraclelumira.sandbox.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What each bucket was told by PutBucketCors and PutBucketLifecycleConfiguration. */
final class BucketRules {
    /** One CORS rule, as S3 has them: any of its values may be {@code *}. */
    record Cors(List<String> origins, List<String> methods, List<String> headers, List<String> exposed,
            String maxAge) {
        boolean allows(String origin, String method) {
            return (origins.contains("*") || origins.contains(origin)) && methods.contains(method);
        }

        boolean allowsHeaders(List<String> asked) {
            return headers.contains("*") || asked.stream()
                    .allMatch(name -> headers.stream().anyMatch(name::equalsIgnoreCase));
        }
    }

    private final Map<String, List<Cors>> cors = new ConcurrentHashMap<>();
    private final Map<String, byte[]> lifecycles = new ConcurrentHashMap<>();

    void cors(String bucket, byte[] xml) {
        var rules = new ArrayList<Cors>();
        var found = parse(xml).getElementsByTagName("CORSRule");
        for (int i = 0; i < found.getLength(); i++) {
            var rule = (Element) found.item(i);
            rules.add(new Cors(texts(rule, "AllowedOrigin"), texts(rule, "AllowedMethod"),
                    texts(rule, "AllowedHeader"), texts(rule, "ExposeHeader"),
                    texts(rule, "MaxAgeSeconds").stream().findFirst().orElse("0")));
        }
        if (rules.isEmpty())
            throw new S3Error(400, "MalformedXML", "There is no rule in it.");
        cors.put(bucket, List.copyOf(rules));
    }

    void allow(String bucket, List<String> origins) {
        cors.put(bucket, List.of(new Cors(List.copyOf(origins), List.of("GET", "HEAD", "PUT"),
                List.of("content-type"), List.of("ETag"), "3600")));
    }

    Optional<Cors> rule(String bucket, String origin, String method) {
        return cors.getOrDefault(bucket, List.of()).stream().filter(rule -> rule.allows(origin, method)).findFirst();
    }

    void lifecycle(String bucket, byte[] xml) {
        if (parse(xml).getElementsByTagName("Rule").getLength() == 0)
            throw new S3Error(400, "MalformedXML", "There is no rule in it.");
        lifecycles.put(bucket, xml);
    }

    void forget() {
        cors.clear();
        lifecycles.clear();
    }

    Optional<byte[]> lifecycle(String bucket) {
        return Optional.ofNullable(lifecycles.get(bucket));
    }

    private static Element parse(byte[] xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new S3Error(400, "MalformedXML", "The XML is not well-formed.");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Element parent, String name) {
        var texts = new ArrayList<String>();
        var found = parent.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++)
            texts.add(found.item(i).getTextContent());
        return List.copyOf(texts);
    }
}
