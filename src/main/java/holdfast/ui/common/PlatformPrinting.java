package holdfast.ui.common;

import javafx.print.PrinterJob;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Window;

/** Prints with the platform's own dialog. */
public final class PlatformPrinting implements Printing {
    @Override
    public Outcome print(Window owner, String text) {
        PrinterJob job = PrinterJob.createPrinterJob();
        if (job == null) {
            return Outcome.NO_PRINTER;
        }
        if (!job.showPrintDialog(owner)) {
            return Outcome.CANCELLED;
        }
        Text letters = new Text(text);
        letters.setStyle("-fx-font-family: monospace; -fx-font-size: 14");
        TextFlow page = new TextFlow(letters);
        page.setPrefWidth(job.getJobSettings().getPageLayout().getPrintableWidth());
        return job.printPage(page) && job.endJob() ? Outcome.PRINTED : Outcome.NOT_PRINTED;
    }
}
