using System.Text;

namespace Cer.Host.Backup;

/// <summary>The last 2048 bytes of a backup: a tar member with the hash of all before it, and the end of the tar.</summary>
/// <remarks>Made byte for byte here, so that a reader can tell any other byte from the right one.</remarks>
internal static class ArchiveEnd
{
    public const int Size = 4 * TarHeader.Block;
    public const string Name = "checksum";

    /// <param name="sha256">Of everything before, in hexadecimal digits.</param>
    public static byte[] Of(string sha256)
    {
        var content = Encoding.ASCII.GetBytes($"sha256 {sha256}\n");
        var end = new byte[Size];
        TarHeader.Of(Name, content.Length).CopyTo(end, 0);
        content.CopyTo(end, TarHeader.Block);
        return end;
    }
}
