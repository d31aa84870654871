using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Loading;

namespace Dqx.Composition.Running;

/// <summary>An extension in use: its load context and its containers. Its methods run code of the extension.</summary>
internal sealed class ExtensionRuntime(Extension extension, IReadOnlyList<string> types, HostServices services)
{
    private readonly Lock _gate = new();
    private readonly List<ExtensionContainer> _containers = [];
    private ExtensionLoadContext? _context;
    private Assembly? _assembly;

    public string Name => extension.Candidate.Name;

    public string File => extension.Candidate.File;

    /// <summary>The main assembly that is loaded: a private copy of <see cref="File"/>, or it.</summary>
    public string LoadFile { get; set; } = extension.Candidate.File;

    /// <summary>Why it could not be loaded; null when it was.</summary>
    public ProcessorFault? LoadFault { get; set; }

    /// <summary>Tells whether something of the extension is still alive after <see cref="Unload"/>.</summary>
    public WeakReference? Context { get; private set; }

    public void Load()
    {
        _context = new ExtensionLoadContext(new ExtensionOrigin(Name, File), LoadFile);
        Context = new WeakReference(_context);
        _assembly = _context.LoadFromAssemblyPath(LoadFile);
        // One bad processor loses every part of a shared container (measured). When that happens, each gets one of its own.
        if (types.Count > 1 && ExtensionBoundary.Try(() => Compose(types), out var container))
        {
            _containers.Add(container);
        }
    }

    /// <summary>The container that holds a processor; composed now when it has to be its own.</summary>
    public ExtensionContainer ContainerOf(string processor, string type)
    {
        lock (_gate)
        {
            if (_containers.Find(container => container.Holds(processor)) is { } shared)
            {
                return shared;
            }
        }

        // Outside of the lock: this may hang, and others are waiting.
        var own = Compose([type]);
        lock (_gate)
        {
            _containers.Add(own);
        }

        return own;
    }

    /// <summary>A data source or a suite provider, which lives as long as its container.</summary>
    public T CreateProvider<T>(string type)
        where T : class
    {
        var own = Compose([type]);
        lock (_gate)
        {
            _containers.Add(own);
        }

        return own.CreateProvider<T>();
    }

    public int ContainerCount => _containers.Count;

    /// <summary>Disposes one container, with its shared parts; none twice, as a container whose disposal threw does nothing the next time.</summary>
    public void DisposeContainer()
    {
        if (_containers is [.., var last])
        {
            _containers.RemoveAt(_containers.Count - 1);
            last.Dispose();
        }
    }

    /// <summary>Lets the load context go. It is collected when nothing of the extension is in use.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Unload()
    {
        _containers.Clear();
        _assembly = null;
        _context?.Unload();
        _context = null;
    }

    private ExtensionContainer Compose(IReadOnlyList<string> processors)
    {
        var assembly = _assembly ?? throw new InvalidOperationException($"{Name} is not loaded.");
        // Code that loads by name then finds the extension's own assemblies.
        using (AssemblyLoadContext.EnterContextualReflection(assembly))
        {
            return ExtensionContainer.Create(assembly, processors.Concat(extension.Parts), services);
        }
    }
}
