using System.Runtime.InteropServices;

namespace Dqx.Composition.Trust;

/// <summary>Folders that belong to this user and that nobody else may enter.</summary>
internal static partial class PrivateFolder
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, or makes sure of it.</summary>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's, or a link.</exception>
    public static void Ensure(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // The local application data of a user is the user's alone already.
            Directory.CreateDirectory(folder);
            return;
        }

        var made = Directory.CreateDirectory(folder, Mode);
        if (made.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            throw new UnauthorizedAccessException($"'{folder}' is a link.");
        }

        if (OperatingSystem.IsLinux() && OwnerOf(folder) is { } owner && owner != GetEffectiveUser())
        {
            throw new UnauthorizedAccessException($"'{folder}' belongs to another user.");
        }

        if (made.UnixFileMode != Mode)
        {
            // Only the owner may do this, so it is the check of the owner everywhere but under root.
            made.UnixFileMode = Mode;
        }
    }

    /// <summary>The user id of a file's owner; null where the kernel does not say.</summary>
    private static uint? OwnerOf(string path)
    {
        const int currentDirectory = -100;
        const int dontFollowLinks = 0x100;
        const uint owner = 0x8;
        // struct statx has one layout on every architecture; the owner's id is its sixth 32-bit word.
        Span<uint> status = stackalloc uint[64];
        return StatX(currentDirectory, path, dontFollowLinks, owner, status) == 0 ? status[5] : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, Span<uint> status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();
}
