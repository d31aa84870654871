using System.Runtime.InteropServices;

namespace Dqx.Composition.Loading;

/// <summary>
/// Native libraries of which a process must hold one copy: two of SQLite break each other's POSIX locks, and rows vanish.
/// The host's is used where it has one, else the first that an extension brings.
/// </summary>
internal static class SharedNativeLibraries
{
    private const string Sqlite = "e_sqlite3";
    private static readonly Lock s_gate = new();
    private static nint s_sqlite;

    /// <summary>Whether a name, with or without <c>lib</c> and extension, is that of a shared library.</summary>
    public static bool IsShared(string name)
    {
        var simple = Path.GetFileName(name);
        return simple.Equals(Sqlite, StringComparison.OrdinalIgnoreCase)
            || simple.StartsWith(Sqlite + ".", StringComparison.OrdinalIgnoreCase)
            || simple.StartsWith($"lib{Sqlite}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The process's handle; <paramref name="path"/> is loaded when there is none yet.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded.</exception>
    public static nint Load(string name, string path)
    {
        lock (s_gate)
        {
            if (s_sqlite == 0 && !NativeLibrary.TryLoad(name, typeof(SharedNativeLibraries).Assembly, null, out s_sqlite))
            {
                s_sqlite = NativeLibrary.Load(path);
            }

            return s_sqlite;
        }
    }
}
