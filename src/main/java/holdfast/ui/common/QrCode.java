package holdfast.ui.common;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** QR codes to pictures and back. */
public final class QrCode {
    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;

    /** Pixels of a side up to which a picture is read. */
    private static final int LARGEST = 8000;

    private QrCode() {}

    /**
     * Draws a text, black on white whatever the theme: many readers take nothing else.
     *
     * @param size of a side, in pixels
     * @return empty where the text is longer than a QR code holds (about 2,900 bytes)
     */
    @InBackground
    public static Optional<Image> draw(String text, int size) {
        BitMatrix matrix;
        try {
            matrix = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            size,
                            size,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.L,
                                    EncodeHintType.CHARACTER_SET,
                                    "UTF-8"));
        } catch (WriterException e) {
            return Optional.empty();
        }
        int[] row = new int[matrix.getWidth()];
        WritableImage image = new WritableImage(matrix.getWidth(), matrix.getHeight());
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = matrix.get(x, y) ? BLACK : WHITE;
            }
            image.getPixelWriter().setPixels(0, y, row.length, 1, PixelFormat.getIntArgbInstance(), row, 0, row.length);
        }
        return Optional.of(image);
    }

    /**
     * The text of the QR code in a picture's file; empty where none is found.
     *
     * @throws IOException when the file cannot be read
     */
    @InBackground
    public static Optional<String> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Image image = new Image(in);
            boolean usable = !image.isError() && image.getWidth() <= LARGEST && image.getHeight() <= LARGEST;
            return usable ? read(image) : Optional.empty();
        }
    }

    /** The text of the QR code in a picture; empty where none is found. */
    @InBackground
    public static Optional<String> read(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        if (width == 0 || height == 0 || image.getPixelReader() == null) {
            return Optional.empty();
        }
        int[] pixels = new int[Math.multiplyExact(width, height)];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] >>> 24 == 0) {
                pixels[i] = WHITE;
            }
        }
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        try {
            return Optional.of(new QRCodeReader()
                    .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE))
                    .getText());
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }
}
