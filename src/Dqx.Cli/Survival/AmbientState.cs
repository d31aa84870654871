using System.Collections.Immutable;
using System.Globalization;

namespace Dqx.Cli.Survival;

/// <summary>What all code of a process shares and an extension may change: taken at the beginning, and put back after each call.</summary>
internal sealed class AmbientState
{
    private readonly CultureInfo? _culture = CultureInfo.DefaultThreadCurrentCulture;
    private readonly CultureInfo? _uiCulture = CultureInfo.DefaultThreadCurrentUICulture;
    private readonly string _folder = Environment.CurrentDirectory;
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly (int Workers, int Ports) _most = Read(ThreadPool.GetMaxThreads);
    private readonly (int Workers, int Ports) _least = Read(ThreadPool.GetMinThreads);

    private delegate void ReadLimits(out int workers, out int ports);

    /// <summary>Puts everything back; what had been changed, in words.</summary>
    public ImmutableArray<string> Restore()
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        if (!Equals(CultureInfo.DefaultThreadCurrentCulture, _culture) || !Equals(CultureInfo.DefaultThreadCurrentUICulture, _uiCulture))
        {
            CultureInfo.DefaultThreadCurrentCulture = _culture;
            CultureInfo.DefaultThreadCurrentUICulture = _uiCulture;
            changed.Add("the default culture");
        }

        if (FolderNow() != _folder && TryReturn())
        {
            changed.Add("the current directory");
        }

        Writers(changed);
        if (Read(ThreadPool.GetMaxThreads) != _most || Read(ThreadPool.GetMinThreads) != _least)
        {
            // Whichever is out of the other's range now is in it afterwards.
            ThreadPool.SetMaxThreads(_most.Workers, _most.Ports);
            ThreadPool.SetMinThreads(_least.Workers, _least.Ports);
            ThreadPool.SetMaxThreads(_most.Workers, _most.Ports);
            changed.Add("the limits of the thread pool");
        }

        return changed.DrainToImmutable();
    }

    private void Writers(ImmutableArray<string>.Builder changed)
    {
        if (Console.Out != _output)
        {
            Console.SetOut(_output);
            changed.Add("Console.Out");
        }

        if (Console.Error != _error)
        {
            Console.SetError(_error);
            changed.Add("Console.Error");
        }
    }

    /// <summary>Null when it has been deleted.</summary>
    private static string? FolderNow()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>False when the folder is gone: then there is nothing to return to.</summary>
    private bool TryReturn()
    {
        try
        {
            Environment.CurrentDirectory = _folder;
            return true;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static (int Workers, int Ports) Read(ReadLimits read)
    {
        read(out var workers, out var ports);
        return (workers, ports);
    }
}
