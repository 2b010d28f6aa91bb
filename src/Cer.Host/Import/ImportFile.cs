namespace Cer.Host.Import;

/// <summary>A file to take in.</summary>
internal sealed record ImportFile(ImportKind Kind, string Path)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
