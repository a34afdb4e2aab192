package holdfast.cli;

import holdfast.dvr.DvrRequest;
import holdfast.proving.ProofFile;
import holdfast.proving.StatementExporter;
import holdfast.token.VerifiedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A folder in which a proof is going to be exported: made before anything is proven, so that nobody waits for a proof that cannot be
 * written. Unless the export becomes whole, what was made is gone when this is closed.
 */
final class NewExport implements AutoCloseable {
    private final Path folder;
    /** Files and folders made here, the last first. */
    private final Deque<Path> made = new ArrayDeque<>();

    private NewExport(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, or takes an empty one; one that is not empty is left alone. */
    static NewExport in(String name) {
        NewExport export = new NewExport(ExportFolder.path(name));
        try {
            export.makeFolder(export.folder.toAbsolutePath());
            try (Stream<Path> content = Files.list(export.folder)) {
                if (content.findAny().isPresent()) {
                    throw new CliException(name + " is not empty. Name a new folder for the export.");
                }
            }
            return export;
        } catch (IOException e) {
            export.close();
            throw new CliException(name + " cannot be made a folder for the export: " + e.getMessage() + ".");
        }
    }

    private void makeFolder(Path wanted) throws IOException {
        Path parent = wanted.getParent();
        if (parent != null && Files.notExists(parent)) {
            makeFolder(parent);
        }
        if (!Files.isDirectory(wanted)) {
            made.push(Files.createDirectory(wanted));
        }
    }

    /**
     * Writes the files.
     *
     * @param cancelled asked often
     * @return false if it was cancelled, which was printed
     */
    boolean write(
            Terminal terminal,
            StatementExporter exporter,
            VerifiedToken<DvrRequest> request,
            ProofFile proof,
            BooleanSupplier cancelled) {
        try {
            exporter.export(
                    request,
                    proof.issuerKeys(),
                    proof,
                    name -> {
                        Path file = folder.resolve(name);
                        var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
                        made.push(file);
                        return out;
                    },
                    cancelled);
            made.clear();
            return true;
        } catch (CancellationException e) {
            terminal.err().println("Cancelled. The proof was made and kept, but not its export.");
            return false;
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException("The proof was made and kept, but not its export to " + folder + ": "
                    + e.getMessage() + ". Try again with an empty folder.");
        }
    }

    /** Removes what was made, unless the export is whole. */
    @Override
    public void close() {
        while (!made.isEmpty()) {
            try {
                Files.deleteIfExists(made.pop());
            } catch (IOException e) {
                made.clear(); // Somebody put something there, and it stays with the folders around it.
            }
        }
    }
}
