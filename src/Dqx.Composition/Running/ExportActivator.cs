using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Running;

/// <summary>Creates a processor by MEF, from the container of its extension.</summary>
internal sealed class ExportActivator(ExtensionRuntime extension, string processor, string type) : IProcessorActivator
{
    public void PinTo(string file) => extension.LoadFile = file;

    public ActivatedProcessor Create(Action<string> enter)
    {
        enter(Phases.Compose);
        var container = extension.ContainerOf(processor, type);
        enter(Phases.Initialize);
        var export = container.CreateProcessor(processor);
        return new ActivatedProcessor(export.Value, export);
    }
}
