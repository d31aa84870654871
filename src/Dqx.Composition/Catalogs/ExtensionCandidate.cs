namespace Dqx.Composition.Catalogs;

/// <summary>A file that may be the main assembly of an extension; nothing of it has been read yet.</summary>
/// <param name="Name">The extension's name: its folder's, or the file's without <c>.dll</c>.</param>
/// <param name="Catalog">The catalog directory, absolute.</param>
/// <param name="File">The main assembly, absolute.</param>
/// <param name="IsLoose">Whether it lies in the catalog itself, so that its neighbours are not its own files.</param>
internal sealed record ExtensionCandidate(string Name, string Catalog, string File, bool IsLoose)
{
    public string Folder => Path.GetDirectoryName(File) ?? Catalog;
}
