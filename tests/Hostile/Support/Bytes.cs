using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Dqx.Hostile.Tests;

/// <summary>Files that no compiler makes.</summary>
internal static class Bytes
{
    private const int MachineOfArm64 = 0xAA64;

    /// <summary>A third of it is overwritten, metadata included.</summary>
    public static byte[] Garbled(byte[] assembly)
    {
        byte[] garbled = [.. assembly];
        garbled.AsSpan(garbled.Length / 3, garbled.Length / 3).Fill(0xFF);
        return garbled;
    }

    public static byte[] NativeLibrary()
        => File.ReadAllBytes(Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "", "libSystem.Native.*").First(file => !file.EndsWith(".dbg", StringComparison.Ordinal)));

    /// <summary>A valid image whose header points to no managed code.</summary>
    public static byte[] WithoutManagedCode(byte[] assembly)
    {
        byte[] native = [.. assembly];
        using var image = new PEReader([.. assembly]);
        var header = image.PEHeaders.PEHeaderStartOffset;
        var directories = header + (image.PEHeaders.PEHeader?.Magic == PEMagic.PE32Plus ? 112 : 96);
        native.AsSpan(directories + (14 * 8), 8).Clear();
        return native;
    }

    public static byte[] ForArm(byte[] assembly)
    {
        byte[] patched = [.. assembly];
        using var image = new PEReader([.. assembly]);
        BinaryPrimitives.WriteUInt16LittleEndian(patched.AsSpan(image.PEHeaders.CoffHeaderStartOffset), MachineOfArm64);
        return patched;
    }

    /// <summary>The assembly as if it had been built against another version of a reference.</summary>
    public static byte[] Against(byte[] assembly, string reference, Version version)
    {
        byte[] patched = [.. assembly];
        using var image = new PEReader([.. assembly]);
        var reader = image.GetMetadataReader();
        var row = reader.AssemblyReferences.Single(handle => reader.GetString(reader.GetAssemblyReference(handle).Name) == reference);
        var offset = image.PEHeaders.MetadataStartOffset + reader.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + ((MetadataTokens.GetRowNumber(row) - 1) * reader.GetTableRowSize(TableIndex.AssemblyRef));
        int[] parts = [version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0)];
        for (var i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(patched.AsSpan(offset + (2 * i)), (ushort)parts[i]);
        }

        return patched;
    }

    public static void MakeWorldWritable(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }
    }

    /// <summary>Locks what lies in the catalog now.</summary>
    public static void Lock(HostileCatalog catalog)
    {
        using var process = DqxCommand.Start(catalog.Folder, environment: null, "extensions", "lock", catalog.WriteSuite("degrade"));
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
