package com.oraclelumira.sandbox.mongo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;

/**
 * The format of mongodump's {@code --archive}: a magic number, a head, a block for each collection's metadata, then
 * blocks of documents, each under a header with its namespace; the last header of a collection has the CRC of all of it.
 */
final class Archive {
    static final int MAGIC = 0x8199e26d;
    private static final int END_OF_BLOCK = -1;
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private Archive() {}

    static void writeInt(OutputStream out, int number) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }

    static void endBlock(OutputStream out) throws IOException {
        writeInt(out, END_OF_BLOCK);
    }

    /** The bytes that were written, for the CRC. */
    static byte[] write(OutputStream out, BsonDocument document) throws IOException {
        var buffer = new RawBsonDocument(document, CODEC).getByteBuffer();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        out.write(bytes);
        return bytes;
    }

    static int readInt(InputStream in) throws IOException {
        var bytes = in.readNBytes(Integer.BYTES);
        if (bytes.length < Integer.BYTES)
            throw new EOFException("the archive ends in the middle");
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** The next document's bytes; null at the end of the block. */
    static byte[] read(InputStream in) throws IOException {
        int size = readInt(in);
        if (size == END_OF_BLOCK)
            return null;
        var rest = in.readNBytes(size - Integer.BYTES);
        if (rest.length < size - Integer.BYTES)
            throw new EOFException("the archive ends in the middle");
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putInt(size).put(rest).array();
    }

    static BsonDocument document(byte[] bytes) {
        return CODEC.decode(new BsonBinaryReader(ByteBuffer.wrap(bytes)), DecoderContext.builder().build());
    }

    /** CRC-64 (ECMA), which the archive carries for each collection. */
    static final class Crc {
        private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
        private static final long[] TABLE = new long[256];

        static {
            for (int i = 0; i < TABLE.length; i++) {
                long value = i;
                for (int bit = 0; bit < 8; bit++)
                    value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
                TABLE[i] = value;
            }
        }

        private long value;

        void add(byte[] bytes) {
            long sum = ~value;
            for (byte each : bytes)
                sum = TABLE[(int) (sum ^ each) & 0xff] ^ sum >>> 8;
            value = ~sum;
        }

        long value() {
            return value;
        }
    }
}
