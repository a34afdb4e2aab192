import java.io.PrintWriter;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleResolutionAttribute;
import java.util.EnumSet;
import java.util.Set;
import jdk.tools.jlink.internal.Main;
import jdk.tools.jlink.internal.PluginRepository;
import jdk.tools.jlink.plugin.Plugin;
import jdk.tools.jlink.plugin.ResourcePool;
import jdk.tools.jlink.plugin.ResourcePoolBuilder;

/**
 * jlink, for a run-time that loads the module of the Vector API like any other: without the mark that it is incubating
 * and has to be asked for. A JVM that loads an incubating module keeps neither the graph of its modules nor linked
 * classes in an ahead-of-time cache, and takes a third of a second longer to open the window.
 *
 * <p>jlink has no option for that, and its plugins are no public interface, so it is run as {@code java
 * --add-exports=jdk.jlink/jdk.tools.jlink.internal=ALL-UNNAMED --add-exports=jdk.jlink/jdk.tools.jlink.plugin=ALL-UNNAMED
 * packaging/Link.java}, with the options of jlink after it.
 */
final class Link implements Plugin {
    private static final String MODULE_INFO = "/jdk.incubator.vector/module-info.class";

    public static void main(String[] args) {
        PluginRepository.registerPlugin(new Link());
        System.exit(Main.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    @Override
    public String getName() {
        return "vector-like-any-other";
    }

    /** Before the modules of the run-time are written down. */
    @Override
    public Category getType() {
        return Category.FILTER;
    }

    @Override
    public Set<State> getState() {
        return EnumSet.of(State.AUTO_ENABLED, State.FUNCTIONAL);
    }

    @Override
    public ResourcePool transform(ResourcePool in, ResourcePoolBuilder out) {
        in.transformAndCopy(
                entry -> entry.path().equals(MODULE_INFO)
                        ? entry.copyWithContent(withoutMark(entry.contentBytes()))
                        : entry,
                out);
        return out.build();
    }

    private static byte[] withoutMark(byte[] moduleInfo) {
        ClassFile classes = ClassFile.of();
        return classes.transformClass(
                classes.parse(moduleInfo), ClassTransform.dropping(ModuleResolutionAttribute.class::isInstance));
    }
}
